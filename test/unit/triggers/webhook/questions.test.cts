/** What a trigger makes of a call that answers a question, or says what became of one. */
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { askedTokenOf, tokenOf } from '../../../../nodes/Interakt/questions/token';
import { buttonReply, receivedText } from '../../../simulator/webhooks/received.cts';
import { status } from '../../../simulator/webhooks/statuses.cts';
import { type Called, PlayedTrigger, secret, sign, type TriggerGiven } from './playedTrigger.cts';

const asha = '+919999999999';
const asking = { executionId: '7', nonce: 'aaaaaaaa', resumeToken: 'ab'.repeat(32) };

const isOfExecution = ({ url }: IHttpRequestOptions) => url.includes('/webhook-waiting/');

let made = 0;

/** A trigger of an account of its own, whose executions say a word to each answer, and the tokens of its question. */
function asked(options: IDataObject = {}, word = 'taken', given: TriggerGiven = {}) {
	const secretKey = `of-question-${++made}`;
	const signing = { phoneNumber: asha, key: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}` };
	const web = async (request: IHttpRequestOptions) =>
		isOfExecution(request) ? { statusCode: 200, body: { interaktAnswer: word } } : { statusCode: 200 };
	const trigger = new PlayedTrigger({
		credential: { secretKey, webhookSecret: secret },
		options,
		web,
		parameters: { events: ['messageReceived'] },
		...given,
	});
	const now = Date.now();
	const question = { ...asking, askedAt: now - 1_000, until: now + 86_400_000, takesText: true };
	return {
		trigger,
		sent: status('sent', { callbackData: askedTokenOf(question, signing) }),
		tap: buttonReply({ id: tokenOf({ ...asking, choice: 0 }, signing), title: 'Yes' }),
	};
}

const started = ({ workflowData }: Called) => workflowData?.flat().map(({ json }) => json);
const answered = { status: 200, answer: { message: 'Received' }, noWebhookResponse: true };
const passedOn = ({ requests }: PlayedTrigger) => requests.filter(isOfExecution).length;
const settle = async () => await jest.advanceTimersByTimeAsync(20_000);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a tap on a question goes to its execution, and starts nothing', async () => {
	const { trigger, tap } = asked();
	const called = await trigger.call(tap);
	await settle();

	expect(called).toEqual(answered);
	expect(passedOn(trigger)).toBe(1);
	expect(trigger.stored).toEqual({});
});

test('a text that answers a question starts nothing, also when it comes again to another process', async () => {
	const { trigger, sent } = asked();
	const body = receivedText('Next week');
	await trigger.call(sent);
	expect(trigger.stored).toEqual({ openQuestions: expect.stringContaining(asha) as unknown });

	expect(await trigger.call(body)).toEqual(answered);
	await settle();
	expect(passedOn(trigger)).toBe(1);
	const restarted = new PlayedTrigger();
	Object.assign(restarted.stored, trigger.stored);
	expect(await restarted.call(body)).toEqual({
		webhookResponse: { message: 'Ignored', reason: 'repeated' },
	});
});

test('with Answers Also Start both start the workflow as well', async () => {
	const { trigger, sent, tap } = asked({ answersAlsoStart: true });
	await trigger.call(sent);

	expect(started(await trigger.call(receivedText('Next week')))).toMatchObject([{ text: 'Next week' }]);
	expect(started(await trigger.call(tap))).toMatchObject([{ kind: 'buttonReply', choiceId: '1' }]);
	await settle();
	expect(passedOn(trigger)).toBe(2);
});

test('without Verify Signature nothing is an answer, as nobody knows whose it is', async () => {
	const { trigger, tap } = asked({}, 'taken', { parameters: { verifySignature: false } });

	expect(started(await trigger.call(tap))).toHaveLength(1);
	await settle();
	expect(passedOn(trigger)).toBe(0);
});

test('a tap that nothing proves is no answer', async () => {
	const { trigger, tap } = asked();
	await trigger.call(receivedText('Hello'));

	expect(await trigger.call(tap, { headers: {} })).toMatchObject({ status: 401 });
	await settle();
	expect(passedOn(trigger)).toBe(0);
});

test('a text that comes back because it answers nothing starts the workflow once', async () => {
	const { trigger, sent } = asked({}, 'closed');
	const body = receivedText('Next week');
	await trigger.call(receivedText('Hello'));
	await trigger.call(sent);
	expect(await trigger.call(body)).toEqual(answered);
	await settle();
	const stored = structuredClone(trigger.stored);
	const back = trigger.requests.find((request) => !isOfExecution(request));
	const called = await trigger.call(body, { headers: back?.headers as IDataObject });

	expect(started(called)).toMatchObject([{ text: 'Next week' }]);
	expect(trigger.stored).toEqual(stored);
	expect(await trigger.call(body)).toEqual({ webhookResponse: { message: 'Ignored', reason: 'repeated' } });
});

test('what a person tries the trigger out with is not stored', async () => {
	const { trigger, sent } = asked({}, 'taken', { parameters: { events: ['any'] } });
	const call = { mode: 'manual' } as const;

	expect(started(await trigger.call(sent, call))).toHaveLength(1);
	await trigger.call(receivedText('Next week'), call);
	await settle();
	expect(passedOn(trigger)).toBe(1);
	expect(trigger.stored).toEqual({});
});

test('a tap for another n8n that is not there is told in the log', async () => {
	const web = async (request: IHttpRequestOptions) =>
		isOfExecution(request) ? { statusCode: 200, body: { interaktAnswer: 'refused' } } : { statusCode: 500 };
	const { trigger, tap } = asked({ alsoForwardTo: 'https://other.example.com/hook' }, '', { web });
	await trigger.call(tap);
	await settle();

	expect(trigger.lines.filter(([level]) => level === 'warn').map(([, line]) => line)).toEqual([
		'Interakt Trigger: a call could not be forwarded to other.example.com, which gave three times: 500',
	]);
});

test('numbers without a country are of Default Country Code, else of the credential', async () => {
	const web = async () => await Promise.resolve({ statusCode: 200 });
	const numberOf = async (options: IDataObject, country: string) => {
		const credential = { secretKey: 'k', webhookSecret: secret, country };
		const body = receivedText('Hello', { customer: { phoneNumber: '81234567', countryCode: '' } });
		const bytes = Buffer.from(JSON.stringify(body));
		const trigger = new PlayedTrigger({ options, credential, web });
		const called = await trigger.call(bytes, { headers: { 'interakt-signature': sign(bytes) } });
		return started(called)?.[0]?.phoneNumber;
	};

	expect(await numberOf({ defaultCountryCode: '+65' }, '+91')).toBe('+6581234567');
	expect(await numberOf({ defaultCountryCode: ' ' }, '+65')).toBe('+6581234567');
	expect(await numberOf({}, '+65')).toBe('+6581234567');
});
