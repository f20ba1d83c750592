import { isObject, type Silence } from './reply';

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
export function silence(cause: unknown): Silence {
	const found = code(cause);
	return { code: found, sent: neverConnected.has(found) ? 'no' : 'maybe' };
}
