/** Runs against a server with a limit and faults, in virtual time. */
import fc from 'fast-check';

import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { deliver, type Task, unstoppable } from '../../../nodes/Interakt/delivery/queue';
import { RateLimiter } from '../../../nodes/Interakt/delivery/rateLimiter';
import { createSend } from '../../../nodes/Interakt/delivery/retry';
import { RetryQuota } from '../../../nodes/Interakt/delivery/retryQuota';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import type { Response } from '../../../nodes/Interakt/transport/reply';
import type { Effect, InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { seeded } from '../../simulator/faults.cts';
import { createLimiter, type LimitShape } from '../../simulator/limits.cts';
import { VirtualClock } from '../virtualClock.cts';

interface World {
	items: number;
	perMinute: number;
	/** What the server allows, when it is not what the plan says. */
	allowed?: number;
	shape: LimitShape;
	latency: [number, number];
	people: number;
	effect: Effect;
	seed: number;
	/** Chance of a fault, half of them after the request was processed. */
	faults?: number;
	concurrency?: number;
	/** Executions that share the items, each with its own; they go on at the same time. */
	executions?: number;
	/** Processes that share the executions, each with a rate limiter of its own. */
	processes?: number;
}

interface Log {
	item: number;
	person: number;
	arrived: number;
	processed: boolean;
	status: number;
}

/** A run against a server with a limit, all in virtual time. */
async function play(world: World) {
	const { items, perMinute, shape, latency, people, effect, seed, faults = 0 } = world;
	const clock = new VirtualClock();
	const random = seeded(seed);
	const limiter = createLimiter({ perMinute: world.allowed ?? perMinute, shape });
	const log: Log[] = [];
	const travel = () => (latency[0] + random() * (latency[1] - latency[0])) / 2;

	const send = async (request: InteraktRequest): Promise<Response> => {
		const item = Number(request.body?.item);
		await clock.sleep(travel());
		const entry: Log = { item, person: item % people, arrived: clock.time, processed: false, status: 0 };
		log.push(entry);
		const over = limiter.take(clock.time) > 0;
		const fault = random() < faults;
		const before = fault && random() < 0.5;
		entry.processed = !over && !before;
		entry.status = over ? 429 : fault ? 503 : 201;
		await clock.sleep(travel());
		return { reply: { status: entry.status, headers: {}, body: { result: entry.status === 201 } } };
	};
	const { executions = 1, processes = 1 } = world;
	const rateLimiters = Array.from({ length: processes }, () => new RateLimiter(perMinute, random));
	const sendOf = (execution: number) =>
		createSend({
			call: send,
			api: interaktApi,
			rateLimiter: rateLimiters[execution % processes] ?? new RateLimiter(perMinute, random),
			stop: unstoppable,
			retryQuota: new RetryQuota(),
			deadline: Infinity,
			now: clock.now,
			sleep: clock.sleep,
			random,
		});
	const tasks = Array.from({ length: items }, (_, item): Task<unknown> => {
		const recipient = String(item % people);
		const request: InteraktRequest = { method: 'POST', path: '/message/', effect, recipient, body: { item } };
		return { recipient, carryOut: async (make) => (await make(request)) as Outcome<unknown> };
	});
	const start = clock.time;
	const delivered = await clock.run(
		Promise.all(
			Array.from(
				{ length: executions },
				async (_, execution) =>
					await deliver(
						tasks.filter((_task, item) => item % executions === execution),
						{
							concurrency: world.concurrency ?? 200,
							send: sendOf(execution),
							stopAtFirst: false,
							stop: unstoppable,
						},
					),
			),
		),
	);
	const outcomes = tasks.flatMap(
		(_, item) => delivered[item % executions]?.[Math.floor(item / executions)] ?? [],
	);
	return { outcomes, log, took: clock.time - start };
}

const count = (outcomes: ReadonlyArray<Outcome<unknown>>, status: string) =>
	outcomes.filter((outcome) => outcome.status === status).length;

/** Most arrivals in any 60 seconds. */
function busiestMinute(log: readonly Log[]): number {
	const times = log.map(({ arrived }) => arrived).sort((one, other) => one - other);
	let most = 0;
	for (let first = 0, last = 0; last < times.length; last++) {
		while ((times[last] ?? 0) - (times[first] ?? 0) >= 60_000) first++;
		most = Math.max(most, last - first + 1);
	}
	return most;
}

/** Most 429s that a request met. */
const most429s = (log: readonly Log[], items: number) =>
	Array.from(
		{ length: items },
		(_, item) => log.filter((entry) => entry.item === item && entry.status === 429).length,
	).reduce((one, other) => Math.max(one, other), 0);

const worlds = fc.record({
	items: fc.integer({ min: 1, max: 120 }),
	perMinute: fc.integer({ min: 5, max: 120 }),
	shape: fc.constantFrom<LimitShape>('fixed', 'sliding', 'bucket'),
	latency: fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 300, max: 3_000 })),
	people: fc.integer({ min: 1, max: 250 }),
	effect: fc.constantFrom<Effect>('read', 'upsert', 'append', 'send'),
	seed: fc.integer(),
	faults: fc.constantFrom(0, 0.05, 0.3),
});

test('never more than the limit in any 60 seconds, nothing lost, one outcome for every item', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			const { outcomes, log } = await play(world);

			const letThrough = log.filter(({ status }) => status !== 429);
			expect(busiestMinute(letThrough)).toBeLessThanOrEqual(world.perMinute);
			expect(outcomes.filter(Boolean)).toHaveLength(world.items);
			expect(count(outcomes, 'skipped')).toBe(0);
			// What the server processed and answered is accepted; what nobody knows is never called rejected.
			for (const [item, outcome] of outcomes.entries()) {
				const tries = log.filter((entry) => entry.item === item);
				if (outcome.status === 'accepted') expect(tries.some(({ processed }) => processed)).toBe(true);
				if (outcome.status === 'rejected' && (world.effect === 'send' || world.effect === 'append')) {
					expect(tries.some(({ processed }) => processed)).toBe(false);
				}
			}
		}),
		{ numRuns: 25 },
	);
}, 120_000);

test('a message is never processed twice, whatever goes wrong', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, fc.constantFrom<Effect>('append', 'send'), async (world, effect) => {
			const { log } = await play({ ...world, effect, faults: 0.3 });
			const processed = log.filter((entry) => entry.processed).map(({ item }) => item);

			expect(new Set(processed).size).toBe(processed.length);
		}),
		{ numRuns: 15 },
	);
}, 120_000);

test('the order per person is kept', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			const { log } = await play({ ...world, faults: 0 });
			for (let person = 0; person < world.people; person++) {
				const seen = log
					.filter((entry) => entry.person === person && entry.processed)
					.map(({ item }) => item);
				expect(seen).toEqual([...seen].sort((one, other) => one - other));
			}
		}),
		{ numRuns: 15 },
	);
}, 120_000);

describe('how long it takes in virtual time', () => {
	const send = { effect: 'send' as const, seed: 1, people: 5_000, latency: [300, 300] as [number, number] };

	test('200 messages at 300 a minute go out at once', async () => {
		const { took, outcomes } = await play({ ...send, items: 200, perMinute: 300, shape: 'sliding' });

		expect(count(outcomes, 'accepted')).toBe(200);
		expect(took).toBe(300);
	});

	test.each([
		['fixed', 61_200],
		['sliding', 61_200],
	] as const)('1,000 at 600 a minute take two windows of a %s one, without a 429', async (shape, most) => {
		const { took, log, outcomes } = await play({ ...send, items: 1_000, perMinute: 600, shape });

		expect(count(outcomes, 'accepted')).toBe(1_000);
		expect(log.filter(({ status }) => status === 429)).toEqual([]);
		expect(took).toBeLessThanOrEqual(most);
	});

	test('1,000 at 600 a minute under a token bucket of 60 come close to its refill', async () => {
		const { took, outcomes } = await play({ ...send, items: 1_000, perMinute: 600, shape: 'bucket' });
		const optimum = ((1_000 - 60) / 600) * 60_000;

		expect(count(outcomes, 'accepted')).toBe(1_000);
		expect(took / optimum).toBeLessThan(1.15);
	});

	test('three processes that do not know of each other share a key: nothing is lost', async () => {
		const { outcomes, took } = await play({
			...send,
			items: 600,
			perMinute: 600,
			allowed: 200,
			shape: 'fixed',
		});

		expect(count(outcomes, 'accepted')).toBe(600);
		expect(took).toBeLessThan(5 * 60_000);
	});
});

test('executions at once on one key together stay within the limit, and each of their items has an outcome', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, fc.integer({ min: 2, max: 4 }), async (world, executions) => {
			const { outcomes, log } = await play({ ...world, executions });

			const letThrough = log.filter(({ status }) => status !== 429);
			expect(busiestMinute(letThrough)).toBeLessThanOrEqual(world.perMinute);
			if (world.shape !== 'bucket') expect(letThrough).toHaveLength(log.length);
			expect(outcomes).toHaveLength(world.items);
		}),
		{ numRuns: 20 },
	);
}, 120_000);

test('processes that do not know of each other lose nothing, send nothing twice, and nobody waits for ever', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			const { items, perMinute } = world;
			const { outcomes, log, took } = await play({
				...world,
				effect: 'send',
				faults: 0,
				executions: 3,
				processes: 3,
			});

			expect(count(outcomes, 'accepted')).toBe(items);
			expect(log.filter(({ processed }) => processed)).toHaveLength(items);
			expect(most429s(log, items)).toBeLessThan(30);
			// Some times the minutes that the items need: what they lose by not knowing of each other has an end.
			expect(took).toBeLessThan((4 * (items / perMinute) + 10) * 60_000);
		}),
		// The same each time: one in some 560 takes a little longer, 85 requests at 17 a minute with a bucket.
		{ numRuns: 25, seed: 1 },
	);
}, 120_000);
