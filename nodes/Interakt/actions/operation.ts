import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../payload/parameters';
import type { Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';

/** One thing that the node can do: its fields, and one pure function from their values to a request. */
export interface Operation {
	/** Entry of the Operation list. `action` and `description` are also what a language model reads. */
	readonly option: Readonly<INodePropertyOptions & { value: string; action: string; description: string }>;
	/** The fields, without the condition that shows them. */
	readonly fields: INodeProperties[];
	/** Reads an item's parameters; what is wrong with them goes into `parameters.findings`. Pure: no I/O, no clock. */
	request(parameters: Parameters): InteraktRequest;
	/** What of an accepted answer the item shows. */
	present?(reply: Reply): IDataObject;
}

/** A kind of thing that the node works on. */
export interface Resource {
	/** Parameter value: public for ever. */
	readonly value: string;
	readonly operations: readonly Operation[];
	/** The Operation field and the fields of all operations, as the node lists them. */
	readonly description: INodeProperties[];
}
