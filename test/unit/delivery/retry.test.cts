import fc from 'fast-check';

import type { BeforeSend, NotAccepted, Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { Stop } from '../../../nodes/Interakt/delivery/queue';
import { RateLimiter } from '../../../nodes/Interakt/delivery/rateLimiter';
import { createSend, type SendOptions } from '../../../nodes/Interakt/delivery/retry';
import { RetryQuota } from '../../../nodes/Interakt/delivery/retryQuota';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import {
	fileNotRead,
	type Reply,
	type Response,
	toNetworkFailure,
} from '../../../nodes/Interakt/transport/reply';
import type { Effect } from '../../../nodes/Interakt/transport/request';
import { VirtualClock } from '../virtualClock.cts';

const answer = (status: number, headers: Reply['headers'] = {}, body: unknown = {}): Response => ({
	reply: { status, headers, body },
});
const accepted = answer(201, {}, { result: true });
const limited = answer(429);
const noAnswer = (code: string): Response => ({ networkFailure: toNetworkFailure({ code }) });

interface Script {
	/** Answers in their order; the last one is given again and again. */
	readonly answers: readonly Response[];
	readonly effect?: Effect;
	readonly perMinute?: number;
	readonly maxWaitMs?: number;
	/** Milliseconds that each answer takes. */
	readonly latency?: number;
	readonly random?: () => number;
	/** Milliseconds after the start when the run is cancelled. */
	readonly cancelledAfter?: number;
	/** Asked when the request is about to leave, with the milliseconds after the start. */
	readonly beforeSend?: (at: number) => ReturnType<BeforeSend>;
	/** The minute's requests that others have made at the start. */
	readonly used?: number;
	readonly retryQuota?: RetryQuota;
	/** Milliseconds that pass with every reading of the clock, as on a slow machine. */
	readonly clockStepMs?: number;
}

/** Makes one request in virtual time, and tells when it was sent and how it ended. */
async function play(script: Script) {
	const { answers, effect = 'send', perMinute = 300, latency = 0, cancelledAfter = Infinity } = script;
	const clock = new VirtualClock();
	const start = clock.time;
	const rateLimiter = new RateLimiter(perMinute, () => 0);
	for (let used = 0; used < (script.used ?? 0); used++) {
		rateLimiter.acquire(start);
		rateLimiter.release(start, { limited: false });
	}
	/** When it was sent, in milliseconds after the start. */
	const sent: number[] = [];
	const means: SendOptions = {
		async call() {
			const response = answers[sent.length] ?? answers.at(-1) ?? accepted;
			sent.push(clock.time - start);
			if (latency > 0) await clock.sleep(latency);
			return response;
		},
		api: interaktApi,
		rateLimiter: rateLimiter,
		stop: new Stop(() => clock.time - start >= cancelledAfter),
		retryQuota: script.retryQuota ?? new RetryQuota(),
		deadline: start + (script.maxWaitMs ?? Infinity),
		now: () => (clock.time += script.clockStepMs ?? 0),
		sleep: clock.sleep,
		random: script.random ?? (() => 0.5),
	};
	const send = createSend(means);
	const { beforeSend } = script;
	const outcome = await clock.run(
		send(
			{ method: 'POST', path: '/message/', effect, recipient: '+919999999999' },
			beforeSend && (async () => await beforeSend(clock.time - start)),
		),
	);
	return { outcome, sent, took: clock.time - start, rateLimiter, now: clock.time };
}

/** The outcome in one word or two. */
const ending = (outcome: Outcome) =>
	outcome.status === 'accepted' ? 'accepted' : `${outcome.status} ${outcome.failure.reason}`;

const effects: readonly Effect[] = ['read', 'upsert', 'append', 'send'];
const html = '<!DOCTYPE html><html><body>Welcome</body></html>';

/**
 * An answer that stays the same, and for each effect how often the request is sent and how it ends: first for
 * what only reads, then for what acts again (`append`, `send`). An `upsert` is sent as often as the one and ends as the
 * other.
 */
const answersThatStay: ReadonlyArray<[string, Response, [number, string], [number, string]]> = [
	['429', limited, [100, 'rejected rateLimited'], [100, 'rejected rateLimited']],
	[
		'429 with Retry-After',
		answer(429, { 'retry-after': '7' }),
		[100, 'rejected rateLimited'],
		[100, 'rejected rateLimited'],
	],
	['408', answer(408), [5, 'rejected serverUnavailable'], [1, 'unknown serverUnavailable']],
	['500', answer(500), [5, 'rejected serverUnavailable'], [1, 'unknown serverUnavailable']],
	['503', answer(503, {}, html), [5, 'rejected serverUnavailable'], [1, 'unknown serverUnavailable']],
	[
		'503 with Retry-After',
		answer(503, { 'retry-after': '3' }),
		[5, 'rejected serverUnavailable'],
		[1, 'unknown serverUnavailable'],
	],
	['ECONNRESET', noAnswer('ECONNRESET'), [5, 'rejected noAnswer'], [1, 'unknown noAnswer']],
	['EPIPE', noAnswer('EPIPE'), [5, 'rejected noAnswer'], [1, 'unknown noAnswer']],
	['ETIMEDOUT', noAnswer('ETIMEDOUT'), [5, 'rejected noAnswer'], [1, 'unknown noAnswer']],
	['ECONNABORTED', noAnswer('ECONNABORTED'), [5, 'rejected noAnswer'], [1, 'unknown noAnswer']],
	['nobody knows what', noAnswer(''), [5, 'rejected noAnswer'], [1, 'unknown noAnswer']],
	['ECONNREFUSED', noAnswer('ECONNREFUSED'), [5, 'rejected unreachable'], [5, 'rejected unreachable']],
	['ENOTFOUND', noAnswer('ENOTFOUND'), [5, 'rejected unreachable'], [5, 'rejected unreachable']],
	['EAI_AGAIN', noAnswer('EAI_AGAIN'), [5, 'rejected unreachable'], [5, 'rejected unreachable']],
	[
		'CERT_HAS_EXPIRED',
		noAnswer('CERT_HAS_EXPIRED'),
		[5, 'rejected unreachable'],
		[5, 'rejected unreachable'],
	],
	[
		'a file that cannot be read',
		{ networkFailure: { sent: 'no', code: fileNotRead } },
		[1, 'rejected unreadableFile'],
		[1, 'rejected unreadableFile'],
	],
	[
		'200 with a page',
		answer(200, {}, html),
		[5, 'rejected unreadableAnswer'],
		[1, 'unknown unreadableAnswer'],
	],
	[
		'200 with result false',
		answer(200, {}, { result: false }),
		[1, 'rejected refused'],
		[1, 'rejected refused'],
	],
	['400', answer(400), [1, 'rejected refused'], [1, 'rejected refused']],
	['401', answer(401), [1, 'rejected invalidKey'], [1, 'rejected invalidKey']],
	['403', answer(403), [1, 'rejected planLacksFeature'], [1, 'rejected planLacksFeature']],
	['404', answer(404), [1, 'rejected notFound'], [1, 'rejected notFound']],
	['302', answer(302), [1, 'rejected notFound'], [1, 'rejected notFound']],
	['201', accepted, [1, 'accepted'], [1, 'accepted']],
];

describe('how often a request is sent, and how it ends', () => {
	test.each(answersThatStay)('%s', async (_, response, repeatable, actsAgain) => {
		for (const effect of effects) {
			const { sent, outcome } = await play({ answers: [response], effect });
			const [times] = effect === 'upsert' ? repeatable : actsAgain;
			const expected = effect === 'read' ? repeatable : [times, actsAgain[1]];

			expect([effect, sent.length, ending(outcome)]).toEqual([effect, ...expected]);
		}
	});

	const failures = answersThatStay.map(([, response]) => response);
	const mayBeRepeated = (effect: Effect, response: Response) => {
		const row = answersThatStay.find(([, other]) => other === response);
		const [tries] = row?.[effect === 'read' || effect === 'upsert' ? 2 : 3] ?? [1];
		return tries > 1;
	};

	test.each<[string, readonly Response[], string]>([
		['a refusal', [answer(500), answer(400)], 'unknown refused'],
		['a refused key', [noAnswer('ECONNRESET'), answer(401)], 'unknown invalidKey'],
		['the limit', [answer(200, {}, html), limited], 'unknown rateLimited'],
		['no connection', [answer(500), noAnswer('ECONNREFUSED')], 'unknown unreachable'],
	])(
		'a contact that an earlier try may have changed is not called rejected because of %s',
		async (_, answers, expected) => {
			const { outcome } = await play({ answers, effect: 'upsert' });

			expect(ending(outcome)).toBe(expected);
			expect(outcome).toMatchObject({
				failure: { repeatable: true, description: expect.stringContaining('a repeat changes nothing') },
			});
			expect(ending((await play({ answers, effect: 'read' })).outcome)).toBe(
				expected.replace('unknown', 'rejected'),
			);
		},
	);

	test('after passing failures it goes through, and is sent no more', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...effects),
				fc.array(fc.constantFrom(...failures), { maxLength: 4 }),
				async (effect, before) => {
					const { sent, outcome } = await play({ answers: [...before, accepted], effect });
					const last = [...before, accepted].findIndex((response) => !mayBeRepeated(effect, response));

					expect(sent).toHaveLength(last + 1);
					expect(outcome.status === 'accepted').toBe(last === before.length || before[last] === accepted);
				},
			),
			{ numRuns: 100 },
		);
	});
});

describe('how long it waits between two tries', () => {
	const reset = noAnswer('ECONNRESET');

	test('by chance below a bound that doubles', async () => {
		const most = await play({ answers: [reset], effect: 'read', random: () => 1 });
		const least = await play({ answers: [reset], effect: 'read', random: () => 0 });

		expect(most.sent).toEqual([0, 250, 750, 1_750, 3_750]);
		expect(least.sent).toEqual([0, 0, 0, 0, 0]);
	});

	test.each([
		['503', answer(503, { 'retry-after': '20' })],
		['500', answer(500, { 'retry-after': '20' })],
		['408', answer(408, { 'retry-after': '20' })],
	])('as long as Retry-After of a %s says', async (_, response) => {
		const { sent } = await play({ answers: [response, accepted], effect: 'upsert' });

		expect(sent).toEqual([0, 20_000]);
	});

	test('as a Retry-After that is a date says', async () => {
		// The virtual clock starts at 1,000 seconds after the epoch.
		const date = new Date(1_012_000).toUTCString();
		const { sent } = await play({
			answers: [answer(503, { 'retry-after': date }), accepted],
			effect: 'read',
		});

		expect(sent).toEqual([0, 12_000]);
	});

	test('never longer than a minute because of a 5xx', async () => {
		const { sent } = await play({
			answers: [answer(503, { 'retry-after': '86400' }), accepted],
			effect: 'read',
		});

		expect(sent).toEqual([0, 60_000]);
	});

	test('by chance after a Retry-After that has passed or cannot be read', async () => {
		for (const header of ['0', '-5', 'Thu, 01 Jan 1970 00:00:00 GMT', 'soon']) {
			const response = answer(503, { 'retry-after': header });
			const { sent } = await play({ answers: [response, accepted], effect: 'read', random: () => 1 });

			expect(sent).toEqual([0, 250]);
		}
	});

	test('until the pause of a 429 is over', async () => {
		const { sent } = await play({ answers: [answer(429, { 'retry-after': '33' }), accepted] });

		expect(sent).toEqual([0, 33_000]);
	});

	test('half a second after a 429 that does not say, twice as long after each further one, ten seconds at most', async () => {
		const { sent } = await play({ answers: [limited], perMinute: 1_000_000 });
		const waits = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));

		expect(waits.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000]);
		expect(Math.max(...waits)).toBe(10_000);
	});

	test('every half second about a minute after the first 429, when what filled the minute at once leaves it', async () => {
		const { sent } = await play({ answers: [limited], perMinute: 1_000_000 });

		expect(sent.filter((at) => at >= 57_000 && at < 62_000)).toEqual(
			Array.from({ length: 10 }, (_, index) => 57_000 + index * 500),
		);
	});
});

describe('a server that asks to wait for years', () => {
	const years = answer(429, { 'retry-after': '1000000000' });
	const fiveMinutes = 300_000;

	test('is asked again after five minutes, and then the request ends with its words', async () => {
		const { outcome, sent } = await play({ answers: [years] });

		expect(sent).toEqual([0, fiveMinutes]);
		expect(outcome).toMatchObject({
			status: 'rejected',
			failure: { reason: 'rateLimited', description: expect.stringContaining('wait until 2001-') },
		});
	});

	test('and then lets it through: it is sent', async () => {
		const { outcome, sent } = await play({ answers: [years, accepted] });

		expect(ending(outcome)).toBe('accepted');
		expect(sent).toEqual([0, fiveMinutes]);
	});

	test('is another one than a server that asks for five minutes, again and again', async () => {
		const asks = answer(429, { 'retry-after': '300' });
		const { outcome, sent } = await play({ answers: [asks, asks, asks, accepted] });

		expect(ending(outcome)).toBe('accepted');
		expect(sent).toEqual([0, fiveMinutes, 2 * fiveMinutes, 3 * fiveMinutes]);
	});

	test('holds the requests of a run up for five minutes together, and not the next run for longer', async () => {
		const clock = new VirtualClock();
		const start = clock.time;
		const rateLimiter = new RateLimiter(300, () => 1);
		const means: SendOptions = {
			call: async () => years,
			api: interaktApi,
			rateLimiter,
			stop: new Stop(() => false),
			retryQuota: new RetryQuota(),
			deadline: Infinity,
			now: clock.now,
			sleep: clock.sleep,
			random: () => 1,
		};
		const send = createSend(means);
		const request = { method: 'POST', path: '/message/', effect: 'send' } as const;
		const outcomes = await clock.run(
			Promise.all(Array.from({ length: 20 }, async () => await send(request))),
		);
		const late = await clock.run(send(request));

		expect([...outcomes, late].map(ending)).toEqual(Array(21).fill('rejected rateLimited'));
		expect(JSON.stringify(late)).toContain('wait until');
		expect(clock.time - start).toBeLessThan(fiveMinutes + 5_000);
		expect(rateLimiter.wait(clock.time)).toBeLessThanOrEqual(fiveMinutes + 500);
	});
});

test('a credential with which nothing can be sent: nothing leaves, and no key is asked for', async () => {
	const wrong = { reason: 'unreachable', message: 'Base URL is none', description: 'Correct it.' } as const;
	const never = async () => await Promise.reject(new Error('asked'));
	const means = { call: never, wrong, api: interaktApi } as unknown as SendOptions;

	expect(await createSend(means)({ method: 'GET', path: '/', effect: 'read' }, never)).toEqual({
		status: 'rejected',
		failure: wrong,
	});
});

describe('a run that is stopped', () => {
	test('before its turn: nothing was sent', async () => {
		const { outcome, sent } = await play({ answers: [accepted], cancelledAfter: 0 });

		expect(ending(outcome)).toBe('skipped notStarted');
		expect(sent).toEqual([]);
	});

	test('while it waits for the minute: nothing was sent, and nobody waits for the minute', async () => {
		const { outcome, sent, took } = await play({
			answers: [accepted],
			perMinute: 10,
			used: 10,
			cancelledAfter: 2_000,
		});

		expect(ending(outcome)).toBe('skipped notStarted');
		expect(sent).toEqual([]);
		expect(took).toBeLessThanOrEqual(2_500);
	});

	test('while it waits because of a 429: it was not done, and is called so', async () => {
		const { outcome, sent, took } = await play({
			answers: [answer(429, { 'retry-after': '60' })],
			cancelledAfter: 5_000,
		});

		expect(ending(outcome)).toBe('skipped notStarted');
		expect(sent).toEqual([0]);
		expect(took).toBeLessThanOrEqual(5_500);
	});

	test('while it waits because of a 429, after a try that may have been done: it ends as that try did', async () => {
		const { outcome, sent } = await play({
			answers: [answer(500), answer(429, { 'retry-after': '60' })],
			effect: 'upsert',
			random: () => 0,
			cancelledAfter: 5_000,
		});

		expect(ending(outcome)).toBe('unknown serverUnavailable');
		expect(sent).toHaveLength(2);
	});

	test.each<[Effect, Response, string]>([
		['upsert', answer(503, { 'retry-after': '60' }), 'unknown serverUnavailable'],
		['read', noAnswer('ECONNRESET'), 'rejected noAnswer'],
		['send', noAnswer('ECONNREFUSED'), 'rejected unreachable'],
	])('while it waits to try %s again: it ends as its last try did', async (effect, response, expected) => {
		const { outcome, sent, took } = await play({
			answers: [response],
			effect,
			random: () => 1,
			cancelledAfter: 100,
		});

		expect(ending(outcome)).toBe(expected);
		expect(sent).toEqual([0]);
		expect(took).toBeLessThanOrEqual(600);
	});

	test('while the answer is on its way: the answer counts', async () => {
		const { outcome, sent } = await play({ answers: [accepted], latency: 3_000, cancelledAfter: 1_000 });

		expect(ending(outcome)).toBe('accepted');
		expect(sent).toEqual([0]);
	});
});

describe('the longest wait', () => {
	test('a request whose turn would come too late is not sent', async () => {
		const { outcome, sent, took } = await play({
			answers: [accepted],
			perMinute: 5,
			used: 5,
			maxWaitMs: 5_000,
		});

		expect(ending(outcome)).toBe('rejected rateLimited');
		expect(sent).toEqual([]);
		expect(took).toBe(0);
	});

	test('of nothing is enough for a request that need not wait, on a slow machine too', async () => {
		const { outcome, sent } = await play({ answers: [accepted], maxWaitMs: 0, clockStepMs: 1 });

		expect(ending(outcome)).toBe('accepted');
		expect(sent).toHaveLength(1);
	});

	test('one whose turn comes in time is sent', async () => {
		const { outcome, sent } = await play({ answers: [accepted], perMinute: 5, used: 5, maxWaitMs: 60_000 });

		expect(ending(outcome)).toBe('accepted');
		expect(sent).toEqual([60_000]);
	});

	test.each([
		['429', answer(429, { 'retry-after': '30' }), 'rejected rateLimited'],
		['503', answer(503, { 'retry-after': '30' }), 'rejected serverUnavailable'],
	])('a %s that asks for more ends it at once, as it was answered', async (_, response, expected) => {
		const { outcome, sent, took } = await play({ answers: [response], effect: 'read', maxWaitMs: 5_000 });

		expect(ending(outcome)).toBe(expected);
		expect(sent).toEqual([0]);
		expect(took).toBe(0);
	});

	test('that a further try just keeps is waited for', async () => {
		const script = { answers: [answer(503), accepted], effect: 'read', random: () => 1 } as const;

		expect((await play({ ...script, maxWaitMs: 250 })).sent).toEqual([0, 250]);
		expect((await play({ ...script, maxWaitMs: 249 })).sent).toEqual([0]);
	});

	test('is said with a refusal by the limit, as the server says it where it does', async () => {
		const used = await play({ answers: [accepted], perMinute: 5, used: 5, maxWaitMs: 5_000 });
		const asked = await play({ answers: [answer(429, { 'retry-after': '86400' })], maxWaitMs: 5_000 });
		const down = await play({ answers: [answer(503)], effect: 'read', perMinute: 1, maxWaitMs: 5_000 });

		expect(used.outcome).toMatchObject({ failure: { retryAfterMs: 60_000 } });
		expect(asked.outcome).toMatchObject({ failure: { retryAfterMs: 86_400_000 } });
		expect(ending(down.outcome)).toBe('rejected serverUnavailable');
		expect(down.outcome).not.toHaveProperty('failure.retryAfterMs');
	});

	test('is never exceeded, whatever is answered', async () => {
		const answers = fc.array(fc.constantFrom(...answersThatStay.map(([, response]) => response)), {
			minLength: 1,
			maxLength: 10,
		});
		await fc.assert(
			fc.asyncProperty(
				answers,
				fc.constantFrom(...effects),
				fc.integer({ min: 0, max: 20_000 }),
				async (given, effect, maxWaitMs) => {
					const { took } = await play({ answers: given, effect, maxWaitMs });

					expect(took).toBeLessThanOrEqual(maxWaitMs);
				},
			),
		);
	});
});

describe('admission', () => {
	const refusal: NotAccepted = {
		status: 'skipped',
		failure: { reason: 'alreadySent', message: 'Not sent again', description: 'It was sent before.' },
	};

	test('is asked for when the request is about to leave, and not before its turn', async () => {
		const asked: number[] = [];
		const { sent } = await play({
			answers: [accepted],
			perMinute: 5,
			used: 5,
			beforeSend: async (at) => {
				asked.push(at);
				return undefined;
			},
		});

		expect(sent).toEqual([60_000]);
		expect(asked).toEqual([60_000]);
	});

	test('that is refused: nothing is sent, and the turn is free for others', async () => {
		const { outcome, sent, rateLimiter, now } = await play({
			answers: [accepted],
			perMinute: 1,
			beforeSend: async () => refusal,
		});

		expect(outcome).toBe(refusal);
		expect(sent).toEqual([]);
		expect(rateLimiter.wait(now)).toBe(0);
	});

	test.each([
		['429', limited, 'send' as const],
		['a refused connection', noAnswer('ECONNREFUSED'), 'send' as const],
		['a 500', answer(500), 'upsert' as const],
	])('is asked for once, though %s makes it go again', async (_, response, effect) => {
		let asked = 0;
		const { outcome, sent } = await play({
			answers: [response, response, response, accepted],
			effect,
			beforeSend: async () => {
				asked++;
				return undefined;
			},
		});

		expect(ending(outcome)).toBe('accepted');
		expect(sent).toHaveLength(4);
		expect(asked).toBe(1);
	});

	test('is not asked for when the run stops first, nor when the turn comes too late', async () => {
		const beforeSend = jest.fn(async () => undefined);
		await play({ answers: [accepted], cancelledAfter: 0, beforeSend });
		await play({ answers: [accepted], perMinute: 1, used: 1, maxWaitMs: 5_000, beforeSend });

		expect(beforeSend).not.toHaveBeenCalled();
	});
});

test('a pause because of a 429 holds for everybody on the credential', async () => {
	const { rateLimiter, now } = await play({
		answers: [answer(429, { 'retry-after': '10' })],
		maxWaitMs: 0,
	});

	expect(rateLimiter.wait(now)).toBe(10_000);
	expect(rateLimiter.pausedAt(now)).toBe(true);
});

test('of many requests that need not wait, each ten give those before them time to leave', async () => {
	const clock = new VirtualClock();
	const pauses: number[] = [];
	const send = createSend({
		call: async () => accepted,
		api: interaktApi,
		rateLimiter: new RateLimiter(600, () => 0),
		stop: new Stop(() => false),
		retryQuota: new RetryQuota(),
		deadline: Infinity,
		now: clock.now,
		sleep: async (milliseconds) => {
			pauses.push(milliseconds);
			await clock.sleep(milliseconds);
		},
		random: () => 0.5,
	});
	for (let request = 0; request < 35; request++) {
		await clock.run(send({ method: 'POST', path: '/message/', effect: 'send' }));
	}

	expect(pauses).toEqual([0, 0, 0]);
});

test('a request that throws takes up no place of the minute but its own', async () => {
	const clock = new VirtualClock();
	const rateLimiter = new RateLimiter(10, () => 0);
	const send = createSend({
		call: async () => await Promise.reject(new TypeError('x is not a function')),
		api: interaktApi,
		rateLimiter: rateLimiter,
		stop: new Stop(() => false),
		retryQuota: new RetryQuota(),
		deadline: Infinity,
		now: clock.now,
		sleep: clock.sleep,
		random: () => 0.5,
	});
	for (let request = 0; request < 10; request++) {
		const work = clock.run(send({ method: 'POST', path: '/message/', effect: 'send' }));
		await expect(work).rejects.toThrow('x is not a function');
	}

	expect(rateLimiter.wait(clock.time)).toBe(60_000);
	expect(rateLimiter.wait(clock.time + 60_000)).toBe(0);
});
