import type { Answer } from './answer.cts';
import type { JsonObject, State, StoredFile } from './state.cts';

export interface RouteContext {
	state: State;
	body: JsonObject;
	query: Record<string, string>;
	params: Record<string, string>;
	/** The file of a multipart request. */
	file?: Omit<StoredFile, 'handle' | 'url'>;
	now: number;
	options: RouteOptions;
	/**
	 * Whether to refuse for a reason of the operation's `x-refusals` in the contract document: always for one that a
	 * source states, only when strict for one that is marked as a guess.
	 */
	refuses(reason: string): boolean;
}

export interface RouteOptions {
	/** Whether the plan has session messages; without them each gets 403 (contract §1.3). */
	sessionMessages: boolean;
	/** Order of the contact list, which the documents do not say. */
	contactOrder: 'createdAscending' | 'createdDescending' | 'modifiedDescending' | 'shuffled';
	/** Whether the template list heeds `limit`; some servers do not (contract §1.6). */
	templateLimitIgnored: boolean;
	/** Whether the template list heeds `offset`; a server that does not gives its first page again and again. */
	templateOffsetIgnored: boolean;
	/** Templates on one page when `limit` is not heeded. */
	templatesPerPage: number;
}

export interface Route {
	method: 'GET' | 'POST';
	/** Below the base URL, with `:name` for a part that varies. */
	path: string;
	handle(context: RouteContext): Answer;
}
