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

/** Milliseconds that a `Retry-After` header asks for (seconds, also with their unit, or an HTTP date), or nothing. */
export function retryAfter(reply: Reply, now: number): number | undefined {
	const header = reply.headers['retry-after']?.trim().replace(/^(\d{1,12}) ?s(ec(onds?)?)?$/i, '$1');
	if (!header) return undefined;
	const seconds = Number(header);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/**
 * Codes of the network layer that mean that the server cannot have seen the request: name resolution, refused
 * connections, certificates that were not accepted, and TLS that was never agreed on.
 */
const neverConnected =
	/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EADDRNOTAVAIL|ERR_INVALID_URL|ERR_INVALID_PROTOCOL|ERR_BAD_OPTION_VALUE|CERT_\w+|CRL_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|ERR_TLS_CERT_\w+|ERR_SSL_(WRONG_VERSION_NUMBER|WRONG_SSL_VERSION|UNKNOWN_PROTOCOL|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|\w*HANDSHAKE_FAILURE|\w*PROTOCOL_VERSION|\w*UNRECOGNIZED_NAME))$/;

/** What Node.js says of TLS that was never agreed on, under codes that can mean other things as well. */
const handshake =
	/wrong version number|unknown protocol|unsupported protocol|packet length too long|handshake failure|alert protocol version|before secure TLS connection was established|unsupported protocol http|invalid url/i;

/** The code of a request whose file could not be read, so that it never left. */
export const fileNotRead = 'FILE_NOT_READ';

/** The code of a request that n8n kept from leaving: its protection of internal addresses (N8N_SSRF_PROTECTION_ENABLED). */
export const blockedByN8n = 'BLOCKED_BY_N8N';

/** What n8n calls such a request, and what it says of it. */
const blocked = /^Ssrf\w{0,40}Error$|^The request was blocked because\b/;

const isBlocked = ({ name, message }: Readonly<Record<string, unknown>>): boolean =>
	[name, message].some((words) => typeof words === 'string' && blocked.test(words));

/** An exception and what it was caused by, wherever n8n and axios have wrapped it; bounded, whatever it holds. */
function chainOf(cause: unknown): Array<Readonly<Record<string, unknown>>> {
	const chain: Array<Readonly<Record<string, unknown>>> = [];
	for (let one = cause; isObject(one) && chain.length < 5; one = one.cause) chain.push(one);
	return chain;
}

const codesOf = ({ code, httpCode }: Readonly<Record<string, unknown>>): string[] =>
	[code, httpCode].filter((value): value is string => typeof value === 'string' && /^[A-Z]/.test(value));

/** Whether it was thrown while connecting: by the system call, or by each address of a name that was tried. */
const whileConnecting = ({ syscall, errors }: Readonly<Record<string, unknown>>): boolean =>
	syscall === 'connect' ||
	(Array.isArray(errors) &&
		errors.length > 0 &&
		errors.every((one) => isObject(one) && one.syscall === 'connect'));

/**
 * What a request that got no answer says about itself: whether the server can have seen it. A network that cannot be
 * reached, or a time-out, says so only while connecting: the same code comes when the line breaks later.
 */
export function toNetworkFailure(cause: unknown): NetworkFailure {
	const chain = chainOf(cause);
	if (chain.some(isBlocked)) return { code: blockedByN8n, sent: 'no' };
	const [code = 'UNKNOWN'] = chain.flatMap(codesOf);
	const neverSeen = chain.some(
		(one) =>
			codesOf(one).some((found) => neverConnected.test(found)) ||
			whileConnecting(one) ||
			(typeof one.message === 'string' && handshake.test(one.message.slice(0, 500))),
	);
	return { code, sent: neverSeen ? 'no' : 'maybe' };
}
