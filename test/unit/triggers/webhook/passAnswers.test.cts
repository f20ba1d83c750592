import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { OpenQuestions } from '../../../../nodes/Interakt/questions/openQuestions';
import type { Given } from '../../../../nodes/Interakt/questions/answer';
import { isGivenBack, passAnswersOn } from '../../../../nodes/Interakt/triggers/webhook/passAnswers';
import { PlayedTrigger, type TriggerGiven } from './playedTrigger.cts';

const key = 'Basic a-key-for-tests';
const bytes = Buffer.from('{"type":"message_received"}');
const ownUrl = 'http://127.0.0.1:5678/webhook/a/webhook';
const publicUrl = 'https://n8n.example.com/webhook/a/webhook';
const other = 'https://other.example.com/webhook';
const start = 1_700_000_000_000;

const headers = { 'content-type': 'application/json', 'interakt-signature': 'sha256=00', cookie: 'a=1' };

const own = (word: string) => ({ statusCode: 200, body: { interaktAnswer: word } });

let made = 0;

/** A trigger of an account of its own, whose executions say a word to each answer; other addresses answer with a status. */
function played(word: string, given: TriggerGiven & { readonly status?: number | Error } = {}) {
	const web = async ({ url }: IHttpRequestOptions) => {
		if (url.includes('/webhook-waiting/')) return own(word);
		if (given.status instanceof Error) throw given.status;
		return { statusCode: given.status ?? 200, body: '' };
	};
	return new PlayedTrigger({ web, credential: { secretKey: `k${++made}` }, ...given });
}

const asked = (nonce: string) => ({ executionId: '7', nonce, resumeToken: 'ab'.repeat(32) });

/** What a trigger is told of an address that has not taken a call. */
let told: string[];

/** Passes answers on, and lets go on what comes of them. */
async function pass(
	trigger: PlayedTrigger,
	given: Given | readonly Given[],
	options: IDataObject = {},
	open = new OpenQuestions(key),
	phoneNumber = '+919999999999',
) {
	const all = Array.isArray(given) ? (given as readonly Given[]) : [given as Given];
	const answers = all.map((each) => ({
		asking: asked('aaaaaaaa'),
		given: each,
		phoneNumber,
		answeredAt: '2024-01-01T10:00:00.000Z',
	}));
	const call = { bytes, options, now: Date.now() };
	passAnswersOn(
		trigger.context(bytes, { headers }),
		{ answers, isAnswer: true },
		{ key, open },
		call,
		(line) => void told.push(line),
	);
	await jest.advanceTimersByTimeAsync(70_000);
}

/** Where calls were posted, besides executions. */
const posted = ({ requests }: PlayedTrigger) =>
	requests.filter(({ url }) => !url.includes('/webhook-waiting/'));
const passedOn = ({ requests }: PlayedTrigger) =>
	requests.filter(({ url }) => url.includes('/webhook-waiting/')).length;
const errorsOf = ({ lines }: PlayedTrigger) =>
	lines.flatMap(([level, line]) => (level === 'error' || level === 'warn' ? [`${level}: ${line}`] : []));

beforeEach(() => {
	told = [];
	jest.useFakeTimers({ now: start });
});
afterEach(() => jest.useRealTimers());

const text = { text: 'Next week' };
const tap = { choice: 0 };
const ended = { ended: 'askedAgain' } as const;

describe('what becomes of an answer', () => {
	test.each<[string, Given, string, IDataObject, string[]]>([
		['a text that is taken', text, 'taken', { alsoForwardTo: [other] }, []],
		['a text that is not', text, 'closed', { alsoForwardTo: [other] }, [ownUrl]],
		['a text that is not, and started the workflow', text, 'closed', { answersAlsoStart: true }, []],
		['a tap that is taken', tap, 'taken', { alsoForwardTo: [other] }, []],
		['a tap that is not', tap, 'refused', { alsoForwardTo: [other] }, [other]],
		[
			'a tap that is not, and was forwarded before',
			tap,
			'refused',
			{ alsoForwardTo: [other], answersAlsoStart: true },
			[],
		],
		['the end of a question that is over already', ended, 'closed', { alsoForwardTo: [other] }, []],
	])('%s is posted to the right address', async (_, given, word, options, urls) => {
		const trigger = played(word);
		await pass(trigger, given, options);

		expect(passedOn(trigger)).toBe(1);
		expect(posted(trigger).map(({ url }) => url)).toEqual(urls);
	});

	test('all answers of one call are passed on', async () => {
		const trigger = played('taken');
		await pass(trigger, [tap, ended, text]);

		expect(passedOn(trigger)).toBe(3);
	});

	test('without answers n8n is not asked for the address, which takes it long', async () => {
		const trigger = played('taken');
		await pass(trigger, []);

		expect([trigger.urlsRead, trigger.requests]).toEqual([0, []]);
	});

	test('a tap that no address takes is told', async () => {
		await pass(played('refused', { status: 500 }), tap, { alsoForwardTo: [other] });

		expect(told).toEqual(['a call could not be forwarded to other.example.com, which gave three times: 500']);
	});
});

describe('a text that comes back', () => {
	test('has the bytes and the signature of its call, and nothing else of it', async () => {
		const trigger = played('closed');
		await pass(trigger, text);

		const [post] = posted(trigger);
		expect(post?.body).toBe(bytes);
		expect(post?.headers).toEqual({
			'content-type': 'application/json',
			'interakt-signature': 'sha256=00',
			'x-interakt-no-answer': expect.stringMatching(`^${start}\\.[\\w-]{43}$`),
		});
		expect(post?.skipSslCertificateValidation).toBe(true);
		expect(errorsOf(trigger)).toEqual([]);
	});

	test('comes by the public address when this machine does not take it', async () => {
		const trigger = played('closed', {
			web: async ({ url }) => {
				if (url.includes('/webhook-waiting/')) return own('closed');
				return { statusCode: url === publicUrl ? 200 : 404, body: '' };
			},
		});
		await pass(trigger, text);

		const posts = posted(trigger);
		expect(posts.map(({ url }) => url)).toEqual([ownUrl, ownUrl, ownUrl, publicUrl]);
		expect(posts[3]?.skipSslCertificateValidation).toBe(false);
		expect(errorsOf(trigger)).toEqual([]);
	});

	test.each<[string, TriggerGiven, number | Error, number]>([
		['by neither address', {}, 503, 6],
		['by the only address', { publicUrl: undefined }, 503, 3],
	])('and is taken %s is told in the log', async (_, given, status, posts) => {
		const trigger = played('closed', { ...given, status });
		await pass(trigger, text);

		expect(posted(trigger)).toHaveLength(posts);
		expect(errorsOf(trigger)).toEqual([
			'error: Interakt Trigger: a text that answers no question could not be given back to the trigger: 503. It starts no workflow.',
		]);
	});

	/** The mark of a text that came back at the start. */
	async function mark(): Promise<string> {
		const trigger = played('closed');
		await pass(trigger, text);
		return String(posted(trigger)[0]?.headers?.['x-interakt-no-answer']);
	}

	const isBack = (given: unknown, now: number, body = bytes, secret = key) => {
		const call = { headers: { 'x-interakt-no-answer': given } as IDataObject };
		return isGivenBack(new PlayedTrigger().context(body, call), body, secret, now);
	};

	test.each([
		['at once', 0, true],
		['within five minutes', 299_999, true],
		['by a clock that is behind', -299_999, true],
		['after five minutes', 300_000, false],
		['long before it was made', -300_000, false],
	])('is known by its mark: %s', async (_, after, known) => {
		expect(isBack(await mark(), start + after)).toBe(known);
	});

	test('is not known by the mark of another call or account, nor by anything else', async () => {
		const made = await mark();
		const others = [undefined, '', 'x', `${start}`, `${start}.`, `${start + 1}${made.slice(13)}`, [made]];

		expect(isBack(made, start, Buffer.from('{}'))).toBe(false);
		expect(isBack(made, start, bytes, 'Basic another')).toBe(false);
		expect(others.map((each) => isBack(each, start))).toEqual(others.map(() => false));
	});
});

describe('Reply to Late Answers', () => {
	const lateReply = ' This question is closed ';

	test.each<[string, Given, string, IDataObject, number]>([
		['a tap on a closed question', tap, 'closed', { lateReply }, 1],
		['one that also starts the workflow', tap, 'closed', { lateReply, answersAlsoStart: true }, 1],
		['a tap that is taken', tap, 'taken', { lateReply }, 0],
		['a tap on no question of this person', tap, 'refused', { lateReply }, 0],
		['a closed question that nobody answered', ended, 'closed', { lateReply }, 0],
		['a text, which is an ordinary message then', text, 'closed', { lateReply }, 0],
		['a text that also starts the workflow', text, 'closed', { lateReply, answersAlsoStart: true }, 0],
		['a tap, where there is no reply', tap, 'closed', {}, 0],
		['a tap, where the reply is white space', tap, 'closed', { lateReply: ' ' }, 0],
	])('is sent to %s', async (_, given, word, options, count) => {
		const trigger = played(word);
		await pass(trigger, given, options);

		expect(trigger.sent).toEqual(
			[
				{
					phoneNumber: '9999999999',
					countryCode: '+91',
					type: 'Text',
					data: { message: 'This question is closed' },
				},
			].slice(0, count),
		);
		expect(errorsOf(trigger)).toEqual([]);
	});

	test('is sent once, however often the person taps', async () => {
		const [trigger, open] = [played('closed'), new OpenQuestions(key)];
		for (const choice of [0, 1, 2]) await pass(trigger, { choice }, { lateReply }, open);

		expect(trigger.sent).toHaveLength(1);
	});

	test('is not sent for the second webhook of a tap that was in time', async () => {
		const open = new OpenQuestions(key);
		await pass(played('taken'), tap, { lateReply }, open);
		const late = played('closed');
		await pass(late, tap, { lateReply }, open);
		expect(late.sent).toEqual([]);

		await pass(late, { choice: 1 }, { lateReply }, open);
		expect(late.sent).toHaveLength(1);
	});

	test('that Interakt does not take is told in the log', async () => {
		const trigger = played('closed', {
			interakt: { statusCode: 400, body: { result: false, message: 'Outside the 24-hour window' } },
		});
		await pass(trigger, tap, { lateReply });

		expect(errorsOf(trigger)).toEqual([
			expect.stringMatching(/^warn: Interakt Trigger: a late answer could not be replied to: \w/),
		]);
	});

	test('is not sent to what is no number', async () => {
		const trigger = played('closed');
		await pass(trigger, tap, { lateReply }, new OpenQuestions(key), 'Asha');

		expect([trigger.sent, errorsOf(trigger)]).toEqual([[], []]);
	});

	test('whose credential is gone is told in the log', async () => {
		const trigger = played('closed', { credential: undefined });
		await pass(trigger, tap, { lateReply });

		expect(errorsOf(trigger)).toEqual([
			'error: Interakt Trigger: an answer could not be passed on: Credential with ID "1" does not exist',
		]);
	});
});
