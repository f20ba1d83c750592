import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Template } from '../simulator/templates.cts';

/**
 * A contract row: an operation with its parameters as a person would set them, and the request that a source
 * document shows for it. The same rows are held against the pure function, the contract document, and the
 * built node in n8n's engine.
 */
export interface ContractRow {
	/** Where the request stands, e.g. `S4 §2.6`. */
	readonly source: string;
	/** What the row shows, if the source alone does not say it. */
	readonly shows?: string;
	/** `resource.operation`, e.g. `message.sendButtons`. */
	readonly operation: string;
	/** Without `resource` and `operation`; fields that are left out have their defaults. */
	readonly parameters: INodeParameters;
	/** `POST` if left out. */
	readonly method?: 'GET' | 'POST';
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number>>;
	/** Equal as JSON. */
	readonly body?: IDataObject;
	/** The account's templates, where the request depends on them. */
	readonly templates?: readonly Template[];
	/** The file that goes along, from the item's field `data`. */
	readonly file?: { readonly fileName: string; readonly mimeType: string };
}

/** The title of a row's test. */
export const rowTitle = ({ source, operation, shows }: ContractRow): string =>
	`${source} ${operation}${shows === undefined ? '' : `: ${shows}`}`;

/** The rows of a fixed collection. */
export const list = (...values: INodeParameters[]): INodeParameters => ({ values });

/** The value of a resource locator, typed by hand. */
export const byName = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });
