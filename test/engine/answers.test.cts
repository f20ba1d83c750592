/** What the trigger makes of answers to questions, with n8n and Interakt played by the test; both for real in test/host. */
import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { askedTokenOf, tokenOf } from '../../nodes/Interakt/questions/token';
import { authorization } from '../../nodes/Interakt/transport/interaktApi';
import { buttonReply, receivedMedia, receivedText } from '../simulator/webhooks/received.cts';
import { signature } from '../simulator/webhooks/signature.cts';
import { clicked, status, type SentGiven } from '../simulator/webhooks/statuses.cts';
import { loadPackage } from './engine.cts';
import { Trigger, type Called, type TriggerGiven } from './webhook.cts';

const secret = 'a secret for tests only';
const day = 86_400_000;

let loader: PackageDirectoryLoader;
beforeAll(async () => {
	loader = await loadPackage();
});

/** What n8n says of an execution that waits, by its ID: taken unless told. */
let says: Record<string, { statusCode: number; body: unknown }>;
/** What was passed on to executions. */
let passed: Array<{ execution: string; url: string } & IDataObject>;
/** What was posted to any other address. */
let posted: IHttpRequestOptions[];
/** What was sent to Interakt. */
let sent: IDataObject[];
/** Of each test an account of its own. */
let account = 0;

beforeEach(() => {
	says = {};
	passed = [];
	posted = [];
	sent = [];
	account++;
});

const own = (word: string) => ({ statusCode: 200, body: { interaktAnswer: word } });
const finished = { statusCode: 409, body: { message: 'The execution "7" has finished already.' } };

async function web(options: IHttpRequestOptions): Promise<{ statusCode: number; body: unknown }> {
	const [, execution] = /\/webhook-waiting\/(\d+)\/interakt-answer\?signature=/.exec(options.url) ?? [];
	if (execution === undefined) {
		posted.push(options);
		return { statusCode: 200, body: '' };
	}
	const { text } = options.body as { text: string };
	passed.push({ execution, url: options.url, ...(JSON.parse(text) as IDataObject) });
	return says[execution] ?? own('taken');
}

const credential = () => ({
	secretKey: `a-key-${account}`,
	webhookSecret: secret,
	baseUrl: 'https://example.com',
});
const key = () => authorization(credential().secretKey);

const trigger = (options: IDataObject = {}, given: Partial<TriggerGiven> = {}) =>
	new Trigger(loader, {
		credential: credential(),
		parameters: { events: ['messageReceived'], options: options as never },
		log: () => {},
		web,
		interakt: async ({ body }) => {
			sent.push(body as IDataObject);
			return { statusCode: 200, headers: {}, body: { result: true, id: 'reply-1' } };
		},
		...given,
	});

const asha = { phoneNumber: '9999900001', countryCode: '+91' };
const ravi = { phoneNumber: '9999900002', countryCode: '+91' };
type Customer = typeof asha;
const inFull = ({ countryCode, phoneNumber }: Customer) => countryCode + phoneNumber;

const asking = (executionId: string) => ({
	executionId,
	nonce: executionId.padStart(8, '0'),
	resumeToken: 'ab'.repeat(32),
});

/** The ID of a button of the question of an execution. */
const id = (executionId: string, choice = 0, customer = asha) =>
	tokenOf({ ...asking(executionId), choice }, { key: key(), phoneNumber: inFull(customer) });

interface Question {
	customer?: Customer;
	askedAt?: number;
	takesText?: boolean;
}

/** The callback data of the question of an execution. */
function callbackData(executionId: string, question: Question = {}): string {
	const { customer = asha, askedAt = Date.now() - 1_000, takesText = true } = question;
	const asked = { ...asking(executionId), askedAt, until: askedAt + day, takesText };
	return `${askedTokenOf(asked, { key: key(), phoneNumber: inFull(customer) })} order 1042`;
}

/** A status of the question of an execution. */
const statusOf = (
	name: Parameters<typeof status>[0],
	executionId: string,
	question: Question = {},
	given: SentGiven = {},
) =>
	status(name, {
		customer: question.customer ?? asha,
		callbackData: callbackData(executionId, question),
		...given,
	}) as IDataObject;

async function send(to: Trigger, body: object, headers: IDataObject = {}): Promise<Called> {
	const bytes = Buffer.from(JSON.stringify(body));
	const called = await to.call({
		bytes,
		headers: { 'interakt-signature': signature(bytes, secret), ...headers },
	});
	// What goes on after the answer.
	for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
	return called;
}

const started = ({ outputs }: Called) => outputs?.flat().map(({ json }) => json);

const types = async (to: Trigger, text: string, customer = asha, more = {}) =>
	await send(to, receivedText(text, { customer, ...more }));
const taps = async (to: Trigger, buttonId: string, customer = asha, more = {}) =>
	await send(to, buttonReply({ id: buttonId, title: 'Approve' }, { customer, ...more }));

describe('a typed answer', () => {
	test.each(['sent', 'delivered', 'read'] as const)(
		'goes to the execution whose question has the status %s, once, and starts nothing',
		async (name) => {
			const tried = trigger();
			await send(tried, statusOf(name, '7'));
			const called = await types(tried, 'Next week', asha, { id: 'one' });
			const again = await types(tried, 'Next week', asha, { id: 'one' });
			const second = await types(tried, 'Thank you');

			expect([called.status, called.answer.body, started(called)]).toEqual([
				200,
				{ message: 'Received' },
				undefined,
			]);
			expect(passed).toMatchObject([
				{ execution: '7', nonce: '00000007', given: { text: 'Next week' }, phoneNumber: inFull(asha) },
			]);
			expect(passed[0]?.url).toBe(
				`http://127.0.0.1:5678/webhook-waiting/7/interakt-answer?signature=${'ab'.repeat(32)}`,
			);
			expect(started(again)).toBeUndefined();
			expect(started(second)).toMatchObject([{ event: 'messageReceived', text: 'Thank you' }]);
			expect(posted).toEqual([]);
		},
	);

	test.each([
		['no question is open', async () => {}],
		[
			'the question is for tapping',
			async (to: Trigger) => void (await send(to, statusOf('sent', '7', { takesText: false }))),
		],
		[
			'the question is to somebody else',
			async (to: Trigger) => void (await send(to, statusOf('sent', '7', { customer: ravi }))),
		],
		['the question has failed', async (to: Trigger) => void (await send(to, statusOf('failed', '7')))],
		[
			'the answer was tapped',
			async (to: Trigger) => {
				await send(to, statusOf('sent', '7'));
				await taps(to, id('7'));
				await send(to, statusOf('read', '7'));
			},
		],
	])('is an ordinary message when %s', async (_, before) => {
		const tried = trigger();
		await before(tried);
		passed = [];
		expect(started(await types(tried, 'Next week'))).toMatchObject([{ text: 'Next week' }]);
		expect(passed).toEqual([]);
	});

	test('is no answer when it was written before the question, or is no text', async () => {
		const tried = trigger();
		await send(tried, statusOf('sent', '7'));
		const early = await types(tried, 'Hello', asha, { at: Date.now() - 60_000 });
		const image = await send(tried, receivedMedia('Image', 'https://example.com/1.jpg', { customer: asha }));

		expect(started(early)).toMatchObject([{ text: 'Hello' }]);
		expect(started(image)).toMatchObject([{ kind: 'image' }]);
		expect(passed).toEqual([]);
	});

	test('belongs to the newest question of the person, and the older one ends with its own outcome', async () => {
		const tried = trigger();
		await send(tried, statusOf('sent', '7'));
		await send(tried, statusOf('sent', '8', { askedAt: Date.now() }));
		await types(tried, 'Next week');

		expect(passed).toMatchObject([
			{ execution: '7', given: { ended: 'askedAgain' } },
			{ execution: '8', given: { text: 'Next week' } },
		]);
	});

	test('arrives after n8n was started anew, by what is stored with the workflow', async () => {
		const before = trigger();
		await send(before, statusOf('sent', '7'));
		const { stored } = before;
		const { secretKey } = credential();
		// Of accounts that nobody has asked for longest a process forgets what it knows, as at its end.
		for (let other = 0; other < 101; other++) {
			account++;
			await types(trigger(), 'Hello');
		}
		const after = trigger({}, { credential: { ...credential(), secretKey } });
		expect(started(await types(after, 'Hello'))).toHaveLength(1);
		after.stored = stored;
		await types(after, 'Next week');

		expect(JSON.stringify(stored)).toContain(inFull(asha));
		expect(passed).toMatchObject([{ execution: '7', given: { text: 'Next week' } }]);
	});

	test('comes back to the trigger when nobody takes it, and goes the ordinary way then', async () => {
		says['7'] = own('closed');
		const tried = trigger();
		await send(tried, statusOf('sent', '7'));
		const body = receivedText('Next week', { customer: asha });
		const first = await send(tried, body);

		expect(started(first)).toBeUndefined();
		const [{ url, headers, body: bytes } = { url: '' }] = posted;
		expect(url).toBe('http://127.0.0.1:5678/webhook/webhook-1/webhook');
		expect(String(bytes as Buffer)).toBe(JSON.stringify(body));
		const back = await send(tried, body, headers as IDataObject);
		expect(started(back)).toMatchObject([{ text: 'Next week' }]);
		expect(posted).toHaveLength(1);
	});

	test('that comes with the mark of another call, or of nobody, has been there before', async () => {
		says['7'] = says['8'] = own('closed');
		const tried = trigger();
		await send(tried, statusOf('sent', '7'));
		await types(tried, 'Next week');
		const [{ headers } = {}] = posted;
		await send(tried, statusOf('sent', '8', { askedAt: Date.now() }));
		const body = receivedText('Tomorrow', { customer: asha });
		await send(tried, body);
		for (const mark of [headers?.['x-interakt-no-answer'], `${Date.now()}.x`, 'x', '']) {
			expect(started(await send(tried, body, { 'x-interakt-no-answer': String(mark) }))).toBeUndefined();
		}
	});
});

test('a question that is not delivered ends at once, and its status goes the ordinary way', async () => {
	const tried = trigger({}, { parameters: { events: ['messageStatusChanged'] } });
	const failure = { code: '1013', reason: 'Recipient is not a valid WhatsApp user' };
	const called = await send(tried, statusOf('failed', '7', { takesText: false }, { failure }));

	expect(passed).toMatchObject([{ execution: '7', given: { ended: 'undelivered' } }]);
	expect((passed[0]?.given as IDataObject).why).toMatch(/WhatsApp/);
	expect(started(called)).toMatchObject([{ event: 'messageFailed', callbackData: 'order 1042' }]);
});

test('callback data that was not given is not put out', async () => {
	const tried = trigger({}, { parameters: { events: ['messageStatusChanged'] } });
	const [token = ''] = callbackData('7').split(' ');
	const called = await send(tried, status('sent', { customer: asha, callbackData: token }));

	expect(started(called)).toMatchObject([{ event: 'messageSent' }]);
	expect(started(called)?.[0]).not.toHaveProperty('callbackData');
});

test("another account's question ends nothing and opens nothing", async () => {
	const tried = trigger();
	const body = statusOf('failed', '7');
	account++;
	const other = trigger();
	await send(other, body);
	expect(passed).toEqual([]);
	account--;
	await send(tried, body);
	expect(passed).toHaveLength(1);
});

describe('Answers Also Start', () => {
	test('lets a tap and a text start it too, with the number of the choice in place of its ID', async () => {
		const tried = trigger({ answersAlsoStart: true });
		expect(started(await taps(tried, id('7', 1)))).toMatchObject([{ kind: 'buttonReply', choiceId: '2' }]);
		await send(tried, statusOf('sent', '8'));
		expect(started(await types(tried, 'Next week'))).toMatchObject([{ text: 'Next week' }]);
		expect(passed).toMatchObject([{ given: { choice: 1 } }, { given: { text: 'Next week' } }]);
	});

	test('starts it once with what is not taken', async () => {
		says['7'] = own('closed');
		const tried = trigger({ answersAlsoStart: true });
		await send(tried, statusOf('sent', '7'));
		await types(tried, 'Next week');
		expect(posted).toEqual([]);
	});
});

describe('Reply to Late Answers', () => {
	const lateReply = 'This question is closed';

	test.each([
		['its execution has ended', finished],
		['its round is over', own('closed')],
	])('is sent once, to the person who was asked, when %s', async (_, said) => {
		says['7'] = said;
		const tried = trigger({ lateReply });
		for (const choice of [0, 1, 0]) await taps(tried, id('7', choice));

		expect(sent).toEqual([
			{ phoneNumber: '9999900001', countryCode: '+91', type: 'Text', data: { message: lateReply } },
		]);
	});

	test.each([
		['the answer is taken', own('taken')],
		['it is none to this question', own('refused')],
		[
			'this n8n has no such execution',
			{ statusCode: 404, body: { message: 'The execution "7" does not exist.' } },
		],
		['another n8n has asked', { statusCode: 401, body: { error: 'Invalid token' } }],
	])('is not sent when %s', async (_, said) => {
		says['7'] = said;
		await taps(trigger({ lateReply }), id('7'));
		expect([passed.length, sent]).toEqual([1, []]);
	});

	test('is not sent without a text, nor to another person than was asked', async () => {
		says['7'] = finished;
		await taps(trigger(), id('7'));
		const called = await taps(trigger({ lateReply }), id('7'), ravi);
		expect(sent).toEqual([]);
		expect(passed).toHaveLength(1);
		expect(started(called)).toHaveLength(1);
	});

	test('is not sent for the second webhook of a quick reply that was taken', async () => {
		const tried = trigger({ lateReply });
		await taps(tried, id('7'));
		says['7'] = finished;
		await send(tried, clicked({ type: 'QR', text: 'Approve', payload: id('7') }, { customer: asha }));
		expect([passed.length, sent]).toEqual([2, []]);

		await taps(tried, id('7', 1));
		expect(sent).toHaveLength(1);
	});
});

describe('Also Forward To', () => {
	const alsoForwardTo = ['https://other.example.com/webhook'];
	const forwarded = () => posted.filter(({ url }) => url === alsoForwardTo[0]);

	test.each([
		['does not get an answer that is taken', own('taken'), 0],
		['gets an answer to a question of another n8n', { statusCode: 401, body: { error: 'Invalid token' } }, 1],
		['gets an answer that is late', finished, 1],
	])('%s', async (_, said, count) => {
		says['7'] = said;
		await taps(trigger({ alsoForwardTo }), id('7'));
		expect(forwarded()).toHaveLength(count);
	});

	test('gets an answer once that also starts this workflow', async () => {
		await taps(trigger({ alsoForwardTo, answersAlsoStart: true }), id('7'));
		expect(forwarded()).toHaveLength(1);
	});
});

test('where n8n itself has the certificate, it is called with TLS and whatever certificate it has', async () => {
	const called: IHttpRequestOptions[] = [];
	const record = async (options: IHttpRequestOptions) => {
		called.push(options);
		return await web(options);
	};
	await taps(trigger({}, { withTls: true, web: record }), id('7'));
	expect(called).toMatchObject([
		{
			url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:5678\/webhook-waiting\/7\//),
			skipSslCertificateValidation: true,
		},
	]);
});

test('the trigger reads numbers without a country as of Default Country Code', async () => {
	const singapore = { phoneNumber: '81234567', countryCode: '' };
	const tried = trigger({ defaultCountryCode: '+65' });
	await taps(tried, id('7', 0, { phoneNumber: '81234567', countryCode: '+65' }), singapore);
	expect(passed).toMatchObject([{ phoneNumber: '+6581234567' }]);
});

test('without Verify Signature nothing is an answer', async () => {
	const tried = trigger({}, { parameters: { events: ['any'], verifySignature: false } });
	const called = await taps(tried, id('7'));
	expect([started(called)?.length, passed]).toEqual([1, []]);
});
