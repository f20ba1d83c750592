import { classifyResponse as verdictOf } from '../../../nodes/Interakt/delivery/classify';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { type Reply, type Response, toNetworkFailure } from '../../../nodes/Interakt/transport/reply';
import type { Effect } from '../../../nodes/Interakt/transport/request';
import { legacyApi } from '../../../nodes/InteraktLegacy/legacyApi';

const now = Date.UTC(2026, 0, 31, 12, 0, 0);
const html = '<!DOCTYPE html><html><body>Not Found</body></html>';
const effects: Effect[] = ['read', 'upsert', 'append', 'send'];

const classified = (response: Response, effect: Effect, api = interaktApi) =>
	verdictOf({ method: 'POST', path: '/message/', effect }, response, api, now);

const reply = (status: number, body: unknown, headers: Reply['headers'] = {}) => ({
	reply: { status, body, headers },
});

describe('an accepted answer is any 2xx with a JSON object whose result is not false', () => {
	test.each([
		[200, { result: true, message: 'ok' }],
		[201, { result: true }],
		[202, { result: true }],
		[200, { count: 0, results: { templates: [] } }],
	])('%i %j', (status, body) => {
		for (const effect of effects) {
			expect(classified(reply(status, body), effect)).toEqual({
				status: 'accepted',
				result: { status, body, headers: {} },
			});
		}
	});
});

describe('the server certainly did not act: rejected, whatever the effect', () => {
	test.each<[number, unknown, string]>([
		[200, { result: false, message: 'Some trouble' }, 'refused'],
		[400, { result: false, message: 'Some trouble' }, 'refused'],
		[400, html, 'refused'],
		[400, '', 'refused'],
		[401, { result: false, message: 'Invalid credentials' }, 'invalidKey'],
		[401, html, 'invalidKey'],
		[403, { result: false, message: 'API not supported on your account' }, 'planLacksFeature'],
		[404, html, 'notFound'],
		[301, '', 'notFound'],
		[302, html, 'notFound'],
		[429, { result: false, message: 'Rate limit exceeded for this resource' }, 'rateLimited'],
		[429, html, 'rateLimited'],
	])('%i %j: %s', (status, body, reason) => {
		for (const effect of effects) {
			expect(classified(reply(status, body), effect)).toMatchObject({
				status: 'rejected',
				failure: { reason, httpStatus: status },
			});
		}
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED'])('no connection: %s', (code) => {
		for (const effect of effects) {
			expect(classified({ networkFailure: toNetworkFailure({ code }) }, effect)).toMatchObject({
				status: 'rejected',
				failure: { reason: 'unreachable' },
			});
		}
	});
});

describe('the server may have acted: unknown, unless the request only reads', () => {
	const responses = [
		['500 JSON', reply(500, { result: false, message: 'Internal trouble' }), 'serverUnavailable'],
		['502 HTML', reply(502, html), 'serverUnavailable'],
		['503 empty', reply(503, ''), 'serverUnavailable'],
		['504 HTML', reply(504, html), 'serverUnavailable'],
		['408', reply(408, ''), 'serverUnavailable'],
		['200 HTML', reply(200, html), 'unreadableAnswer'],
		['200 empty', reply(200, ''), 'unreadableAnswer'],
		['200 list', reply(200, []), 'unreadableAnswer'],
		['reset', { networkFailure: toNetworkFailure({ code: 'ECONNRESET' }) }, 'noAnswer'],
		['time-out', { networkFailure: toNetworkFailure({ code: 'ETIMEDOUT' }) }, 'noAnswer'],
		['aborted', { networkFailure: toNetworkFailure({ code: 'ECONNABORTED' }) }, 'noAnswer'],
		['unheard of', { networkFailure: toNetworkFailure(new Error('?')) }, 'noAnswer'],
	] as const;

	test.each(responses)('%s', (_, send, reason) => {
		for (const effect of ['append', 'send'] as const) {
			expect(classified(send, effect)).toMatchObject({
				status: 'unknown',
				failure: { reason, description: expect.stringContaining('It may have been done all the same.') },
			});
		}
		expect(classified(send, 'upsert')).toMatchObject({
			status: 'unknown',
			failure: { reason, description: expect.stringContaining('a repeat changes nothing'), repeatable: true },
		});
		const outcome = classified(send, 'read');
		expect(outcome).toMatchObject({ status: 'rejected', failure: { reason } });
		expect(JSON.stringify(outcome)).not.toContain('may have been done');
	});
});

describe('a 2xx that says that it was refused all the same: rejected with its words', () => {
	test.each<[unknown]>([
		[{ result: 'false', message: 'Some trouble' }],
		[{ result: 'False', message: 'Some trouble' }],
		[{ result: 0, message: 'Some trouble' }],
		[{ result: null, message: 'Some trouble' }],
		[{ result: false, success: true, message: 'Some trouble' }],
		[{ success: false, message: 'Some trouble' }],
		[{ status: 'error', message: 'Some trouble' }],
		[{ status: 'FAILED', msg: 'Some trouble' }],
		[{ status: 400, detail: 'Some trouble' }],
		[{ statusCode: '422', message: 'Some trouble' }],
		[{ error: 'Some trouble' }],
		[{ error: { message: 'Some trouble' } }],
		[{ errors: ['Some trouble'] }],
	])('%j', (body) => {
		for (const effect of effects) {
			for (const api of [interaktApi, legacyApi]) {
				expect(classified(reply(200, body), effect, api)).toMatchObject({
					status: 'rejected',
					failure: { reason: 'refused', description: expect.stringContaining('"Some trouble"') },
				});
			}
		}
	});

	test('and for a reason that is known it says which', () => {
		expect(classified(reply(200, { error: 'Invalid phone' }), 'send')).toMatchObject({
			status: 'rejected',
			failure: { reason: 'invalidPhone' },
		});
	});
});

describe('a 2xx that contradicts itself or says neither: unknown', () => {
	test.each<[unknown]>([
		[{}],
		[{ result: 'maybe' }],
		[{ result: { id: 'a' } }],
		[{ result: true, error: 'Some trouble' }],
		[{ success: true, status: 'error' }],
		[{ status: 500, message: 'Some trouble' }],
		[{ status: 0 }],
	])('%j', (body) => {
		for (const effect of ['upsert', 'append', 'send'] as const) {
			expect(classified(reply(200, body), effect)).toMatchObject({
				status: 'unknown',
				failure: { reason: 'unreadableAnswer', message: expect.not.stringContaining('not JSON') },
			});
		}
	});
});

describe('a 2xx whose members only look like a refusal is accepted', () => {
	test.each<[unknown]>([
		[{ result: 'true' }],
		[{ result: 1 }],
		[{ result: true, error: null, errors: [] }],
		[{ result: true, error: '' }],
		[{ result: true, status: 200 }],
		[{ result: true, status: 'PENDING' }],
		[{ status: 'queued', id: 'a' }],
		[{ message: 'Message queued', id: 'a' }],
	])('%j', (body) => {
		expect(classified(reply(200, body), 'send')).toMatchObject({ status: 'accepted' });
	});
});

describe('a 404', () => {
	test.each<[unknown, string]>([
		[{ result: false, message: 'Customer not found' }, 'unknownCustomer'],
		[{ detail: 'Template welcome not found' }, 'templateNotFound'],
		[{ message: 'Agent not found' }, 'refused'],
		[{ detail: 'Not found.' }, 'notFound'],
		[{ message: 'Route POST:/v2/message/ not found', error: 'Not Found', statusCode: 404 }, 'notFound'],
		[{}, 'notFound'],
		['', 'notFound'],
		[html, 'notFound'],
	])('%j: %s', (body, reason) => {
		for (const effect of effects) {
			expect(classified(reply(404, body), effect)).toMatchObject({ status: 'rejected', failure: { reason } });
		}
	});

	test('keeps the words of the server', () => {
		expect(classified(reply(404, { message: 'Agent not found' }), 'upsert')).toMatchObject({
			failure: { description: expect.stringContaining('"Agent not found"') },
		});
	});
});

test('a file that is too large for the server is named as the file', () => {
	const file = { item: 0, property: 'data', fileName: 'a.mp4', mimeType: 'video/mp4' };
	const outcome = verdictOf(
		{ method: 'POST', path: '/upload/', effect: 'upsert', file },
		reply(413, html),
		interaktApi,
		now,
	);

	expect(outcome).toMatchObject({ status: 'rejected', failure: { reason: 'mediaTooLarge' } });
});

test('an answer without what was asked for is unreadable', () => {
	const request = { method: 'POST', path: '/upload/', isComplete: () => false } as const;
	const answered = reply(200, { result: true, data: {} });

	for (const effect of effects) {
		expect(verdictOf({ ...request, effect }, answered, interaktApi, now)).toMatchObject({
			status: effect === 'read' ? 'rejected' : 'unknown',
			failure: { reason: 'unreadableAnswer', httpStatus: 200 },
		});
	}
});

describe('the code of the network layer is found wherever it is wrapped', () => {
	test.each<[string, unknown, 'no' | 'maybe']>([
		['bare', { code: 'ECONNREFUSED' }, 'no'],
		['as cause', { cause: { cause: { code: 'ENOTFOUND' } } }, 'no'],
		['as httpCode', { httpCode: 'ECONNREFUSED' }, 'no'],
		['behind a number', { code: 500, cause: { code: 'ECONNREFUSED' } }, 'no'],
		['reset', { cause: { code: 'ECONNRESET' } }, 'maybe'],
		['nothing', undefined, 'maybe'],
		['text', 'ECONNREFUSED', 'maybe'],
	])('%s', (_, cause, sent) => {
		expect(toNetworkFailure(cause).sent).toBe(sent);
	});
});

describe('how long a 429 asks to wait', () => {
	const waitAfter = (header: string | undefined, status = 429) => {
		const outcome = classified(
			reply(status, '', header === undefined ? {} : { 'retry-after': header }),
			'send',
		);
		return outcome.status === 'accepted' ? undefined : outcome.failure.retryAfterMs;
	};

	test.each<[string | undefined, number | undefined]>([
		['30', 30_000],
		[' 1 ', 1_000],
		['0', 0],
		['0.5', 500],
		['-5', 0],
		['Sat, 31 Jan 2026 12:01:00 GMT', 60_000],
		['Sat, 31 Jan 2026 11:00:00 GMT', 0],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('Retry-After: %s', (header, wait) => {
		expect(waitAfter(header)).toBe(wait);
	});

	test.each([
		['1000000000', '2057-10-09T13:46:40.000Z'],
		['Thu, 01 Jan 2099 00:00:00 GMT', '2099-01-01T00:00:00.000Z'],
		['1e300', '+275760-09-13T00:00:00.000Z'],
		['301', '2026-01-31T12:05:01.000Z'],
	])('longer than anybody waits is said in the text: %s', (header, until) => {
		expect(classified(reply(429, '', { 'retry-after': header }), 'send')).toMatchObject({
			status: 'rejected',
			failure: { reason: 'rateLimited', description: expect.stringContaining(`wait until ${until}`) },
		});
	});

	test('is asked of a 429 only', () => {
		expect(waitAfter('30', 400)).toBeUndefined();
	});
});

describe('an answer of the older product', () => {
	test.each<[unknown]>([[{ status: 'ok' }], [''], ['OK'], [{ message: 'Terror films' }], [[]]])(
		'that is %j with a 2xx is accepted',
		(body) => {
			expect(classified(reply(200, body), 'upsert', legacyApi)).toMatchObject({ status: 'accepted' });
		},
	);

	test.each<[unknown]>([['ERROR: plan must be a text'], [{ status: 'ERROR', message: 'Not possible' }]])(
		'that says ERROR is rejected, whatever its status: %j',
		(body) => {
			expect(classified(reply(200, body), 'upsert', legacyApi)).toMatchObject({
				status: 'rejected',
				failure: { reason: 'refused', httpStatus: 200 },
			});
		},
	);

	test('that is a web page is none', () => {
		expect(classified(reply(200, html), 'upsert', legacyApi)).toMatchObject({
			status: 'unknown',
			failure: { reason: 'unreadableAnswer' },
		});
	});

	test.each([
		['interaktApi', interaktApi, 'Interakt does not accept the Secret Key'],
		['interaktLegacyApi', legacyApi, 'Interakt does not accept the App ID and API Key'],
	])('that refuses the key names what is in the credential: %s', (_, api, message) => {
		expect(classified(reply(401, ''), 'read', api)).toMatchObject({
			failure: { reason: 'invalidKey', message },
		});
	});
});

describe('words that say that the wanted state already holds', () => {
	const assign = (message: string, status = 400) =>
		verdictOf(
			{ method: 'POST', path: '/assignment/', effect: 'upsert', alreadyDone: /already assigned/i },
			reply(status, { result: false, message }),
			interaktApi,
			now,
		);

	test('are accepted', () => {
		expect(assign('Chat is already assigned to same agent')).toMatchObject({ status: 'accepted' });
	});

	test.each<[string, number, string]>([
		['Agent not found', 400, 'rejected'],
		['Chat is already assigned to same agent', 500, 'unknown'],
	])('and no others: %s, %i is %s', (message, status, expected) => {
		expect(assign(message, status)).toMatchObject({ status: expected });
	});
});

describe('what a proxy, a gateway or a firewall answers in place of Interakt', () => {
	const page = '<html><head><title>Just a moment...</title></head></html>';

	test.each<[string, number, unknown, string, string]>([
		['the client hung up, says nginx', 499, '', 'unknown', 'serverUnavailable'],
		['the client hung up, says a load balancer of AWS', 460, '', 'unknown', 'serverUnavailable'],
		['nothing of the server behind Cloudflare', 520, page, 'unknown', 'serverUnavailable'],
		['the server behind Cloudflare is late', 524, 'error code: 524', 'unknown', 'serverUnavailable'],
		['a firewall', 403, page, 'rejected', 'refused'],
		['a firewall of Cloudflare', 403, 'error code: 1020', 'rejected', 'refused'],
		['a proxy that wants a password', 407, page, 'rejected', 'refused'],
		['a web server that takes no POST', 405, page, 'rejected', 'notFound'],
		['a Go server', 404, '404 page not found\n', 'rejected', 'notFound'],
		['an ingress', 404, 'default backend - 404', 'rejected', 'notFound'],
		['a gateway of AWS', 403, { message: 'Missing Authentication Token' }, 'rejected', 'notFound'],
		['Django, of a key', 403, { detail: 'Invalid token.' }, 'rejected', 'invalidKey'],
		['a limit in words', 400, { result: false, message: 'Too many requests' }, 'rejected', 'rateLimited'],
		[
			'a function in a cloud that ran out of time',
			200,
			{ errorMessage: 'Task timed out' },
			'unknown',
			'unreadableAnswer',
		],
		['a code in a success', 200, { code: 400, message: 'Not possible' }, 'rejected', 'refused'],
		['a code of a fault in a success', 200, { code: 503, message: 'Later' }, 'unknown', 'unreadableAnswer'],
		['not ok', 200, { ok: false, message: 'Not possible' }, 'rejected', 'refused'],
	])('%s: HTTP %i', (_, status, body, ends, reason) => {
		expect(classified(reply(status, body), 'send')).toMatchObject({ status: ends, failure: { reason } });
	});

	test.each([{ code: 200, id: 'a' }, { code: 0, id: 'a' }, { code: 'SUCCESS' }, { ok: true }])(
		'and %j is a success',
		(body) => {
			expect(classified(reply(200, body), 'send').status).toBe('accepted');
		},
	);

	test('says that a page came, and not that the plan or a value is wrong', () => {
		expect(classified(reply(403, page), 'send')).toMatchObject({
			failure: {
				message: 'Interakt refused the request, with a page in place of an answer (HTTP 403)',
				description: expect.stringMatching(/proxy or firewall.*Base URL/),
			},
		});
	});

	test.each([
		[401, { message: 'Your trial is over' }],
		[429, { detail: 'Daily limit reached' }],
	])('keeps the words of a %i', (status, body) => {
		const [words = ''] = Object.values(body);

		expect(classified(reply(status, body), 'send')).toMatchObject({
			failure: { description: expect.stringContaining(`"${words}"`) },
		});
	});

	test.each([
		['30s', 30_000],
		['30 sec', 30_000],
		['2 seconds', 2_000],
	])('takes a Retry-After with its unit: %s', (header, retryAfterMs) => {
		expect(classified(reply(429, '', { 'retry-after': header }), 'send')).toMatchObject({
			failure: { retryAfterMs },
		});
	});
});
