import fc from 'fast-check';
import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { planItem } from '../../../nodes/Interakt/actions/run/plan';
import { hashOf, keyStoreOf } from '../../../nodes/Interakt/delivery/keyStore';
import { notStarted, type NotAccepted, type Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { Idempotency, type OnceRequest } from '../../../nodes/Interakt/delivery/idempotency';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { keysIn, ProcessedItems, type Moment } from '../../engine/processedItems.cts';
import { seeded } from '../../simulator/faults.cts';
import { nothingKnown, operationOf, parametersOf } from '../parameters.cts';

/** What happens to a message when it is sent; `late` ends before it asks for admission. */
type Fate = 'accepted' | 'rejected' | 'lostBefore' | 'lostAfter' | 'late' | 'stopped';

interface Sending {
	readonly key: string;
	/** What is sent under the key. */
	readonly request: string;
	readonly fate: Fate;
}

/** A key that is used for a request, by a run of its own unless told. */
const using = (key: string, request = 'hello', more: Partial<OnceRequest> = {}): OnceRequest => ({
	key,
	request,
	ifMaybeSent: 'doNotSend',
	run: {},
	...more,
});

const accepted: Outcome = { status: 'accepted', result: { status: 201, headers: {}, body: {} } };
const notAccepted = (status: NotAccepted['status'], reason: 'refused' | 'noAnswer' | 'rateLimited') => ({
	status,
	failure: { reason, message: 'Not accepted', description: 'Look at it.' },
});
const outcomeOf: Record<Fate, Outcome> = {
	accepted,
	rejected: notAccepted('rejected', 'refused'),
	lostBefore: notAccepted('unknown', 'noAnswer'),
	lostAfter: notAccepted('unknown', 'noAnswer'),
	late: notAccepted('rejected', 'rateLimited'),
	stopped: notStarted,
};

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

const word = (outcome: Outcome | undefined) =>
	outcome === undefined || outcome.status === 'accepted'
		? outcome?.status
		: `${outcome.status} ${outcome.failure.reason}`;

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

const clock = { now: () => Date.UTC(2026, 0, 31, 12), sleep: async () => undefined };
const send = async (once: Idempotency, used: OnceRequest | string, fate: Fate, items: ProcessedItems) =>
	await once.send(
		typeof used === 'string' ? using(used) : used,
		keysIn(items),
		async (beforeSend) => (await beforeSend()) ?? outcomeOf[fate],
	);

/** Until nothing is written any more. */
const quiet = async () => await new Promise((resolve) => setImmediate(resolve));

describe('a key', () => {
	test('that this process has sent says when', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		await send(once, 'order 1', 'accepted', items);

		expect(await send(once, 'order 1', 'accepted', items)).toEqual({
			status: 'skipped',
			failure: {
				reason: 'alreadySent',
				message: 'Not sent again: an item with this Send Once Key was sent before',
				description: 'It was sent at 2026-01-31T12:00:00.000Z.',
				sentAt: '2026-01-31T12:00:00.000Z',
			},
		});
	});

	test('that another process has sent says so', async () => {
		const items = new ProcessedItems();
		const before = new Idempotency(clock);
		await send(before, 'order 1', 'accepted', items);
		await quiet();
		const outcome = await send(new Idempotency(clock), 'order 1', 'accepted', items);

		expect(outcome).toMatchObject({
			status: 'skipped',
			failure: { reason: 'alreadySent', description: 'An earlier run has sent it.' },
		});
		expect(outcome).not.toHaveProperty('failure.sentAt');
	});

	test('that another process was killed with is unknown, and says what to do', async () => {
		const items = new ProcessedItems();
		await send(new Idempotency(clock), 'order 1', 'lostBefore', items);

		expect(await send(new Idempotency(clock), 'order 1', 'accepted', items)).toMatchObject({
			status: 'unknown',
			failure: { reason: 'maybeSent', description: expect.stringMatching(/use another key/) },
		});
	});

	test('whose request throws is unknown from then on, here and in other processes', async () => {
		const items = new ProcessedItems();
		const rests: Array<() => void> = [];
		const sleep = async () => await new Promise<void>((resolve) => rests.push(resolve));
		const once = new Idempotency({ ...clock, sleep });
		const fault = new Error('The answer could not be read');
		const throwing = once.send(using('order 1'), keysIn(items), async (beforeSend) => {
			await beforeSend();
			throw fault;
		});
		const waiting = send(once, 'order 1', 'accepted', items);

		await expect(throwing).rejects.toBe(fault);
		expect(word(await waiting)).toBe('unknown maybeSent');
		// Another process writes over the record, and what was there is written again.
		items.rows.clear();
		for (let turn = 0; turn < 5; turn++) {
			for (const end of rests.splice(0)) end();
			await quiet();
		}
		expect(word(await send(new Idempotency(clock), 'order 1', 'accepted', items))).toBe('unknown maybeSent');
	});

	test('whose request throws before its request is recorded stays free', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const throwing = once.send(
			using('order 1'),
			keysIn(items),
			async () => await Promise.reject(new Error('No')),
		);
		const waiting = send(once, 'order 1', 'accepted', items);

		await expect(throwing).rejects.toThrow('No');
		expect(word(await waiting)).toBe('accepted');
	});

	test('is another one when anything about it differs', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const different = ['order 1', 'Order 1', 'order  1', 'open', '1', '01'];
		const outcomes = await Promise.all(
			different.map(async (key) => await send(once, key, 'accepted', items)),
		);

		expect(outcomes.map(word)).toEqual(different.map(() => 'accepted'));
	});

	test('belongs to its node', async () => {
		const items = new ProcessedItems();
		const sendFrom = async (node: string) =>
			await new Idempotency(clock).send(using('order 1'), keysIn(items, node), async (beforeSend) => {
				return (await beforeSend()) ?? accepted;
			});

		expect(word(await sendFrom('one'))).toBe('accepted');
		expect(word(await sendFrom('another'))).toBe('accepted');
	});

	test('is recorded before its message leaves, and no longer open when it was accepted', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		let whenSent = 0;
		await once.send(using('order 1'), keysIn(items), async (beforeSend) => {
			await beforeSend();
			whenSent = items.sizeOf();
			return accepted;
		});
		await quiet();

		expect(whenSent).toBe(3);
		expect(items.sizeOf()).toBe(2);
	});

	test('asks the database in groups of 20, not one after another', async () => {
		let writes = 0;
		const items = new ProcessedItems(new Map(), async (moment) => {
			if (moment === 'write') writes++;
			await new Promise((resolve) => setImmediate(resolve));
		});
		const once = new Idempotency(clock);
		await Promise.all(
			Array.from({ length: 1_000 }, async (_, key) => await send(once, `${key}`, 'accepted', items)),
		);
		for (let turn = 0; turn < 20; turn++) await quiet();

		expect(items.sizeOf()).toBe(2_000);
		// 50 groups, the removal of each one's markers, and what was asked for a moment later.
		expect(writes).toBeLessThan(110);
	});
});

test('no more keys are recorded than can leave while the next ones are written', async () => {
	const recorded: number[] = [];
	let now = 0;
	const items = new ProcessedItems(new Map(), async (moment) => {
		await Promise.resolve();
		if (moment === 'write') now += 250;
	});
	const store = keysIn(items);
	const counting = {
		...store,
		record: async (entries: readonly string[]) => {
			recorded.push(entries.length / 3);
			return await store.record(entries);
		},
	};
	const once = new Idempotency({
		now: () => now,
		sleep: async () => await new Promise<never>(() => undefined),
	});
	const never = new Promise<Outcome>(() => undefined);
	for (let key = 0; key < 500; key++) {
		void once.send(using(`${key}`), counting, async (beforeSend) => (await beforeSend()) ?? (await never));
	}
	while (items.sizeOf() < 1_500) await new Promise((resolve) => setImmediate(resolve));

	// A first write of unknown length, then 0.4 a millisecond.
	expect(recorded).toEqual([20, 100, 100, 100, 100, 80]);
});

describe('a key that is used for another request', () => {
	test.each<[string, Fate]>([
		['was sent', 'accepted'],
		['may have been sent', 'lostBefore'],
	])('whose first one %s is refused, here and in another process, and changes nothing', async (_, fate) => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		await send(once, 'order 1', fate, items);
		await quiet();
		const before = [...items.rows];
		const other = using('order 1', 'goodbye');

		for (const process of [once, new Idempotency(clock), new Idempotency(clock)]) {
			expect(await send(process, other, 'accepted', items)).toMatchObject({
				status: 'rejected',
				failure: { reason: 'keyReused', message: expect.stringMatching(/Send Once Key/) },
			});
		}
		await quiet();
		expect([...items.rows]).toEqual(before);
		const again = fate === 'accepted' ? 'skipped alreadySent' : 'unknown maybeSent';
		expect(word(await send(new Idempotency(clock), 'order 1', 'accepted', items))).toBe(again);
	});

	test('whose first one was refused is sent, and then belongs to that one', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const corrected = using('order 1', 'goodbye');
		await send(once, 'order 1', 'rejected', items);

		expect(word(await send(once, corrected, 'accepted', items))).toBe('accepted');
		await quiet();
		const later = new Idempotency(clock);
		expect(word(await send(later, 'order 1', 'accepted', items))).toBe('rejected keyReused');
		expect(word(await send(later, corrected, 'accepted', items))).toBe('skipped alreadySent');
		await quiet();
		expect(items.sizeOf()).toBe(2);
	});

	test('goes to and fro between two requests that are refused, until one is accepted', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		for (const request of ['hello', 'goodbye', 'hello', 'goodbye']) {
			await send(once, using('order 1', request), 'rejected', items);
		}
		await send(once, 'order 1', 'accepted', items);
		await quiet();

		const later = new Idempotency(clock);
		expect(word(await send(later, using('order 1', 'goodbye'), 'accepted', items))).toBe(
			'rejected keyReused',
		);
		expect(word(await send(later, 'order 1', 'accepted', items))).toBe('skipped alreadySent');
	});
});

describe('a key of which nobody knows, with Send Again', () => {
	const again = (more: Partial<OnceRequest> = {}) =>
		using('order 1', 'hello', { ifMaybeSent: 'sendAgain', ...more });
	/** What a process that was killed has left. */
	const left = async () => {
		const items = new ProcessedItems();
		await send(new Idempotency(clock), 'order 1', 'lostBefore', items);
		await quiet();
		return items;
	};

	test('is sent once more, and is accepted by that', async () => {
		const items = await left();
		const once = new Idempotency(clock);
		expect(word(await send(once, again(), 'accepted', items))).toBe('accepted');
		await quiet();

		expect(items.sizeOf()).toBe(2);
		for (const process of [once, new Idempotency(clock)]) {
			expect(word(await send(process, again(), 'accepted', items))).toBe('skipped alreadySent');
		}
	});

	test.each<Fate>(['rejected', 'stopped', 'lostAfter'])(
		'stays open when it was %s: the time before may still have reached somebody',
		async (fate) => {
			const items = await left();
			const once = new Idempotency(clock);
			expect(await send(once, again(), fate, items)).toEqual(outcomeOf[fate]);
			await quiet();

			expect(word(await send(new Idempotency(clock), 'order 1', 'accepted', items))).toBe(
				'unknown maybeSent',
			);
			expect(word(await send(new Idempotency(clock), again(), 'accepted', items))).toBe('accepted');
		},
	);

	test('is not sent again by the run that has left it open, but by the next one', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const run = {};
		await send(once, again({ run }), 'lostAfter', items);

		expect(word(await send(once, again({ run }), 'accepted', items))).toBe('unknown maybeSent');
		expect(word(await send(once, again(), 'accepted', items))).toBe('accepted');
	});

	test('is refused for another request all the same', async () => {
		const items = await left();

		expect(word(await send(new Idempotency(clock), again({ request: 'goodbye' }), 'accepted', items))).toBe(
			'rejected keyReused',
		);
	});

	test('that was sent is not sent again after a run that only asked for it was killed', async () => {
		const items = new ProcessedItems();
		const first = new Idempotency(clock);
		await send(first, 'order 1', 'accepted', items);
		await quiet();
		// Killed before it writes anything down at its leisure.
		const killed = new Idempotency({
			...clock,
			sleep: async () => await new Promise<never>(() => undefined),
		});
		await send(killed, again(), 'accepted', items);
		await new Promise((resolve) => setImmediate(resolve));

		expect(word(await send(new Idempotency(clock), again(), 'accepted', items))).toBe('skipped alreadySent');
	});
});

describe('the hash of a request', () => {
	const body = {
		phoneNumber: '9999999999',
		countryCode: '+91',
		template: { name: 'order_update', languageCode: 'en', bodyValues: ['Asha', '1042'] },
	};
	const message = { method: 'POST', path: '/message/', effect: 'send', body } as const;

	test('is the same whatever the order of its members, and whatever it is only counted by', () => {
		const { template, countryCode, phoneNumber } = body;
		const { name, languageCode, bodyValues } = template;
		const same = { template: { bodyValues, languageCode, name }, countryCode, phoneNumber };

		expect(hashOf(message)).toMatch(/^[\w-]{22}$/);
		expect(hashOf({ ...message, body: same })).toBe(hashOf(message));
		expect(hashOf({ ...message, body: { ...body, callbackData: 'run 7', campaignId: '4fdff884' } })).toBe(
			hashOf(message),
		);
	});

	test.each<[string, InteraktRequest]>([
		['person', { ...message, body: { ...body, phoneNumber: '9999988888' } }],
		['country', { ...message, body: { ...body, countryCode: '+1' } }],
		['template', { ...message, body: { ...body, template: { ...body.template, name: 'order_shipped' } } }],
		[
			'order of values',
			{ ...message, body: { ...body, template: { ...body.template, bodyValues: ['1042', 'Asha'] } } },
		],
		[
			'value',
			{ ...message, body: { ...body, template: { ...body.template, bodyValues: ['Asha', '1043'] } } },
		],
		[
			'type of a value',
			{ ...message, body: { ...body, template: { ...body.template, bodyValues: ['Asha', 1042] } } },
		],
		[
			'name of a member deep inside',
			{ ...message, body: { ...body, template: { ...body.template, callbackData: 'x' } } },
		],
		['route', { ...message, path: '/rcs/message/' }],
	])('is another one for another %s', (_, other) => {
		expect(hashOf(other)).not.toBe(hashOf(message));
	});
});

describe('where n8n has no store for keys', () => {
	test('the node finds none', () => {
		expect(keyStoreOf({ helpers: {} } as unknown as IExecuteFunctions, 1)).toBeUndefined();
	});

	test('an item with a key is refused', () => {
		const message = { phoneNumber: '99999 99999', message: 'Hi' };
		const preparedWith = (additionalFields: INodeParameters) => {
			const parameters = parametersOf('message.sendText', { ...message, additionalFields });
			return planItem(operationOf('message.sendText').operation, parameters, nothingKnown);
		};

		expect(preparedWith({ sendOnceKey: 'order 1' })).toMatchObject({
			status: 'rejected',
			failure: { reason: 'invalidInput', message: expect.stringMatching(/^Send Once Key/) },
		});
		expect(preparedWith({})).not.toHaveProperty('status');
	});
});
