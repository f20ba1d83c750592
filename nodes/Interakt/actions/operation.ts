import {
	type IDataObject,
	type INodeProperties,
	type INodePropertyOptions,
	updateDisplayOptions,
} from 'n8n-workflow';

import type { Failure, Outcome, Send } from '../delivery/outcome';
import type { Fallback } from '../fields/fallback';
import { guardFields, inToolsOnly } from '../fields/guards';
import type { Parameters } from '../input/parameters';
import type { TemplateDefinition } from '../templates/definition';
import type { Preview } from '../templates/preview';
import type { Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';

/** Entry of the Operation list. `action` and `description` are also what a language model reads. */
export type OperationOption = Readonly<
	INodePropertyOptions & { value: string; action: string; description: string }
>;

/** What an item is given to read: everything of `Parameters` that does not depend on how far the item has come. */
export interface Input
	extends Pick<
		Parameters,
		'value' | 'raw' | 'timeZone' | 'country' | 'file' | 'dateOrders' | 'json' | 'mentions'
	> {
	/** Sentences about values that expressions have missed, because their names in the item have blanks around them. */
	misnamed?(): readonly string[];
}

/** The templates of the account; see `allTemplates`. */
export type Library = () => Promise<Outcome<TemplateDefinition[]>>;

interface Described {
	readonly option: OperationOption;
	/** The fields, without the condition that shows them. */
	readonly fields: INodeProperties[];
	/**
	 * What a model reads of the operation as a tool, where that is not its description; may be an expression. Empty where
	 * no model reads of it.
	 */
	readonly forModel?: string;
}

/** The request of an operation, and what the customer will see of it where that is known, which is not sent. */
export interface OperationRequest extends InteraktRequest {
	readonly preview?: Preview;
}

/** An operation that is one request: its fields, and one pure function from their values to the request. */
export interface RequestOperation extends Described {
	/**
	 * Reads an item's parameters; what is wrong with them goes into `parameters.findings`. Pure: no I/O, no clock.
	 *
	 * @param templates The account's templates, where the item needs them and they could be read.
	 */
	request(parameters: Parameters, templates: readonly TemplateDefinition[]): OperationRequest;
	/** Whether the account's templates have to be known before the request of an item can be built. */
	needsTemplates?(input: Input): boolean;
	/** What to do about certain refusals, as the person has chosen. */
	fallbacks?(
		parameters: Parameters,
		request: InteraktRequest,
		templates: readonly TemplateDefinition[],
	): readonly Fallback[];
	/** Adds to a failure what only the account shows. */
	explain?(failure: Failure, request: InteraktRequest, library: Library): Promise<Failure>;
	/** What of an accepted answer the item shows, if not the answer as it is. */
	output?(reply: Reply, request: InteraktRequest): IDataObject;
}

/** An operation that reads a list, which takes as many requests as it has pages. */
export interface ListOperation extends Described {
	list(parameters: Parameters): Listing;
}

export interface Listing {
	/** The request that comes first, and shows what is asked for. */
	readonly first: InteraktRequest;
	/** Reads all rows that are wanted. */
	collect(send: Send): Promise<Outcome<IDataObject[]>>;
}

/** One thing that a node can do. */
export type Operation = RequestOperation | ListOperation;

/** A kind of thing that a node works on. */
export interface Resource {
	readonly name: string;
	/** Parameter value: public for ever. */
	readonly value: string;
	readonly operations: readonly Operation[];
	/** The Operation field and the fields of all operations, as the node lists them. */
	readonly description: INodeProperties[];
}

/** The operation behind a node's Resource and Operation parameters, or nothing when there is none. */
export function findOperation(
	resources: readonly Resource[],
	resource: string,
	operation: string,
): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ option }) => option.value === operation);
}

/** What a model reads of a tool. n8n adds a field of its own where a node has none by this name, and fills it with less. */
const toolDescriptionField: INodeProperties = {
	displayName: 'Tool Description',
	name: 'toolDescription',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'What the model reads of this tool: what it does, and when it is refused',
	displayOptions: inToolsOnly,
};

/** The list of a node's resources, in their order, which is also that of the actions in n8n's node creator. */
export const resourceField = (resources: readonly Resource[], preferred: string): INodeProperties => ({
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ name, value }) => ({ name, value })),
	default: preferred,
});

/** A resource with its Operation list and the fields of its operations, each shown with its operation only. */
export function defineResource(
	{ name, value }: Pick<Resource, 'name' | 'value'>,
	operations: readonly [Operation, ...Operation[]],
	preferred = operations[0].option.value,
): Resource {
	const operationField: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ option }) => option),
		default: preferred,
	};
	const fields = operations.flatMap(({ option, fields, forModel = option.description }) =>
		updateDisplayOptions({ show: { resource: [value], operation: [option.value] } }, [
			...(forModel === '' ? [] : [{ ...toolDescriptionField, default: forModel }]),
			...fields,
			...guardFields(fields),
		]),
	);
	return { name, value, operations, description: [operationField, ...fields] };
}
