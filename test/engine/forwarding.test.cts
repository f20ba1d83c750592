/** Calls that a trigger passes on to other addresses, and what it says in n8n's log of those that start nothing. */
import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { webhookExamples } from '../contract/webhooks/index.cts';
import { startReceiver, type Receiver } from '../simulator/receiver.cts';
import { signature } from '../simulator/webhooks/signature.cts';
import { loadPackage } from './engine.cts';
import { Trigger, type TriggerGiven } from './webhook.cts';

const secret = 'a secret for tests only';

let loader: PackageDirectoryLoader;
let receiver: Receiver;

beforeAll(async () => {
	loader = await loadPackage();
});
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => await receiver.close());

const trigger = (parameters: IDataObject, given: Partial<TriggerGiven> = {}) =>
	new Trigger(loader, {
		credential: { webhookSecret: secret },
		log: () => {},
		parameters: parameters as TriggerGiven['parameters'],
		...given,
	});

/** A trigger that forwards to the receiver and further addresses. */
const forwarding = (options: IDataObject = {}, given: Partial<TriggerGiven> = {}) =>
	trigger({ events: ['messageReceived'], options: { alsoForwardTo: [receiver.url], ...options } }, given);

/** The bytes of an example, with spaces that no second writing of its JSON would have. */
const bytesOf = (name: string): Buffer => {
	const { body } = webhookExamples.find((each) => each.name === name) ?? {};
	if (!body) throw new Error(`There is no example ${name}`);
	return Buffer.from(JSON.stringify(body, null, 3));
};

const signed = (bytes: Buffer, by = secret) => ({
	'content-type': 'application/json; charset=utf-8',
	'interakt-signature': signature(bytes, by),
});

/** Waits until so many calls have come to the receiver. */
async function arrived(count: number): Promise<void> {
	while (receiver.calls.length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('Also Forward To', () => {
	test('passes on the bytes and the signature, and the next trigger takes them by its own check', async () => {
		const bytes = bytesOf('text');
		const called = await forwarding().call({ bytes, headers: signed(bytes) });
		await arrived(1);

		const [forwarded] = receiver.calls;
		expect(called.outputs?.[0]).toHaveLength(1);
		expect(forwarded?.bytes.equals(bytes)).toBe(true);
		expect(forwarded?.headers).toMatchObject({ ...signed(bytes), 'x-interakt-forwarded': '1' });

		const headers = forwarded?.headers as IDataObject;
		const next = await trigger({ events: ['messageReceived'] }).call({ bytes, headers });
		expect(next.outputs?.[0]?.[0]?.json).toMatchObject({ event: 'messageReceived', kind: 'text' });

		const other = trigger({ events: ['any'] }, { credential: { webhookSecret: 'another secret' } });
		expect((await other.call({ bytes, headers })).status).toBe(401);
	});

	test('does not pass on what was passed on already, so that there are no circles', async () => {
		const bytes = bytesOf('text');
		const headers = { ...signed(bytes), 'x-interakt-forwarded': '1' };
		const called = await forwarding().call({ bytes, headers });
		const another = bytesOf('image');
		await forwarding().call({ bytes: another, headers: signed(another) });
		await arrived(1);

		expect(called.outputs?.[0]).toHaveLength(1);
		expect(receiver.calls.map(({ bytes: each }) => each.equals(another))).toEqual([true]);
	});

	test('passes on what this trigger drops: others may have chosen it', async () => {
		const tried = forwarding();
		for (const name of ['text', 'text', 'API message read', 'dashboard test']) {
			await tried.call({ bytes: bytesOf(name), headers: signed(bytesOf(name)) });
		}
		await arrived(4);

		expect(receiver.calls.map(({ bytes }) => (JSON.parse(String(bytes)) as IDataObject).type).sort()).toEqual(
			['Webhook Test', 'message_api_read', 'message_received', 'message_received'],
		);
	});

	test('never passes on what is not genuine', async () => {
		const tried = forwarding();
		const bytes = bytesOf('text');
		await tried.call({ bytes, headers: signed(bytes, 'another secret') });
		await tried.call({ bytes });
		await tried.call({ bytes, headers: signed(bytes) });
		await arrived(1);

		expect(receiver.calls).toHaveLength(1);
	});

	test('begins after Interakt has its answer', async () => {
		let wasAnswered: boolean | undefined;
		const tried: Trigger = forwarding(
			{},
			{
				web: async () => {
					wasAnswered = tried.answers.at(-1)?.isSent;
					return { statusCode: 200, headers: {}, body: '' };
				},
			},
		);
		const bytes = bytesOf('text');
		await tried.call({ bytes, headers: signed(bytes) });
		while (wasAnswered === undefined) await new Promise((resolve) => setImmediate(resolve));

		expect(wasAnswered).toBe(true);
	});

	test('takes every address once, from rows or from the text of an expression', async () => {
		const bytes = bytesOf('text');
		const alsoForwardTo = `${receiver.url}/a, ${receiver.url}/b\n${receiver.url}/a not-an-address`;
		await forwarding({ alsoForwardTo }).call({ bytes, headers: signed(bytes) });
		await arrived(2);

		expect(receiver.calls.map(({ path }) => path.slice(-2)).sort()).toEqual(['/a', '/b']);
	});

	test('does not wait for an address that never answers, nor does that keep the others from theirs', async () => {
		const silent = await startReceiver();
		const waiting: Array<() => void> = [];
		silent.answerWith((response) => void waiting.push(() => response.end()));
		const bytes = bytesOf('text');
		const alsoForwardTo = [silent.url, receiver.url];
		const called = await forwarding({ alsoForwardTo }).call({ bytes, headers: signed(bytes) });
		await arrived(1);

		expect(called.outputs?.[0]).toHaveLength(1);
		while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
		for (const answer of waiting) answer();
		await silent.close();
	});

	test.each([
		['n8n.example.com/webhook'],
		['ftp://n8n.example.com'],
		['https://'],
		[['https://n8n.example.com/webhook', 'see above']],
	])('with %j cannot be published, and it says why', async (alsoForwardTo) => {
		await expect(forwarding({ alsoForwardTo }).activate()).rejects.toThrow(
			/^Also Forward To.*is not a web address/,
		);
	});

	test('with addresses of the own network can be published', async () => {
		const alsoForwardTo = ['http://localhost:5678/webhook-test/a/webhook', 'http://n8n-worker:5678/a'];
		expect(await forwarding({ alsoForwardTo }).activate()).toBe(true);
	});
});

describe("n8n's log", () => {
	/** A trigger with the lines that it has written. */
	const logging = (
		parameters: IDataObject = { events: ['messageReceived'] },
		given: Partial<TriggerGiven> = {},
	) => {
		const lines: string[] = [];
		const log = (level: string, line: string) => void lines.push(`${level}: ${line}`);
		return { tried: trigger(parameters, { log, ...given }), lines };
	};

	test.each<[string, Buffer, IDataObject, RegExp]>([
		[
			'without a signature',
			bytesOf('text'),
			{},
			/^warn: Interakt Trigger: a call was refused\..*no signature.*Webhook Secret/,
		],
		[
			'with a wrong signature',
			bytesOf('text'),
			signed(bytesOf('text'), 'another secret'),
			/^warn: Interakt Trigger: a call was refused\. The signature does not belong/,
		],
		[
			'that is not chosen',
			bytesOf('API message read'),
			signed(bytesOf('API message read')),
			/^info: .*dropped: "message_api_read" is not chosen in Trigger On and its filters$/,
		],
		[
			'that is no JSON',
			Buffer.from('{'),
			signed(Buffer.from('{')),
			/^info: .*dropped: it has a body that is no JSON/,
		],
		['that is empty', Buffer.alloc(0), signed(Buffer.alloc(0)), /^info: .*dropped: it has an empty body/],
		[
			'without an event',
			Buffer.from('{}'),
			signed(Buffer.from('{}')),
			/^info: .*dropped: it is no event of Interakt/,
		],
		[
			'of the dashboard',
			bytesOf('dashboard test'),
			signed(bytesOf('dashboard test')),
			/^info: .*the test of Interakt has arrived/,
		],
	])('has a line with the reason of a call %s', async (_, bytes, headers, line) => {
		const { tried, lines } = logging();
		await tried.call({ bytes, headers });

		expect(lines).toEqual([expect.stringMatching(line)]);
	});

	test('has a line for a call that is too old', async () => {
		const { tried, lines } = logging({ events: ['any'], options: { maximumAge: 60 } });
		await tried.call({ bytes: bytesOf('text'), headers: signed(bytesOf('text')) });

		expect(lines).toEqual([expect.stringMatching(/"message_received" is older than Drop Older Than allows/)]);
	});

	test('has a line for a call that cannot be judged', async () => {
		const { tried, lines } = logging();
		tried.credentials.data = undefined;
		await tried.call({ bytes: bytesOf('text'), headers: signed(bytesOf('text')) });

		expect(lines).toEqual([expect.stringMatching(/^error: .*answered with 503: Credential with ID/)]);
	});

	test('has nothing of calls that start the workflow', async () => {
		const { tried, lines } = logging();
		await tried.call({ bytes: bytesOf('text'), headers: signed(bytesOf('text')) });

		expect(lines).toEqual([]);
	});

	test('has at most one line a second for a trigger, and the next says how many were kept out', async () => {
		jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'], now: 1_000_000 });
		try {
			const { tried, lines } = logging();
			const bytes = bytesOf('text');
			for (let call = 0; call < 50; call++) await tried.call({ bytes });
			jest.setSystemTime(1_000_999);
			await tried.call({ bytes });
			expect(lines).toHaveLength(1);
			jest.setSystemTime(1_001_000);
			await tried.call({ bytes });

			expect(lines).toHaveLength(2);
			expect(lines[1]).toMatch(/\(50 more lines since the one before\)$/);
		} finally {
			jest.useRealTimers();
		}
	});
});
