import type { IDataObject } from 'n8n-workflow';

import type { Reply } from './reply';

/**
 * What a repeat of the request would do, which decides whether delivery may try it again:
 * - `read` and `upsert` change nothing by being repeated,
 * - `append` (an event) and `send` (a message, a campaign, a template) act again, so they are only
 *   repeated when the server provably did not act.
 */
export type Effect = 'read' | 'upsert' | 'append' | 'send';

/** A file of an input item; its bytes are read when the request is sent. */
export interface FileReference {
	/** Index of the item. */
	readonly item: number;
	/** Name of the binary field, e.g. `data`. */
	readonly property: string;
	readonly fileName: string;
	readonly mimeType: string;
	/** Whether it is known to hold nothing. */
	readonly isEmpty?: boolean;
}

/** One call of the Interakt API as plain data: made by an operation, carried out by the transport. */
export interface InteraktRequest {
	readonly method: 'GET' | 'POST';
	/** Path below the base URL, with the trailing slash that POST routes need (contract §1, Transport). */
	readonly path: `/${string}`;
	readonly query?: Readonly<Record<string, string | number>>;
	readonly body?: IDataObject;
	/** A file of the item, sent as multipart form data under `uploadFile` instead of a JSON body. */
	readonly file?: FileReference;
	readonly effect: Effect;
	/** Who the request is about, e.g. `+919999999999`: requests to one recipient keep their order. */
	readonly recipient?: string;
	/** Server words on a 400 that say that the wanted state already holds, which counts as accepted. */
	readonly alreadyDone?: RegExp;
	/** Whether an answer that says that it was done holds what the request is for; one that does not is unreadable. */
	readonly isComplete?: (reply: Reply) => boolean;
}
