import type { IDataObject } from 'n8n-workflow';

import { OpenQuestions } from '../../../../nodes/Interakt/questions/openQuestions';
import { askedTokenOf, tokenOf } from '../../../../nodes/Interakt/questions/token';
import {
	findAnswers,
	type GenuineCall,
	questionsOf,
	storeQuestions,
} from '../../../../nodes/Interakt/triggers/webhook/answers';
import { DedupMemory } from '../../../../nodes/Interakt/triggers/webhook/dedup';
import { proofOf } from '../../../../nodes/Interakt/triggers/webhook/signature';
import type { MessageGiven } from '../../../contract/webhooks/envelope.cts';
import { rcsExamples } from '../../../contract/webhooks/rcs.cts';
import { buttonReply, echo, receivedMedia, receivedText } from '../../../simulator/webhooks/received.cts';
import { clicked, status, type SentGiven } from '../../../simulator/webhooks/statuses.cts';
import { PlayedTrigger, secret } from './playedTrigger.cts';

const key = 'Basic a-key-for-tests';
const now = Date.parse('2024-01-01T10:00:00.000Z');
const asha = '+919999999999';

const asking = (executionId: string) => ({
	executionId,
	nonce: executionId.padStart(8, '0'),
	resumeToken: 'ab'.repeat(32),
});

interface Question {
	askedAt?: number;
	until?: number;
	takesText?: boolean;
	phoneNumber?: string;
}

/** The callback data of a question that was asked a minute ago, and is open for a day. */
function question(executionId: string, given: Question = {}) {
	const { askedAt = now - 60_000, until = now + 86_400_000, takesText = true, phoneNumber = asha } = given;
	return askedTokenOf({ ...asking(executionId), askedAt, until, takesText }, { phoneNumber, key });
}

const idOf = (executionId: string, choice = 1) =>
	tokenOf({ ...asking(executionId), choice }, { phoneNumber: asha, key });

const types = (text: string, given: MessageGiven = {}) => receivedText(text, { at: now, ...given });
const taps = (id: string, given: MessageGiven = {}) =>
	buttonReply({ id, title: 'Yes' }, { at: now, ...given });
const statusOf = (
	name: Parameters<typeof status>[0],
	executionId: string,
	given: Question = {},
	more: SentGiven = {},
) => status(name, { at: now, callbackData: question(executionId, given), ...more });

/** The questions of an account, of which these are open. */
function questions(...open: readonly string[]) {
	const all = new OpenQuestions(key);
	for (const callbackData of open) all.register(asha, callbackData, now);
	return { key, open: all };
}

/** What is found in a call. */
function found(body: unknown, of = questions(), call: Partial<GenuineCall> = {}) {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
	const usual = { memory: new DedupMemory(), country: '+91', takesTexts: true, now };
	return findAnswers(of, { bytes, ...usual, ...call });
}

const nothing = { answers: [], isAnswer: false };

const answer = (executionId: string, given: IDataObject, answeredAt = new Date(now).toISOString()) => ({
	asking: expect.objectContaining({ executionId }) as unknown,
	given,
	phoneNumber: asha,
	answeredAt,
});

describe('a tap', () => {
	const tappedAt = '2024-01-01T09:59:30.000Z';

	test.each<[string, object]>([
		['a button', taps(idOf('7'), { at: now - 30_000 })],
		['a quick reply', clicked({ text: 'Yes', payload: idOf('7'), at: now - 30_000 }, { at: now - 90_000 })],
	])('on %s of a question is its answer, at the time of the tap', (_, body) => {
		expect(found(body)).toEqual({ answers: [answer('7', { choice: 1 }, tappedAt)], isAnswer: true });
	});

	test.each<[string, object]>([
		['of another question of ours', taps('yes')],
		['of another account', taps(tokenOf({ ...asking('7'), choice: 1 }, { phoneNumber: asha, key: 'no' }))],
		['of somebody who was not asked', taps(idOf('7'), { customer: { phoneNumber: '9999900002' } })],
	])('%s is none', (_, body) => {
		expect(found(body)).toEqual(nothing);
	});

	test('closes its question, so that no text answers it after that', () => {
		const of = questions(question('7'));
		found(taps(idOf('7')), of);

		expect(found(types('Later'), of)).toEqual(nothing);
	});

	test('of a person without a country code is read as of the country of the trigger', () => {
		const phoneNumber = '+6581234567';
		const id = tokenOf({ ...asking('7'), choice: 0 }, { phoneNumber, key });
		const body = taps(id, { customer: { phoneNumber: '81234567', countryCode: '' } });

		expect(found(body, questions(), { country: '+65' }).answers).toMatchObject([{ phoneNumber }]);
	});

	test.each<[string, string | null, string | null, string]>([
		['was tapped', '2024-01-01T09:59:50', '2024-01-01T09:59:40', '2024-01-01T09:59:40.000Z'],
		['is sent, where that is all that is said', '2024-01-01T09:59:50', null, '2024-01-01T09:59:50.000Z'],
		['comes, where nothing is said', null, null, '2024-01-01T10:00:00.000Z'],
	])('counts as of the time when it %s', (_, timestamp, receivedAt, answeredAt) => {
		const body = taps(idOf('7')) as unknown as { timestamp: unknown; data: { message: IDataObject } };
		body.timestamp = timestamp;
		body.data.message.received_at_utc = receivedAt;

		expect(found(body).answers).toEqual([answer('7', { choice: 1 }, answeredAt)]);
	});

	test('of a quick reply counts as of the tap, whenever that is told', () => {
		const body = clicked({ text: 'Yes', payload: idOf('7'), at: now - 30_000 }, { at: now - 90_000 });

		expect(found({ ...body, timestamp: '2024-01-01T10:00:00' }).answers).toMatchObject([
			{ answeredAt: tappedAt },
		]);
	});
});

describe('a text', () => {
	test('is the answer to the open question of its person, at the time when it was written', () => {
		const of = questions(question('7'));

		expect(found(types('Next week', { at: now - 1_000 }), of)).toEqual({
			answers: [answer('7', { text: 'Next week' }, '2024-01-01T09:59:59.000Z')],
			isAnswer: true,
		});
		expect(found(types('Thank you'), of)).toEqual(nothing);
	});

	test.each<[string, object | Buffer]>([
		['of somebody else', types('Next week', { customer: { phoneNumber: '9999900002' } })],
		['from before the question', types('Next week', { at: now - 90_000 })],
		['that is a file', receivedMedia('Image', 'https://files.example.com/1.jpg', { at: now })],
		['over RCS', rcsExamples.find(({ name }) => name === 'RCS text')?.body ?? {}],
		['of two in one call', [types('Next week'), types('On Monday')]],
		['that we sent ourselves', echo('Next week', { at: now })],
		['that is the title of another button', taps('yes')],
		['of no words', types('')],
		['that is no JSON', Buffer.from('Next week')],
	])('%s is none', (_, body) => {
		expect(found(body, questions(question('7')))).toEqual(nothing);
	});

	test('that was there before is none, even if a question is open by now', () => {
		const memory = new DedupMemory();
		const body = types('Next week');
		expect(found(body, questions(question('7')), { memory }).isAnswer).toBe(true);

		expect(found(body, questions(question('8')), { memory })).toEqual(nothing);
	});

	test('that also starts the workflow leaves no key, so that it does', () => {
		const memory = new DedupMemory();
		found(types('Next week'), questions(question('7')), { memory, takesTexts: false });

		expect(memory.toStored()).toBe('');
	});
});

describe('a status of a question', () => {
	test.each(['sent', 'delivered', 'read'] as const)('%s opens it for a text', (name) => {
		const of = questions();

		expect(found(statusOf(name, '7'), of)).toEqual(nothing);
		expect(found(types('Next week'), of).answers).toEqual([answer('7', { text: 'Next week' })]);
	});

	test('that it was clicked opens nothing', () => {
		const of = questions();
		found(clicked({ text: 'Yes', payload: 'yes' }, { at: now, callbackData: question('7') }), of);

		expect(of.open.isEmpty).toBe(true);
	});

	test('failed ends it, with the reason in words, and a late status does not open it again', () => {
		const of = questions();
		const why = 'The number cannot receive WhatsApp messages';

		expect(found(statusOf('failed', '7'), of)).toEqual({
			answers: [answer('7', { ended: 'undelivered', why })],
			isAnswer: false,
		});
		found(statusOf('sent', '7'), of);
		expect(of.open.isEmpty).toBe(true);
	});

	test('failed, for a reason that nobody explains, gives the words of Interakt', () => {
		const failure = { code: '99', reason: 'The moon is full' };

		expect(found(statusOf('failed', '7', {}, { failure })).answers).toMatchObject([
			{ given: { why: 'The moon is full' } },
		]);
	});

	test('failed, without a reason, gives none', () => {
		const body = statusOf('failed', '7') as { data: { message: IDataObject } };
		Object.assign(body.data.message, { channel_failure_reason: null, channel_error_code: null });

		expect(found(body).answers).toEqual([answer('7', { ended: 'undelivered' })]);
	});

	test('failed closes the question of that message only', () => {
		const of = questions(question('8'));
		found(statusOf('failed', '7'), of);

		expect(found(types('Next week'), of).answers).toEqual([answer('8', { text: 'Next week' })]);
	});

	test('failed, of one for tapping, leaves nothing to be remembered', () => {
		const of = questions();
		found(statusOf('failed', '7', { takesText: false }), of);

		expect(of.open.toStored(now)).toBeUndefined();
	});

	test('of any other message says nothing', () => {
		expect(found(status('failed', { at: now, callbackData: 'n8n1. order 1042' }))).toEqual(nothing);
	});

	test('of a newer question ends the older one of the person', () => {
		const of = questions(question('7'));

		expect(found(statusOf('sent', '8', { askedAt: now - 30_000 }), of).answers).toEqual([
			answer('7', { ended: 'askedAgain' }),
		]);
	});
});

test('a list with answers and anything else is not only an answer', () => {
	expect(found([taps(idOf('7')), taps(idOf('8'))])).toMatchObject({ answers: [{}, {}], isAnswer: true });
	expect(found([taps(idOf('7')), types('Hello')])).toMatchObject({ answers: [{}], isAnswer: false });
	expect(found([taps(idOf('7')), { a: 1 }])).toMatchObject({ answers: [{}], isAnswer: false });
});

test('an event that is about nobody is no answer', () => {
	const body = { type: 'account_alerts', data: { a: idOf('7') } };

	expect(found(body, questions(question('7')))).toEqual(nothing);
});

describe('the questions of an account', () => {
	const bytes = Buffer.from('{}');

	/** A trigger that has judged a call. */
	async function judged(given: ConstructorParameters<typeof PlayedTrigger>[0] = {}) {
		const trigger = new PlayedTrigger(given);
		await proofOf(trigger.context(bytes), bytes, now);
		return trigger;
	}

	test('are the same for all its triggers, and are stored with the workflow as they change', async () => {
		const credential = { secretKey: `of-these-questions-${Math.random()}`, webhookSecret: secret };
		const one = await judged({ credential });
		const other = await judged({ credential });
		const of = questionsOf(one.context(bytes), now);
		const signing = { phoneNumber: asha, key: of?.key ?? '' };
		const asked = { ...asking('7'), askedAt: now, until: now + 1_000, takesText: true };
		if (of === undefined) throw new Error('There is an account');
		storeQuestions(one.context(bytes), of, now);
		expect(Object.keys(one.stored)).toEqual([]);

		of.open.register(asha, askedTokenOf(asked, signing), now);
		storeQuestions(one.context(bytes), of, now);

		expect(questionsOf(other.context(bytes), now)?.open).toBe(of.open);
		expect(one.stored.openQuestions).toContain(asha);
	});

	test('are those that were stored before n8n was started anew', async () => {
		const trigger = await judged({ credential: { secretKey: 'of-stored-ones', webhookSecret: secret } });
		const signing = { phoneNumber: asha, key: `Basic ${Buffer.from('of-stored-ones:').toString('base64')}` };
		const asked = { ...asking('7'), askedAt: now, until: now + 1_000, takesText: true };
		trigger.stored.openQuestions = `${asha} ${askedTokenOf(asked, signing)}`;

		expect(questionsOf(trigger.context(bytes), now)?.open.isEmpty).toBe(false);
	});

	test("are nobody's where signatures are not verified", async () => {
		const trigger = await judged({ parameters: { verifySignature: false } });

		expect(questionsOf(trigger.context(bytes), now)).toBeUndefined();
	});
});
