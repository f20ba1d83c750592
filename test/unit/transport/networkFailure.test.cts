import { toNetworkFailure } from '../../../nodes/Interakt/transport/reply';

const tls = 'write EPROTO 40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number';

/** A cause of a cause of a cause. */
const within = (cause: unknown, depth: number): unknown =>
	depth === 0 ? cause : within({ cause }, depth - 1);

describe('whether the server can have seen a request that got no answer', () => {
	test.each<[string, unknown, 'no' | 'maybe']>([
		['unreachable host while connecting', { code: 'EHOSTUNREACH', syscall: 'connect' }, 'no'],
		['unreachable network while connecting', { cause: { code: 'ENETUNREACH', syscall: 'connect' } }, 'no'],
		['unreachable host while reading', { code: 'EHOSTUNREACH', syscall: 'read' }, 'maybe'],
		['unreachable network while writing', { code: 'ENETUNREACH', syscall: 'write' }, 'maybe'],
		['unreachable host, nobody knows when', { code: 'EHOSTUNREACH' }, 'maybe'],
		['time-out while connecting', { code: 'ETIMEDOUT', syscall: 'connect' }, 'no'],
		['time-out while reading', { code: 'ETIMEDOUT', syscall: 'read' }, 'maybe'],
		[
			'every address of a name refused to connect',
			{ code: 'ENETUNREACH', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] },
			'no',
		],
		[
			'one of several was not about connecting',
			{ errors: [{ syscall: 'connect' }, { syscall: 'read' }] },
			'maybe',
		],
		['no addresses at all', { errors: [] }, 'maybe'],
		['https on an http port', { code: 'EPROTO', syscall: 'write', message: tls }, 'no'],
		['the same by its code', { cause: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' } }, 'no'],
		['no common version', { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }, 'no'],
		[
			'closed while TLS was agreed on',
			{
				code: 'ECONNRESET',
				message: 'Client network socket disconnected before secure TLS connection was established',
			},
			'no',
		],
		['a record that was damaged later', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }, 'maybe'],
		['a protocol fault of another kind', { code: 'EPROTO', message: 'read EPROTO' }, 'maybe'],
		['a certificate of nobody known', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'no'],
		['a name that is not the right one', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'no'],
		[
			'an internal address that n8n keeps requests from',
			{
				name: 'SsrfBlockedIpError',
				message: 'The request was blocked because it resolves to a restricted IP',
			},
			'no',
		],
		['a name that n8n keeps requests from', { cause: { name: 'SsrfBlockedHostnameError' } }, 'no'],
		[
			'the same in words alone',
			{ message: 'The request was blocked because the hostname is restricted' },
			'no',
		],
		['the whole time-out', { code: 'ERR_CANCELED' }, 'maybe'],
		['words that only hold those of n8n', { message: 'It said: The request was blocked because' }, 'maybe'],
		['not an exception at all', 'ECONNREFUSED', 'maybe'],
		['words far down in a message', { message: `${'word '.repeat(100)}invalid url` }, 'maybe'],
		['five causes deep', within({ code: 'ENOTFOUND' }, 4), 'no'],
		['deeper than anybody looks', within({ code: 'ENOTFOUND' }, 5), 'maybe'],
		['only one of its two codes says it', { code: 'ERR_BAD_REQUEST', httpCode: 'ECONNREFUSED' }, 'no'],
	])('%s', (_, cause, sent) => {
		expect(toNetworkFailure(cause).sent).toBe(sent);
	});

	test('a cause that is its own cause ends', () => {
		const cause: { cause?: unknown } = {};
		cause.cause = cause;

		expect(toNetworkFailure(cause)).toEqual({ code: 'UNKNOWN', sent: 'maybe' });
	});
});

describe('the code of a request that got no answer', () => {
	test.each<[unknown, string]>([
		[{ code: 'ECONNRESET' }, 'ECONNRESET'],
		[{ httpCode: 'ECONNRESET' }, 'ECONNRESET'],
		[{ message: 'no', cause: { code: 'ECONNRESET' } }, 'ECONNRESET'],
		[{ code: 'ECONNABORTED', cause: { code: 'ECONNRESET' } }, 'ECONNABORTED'],
		[{ code: 500, httpCode: 'ECONNRESET' }, 'ECONNRESET'],
		[{ code: '500 ERROR', httpCode: 'ECONNRESET' }, 'ECONNRESET'],
		[{ code: 500, httpCode: '500' }, 'UNKNOWN'],
		[{ name: 'SsrfBlockedIpError', code: 'ECONNREFUSED' }, 'BLOCKED_BY_N8N'],
		[undefined, 'UNKNOWN'],
	])('of %j is %s', (cause, code) => {
		expect(toNetworkFailure(cause).code).toBe(code);
	});
});
