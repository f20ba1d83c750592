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

export type Attempt = { readonly reply: Reply } | { readonly silence: Silence };

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether the server says that it did what was asked: any 2xx, and a JSON object whose `result` is not
 * `false` (contract §1, Transport). A 2xx with an HTML page is not an answer of the API.
 */
export function isAccepted(reply: Reply): boolean {
	return reply.status >= 200 && reply.status < 300 && isObject(reply.body) && reply.body.result !== false;
}

/** The server's own words: `message` is a string, or on some 400s a list of strings (contract §1). */
export function serverMessage(reply: Reply): string {
	if (!isObject(reply.body)) return '';
	const { message } = reply.body;
	const lines: unknown[] = Array.isArray(message) ? message : [message];
	return lines
		.filter((line): line is string => typeof line === 'string')
		.join('; ')
		.replace(/^Please correct the following error\s*-\s*/i, '')
		.trim();
}

/** Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date), or nothing. */
export function retryAfter(reply: Reply, now: number): number | undefined {
	const header = reply.headers['retry-after']?.trim();
	if (!header) return undefined;
	const seconds = Number(header);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
