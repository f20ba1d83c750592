import { setImmediate } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { knownTriggers } from '../../../../nodes/Interakt/questions/triggers';
import { receivedMedia, receivedText } from '../../../simulator/webhooks/received.cts';
import { flowSubmission, status } from '../../../simulator/webhooks/statuses.cts';
import { type Called, type CallGiven, PlayedTrigger, sign, type TriggerGiven } from './playedTrigger.cts';

/** The items that a call starts the workflow with; nothing where it starts none. */
const started = ({ workflowData }: Called) => workflowData?.flat().map(({ json }) => json);
const received = { status: 200, answer: { message: 'Received' }, noWebhookResponse: true };
const ignored = (reason: string) => ({ webhookResponse: { message: 'Ignored', reason } });
const test_ = { type: 'Webhook Test', data: {} };

const linesOf = ({ lines }: PlayedTrigger) => lines.map(([level, line]) => `${level}: ${line}`);

const unsigned: CallGiven = { headers: {} };
const missing =
	'This call has no signature. In Interakt, enter the Webhook Secret of the credential with the webhook, under Settings > Developer Setting';
const wrong = 'The signature does not belong to this body and the Webhook Secret';

describe('the answer', () => {
	test('to an event is given at once, and the workflow starts with the event', async () => {
		const called = await new PlayedTrigger().call(receivedText('Hello'));

		expect(called).toEqual({ ...received, workflowData: [[{ json: expect.any(Object) as unknown }]] });
		expect(started(called)).toMatchObject([{ event: 'messageReceived', text: 'Hello' }]);
	});

	test.each<[string, object, CallGiven, IDataObject, object]>([
		[
			'to an unsigned call says where the secret is entered',
			receivedText('Hello'),
			unsigned,
			{},
			{ status: 401, answer: { message: missing }, noWebhookResponse: true },
		],
		[
			'to a wrongly signed call',
			receivedText('Hello'),
			{ headers: { 'interakt-signature': sign(Buffer.from('no')) } },
			{},
			{ status: 401, answer: { message: wrong }, noWebhookResponse: true },
		],
		[
			'to an unsigned call, where the webhook is to stay on',
			receivedText('Hello'),
			unsigned,
			{ wrongSignature: 'drop' },
			{ webhookResponse: { message: 'Ignored' } },
		],
		['to the test of Interakt', test_, {}, {}, { webhookResponse: { message: 'The test has arrived' } }],
		['to what is no event', { a: 1 }, {}, {}, ignored('noEvent')],
		['to nothing', Buffer.alloc(0), {}, {}, ignored('empty')],
		[
			'to an event that is too old',
			receivedText('Hello', { at: 0 }),
			{},
			{ maximumAge: 1 },
			ignored('tooOld'),
		],
	])('%s', async (_, body, call, options, expected) => {
		expect(await new PlayedTrigger({ options }).call(body, call)).toEqual(expected);
	});

	test('is not given twice where n8n has answered already', async () => {
		const called = await new PlayedTrigger().call(receivedText('Hello'), { isAnswered: true });

		expect([called.status, called.answer, started(called)?.length]).toEqual([undefined, undefined, 1]);
	});

	test.each<[string, unknown, string]>([
		['has been deleted', undefined, 'Credential with ID "1" does not exist'],
		['gives no reason', 'locked', 'locked'],
	])('to a call that cannot be judged, as the credential %s, is 503', async (_, unreadable, words) => {
		const trigger = new PlayedTrigger({ credential: undefined, unreadable });

		expect(await trigger.call(receivedText('Hello'))).toEqual({
			status: 503,
			answer: { message: 'The call could not be taken' },
			noWebhookResponse: true,
		});
		expect(linesOf(trigger)).toEqual([
			`error: Interakt Trigger: a call could not be taken and was answered with 503: ${words}`,
		]);
	});

	test.each<[string, object, CallGiven, string]>([
		['refused', receivedText('Hello'), unsigned, `warn: Interakt Trigger: a call was refused. ${missing}`],
		[
			'dropped',
			status('read'),
			{},
			'info: Interakt Trigger: a call of Interakt was dropped: "message_api_read" is not chosen in Trigger On and its filters',
		],
	])('to a call that is %s has its reason in the log', async (_, body, call, line) => {
		const trigger = new PlayedTrigger({ parameters: { events: ['messageReceived'] } });
		await trigger.call(body, call);

		expect(linesOf(trigger)).toEqual([line]);
	});
});

test.each<[string, CallGiven, boolean]>([
	['of JSON', { contentType: 'application/json' }, true],
	['of no type', { contentType: undefined }, true],
	['of another type', { contentType: 'text/plain; boundary=multipart/' }, true],
	['of a form, whose bytes n8n has taken apart', { contentType: 'multipart/form-data' }, false],
])('the bytes of a call %s are read as they came', async (_, call, isRead) => {
	const called = await new PlayedTrigger({ parameters: { verifySignature: false } }).call(
		receivedText('Hello'),
		call,
	);

	expect(started(called) !== undefined).toBe(isRead);
	if (!isRead) expect(called).toEqual(ignored('empty'));
});

test('a genuine call shows that Interakt reaches the trigger, and no other one does', async () => {
	const trigger = new PlayedTrigger({ workflowId: 'reached' });
	const account = { identity: 'reached', credentialId: 'reached' };
	knownTriggers.begin('reached/node/published', account, false, 0);

	await trigger.call(receivedText('Hello'), unsigned);
	expect(knownTriggers.of(account, 0)).toBe('published');
	await trigger.call({ a: 1 });
	expect(knownTriggers.of(account, 0)).toBe('called');
});

describe('what comes again', () => {
	const isStarted = async (trigger: PlayedTrigger, body: object, call: CallGiven = {}) =>
		started(await trigger.call(body, call)) !== undefined;

	test('starts nothing, also after a restart or in another process', async () => {
		const [trigger, body] = [new PlayedTrigger(), receivedText('Hello')];
		expect([await isStarted(trigger, body), await isStarted(trigger, body)]).toEqual([true, false]);

		const restarted = new PlayedTrigger();
		Object.assign(restarted.stored, trigger.stored);
		expect(await isStarted(restarted, body)).toBe(false);
	});

	test.each<[string, TriggerGiven, TriggerGiven]>([
		['workflow', { workflowId: 'once a' }, { workflowId: 'once b' }],
		['node', { workflowId: 'once', nodeId: 'a' }, { workflowId: 'once', nodeId: 'b' }],
		['workflow of a like name', { workflowId: 'o1', nodeId: '1' }, { workflowId: 'o', nodeId: '11' }],
	])('to a trigger of another %s starts that one too', async (_, one, other) => {
		const body = receivedText('Hello');

		expect(await isStarted(new PlayedTrigger(one), body)).toBe(true);
		expect(await isStarted(new PlayedTrigger(other), body)).toBe(true);
	});

	test('is shown each time to a person who tries the trigger out, who leaves nothing behind', async () => {
		const [trigger, body] = [
			new PlayedTrigger({ options: { maximumAge: 1 } }),
			receivedText('Hello', { at: 0 }),
		];
		const manual: CallGiven = { mode: 'manual' };
		expect([await isStarted(trigger, body, manual), await isStarted(trigger, body, manual)]).toEqual([
			true,
			true,
		]);
		expect(trigger.stored).toEqual({});
		const [{ event }] = started(await trigger.call([receivedText('Hello'), test_], manual)) as [IDataObject];
		expect(event).toBe('test');
	});

	test('a call that starts nothing has n8n store nothing', async () => {
		const trigger = new PlayedTrigger({ parameters: { events: ['messageReceived'] } });
		await trigger.call(status('read'));

		expect(trigger.stored).toEqual({});
	});
});

describe('the item', () => {
	const url = 'https://files.example.com/photo.jpg';
	const image = receivedMedia('Image', url);
	/** A web that has a file of two bytes. */
	const web = async () =>
		await Promise.resolve({
			statusCode: 200,
			headers: { 'content-type': 'image/jpeg' },
			body: (async function* () {
				yield Buffer.from('ab');
			})(),
		});

	test('has what Interakt sent only where a person wants it', async () => {
		const body = receivedText('Hello');
		const [without] = started(await new PlayedTrigger().call(body)) ?? [];
		const [having] = started(await new PlayedTrigger({ options: { includeBody: true } }).call(body)) ?? [];

		expect(without).not.toHaveProperty('body');
		expect(having).toEqual({ ...without, body });
	});

	test('has its file beside it where a person wants it', async () => {
		const trigger = new PlayedTrigger({ options: { downloadMedia: true }, web });
		const { workflowData } = await trigger.call(image);

		expect(workflowData).toMatchObject([
			[
				{
					json: { kind: 'image' },
					binary: { data: { data: 'YWI=', fileName: 'photo.jpg', mimeType: 'image/jpeg' } },
				},
			],
		]);
	});

	test.each<[string, object, IDataObject]>([
		['where nobody wants it', image, {}],
		['where there is none', receivedText('Hello'), { downloadMedia: true }],
	])('has no file %s', async (_, body, options) => {
		const trigger = new PlayedTrigger({ options, web });
		const { workflowData } = await trigger.call(body);

		expect(trigger.requests).toEqual([]);
		expect(workflowData?.[0]).toEqual([{ json: expect.any(Object) as unknown }]);
		expect(workflowData?.[0]?.[0]?.json).not.toHaveProperty('mediaNotDownloaded');
	});

	test('goes to the output of its type, or to the only one', async () => {
		const bodies = [status('read'), receivedText('Hello'), { type: 'new_one', data: { a: 1 } }];
		const separate = await new PlayedTrigger({ parameters: { separateOutputs: true } }).call(bodies);
		const eventsOf = ({ workflowData }: Called) =>
			workflowData?.map((items) => items.map(({ json }) => json.event));
		expect(eventsOf(await new PlayedTrigger().call(bodies))).toEqual([
			['messageRead', 'messageReceived', 'unknown'],
		]);
		expect(eventsOf(separate)).toEqual([['messageReceived'], ['messageRead'], [], [], ['unknown']]);
	});
});

describe('a submitted flow, which arrives twice,', () => {
	let wait = new AbortController();
	beforeEach(() => {
		wait = new AbortController();
		jest.spyOn(AbortSignal, 'timeout').mockReturnValue(wait.signal);
	});
	afterEach(() => jest.restoreAllMocks());

	test('starts it once, and at once, when both come in one call', async () => {
		const called = await new PlayedTrigger().call(flowSubmission({ day: 'Monday' }));

		expect(started(called)).toMatchObject([{ event: 'flowResponse' }]);
		expect(AbortSignal.timeout).not.toHaveBeenCalled();
	});

	test('starts the workflow with its second arrival, and once without it', async () => {
		const trigger = new PlayedTrigger();
		const [first = {}, second = {}] = flowSubmission({ day: 'Monday' }, { callbackData: 'order 1042' });
		const held = trigger.call(first);
		const joined = await trigger.call(second);

		expect(await held).toEqual(received);
		expect(started(joined)).toMatchObject([{ event: 'flowResponse', callbackData: 'order 1042' }]);

		const [alone = {}, late = {}] = flowSubmission({ day: 'Tuesday' });
		const waiting = trigger.call(alone);
		// It is being held by then.
		while (jest.mocked(AbortSignal.timeout).mock.calls.length < 2) await setImmediate();
		wait.abort();
		expect(started(await waiting)).toMatchObject([{ event: 'messageReceived', kind: 'flowReply' }]);
		expect(await trigger.call(late)).toEqual(ignored('repeated'));
	});
});

describe('Also Forward To', () => {
	const alsoForwardTo = ['https://other.example.com/hook'];
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	test.each<[string, object, CallGiven, number]>([
		['an event', receivedText('Hello'), {}, 1],
		['what starts nothing here', { a: 1 }, {}, 1],
		['the test of Interakt', test_, {}, 1],
		['a call that nothing proves', receivedText('Hello'), unsigned, 0],
	])('gets %s', async (_, body, call, count) => {
		const web = async () => await Promise.resolve({ statusCode: 200 });
		const trigger = new PlayedTrigger({ options: { alsoForwardTo }, web });
		await trigger.call(body, call);
		await jest.advanceTimersByTimeAsync(10_000);

		expect(trigger.requests.map(({ url }) => url)).toEqual(alsoForwardTo.slice(0, count));
	});

	test('that does not take a call is told in the log', async () => {
		const web = async () => await Promise.resolve({ statusCode: 500 });
		const trigger = new PlayedTrigger({ options: { alsoForwardTo }, web });
		await trigger.call(receivedText('Hello'));
		await jest.advanceTimersByTimeAsync(10_000);

		expect(linesOf(trigger)).toEqual([
			'warn: Interakt Trigger: a call could not be forwarded to other.example.com, which gave three times: 500',
		]);
	});
});
