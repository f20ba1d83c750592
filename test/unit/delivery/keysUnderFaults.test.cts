/** Send Once Keys of processes that are killed at any moment, and whose database fails. */
import fc from 'fast-check';

import { Idempotency } from '../../../nodes/Interakt/delivery/idempotency';
import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { keysIn, ProcessedItems, type Moment } from '../../engine/processedItems.cts';
import { seeded } from '../../simulator/faults.cts';
import { type Fate, outcomeOf, type Sending, using, word } from './keys.cts';

/** What outlives a process: the database, and what reached the customers. */
class World {
	readonly rows = new Map<string, readonly string[]>();
	readonly processed: Array<Omit<Sending, 'fate'>> = [];
	time = Date.UTC(2026, 0, 31, 12);

	/** Entries in the database. */
	get entries(): number {
		return new ProcessedItems(this.rows).sizeOf();
	}
}

interface Weather {
	/** For the order in which things happen. */
	readonly seed: number;
	/** The step before which the process is killed. */
	readonly killedAt?: number;
	/** Requests that may be in flight at once; all unless told. */
	readonly concurrency?: number;
	/** Whether no other process runs at the same time, so that no time needs to pass. */
	readonly isAlone?: boolean;
	/** Throws where the database fails. */
	readonly database?: (moment: Moment) => void;
}

/** One process of n8n, from its start to its end or until it is killed. Gives the outcomes that were seen. */
async function runProcess(world: World, sendings: readonly Sending[], weather: Weather) {
	const { seed, killedAt = Infinity, concurrency = Infinity, isAlone = true, database } = weather;
	const random = seeded(seed);
	let steps = 0;
	let kill = () => undefined as void;
	const killed = new Promise<void>((resolve) => (kill = resolve));
	/** So many milliseconds, which a killed process does not live to see. */
	const pass = async (milliseconds: number) => {
		for (let left = milliseconds; left > 0; left--) {
			await Promise.resolve();
			if (!isAlone) world.time++;
		}
		if (steps >= killedAt) await new Promise<never>(() => undefined);
	};
	/** Something that takes a while, and that a killed process does not come back from. */
	const step = async () => {
		if (++steps >= killedAt) kill();
		await pass(Math.floor(random() * 6));
	};
	const pause = async (milliseconds: number) => {
		if (!isAlone) return await pass(milliseconds);
		for (let turns = Math.floor(random() * 12); turns >= 0; turns--) await step();
	};
	const store = keysIn(
		new ProcessedItems(world.rows, async (moment) => {
			await step();
			database?.(moment);
		}),
	);
	const once = new Idempotency({ now: () => world.time, sleep: pause });
	const outcomes = new Array<Outcome | undefined>(sendings.length);
	const claimed = new Set<string>();
	const run = {};
	const sendOne = async ({ key, request, fate }: Sending, index: number) => {
		outcomes[index] = await once.send(using(key, request, { run }), store, async (beforeSend) => {
			await step();
			if (fate === 'late') return outcomeOf.late;
			claimed.add(key);
			const refused = await beforeSend();
			if (refused) return refused;
			await step();
			if (fate === 'accepted' || fate === 'lostAfter') world.processed.push({ key, request });
			await step();
			return outcomeOf[fate];
		});
	};
	const waiting = sendings.entries();
	const work = Array.from({ length: Math.min(concurrency, sendings.length) }, async () => {
		for (const [index, each] of waiting) await sendOne(each, index);
	});
	await Promise.race([Promise.all(work), killed]);
	// What was in flight when the process was killed has stopped when nothing moves any more.
	await new Promise((resolve) => setImmediate(resolve));
	return { outcomes, claimed, killed: steps >= killedAt };
}

const keys = fc.constantFrom('order 1', 'order 2', 'order 3', 'order 4', 'order 5');
const fates = fc.constantFrom<Fate>('accepted', 'rejected', 'lostBefore', 'lostAfter', 'late', 'stopped');
const requests = fc.constantFrom('hello', 'hello', 'hello', 'goodbye');
const sendings = fc.array(fc.record({ key: keys, request: requests, fate: fates }), { maxLength: 12 });
const seeds = fc.integer();

const sending = (key: string): Sending => ({ key, request: 'hello', fate: 'accepted' });

const twice = ({ processed }: World) =>
	processed.filter(({ key }, index) => processed.findIndex((other) => other.key === key) !== index);

test('whatever is sent under which key: each is sent until it was accepted or is unknown, and then never again', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(sendings, seeds), { minLength: 1, maxLength: 4 }),
			async (processes) => {
				const world = new World();
				const states = new Map<string, { as: 'sent' | 'open'; request: string }>();
				for (const [items, seed] of processes) {
					const { outcomes } = await runProcess(world, items, { seed });
					const own = new Set<string>();
					items.forEach(({ key, request, fate }, index) => {
						const state = states.get(key);
						const asked = fate !== 'late' || own.has(key);
						const expected = !asked
							? outcomeOf.late
							: state && state.request !== request
								? 'rejected keyReused'
								: state?.as === 'sent'
									? 'skipped alreadySent'
									: state?.as === 'open'
										? 'unknown maybeSent'
										: outcomeOf[fate];

						expect(word(outcomes[index])).toBe(typeof expected === 'string' ? expected : word(expected));
						if (state?.as === 'sent' && state.request === request && asked) own.add(key);
						if (state !== undefined || fate === 'late') return;
						if (fate === 'accepted') {
							states.set(key, { as: 'sent', request });
							own.add(key);
						}
						if (fate === 'lostBefore' || fate === 'lostAfter') states.set(key, { as: 'open', request });
					});
					expect(twice(world)).toEqual([]);
				}
				// An accepted key is two entries, an unknown one three, a free one none.
				const left = [...states.values()];
				expect(world.entries).toBe(2 * left.length + left.filter(({ as }) => as === 'open').length);
			},
		),
		{ numRuns: 200 },
	);
});

test('processes that are killed at any moment never send a key twice, and never call it sent when it was not', async () => {
	const process = fc.record({
		items: sendings,
		seed: seeds,
		killedAt: fc.integer({ min: 1, max: 120 }),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(process, { minLength: 2, maxLength: 5 }), async (processes) => {
			const world = new World();
			const claimedBefore = new Set<string>();
			for (const { items, seed, killedAt } of processes) {
				const before = new Set(world.processed.map(({ key }) => key));
				const run = await runProcess(world, items, { seed, killedAt });

				expect(twice(world)).toEqual([]);
				items.forEach(({ key, request }, index) => {
					const ending = word(run.outcomes[index]);
					if (ending === 'accepted' || ending === 'skipped alreadySent') {
						expect(world.processed).toContainEqual({ key, request });
					}
					if (ending === 'accepted') expect(before).not.toContain(key);
					const earlier = items.slice(0, index).some((other) => other.key === key);
					const wasUsed = ending === 'unknown maybeSent' || ending === 'rejected keyReused';
					if (wasUsed && !earlier) expect(claimedBefore).toContain(key);
				});
				for (const key of run.claimed) claimedBefore.add(key);
			}
		}),
		{ numRuns: 300 },
	);
});

test('after a kill, what no process had begun is sent, and everything else is accounted for', async () => {
	const items = Array.from({ length: 30 }, (_, index) => sending(`${index}`));
	await fc.assert(
		fc.asyncProperty(seeds, fc.integer({ min: 1, max: 250 }), async (seed, killedAt) => {
			const world = new World();
			const first = await runProcess(world, items, { seed, killedAt });
			const sentBefore = new Set(world.processed.map(({ key }) => key));
			const second = await runProcess(world, items, { seed: seed + 1 });

			expect(twice(world)).toEqual([]);
			items.forEach(({ key }, index) => {
				const ending = word(second.outcomes[index]);
				if (!first.claimed.has(key)) expect(ending).toBe('accepted');
				if (sentBefore.has(key)) expect(['skipped alreadySent', 'unknown maybeSent']).toContain(ending);
				else expect(['accepted', 'unknown maybeSent']).toContain(ending);
			});
			const third = await runProcess(world, items, { seed });
			expect(third.outcomes.map((outcome) => word(outcome))).toEqual(
				second.outcomes.map((outcome) =>
					word(outcome) === 'unknown maybeSent' ? 'unknown maybeSent' : 'skipped alreadySent',
				),
			);
		}),
		{ numRuns: 100 },
	);
});

test('a kill leaves no more keys open than requests may be in flight', async () => {
	const items = Array.from({ length: 60 }, (_, index) => sending(`${index}`));
	let most = 0;
	await fc.assert(
		fc.asyncProperty(seeds, fc.integer({ min: 1, max: 600 }), async (seed, killedAt) => {
			const world = new World();
			await runProcess(world, items, { seed, killedAt, concurrency: 5 });
			const { outcomes } = await runProcess(world, items, { seed });
			const open = outcomes.filter((outcome) => word(outcome) === 'unknown maybeSent').length;
			most = Math.max(most, open);

			expect(open).toBeLessThanOrEqual(5);
		}),
		{ numRuns: 100 },
	);
	expect(most).toBeGreaterThan(0);
});

test('processes that send at the same time, each its own keys, leave none of them open', async () => {
	const processes = fc.array(fc.record({ items: sendings, seed: seeds }), { minLength: 2, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(processes, seeds, async (given, seed) => {
			const world = new World();
			const own = given.map(({ items }, index) =>
				items.map((each) => ({ ...each, key: `${index} ${each.key}` })),
			);
			// The first write of all makes the record.
			await runProcess(world, [sending('before')], { seed });
			const runs = await Promise.all(
				own.map(
					async (items, index) =>
						await runProcess(world, items, { seed: given[index]?.seed ?? 0, isAlone: false }),
				),
			);
			const all = runs.flatMap(({ outcomes }, index) =>
				(own[index] ?? []).map((each, item) => ({ ...each, word: word(outcomes[item]) })),
			);
			const ofWord = (wanted: string) => all.filter((each) => each.word === wanted);
			const sent = ofWord('accepted');
			const later = await runProcess(world, sent, { seed });

			expect(later.outcomes.map(word)).toEqual(sent.map(() => 'skipped alreadySent'));
			// What was refused, and not sent by another item, is free.
			const free = ofWord('rejected refused').filter(
				({ key }) => !all.some((each) => each.key === key && !/^rejected refused/.test(each.word ?? '')),
			);
			const [first] = free;
			if (first === undefined) return;
			const again = await runProcess(world, [{ ...first, fate: 'accepted' }], { seed });
			expect(again.outcomes.map(word)).toEqual(['accepted']);
		}),
		{ numRuns: 200 },
	);
});

describe('a database that fails', () => {
	const always = () => {
		throw new Error('The database is gone');
	};

	test('at all times: nothing is sent, and each item says why', async () => {
		const world = new World();
		const items = ['a', 'b', 'c'].map(sending);
		const { outcomes } = await runProcess(world, items, { seed: 1, database: always });

		expect(outcomes.map(word)).toEqual(Array(3).fill('rejected notRecorded'));
		expect(world.processed).toEqual([]);
	});

	test('now and then: no key is sent twice, and none is called sent that was not', async () => {
		const process = fc.record({ items: sendings, seed: seeds, chance: fc.constantFrom(0.1, 0.4, 0.8) });
		await fc.assert(
			fc.asyncProperty(fc.array(process, { minLength: 2, maxLength: 4 }), async (processes) => {
				const world = new World();
				for (const { items, seed, chance } of processes) {
					const random = seeded(seed);
					const { outcomes } = await runProcess(world, items, {
						seed,
						database: (moment) => {
							if (moment !== 'written' && random() < chance) always();
						},
					});
					expect(twice(world)).toEqual([]);
					items.forEach(({ key, request }, index) => {
						const ending = word(outcomes[index]);
						if (ending === 'accepted' || ending === 'skipped alreadySent') {
							expect(world.processed).toContainEqual({ key, request });
						}
					});
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('while the first two workers make their record at once: both may send, each its own keys', async () => {
		const world = new World();
		const runs = await Promise.all(
			['a', 'b'].map(async (name, index) => await runProcess(world, [sending(name)], { seed: index })),
		);

		expect(runs.flatMap(({ outcomes }) => outcomes.map(word))).toEqual(['accepted', 'accepted']);
	});
});
