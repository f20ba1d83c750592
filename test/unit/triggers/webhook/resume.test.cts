import type { IHttpRequestOptions } from 'n8n-workflow';

import { unsealed } from '../../../../nodes/Interakt/questions/answer';
import { isOwnAddress, ownAddress, passOn } from '../../../../nodes/Interakt/triggers/webhook/resume';
import { PlayedTrigger, type TriggerGiven } from './playedTrigger.cts';

const key = 'Basic a-key-for-tests';
const asking = { executionId: '7', nonce: 'Ab_-9zZ0', resumeToken: 'ab'.repeat(32) };
const answer = {
	asking,
	given: { choice: 1 },
	phoneNumber: '+919999999999',
	answeredAt: '2024-01-01T10:00:00.000Z',
};

const bytes = Buffer.from('{}');
/** n8n behind a proxy, below a path. */
const resumeUrl = 'https://n8n.example.com/n8n/webhook-waiting/undefined';
const waiting = '/webhook-waiting/7/interakt-answer?signature=';
const own = `http://127.0.0.1:5678/n8n${waiting}${'ab'.repeat(32)}`;
const inPublic = `https://n8n.example.com/n8n${waiting}${'ab'.repeat(32)}`;

type Said = { statusCode?: number; body?: unknown } | string | Error;

const taken: Said = { statusCode: 200, body: { interaktAnswer: 'taken' } };
/** The execution is not yet waiting. */
const busy: Said = { statusCode: 409, body: { message: 'The execution "7" is running already.' } };

/** An n8n that says these to one try after the other, and the last of them to all that come then. */
function n8nThatSays(says: readonly Said[], given: TriggerGiven = {}) {
	const remaining = [...says];
	const web = async () => {
		const said = remaining.length > 1 ? remaining.shift() : remaining[0];
		if (said instanceof Error) throw said;
		// What is thrown need not be an Error.
		if (typeof said === 'string') return await Promise.reject(said);
		return said;
	};
	return new PlayedTrigger({ resumeUrl, web, ...given });
}

const urlsOf = ({ requests }: PlayedTrigger) => requests.map(({ url }) => url);

/** Lets go on what waits for no time. */
const settle = async () => await jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** Passes the answer on, and says how that ended and how many milliseconds it took. */
async function passed(trigger: PlayedTrigger) {
	let took = -1;
	const done = passOn(trigger.context(bytes), answer, key).finally(() => (took = Date.now()));
	for (let wait = 0; took < 0 && wait < 1_000; wait++) await jest.advanceTimersByTimeAsync(150);
	return { as: await done, took };
}

test('an answer goes to the execution that waits, sealed, by the address of this machine', async () => {
	const trigger = n8nThatSays([taken]);
	const { as } = await passed(trigger);

	expect(as).toBe('taken');
	const [{ body, ...request } = {} as IHttpRequestOptions, ...others] = trigger.requests;
	expect(others).toEqual([]);
	expect(request).toEqual({
		method: 'POST',
		url: own,
		json: true,
		timeout: 60_000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: true,
	});
	expect(unsealed(body, key)).toEqual({
		nonce: 'Ab_-9zZ0',
		given: { choice: 1 },
		phoneNumber: '+919999999999',
		answeredAt: '2024-01-01T10:00:00.000Z',
	});
	expect(trigger.lines).toEqual([
		['debug', 'Interakt Trigger: execution 7 goes on with an answer', undefined],
	]);
});

test.each<[string, Said, string]>([
	['the execution takes it', taken, 'taken'],
	['the question is over', { statusCode: 200, body: { interaktAnswer: 'closed' } }, 'closed'],
	['it is none to this question', { statusCode: 200, body: { interaktAnswer: 'refused' } }, 'refused'],
	[
		'there is no such execution',
		{ statusCode: 404, body: { message: 'The execution "7" does not exist.' } },
		'unknown',
	],
	['the execution is of another n8n', { statusCode: 401, body: { error: 'Invalid token' } }, 'unknown'],
	[
		'the execution has ended',
		{ statusCode: 409, body: { message: 'The execution "7" has finished already.' } },
		'closed',
	],
	[
		'the execution is past its question',
		{
			statusCode: 404,
			body: {
				message:
					'The workflow for execution "7" does not contain a waiting webhook with a matching path/method.',
			},
		},
		'closed',
	],
])('no further try is made when %s', async (_, said, word) => {
	const trigger = n8nThatSays([said]);

	expect(await passed(trigger)).toEqual({ as: word, took: 0 });
	expect(urlsOf(trigger)).toEqual([own]);
});

test('an answer that comes too late is told in the log, where nobody has to do anything', async () => {
	const trigger = n8nThatSays([{ statusCode: 200, body: { interaktAnswer: 'closed' } }]);
	await passed(trigger);

	expect(trigger.lines).toEqual([
		[
			'info',
			'Interakt Trigger: an answer to execution 7 came too late, or is for another question (closed)',
			undefined,
		],
	]);
});

test.each<[string, Said]>([
	['a server fault', { statusCode: 500, body: { message: 'The execution does not exist in memory' } }],
	['a fault that names another one', { statusCode: 502, body: { message: '404 does not exist' } }],
	['a fault that names a token', { statusCode: 502, body: { message: '401 Invalid token' } }],
	['a page', { statusCode: 200, body: '<html>' }],
	['no body', { statusCode: 404 }],
	['a word of nobody', { statusCode: 200, body: { interaktAnswer: 'unreachable' } }],
	['a broken connection', new Error('connect ECONNREFUSED 127.0.0.1:5678')],
	['what is no answer at all', 'nothing'],
])('after %s the public address is tried, with its certificate, and the same answer', async (_, said) => {
	const trigger = n8nThatSays([said, taken]);

	expect(await passed(trigger)).toEqual({ as: 'taken', took: 0 });
	expect(urlsOf(trigger)).toEqual([own, inPublic]);
	const [first, second] = trigger.requests;
	expect(second).toEqual({ ...first, url: inPublic, skipSslCertificateValidation: false });
});

test('an execution that does not wait yet is tried again some time later, and only by the address that it has', async () => {
	const trigger = n8nThatSays([busy, busy, busy, taken]);

	expect(await passed(trigger)).toEqual({ as: 'taken', took: 600 });
	expect(urlsOf(trigger)).toEqual([own, own, own, own]);
});

test.each<[string, Said, number, string]>([
	['cannot be reached', new Error('connect ECONNREFUSED'), 22, 'connect ECONNREFUSED'],
	['gives no reason', 'refused by the firewall', 22, 'refused by the firewall'],
	['never waits', busy, 11, '409 The execution "7" is running already.'],
	['gives a status only', { statusCode: 503 }, 22, '503 '],
])(
	'after a minute an execution that %s is given up, and the log says what to do',
	async (_, said, tries, words) => {
		const trigger = n8nThatSays([said]);

		expect(await passed(trigger)).toEqual({ as: 'unreachable', took: 61_200 });
		expect(trigger.requests).toHaveLength(tries);
		expect(trigger.lines).toEqual([
			[
				'error',
				`Interakt Trigger: an answer could not be passed on to execution 7: ${words}. If N8N_SSRF_PROTECTION_ENABLED is set, add 127.0.0.1/32 to N8N_SSRF_ALLOWED_IP_RANGES.`,
				undefined,
			],
		]);
	},
);

const below = 'https://n8n.example.com/n8n/webhook/a/webhook';

test.each<[string, string | undefined, string, string]>([
	['takes its path away', below, '/webhook/a/webhook', ''],
	['takes its path away of a call with a query', below, '/webhook/a/webhook?from=interakt', ''],
	['leaves its path', below, '/n8n/webhook/a/webhook', '/n8n'],
	[
		'has another path for the trigger',
		'https://n8n.example.com/hooks/webhook/a/webhook',
		'/webhook/a/webhook',
		'/n8n',
	],
	['makes another path of it', 'https://n8n.example.com/hooks/a', '/webhook/a/webhook', '/n8n'],
	['is not known', undefined, '/webhook/a/webhook', '/n8n'],
	['has an address that is none', 'n8n/webhook/a/webhook', '/webhook/a/webhook', '/n8n'],
])(
	'on this machine an execution is below the path that n8n knows, where a proxy %s',
	async (_, publicUrl, calledAt, path) => {
		const trigger = n8nThatSays([taken], { publicUrl, calledAt });
		await passed(trigger);

		expect(urlsOf(trigger)).toEqual([own.replace('/n8n', path)]);
	},
);

test('the address of executions is worked out once, because n8n takes long for it', async () => {
	await passed(n8nThatSays([taken]));
	const moved = n8nThatSays([taken], { resumeUrl: 'https://elsewhere.example.com/webhook-waiting/1' });
	await passed(moved);

	expect(urlsOf(moved)).toEqual([own]);
});

test.each([
	[false, 'http://127.0.0.1:5678'],
	[true, 'https://127.0.0.1:5678'],
])(
	'with TLS at n8n itself %s, this machine is %s, and needs no certificate that somebody has signed',
	(isEncrypted, address) => {
		expect(ownAddress(new PlayedTrigger({ isEncrypted }).context(bytes))).toBe(address);
		expect([address, 'https://n8n.example.com'].map((url) => isOwnAddress(`${url}/webhook`))).toEqual([
			true,
			false,
		]);
	},
);

test('four executions are resumed at once, and the next in their order as these are done', async () => {
	const asked: string[] = [];
	const release: Array<(said: Said) => void> = [];
	const web = async ({ url }: IHttpRequestOptions) => {
		asked.push(/waiting\/(\d+)/.exec(url)?.[1] ?? '');
		return await new Promise((resolve) => release.push(resolve));
	};
	const context = new PlayedTrigger({ resumeUrl, web }).context(bytes);
	const pass = (executionId: string) =>
		void passOn(context, { ...answer, asking: { ...asking, executionId } }, key);
	for (const id of ['1', '2', '3', '4', '5', '6']) pass(id);
	await settle();
	expect(asked).toEqual(['1', '2', '3', '4']);

	release[2]?.(taken);
	pass('7');
	await settle();
	expect(asked).toEqual(['1', '2', '3', '4', '5']);

	for (let place = 0; place < 7; place++) {
		release[place]?.(taken);
		await settle();
	}
	expect(asked).toEqual(['1', '2', '3', '4', '5', '6', '7']);

	for (const id of ['11', '12', '13', '14', '15']) pass(id);
	await settle();
	expect(asked.slice(7)).toEqual(['11', '12', '13', '14']);
	for (let place = 7; place < 12; place++) {
		release[place]?.(taken);
		await settle();
	}
});

test('of two answers at once to one execution the first is passed on to its end before the other', async () => {
	const asked: Array<[id: string, choice: unknown]> = [];
	const release: Array<(said: Said) => void> = [];
	const web = async ({ url, body }: IHttpRequestOptions) => {
		asked.push([/waiting\/(\d+)/.exec(url)?.[1] ?? '', unsealed(body, key)?.given]);
		return await new Promise((resolve) => release.push(resolve));
	};
	const context = new PlayedTrigger({ resumeUrl, web }).context(bytes);
	const pass = async (executionId: string, choice: number) =>
		await passOn(context, { ...answer, asking: { ...asking, executionId }, given: { choice } }, key);
	const passing = [pass('21', 1), pass('21', 0), pass('22', 0)];
	await settle();
	expect(asked).toEqual([
		['21', { choice: 1 }],
		['22', { choice: 0 }],
	]);

	// The execution does not wait yet: the answer that came first is tried again.
	release[0]?.(busy);
	await jest.advanceTimersByTimeAsync(150);
	expect(asked.slice(2)).toEqual([['21', { choice: 1 }]]);
	release[2]?.(taken);
	await settle();
	expect(asked.slice(3)).toEqual([['21', { choice: 0 }]]);
	release[3]?.({ statusCode: 200, body: { interaktAnswer: 'closed' } });
	release[1]?.(taken);
	expect(await Promise.all(passing)).toEqual(['taken', 'closed', 'taken']);
});
