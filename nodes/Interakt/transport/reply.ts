import type { IDataObject } from 'n8n-workflow';

/** What the server answered: any status, any body. */
export interface Reply {
	readonly status: number;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** JSON as decoded; anything else (an HTML page, an empty body) as the text it was. */
	readonly body: unknown;
}

/** No answer came. `sent` says whether the server can have seen the request. */
export interface Silence {
	readonly sent: 'no' | 'maybe';
	/** The code of the network layer, e.g. `ECONNREFUSED`; for the log, not for people. */
	readonly code: string;
}

/** What came of one request. */
export type Response = { readonly reply: Reply } | { readonly silence: Silence };

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The `data` of an answer; an empty object when there is none. */
export function dataOf({ body }: Reply): IDataObject {
	return isObject(body) && isObject(body.data) ? body.data : {};
}

/** The server's own words: `message` is a string, or on some 400s a list of strings (contract §1). */
export function serverMessage({ body }: Reply): string {
	if (typeof body === 'string') return /^\s*</.test(body) ? '' : body.trim().slice(0, 300);
	if (!isObject(body)) return '';
	const lines: unknown[] = Array.isArray(body.message) ? body.message : [body.message];
	return lines
		.filter((line): line is string => typeof line === 'string')
		.map((line) => line.replace(/^Please correct the following error\s*-\s*/i, '').trim())
		.join('; ');
}

/** Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date), or nothing. */
export function retryAfter(reply: Reply, now: number): number | undefined {
	const header = reply.headers['retry-after']?.trim();
	if (!header) return undefined;
	const seconds = Number(header);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
