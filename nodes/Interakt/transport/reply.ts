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

/**
 * Codes of the network layer that mean that no connection was made, so that the server cannot have seen
 * the request: name resolution, refused or unroutable connections, and TLS that was never agreed on.
 */
const neverConnected = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_HAS_EXPIRED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_INVALID_URL',
]);

/** The code of a request whose file could not be read, so that it never left. */
export const fileNotRead = 'FILE_NOT_READ';

/** The code of a network failure, wherever n8n and axios have wrapped it. */
function code(cause: unknown): string {
	for (let error = cause, depth = 0; isObject(error) && depth < 5; error = error.cause, depth++) {
		for (const value of [error.code, error.httpCode]) {
			if (typeof value === 'string' && /^[A-Z]/.test(value)) return value;
		}
	}
	return 'UNKNOWN';
}

/** What a request that got no answer says about itself: whether the server can have seen it. */
export function toNetworkFailure(cause: unknown): NetworkFailure {
	const found = code(cause);
	return { code: found, sent: neverConnected.has(found) ? 'no' : 'maybe' };
}
