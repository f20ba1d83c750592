/** Requests of a run and of the editor, with the clock of the machine, which stands still here. */
import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { Progress } from '../../../nodes/Interakt/delivery/progress';
import { Stop, unstoppable } from '../../../nodes/Interakt/delivery/queue';
import { rateLimiterFor } from '../../../nodes/Interakt/delivery/rateLimiter';
import { sendForRun, sendPromptly } from '../../../nodes/Interakt/delivery/retry';
import type { Client } from '../../../nodes/Interakt/transport/client';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import type { Response } from '../../../nodes/Interakt/transport/reply';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';

const request: InteraktRequest = { method: 'GET', path: '/templates', effect: 'read' };
const answer = (status: number, seconds?: string): Response => ({
	reply: { status, headers: seconds === undefined ? {} : { 'retry-after': seconds }, body: { result: true } },
});
const ending = (outcome: Outcome) => ('failure' in outcome ? outcome.failure.reason : outcome.status);

let accounts = 0;

/** A client of an account of its own, with these answers one after the other, and what it was asked. */
function clientOf(
	answers: readonly Response[] = [],
	requestsPerMinute = 600,
	wrong?: Client['account']['wrong'],
) {
	const asked: InteraktRequest[] = [];
	const client = {
		key: `account ${accounts++}`,
		account: { requestsPerMinute, wrong },
		async call(given: InteraktRequest) {
			return answers[asked.push(given) - 1] ?? answer(200);
		},
	};
	return { client: client as unknown as Client, asked };
}

/** The progress of a run of so many items, and the lines of its log. */
function logging() {
	const lines: string[] = [];
	return { progress: new Progress(3, Date.now(), (line) => lines.push(line)), lines };
}

/** How a request has ended once so many more milliseconds have passed; nothing while it waits. */
function watched(work: Promise<Outcome>) {
	let ended: string | undefined;
	void work.then((outcome) => (ended = ending(outcome)));
	return async (milliseconds: number) => {
		await jest.advanceTimersByTimeAsync(milliseconds);
		return ended;
	};
}

beforeEach(() => void jest.useFakeTimers({ now: Date.UTC(2026, 0, 31, 12) }));
afterEach(() => void jest.useRealTimers());

describe('a request of a run', () => {
	test('is made by the client, and its answer is the outcome', async () => {
		const { client, asked } = clientOf();
		const outcome = await sendForRun(client, interaktApi, unstoppable, logging().progress)(request);

		expect(ending(outcome)).toBe('accepted');
		expect(asked).toEqual([request]);
	});

	test('is not made with a credential that cannot be used', async () => {
		const wrong = { reason: 'unreachable', message: 'Base URL is none', description: 'Correct it.' } as const;
		const { client, asked } = clientOf([], 600, wrong);
		const send = sendForRun(client, interaktApi, unstoppable, logging().progress);

		expect(await send(request)).toEqual({ status: 'rejected', failure: wrong });
		expect(asked).toEqual([]);
	});

	test('waits for the minute of its account, which all runs share, and the log says so', async () => {
		const { client } = clientOf([], 1);
		const { progress, lines } = logging();
		await sendForRun(client, interaktApi, unstoppable, logging().progress)(request);
		const after = watched(sendForRun(client, interaktApi, unstoppable, progress)(request));

		expect(await after(59_999)).toBeUndefined();
		expect(await after(1)).toBe('accepted');
		expect(lines[0]).toMatch(/^0 of 3 items done.* because the limit of the plan is used up$/);
	});

	test('does not wait longer than the run may take', async () => {
		const { client, asked } = clientOf([], 1);
		const { progress } = logging();
		await sendForRun(client, interaktApi, unstoppable, progress)(request);

		expect(await sendForRun(client, interaktApi, unstoppable, progress, 59_000)(request)).toMatchObject({
			failure: { reason: 'rateLimited', retryAfterMs: 60_000 },
		});
		expect(asked).toHaveLength(1);
		expect(
			await watched(sendForRun(client, interaktApi, unstoppable, progress, 60_000)(request))(60_000),
		).toBe('accepted');
	});

	test('goes by the limit that the credential has now', async () => {
		const { client } = clientOf([], 1);
		const raised = { ...client, account: { ...client.account, requestsPerMinute: 2 } };
		const { progress } = logging();
		await sendForRun(client, interaktApi, unstoppable, progress)(request);

		expect(ending(await sendForRun(raised, interaktApi, unstoppable, progress)(request))).toBe('accepted');
	});

	test('is tried again after a wait by chance', async () => {
		const chance = jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const { client, asked } = clientOf([answer(503)]);
		const after = watched(sendForRun(client, interaktApi, unstoppable, logging().progress)(request));

		expect(await after(124)).toBeUndefined();
		expect(await after(1)).toBe('accepted');
		expect(asked).toEqual([request, request]);
		chance.mockRestore();
	});

	test('is not made once the run is stopped', async () => {
		const { client, asked } = clientOf();
		const send = sendForRun(client, interaktApi, new Stop(() => true), logging().progress);

		expect(ending(await send(request))).toBe('notStarted');
		expect(asked).toEqual([]);
	});

	test('takes its further tries of the quota of its account', async () => {
		const { client, asked } = clientOf(Array.from({ length: 50 }, () => answer(503)));
		const sending = Array.from({ length: 10 }, async () => {
			return await sendForRun(client, interaktApi, unstoppable, logging().progress)(request);
		});
		await jest.advanceTimersByTimeAsync(60_000);
		await Promise.all(sending);

		// 35 further tries, and few that come back with the time.
		expect(asked.length).toBeGreaterThanOrEqual(45);
		expect(asked.length).toBeLessThan(50);
	});
});

describe('a request of the editor', () => {
	test.each<[string | undefined, number | undefined, string, number]>([
		['4', undefined, 'accepted', 2],
		['6', undefined, 'serverUnavailable', 1],
		['6', 10_000, 'accepted', 2],
		['11', 10_000, 'serverUnavailable', 1],
	])(
		'after a 503 with Retry-After %s, with a wait of %p ms at most: %s',
		async (seconds, most, expected, calls) => {
			const { client, asked } = clientOf([answer(503, seconds)]);

			expect(await watched(sendPromptly(client, interaktApi, most)(request))(20_000)).toBe(expected);
			expect(asked).toHaveLength(calls);
		},
	);

	test('takes part in the limit of its account', async () => {
		const { client } = clientOf();
		await sendPromptly(client, interaktApi)(request);
		const limiter = rateLimiterFor(client.key, 1);

		expect(limiter.wait(Date.now())).toBe(60_000);
	});
});
