import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import { startWithClient, type TestClient } from './client.cts';
import { startReceiver, withStatus, type Receiver } from './receiver.cts';
import { isObject } from './rules.cts';
import type { JsonObject } from './state.cts';
import { workflowResponse } from './webhooks/account.cts';
import { KINDS } from './webhooks/catalogue.cts';
import { repeated, shuffled } from './webhooks/disorder.cts';
import type { Wait } from './webhooks/post.cts';
import { buttonReply, echo, receivedText } from './webhooks/received.cts';
import { flowSubmission, statuses } from './webhooks/statuses.cts';

const SECRET = 'a secret of the webhook';
const MINUTE = 60_000;

let now: number;
/** What counts the time of an answer; each test of it brings its own. */
let wait: Wait;
const never: Wait = async (_, signal) =>
	await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

let client: TestClient;
let receiver: Receiver;

beforeAll(async () => {
	client = await startWithClient({
		clock: () => now,
		wait: async (...given) => await wait(...given),
		statuses: true,
	});
});
afterAll(async () => await client.simulator.close());

beforeEach(async () => {
	now = Date.UTC(2024, 0, 1, 10);
	wait = never;
	receiver = await startReceiver();
	client.simulator.webhooks.register({ url: receiver.url, secret: SECRET });
});
afterEach(async () => {
	await client.simulator.lifecycle.flushed();
	client.simulator.reset();
	await receiver.close();
});

const webhooks = () => client.simulator.webhooks;
const types = () => receiver.bodies().map(({ type, entityType }) => type ?? entityType);

/** A member deep in a body, by its path. */
const at = (body: JsonObject | undefined, path: string): unknown =>
	path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), body);

describe('the signature', () => {
	test('is the HMAC-SHA256 of the very bytes, in hexadecimal digits, in the header Interakt-Signature', async () => {
		await webhooks().send(receivedText('Grüße 👋 from Asha'));
		const [call] = receiver.calls;

		expect(call?.method).toBe('POST');
		expect(call?.headers['content-type']).toBe('application/json');
		const hex = createHmac('sha256', SECRET)
			.update(call?.bytes ?? '')
			.digest('hex');
		expect(call?.headers['interakt-signature']).toBe(`sha256=${hex}`);
		expect(call?.bytes.toString()).toContain('Grüße 👋');
	});

	test('is another one for another secret, as a forger has it', async () => {
		await webhooks().send(receivedText('Hi'), { secret: 'guessed' });
		const [call] = receiver.calls;
		const right = createHmac('sha256', SECRET)
			.update(call?.bytes ?? '')
			.digest('hex');

		expect(call?.headers['interakt-signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
		expect(call?.headers['interakt-signature']).not.toBe(`sha256=${right}`);
	});

	test('is missing on calls of the HTTP step of a workflow', async () => {
		await webhooks().send(workflowResponse([{ question: 'How was it?', answer: 'Good' }]));

		expect(types()).toEqual(['workflow_response_update']);
		expect(receiver.calls[0]?.headers).not.toHaveProperty('interakt-signature');
	});

	test('stands for damaged bytes too when they are sent on purpose', async () => {
		const bytes = Buffer.from([0xff, 0x7b, 0x00]);
		await webhooks().sendBytes(bytes, { headers: { 'Content-Type': 'text/plain' } });

		expect(receiver.calls[0]?.bytes.equals(bytes)).toBe(true);
		expect(receiver.calls[0]?.headers['content-type']).toBe('text/plain');
	});
});

describe('an answer', () => {
	test('counts as delivered only with 200', async () => {
		await webhooks().send(receivedText('Hi'));
		receiver.answerWith(withStatus(201));
		await webhooks().send(receivedText('Hi'));

		expect(webhooks().state()).toMatchObject({ enabled: true, delivered: 1, failures: 1 });
	});

	test('has to come within 3 seconds', async () => {
		const limits: number[] = [];
		wait = async (ms) => {
			limits.push(ms);
		};
		receiver.answerWith(() => undefined);
		const { answer } = await webhooks().send(receivedText('Hi'));

		expect(answer).toEqual({ kind: 'timedOut' });
		expect(limits).toEqual([3_000]);
		expect(webhooks().state().failures).toBe(1);
	});

	test('that cannot come, because nobody listens, is a failure', async () => {
		await receiver.close();
		const { answer } = await webhooks().send(receivedText('Hi'));

		expect(answer).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(/ECONNREFUSED/) });
		expect(webhooks().state().failures).toBe(1);
		receiver = await startReceiver();
	});
});

describe('failures', () => {
	const fail = async (times: number, everyMs: number) => {
		receiver.answerWith(withStatus(500));
		for (let time = 0; time < times; time++) {
			await webhooks().send(receivedText('Hi'));
			now += everyMs;
		}
	};

	test('5 within 10 minutes turn the webhook off: what happens then is lost', async () => {
		await fail(5, 2 * MINUTE);
		receiver.answerWith(withStatus(200));
		const { answer } = await webhooks().send(receivedText('Hi'));

		expect(answer).toEqual({ kind: 'notSent', reason: 'off' });
		expect(receiver.calls).toHaveLength(5);
		expect(webhooks().state()).toMatchObject({ enabled: false, failures: 5, delivered: 0, lost: 1 });
	});

	test('5 in a longer time do not', async () => {
		await fail(5, 2.5 * MINUTE);

		expect(webhooks().state()).toMatchObject({ enabled: true, failures: 3 });
	});

	test('stay what they are although other calls arrive in between', async () => {
		await fail(4, MINUTE);
		receiver.answerWith(withStatus(200));
		await webhooks().send(receivedText('Hi'));
		await fail(1, 0);

		expect(webhooks().state()).toMatchObject({ enabled: false, delivered: 1 });
	});

	test('are forgotten when a person turns the webhook on again', async () => {
		await fail(5, 0);
		webhooks().turnOn();
		receiver.answerWith(withStatus(200));
		await webhooks().send(receivedText('Hi'));

		expect(webhooks().state()).toMatchObject({ enabled: true, failures: 0, delivered: 1, lost: 0 });
	});

	test('of the test in the dashboard do not count, and it works while the webhook is off', async () => {
		await fail(5, 0);
		await webhooks().dashboardTest();

		expect(types().at(-1)).toBe('Webhook Test');
		expect(receiver.bodies().at(-1)).not.toHaveProperty('data.message');
		expect(webhooks().state().failures).toBe(5);
		receiver.answerWith(withStatus(200));
		expect(await webhooks().dashboardTest()).toMatchObject({ answer: { status: 200 } });
	});
});

test('only event types that are ticked are sent', async () => {
	webhooks().register({ url: receiver.url, secret: SECRET, types: ['message_api_read', 'USER_MESSAGE'] });
	await webhooks().sendAll(statuses());
	await webhooks().send(KINDS.get('rcs-text')?.() ?? {});

	expect(types()).toEqual(['message_api_read', 'USER_MESSAGE']);
	expect(webhooks().state().lost).toBe(0);
});

describe('order', () => {
	const texts = Array.from({ length: 50 }, (_, index) => receivedText(String(index)));
	const seen = () => receiver.bodies().map((body) => Number(at(body, 'data.message.message')));

	test('is kept when one goes out after the other', async () => {
		await webhooks().sendAll(texts);

		expect(seen()).toEqual(texts.map((_, index) => index));
	});

	test('can be drawn at random, the same for the same seed; nothing gets lost', async () => {
		await webhooks().sendAll(shuffled(texts, 5));

		expect(seen()).toEqual(
			shuffled(
				texts.map((_, index) => index),
				5,
			),
		);
		expect(seen()).not.toEqual(texts.map((_, index) => index));
		expect([...seen()].sort((one, other) => one - other)).toEqual(texts.map((_, index) => index));
		expect(shuffled(texts, 6)).not.toEqual(shuffled(texts, 5));
	});

	test('many can be on their way at once', async () => {
		let held: ServerResponse[] = [];
		// Nobody is answered before ten have come: with fewer at once this never ends.
		receiver.answerWith((response) => {
			held.push(response);
			if (held.length < 10) return;
			for (const each of held) each.writeHead(200).end();
			held = [];
		});
		await webhooks().sendAll(texts, { atOnce: 10 });

		expect(new Set(seen()).size).toBe(50);
	});
});

test('a share comes twice, each repeat after its first and the same byte for byte', async () => {
	const texts = Array.from({ length: 50 }, (_, index) => receivedText(String(index)));
	await webhooks().sendAll(repeated(texts, 0.2, 3));
	const bytes = receiver.calls.map((call) => call.bytes.toString());

	expect(bytes).toHaveLength(60);
	expect(new Set(bytes).size).toBe(50);
	expect([...new Set(bytes)]).toEqual(texts.map((body) => JSON.stringify(body)));
});

describe('bodies', () => {
	test('carry times without a zone and keep one ID over all statuses, with the callback data', () => {
		const given = { at: now, callbackData: 'order-1042', id: 'one' };
		const [sent, delivered, read] = statuses(given);

		expect([sent, delivered, read].map((body) => at(body, 'data.message.id'))).toEqual(['one', 'one', 'one']);
		expect(at(sent, 'timestamp')).toBe('2024-01-01T10:00:00.000000');
		expect(at(sent, 'data.message.delivered_at_utc')).toBeNull();
		expect(at(read, 'data.message.delivered_at_utc')).toBe('2024-01-01T10:00:01.000000');
		expect(at(read, 'data.message.seen_at_utc')).toBe('2024-01-01T10:00:05.000000');
		expect(at(delivered, 'data.message.meta_data.source_data.callback_data')).toBe('order-1042');
	});

	test('carry a choice as JSON inside a string', () => {
		const message = at(buttonReply({ id: 'yes', title: 'Yes' }), 'data.message.message');

		expect(JSON.parse(String(message))).toEqual({
			type: 'button_reply',
			button_reply: { id: 'yes', title: 'Yes' },
		});
	});

	test('come twice for one submitted flow, with one ID', () => {
		const both = flowSubmission({ day: 'Monday' });

		expect(both.map(({ type }) => type)).toEqual(['message_received', 'message_api_flow_response']);
		expect(new Set(both.map((body) => at(body, 'data.message.id'))).size).toBe(1);
	});

	test('carry the word None where a file has no caption', () => {
		expect(at(KINDS.get('image')?.(), 'data.message.message')).toBe('None');
	});

	test.each([...KINDS])('%s has an ID, a customer and a time of its own, as they are given', (_, make) => {
		const customer = { phoneNumber: '9999900071' };
		const given = { id: 'given-id', customer, at: Date.UTC(2026, 0, 31, 11, 30) };
		const body = make(given);
		const message = at(body, 'data.message');

		if (isObject(message)) {
			expect(message.id).toBe('given-id');
			expect(at(body, 'data.customer.phone_number')).toBe('9999900071');
			expect(body.timestamp).toMatch(/^2026-01-31T11:30/);
		}
		if ('entity' in body) expect(at(body, 'entity.messageId')).toBe('given-id');
	});

	test.each<[string, string, unknown]>([
		['advertisement-text', 'data.message.referral.source_type', 'ad'],
		['advertisement-text', 'data.whatsapp_api_number', '918888888888'],
		['advertisement-text', 'data.channel_type', 'Whatsapp'],
		['advertisement-text', 'data.next_fallback_channel', 'SMS'],
		['advertisement-text', 'data.message.meta_data.message_cost.actual_message_cost', '0.8'],
		['api-flow-response-with-template', 'data.source_template_message.callback_data', 'visit-7'],
		['api-flow-response-with-template', 'data.flow_id', 985469590600160],
		['campaign-flow-response-with-template', 'data.source_template_message.is_campaign', true],
		['api-clicked-without-time', 'data.message.button_payload.payload.text', 'Yes'],
		['api-clicked-without-time', 'data.message.click_timestamp', undefined],
		[
			'campaign-link-clicked-without-type',
			'data.message.meta_data.cta_click_info.link.url',
			'https://example.com/track/1042',
		],
		['context-reaction', 'data.message.message_context.id', '6c2d7175'],
		['button-text', 'data.message.message', '500+'],
		['order', 'data.message.message_content_type', 'Order'],
		['contacts', 'data.message.message_content_type', 'Contacts'],
		['rcs-photo', 'entity.userFile.payload.mimeType', 'image/jpeg'],
		['rcs-failed-with-reason', 'entity.error.code', 404],
	])('%s has %s', (kind, place, value) => {
		expect(at(KINDS.get(kind)?.(), place)).toEqual(value);
	});

	test('of a workflow have the person, and the step, the time and the file of each answer', () => {
		expect(KINDS.get('workflow-response')?.()).toMatchObject({
			data: {
				customer_id: expect.any(String),
				data: [
					{ step: 1, answer: { message: 'Good', time: expect.any(String), media_url: null } },
					{ step: 2, answer: { message: 'None', media_url: 'https://files.example.com/photo.jpg' } },
				],
			},
		});
	});

	test('exist for every type of the contract', () => {
		const all = [...KINDS.values()].map((make) => make());
		const of = (source: string, names: string[]) => names.map((name) => `${source}_${name}`);
		const names = ['sent', 'delivered', 'read', 'failed', 'clicked', 'flow_response'];
		expect(new Set(all.map(({ type, entityType }) => type ?? entityType))).toEqual(
			new Set([
				'message_received',
				...of('message_api', names),
				...of('message_campaign', names),
				...of('agent_message', names.slice(0, 4)),
				'workflow_response_update',
				'account_alerts',
				'account_update',
				'account_review_update',
				'business_capability_update',
				'phone_number_quality_update',
				'message_template_status_update',
				'template_performance_metrics',
				'Webhook Test',
				'USER_MESSAGE',
				'USER_EVENT',
				'SERVER_EVENT',
			]),
		);
	});
});

describe('the life of a message', () => {
	const asha = { countryCode: '+91', phoneNumber: '9999999999' };
	const template = { name: 'order_update', languageCode: 'en', bodyValues: ['Asha', '1042'] };
	const send = async (more: object = {}) =>
		await client.post('/message/', {
			...asha,
			type: 'Template',
			template,
			callbackData: 'order-1042',
			...more,
		});

	test('is told in its order, with the ID of the answer, the callback data and the template', async () => {
		client.simulator.state.customerWrites(asha);
		const { data } = await send();
		await client.simulator.lifecycle.flushed();
		const bodies = receiver.bodies();

		expect(types()).toEqual(['message_api_sent', 'message_api_delivered', 'message_api_read']);
		for (const body of bodies) {
			expect(at(body, 'data.message.id')).toBe(data.id);
			expect(at(body, 'data.message.meta_data.source_data.callback_data')).toBe('order-1042');
			expect(at(body, 'data.customer.channel_phone_number')).toBe('919999999999');
			const raw = JSON.parse(String(at(body, 'data.message.raw_template')));
			expect(raw).toMatchObject({ name: 'order_update', body: expect.stringContaining('{{2}}') });
		}
	});

	test('ends with failed for a person who cannot be reached, and only for that one', async () => {
		client.simulator.lifecycle.failFor('+919999999999', { code: '1026', reason: 'Message undeliverable' });
		await send();
		await send({ phoneNumber: '9999999998' });
		await client.simulator.lifecycle.flushed();
		const failed = receiver.bodies().filter(({ type }) => type === 'message_api_failed');

		expect(failed).toHaveLength(1);
		expect(at(failed[0], 'data.message.channel_error_code')).toBe('1026');
		expect(at(failed[0], 'data.message.channel_failure_reason')).toBe('Message undeliverable');
		expect(types().filter((type) => type === 'message_api_read')).toHaveLength(1);
	});

	test('is told for an RCS message in the words of that family', async () => {
		await client.post('/rcs/message/', { ...asha, type: 'Text', message: { plainText: 'Hi' } });
		await client.simulator.lifecycle.flushed();

		expect(receiver.bodies().map((body) => at(body, 'entity.eventType'))).toEqual([
			'MESSAGE_SENT',
			'MESSAGE_DELIVERED',
			'MESSAGE_READ',
		]);
	});

	test('is not told of a message that was refused', async () => {
		expect((await send({ template: { ...template, name: 'unknown' } })).status).toBe(400);
		await client.simulator.lifecycle.flushed();

		expect(receiver.calls).toEqual([]);
	});
});

test('a message of a customer opens the 24-hour window, one of our own does not', async () => {
	const message = { countryCode: '+91', phoneNumber: '9999999999', type: 'Text', data: { message: 'Hi' } };
	await webhooks().send(echo('Hi'));
	expect((await client.post('/message/', message)).status).toBe(400);
	await webhooks().send(receivedText('Hi'));

	expect((await client.post('/message/', message)).status).toBe(201);
});

describe('another process', () => {
	const control = (path = '') => client.simulator.url.replace('/v1/public', `/_simulator/webhooks${path}`);

	test('can enter the webhook, send of every kind, and read what came of it', async () => {
		webhooks().reset();
		await client.post(control(), { url: receiver.url, secret: SECRET });
		await client.post(control('/test'));
		await client.post(control('/send'), { kind: 'button-reply', given: { id: 'one' } });
		await client.post(control('/send'), { body: { type: 'message_of_tomorrow' }, signed: false });
		const { data } = await client.get(control());

		expect(types()).toEqual(['Webhook Test', 'message_received', 'message_of_tomorrow']);
		expect(at(receiver.bodies()[1], 'data.message.id')).toBe('one');
		expect(receiver.calls[2]?.headers).not.toHaveProperty('interakt-signature');
		expect(data).toMatchObject({ url: receiver.url, enabled: true, delivered: 2 });
		expect(data.deliveries).toHaveLength(3);
		expect(data.kinds).toContain('rcs-text');
	});

	test('can send many, some of them twice and in disorder', async () => {
		await client.post(control('/send'), { kind: 'text', count: 10, repeat: 0.2, shuffle: true, atOnce: 4 });
		const ids = receiver.bodies().map((body) => at(body, 'data.message.id'));

		expect(ids).toHaveLength(12);
		expect(new Set(ids).size).toBe(10);
	});

	test('is told what it has to name', async () => {
		expect((await client.post(control('/send'), { kind: 'txt' })).data.message).toMatch(/button-reply/);
		expect((await client.post(control(), { url: 'nowhere' })).status).toBe(400);
	});

	test('can turn the webhook on again and choose who cannot be reached', async () => {
		receiver.answerWith(withStatus(500));
		await client.post(control('/send'), { kind: 'text', count: 6 });
		expect((await client.get(control())).data).toMatchObject({ enabled: false, lost: 1 });
		receiver.answerWith(withStatus(200));
		await client.post(control('/on'));
		await client.post(control('/failing'), { recipient: '+919999999999' });
		const { data } = await client.post('/rcs/message/', {
			countryCode: '+91',
			phoneNumber: '9999999999',
			type: 'Text',
			message: { plainText: 'Hi' },
		});
		await client.simulator.lifecycle.flushed();

		expect(data.result).toBe(true);
		expect(at(receiver.bodies().at(-1), 'entity.eventType')).toBe('MESSAGE_FAILED');
	});
});
