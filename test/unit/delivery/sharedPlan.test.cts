/**
 * Processes that share a plan and do not know of each other. What stands here as a bound is what was measured, rounded
 * up: see docs/decisions/rate-limiter.md.
 */
import { optimum } from '../../bench/optimum.cts';
import type { LimitShape } from '../../simulator/limits.cts';
import { type Call, share, type Work } from './sharedPlan.cts';

const second = 1_000;
const minute = 60 * second;
const seeds = [1, 2, 3, 4, 5, 6];

/** Three processes that begin one after the other, with so many messages each. */
const startedApart = (apart: number, messages = Infinity): Work[] =>
	[0, 1, 2].map((index) => ({ from: index * apart, messages }));

/** Calls that the server let through from one time after the start to another. */
const letThrough = (calls: readonly Call[], from = 0, to = Infinity) =>
	calls.filter(({ at, refused }) => !refused && at >= from && at < to);

/** The part of the calls of our processes that was refused from one time after the start to another. */
function refusedShare(calls: readonly Call[], from: number, to = Infinity): number {
	const own = calls.filter(({ at, process }) => process >= 0 && at >= from && at < to);
	return own.filter(({ refused }) => refused).length / own.length;
}

/** What the process with the fewest messages sent, as a part of an equal share. */
function leastShare(calls: readonly Call[]): number {
	const sent = letThrough(calls);
	const each = [0, 1, 2].map((index) => sent.filter(({ process }) => process === index).length);
	return (Math.min(...each) * 3) / sent.length;
}

describe('three processes with more than they can send in ten minutes use all of the plan', () => {
	const until = 10 * minute;

	test.each<[LimitShape, number, number, number]>([
		['sliding', 300, 0, 0.035],
		['sliding', 300, 250, 0.035],
		['sliding', 300, 1_000, 0.045],
		['sliding', 300, 20_000, 0.052],
		['sliding', 600, 0, 0.03],
		['sliding', 600, 250, 0.03],
		['sliding', 600, 1_000, 0.04],
		['sliding', 600, 20_000, 0.04],
		['sliding', 1_200, 0, 0.03],
		['sliding', 1_200, 250, 0.03],
		['sliding', 1_200, 1_000, 0.03],
		['sliding', 1_200, 20_000, 0.04],
		['bucket', 300, 0, 0.04],
		['bucket', 600, 250, 0.02],
		['bucket', 1_200, 1_000, 0.01],
		['fixed', 300, 250, 0.04],
		['fixed', 300, 1_000, 0.035],
		['fixed', 300, 20_000, 0.06],
		['fixed', 600, 250, 0.035],
		['fixed', 600, 20_000, 0.06],
		['fixed', 1_200, 250, 0.03],
	])(
		'%s, %i a minute, started %i ms apart: at most %d of the calls are refused after the first minute',
		async (shape, perMinute, apart, most) => {
			for (const seed of seeds) {
				const limit = { perMinute, shape };
				const calls = await share({ limit, processes: startedApart(apart), seed, until });

				expect(letThrough(calls).length / (10 * perMinute)).toBeGreaterThanOrEqual(0.97);
				expect(refusedShare(calls, minute)).toBeLessThanOrEqual(most);
			}
		},
	);

	test.each([300, 600, 1_200])(
		'and each of them at %i a minute, when they start together',
		async (perMinute) => {
			for (const seed of seeds) {
				const limit = { perMinute, shape: 'sliding' as const };
				const calls = await share({ limit, processes: startedApart(250), seed, until });

				expect(leastShare(calls)).toBeGreaterThan(0.5);
			}
		},
	);

	test('what they have learnt holds for the run that follows', async () => {
		const limit = { perMinute: 600, shape: 'sliding' as const };
		for (const seed of seeds) {
			const rest = [4 * minute, 4 * minute + 15 * second] as const;
			const processes = startedApart(250).map((work) => ({ ...work, rest }));
			const calls = await share({ limit, processes, seed, until: 6 * minute });

			expect(refusedShare(calls, rest[1], rest[1] + minute)).toBeLessThan(0.05);
		}
	});
});

describe('three processes with 1,000 messages each', () => {
	test.each<[LimitShape, number, number, number]>([
		['sliding', 1_200, 0, 1.03],
		['sliding', 1_200, 250, 1.1],
		['sliding', 1_200, 1_000, 1.1],
		['sliding', 1_200, 10_000, 1.25],
		['sliding', 600, 0, 1.15],
		['sliding', 600, 1_000, 1.15],
		['bucket', 1_200, 250, 1.15],
		['fixed', 1_200, 250, 1.1],
	])(
		'%s, %i a minute, started %i ms apart, take at most %d of the optimum',
		async (shape, perMinute, apart, most) => {
			const limit = { perMinute, shape };
			const best = optimum({ count: 3_000, latency: 0.3, limit }) * second;
			const ratios: number[] = [];
			for (const seed of seeds) {
				const calls = await share({ limit, processes: startedApart(apart, 1_000), seed });

				expect(letThrough(calls)).toHaveLength(3_000);
				ratios.push((calls.at(-1)?.at ?? 0) / best);
			}
			expect(Math.max(...ratios)).toBeLessThanOrEqual(most);
		},
	);
});

test.each<LimitShape>(['sliding', 'fixed'])(
	'a process alone on a plan with a %s window is never refused, and sends a whole minute at once',
	async (shape) => {
		const limit = { perMinute: 600, shape };
		const calls = await share({
			limit,
			processes: [{ from: 0, messages: Infinity }],
			seed: 1,
			until: 10 * minute,
		});

		expect(calls.filter(({ refused }) => refused)).toEqual([]);
		expect(letThrough(calls, 0, 2 * second)).toHaveLength(600);
		expect(letThrough(calls).length / 6_000).toBeGreaterThanOrEqual(0.97);
	},
);

test('a process alone on a plan with a token bucket uses all of it, and is hardly refused after its burst', async () => {
	const limit = { perMinute: 600, shape: 'bucket' as const };
	const calls = await share({
		limit,
		processes: [{ from: 0, messages: Infinity }],
		seed: 1,
		until: 10 * minute,
	});

	expect(letThrough(calls).length / 6_000).toBeGreaterThanOrEqual(0.97);
	expect(refusedShare(calls, 10 * second)).toBeLessThan(0.01);
});

test.each([300, 600, 1_200])('at %i a minute a process takes up what the others leave', async (perMinute) => {
	for (const seed of seeds) {
		const [rest, ...others] = startedApart(250);
		const left = 4 * minute;
		const processes = [rest as Work, ...others.map((work) => ({ ...work, until: left }))];
		const limit = { perMinute, shape: 'sliding' as const };
		const calls = await share({ limit, processes, seed, until: 7 * minute });

		expect(letThrough(calls, left, left + minute).length / perMinute).toBeGreaterThan(0.9);
		expect(letThrough(calls, left + minute, left + 3 * minute).length / perMinute / 2).toBeGreaterThan(0.97);
	}
});

test.each<[LimitShape, number]>([
	['sliding', 300],
	['sliding', 1_200],
	['bucket', 300],
	['bucket', 1_200],
])('%s, %i a minute, a third of it used by another program: the rest is used', async (shape, perMinute) => {
	for (const seed of seeds) {
		const processes = [{ from: 0, messages: Infinity }];
		const others = perMinute / 3;
		const calls = await share({ limit: { perMinute, shape }, processes, seed, others, until: 10 * minute });
		const own = letThrough(calls).filter(({ process }) => process === 0);

		expect(own.length / (10 * (perMinute - others))).toBeGreaterThanOrEqual(0.97);
		expect(refusedShare(calls, minute)).toBeLessThanOrEqual(0.03);
	}
});

test('processes that are told when there is room are refused less', async () => {
	const limit = { perMinute: 300, shape: 'sliding' as const, retryAfter: true };
	for (const seed of seeds) {
		const calls = await share({ limit, processes: startedApart(1_000), seed, until: 10 * minute });

		expect(refusedShare(calls, minute)).toBeLessThanOrEqual(0.04);
	}
});
