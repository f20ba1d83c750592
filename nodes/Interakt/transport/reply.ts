import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/isObject';

/** What the server answered: any status, any body. */
export interface Reply {
	readonly status: number;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** JSON as decoded; anything else (an HTML page, an empty body) as the text it was. */
	readonly body: unknown;
}

/** No answer came. `sent` says whether the server can have seen the request. */
export interface NetworkFailure {
	readonly sent: 'no' | 'maybe';
	/** The code of the network layer, e.g. `ECONNREFUSED`; for the log, not for people. */
	readonly code: string;
}

/** What came of one request. */
export type Response = { readonly reply: Reply } | { readonly networkFailure: NetworkFailure };

/** The `data` of an answer; an empty object when there is none. */
export function dataOf({ body }: Reply): IDataObject {
	return isObject(body) && isObject(body.data) ? body.data : {};
}

/** Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date), or nothing. */
export function retryAfter(reply: Reply, now: number): number | undefined {
	const header = reply.headers['retry-after']?.trim();
	if (!header) return undefined;
	const seconds = Number(header);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
