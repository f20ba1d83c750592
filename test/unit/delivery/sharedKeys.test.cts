/** Send Once Keys of several processes that use them at the same moment, on one store that nothing locks. */
import fc from 'fast-check';

import { Idempotency } from '../../../nodes/Interakt/delivery/idempotency';
import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { keysIn, ProcessedItems, type Moment } from '../../engine/processedItems.cts';
import { seeded } from '../../simulator/faults.cts';

/** A clock that goes on when nothing else does. */
class VirtualClock {
	private time = Date.UTC(2026, 0, 31, 12);
	private readonly alarms: Array<{ at: number; ring: () => void }> = [];

	readonly now = () => this.time;

	readonly sleep = async (milliseconds: number) =>
		await new Promise<void>((ring) => this.alarms.push({ at: this.time + milliseconds, ring }));

	/** Lets time pass until nothing waits for it any more. */
	async runOut(): Promise<void> {
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			const next = Math.min(...this.alarms.map(({ at }) => at));
			if (next === Infinity) return;
			this.time = next;
			const due = this.alarms.findIndex(({ at }) => at === next);
			this.alarms.splice(due, 1)[0]?.ring();
		}
	}
}

/** What becomes of a message: taken, refused, or sent and never answered. */
type Fate = 'accepted' | 'rejected' | 'lost';

const outcomeOf: Record<Fate, Outcome> = {
	accepted: { status: 'accepted', result: { status: 201, headers: {}, body: {} } },
	rejected: { status: 'rejected', failure: { reason: 'refused', message: 'No', description: 'Look at it.' } },
	lost: { status: 'unknown', failure: { reason: 'noAnswer', message: 'No answer', description: 'Look.' } },
};

/** A process of n8n that sends a list of keys. */
interface Process {
	readonly keys: readonly string[];
	/** Milliseconds after the start of the test. */
	readonly startsAt: number;
	/** How long it lives, in milliseconds. */
	readonly livesFor: number;
	/** How long a write of it takes at most, in milliseconds: one that began before is to end during a rest. */
	readonly writesIn: number;
	/** How often the database says that it has failed, from 0 to 1: half of the time it has done its work all the same. */
	readonly failing: number;
	/** What becomes of messages, by number of the key. */
	readonly fates: readonly Fate[];
	readonly seed: number;
}

const never = async () => await new Promise<never>(() => undefined);

/** The database, what reached the customers, and the processes on them. */
class World {
	readonly clock = new VirtualClock();
	readonly rows = new Map<string, readonly string[]>();
	readonly processed: string[] = [];

	/** Starts a process. Gives its outcomes as they come. */
	start(process: Process, processes: number): ReadonlyMap<string, Outcome> {
		const { keys, startsAt, livesFor, writesIn, failing, fates, seed } = process;
		const random = seeded(seed);
		const outcomes = new Map<string, Outcome>();
		const endsAt = this.clock.now() + startsAt + livesFor;
		/** Milliseconds that a killed process does not live to see. */
		const pass = async (milliseconds: number) => {
			await this.clock.sleep(milliseconds);
			if (this.clock.now() >= endsAt) await never();
		};
		const items = new ProcessedItems(this.rows, async (moment: Moment) => {
			// What has been sent to the database is done there, whatever becomes of the process.
			if (moment === 'write') await this.clock.sleep(Math.floor(random() * writesIn));
			else await pass(Math.floor(random() * 10));
			if (moment !== 'write' && random() < failing) throw new Error('The database has failed');
		});
		const store = keysIn(items, 'node', processes);
		const once = new Idempotency({ now: this.clock.now, sleep: pass });
		const send = async (key: string, index: number) => {
			const used = { key, request: 'hello', ifMaybeSent: 'doNotSend', run: {} } as const;
			const outcome = await once.send(used, store, async (beforeSend) => {
				const refused = await beforeSend();
				if (refused) return refused;
				const fate = fates[index % fates.length] ?? 'accepted';
				await pass(Math.floor(random() * 10));
				if (fate !== 'rejected') this.processed.push(key);
				await pass(Math.floor(random() * 1_000));
				return outcomeOf[fate];
			});
			outcomes.set(key, outcome);
		};
		void pass(startsAt).then(async () => await Promise.all(keys.map(send)));
		return outcomes;
	}

	/** Keys that went out more than once. */
	get twice(): string[] {
		return this.processed.filter((key, index) => this.processed.indexOf(key) !== index);
	}
}

const word = (outcome: Outcome | undefined) =>
	outcome === undefined || outcome.status === 'accepted' ? outcome?.status : outcome.failure.reason;

const pool = Array.from({ length: 50 }, (_, index) => `order ${index}`);
const fates = (...all: Fate[]) => fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 5 });
const runs = Number(process.env.PROPERTY_RUNS ?? 200);

/** Processes that begin at about the same moment. */
const processesOf = (
	fate: fc.Arbitrary<Fate[]>,
	livesFor: fc.Arbitrary<number>,
	failing: fc.Arbitrary<number>,
) =>
	fc.array(
		fc.record<Process>({
			keys: fc.oneof(
				fc.nat({ max: pool.length }).map((count) => pool.slice(0, count)),
				fc.shuffledSubarray(pool),
			),
			startsAt: fc.oneof(fc.constant(0), fc.nat({ max: 100 }), fc.nat({ max: 3_000 })),
			livesFor,
			failing,
			writesIn: fc.constantFrom(10, 80),
			fates: fate,
			seed: fc.integer(),
		}),
		{ minLength: 2, maxLength: 4 },
	);

/** A process that comes after all others. */
const later = (keys: readonly string[]): Process => ({
	keys,
	startsAt: 10_000,
	livesFor: Infinity,
	writesIn: 10,
	failing: 0,
	fates: ['accepted'],
	seed: 1,
});

test('a key that several processes use at the same moment is sent once, also when some are killed or the database fails', async () => {
	const lives = fc.oneof(fc.constant(Infinity), fc.nat({ max: 4_000 }));
	const failing = fc.constantFrom(0, 0, 0.1);
	await fc.assert(
		fc.asyncProperty(
			processesOf(fates('accepted', 'rejected', 'lost'), lives, failing),
			async (processes) => {
				const world = new World();
				const shown = processes.map((process) => world.start(process, processes.length));
				await world.clock.runOut();
				shown.push(world.start(later(pool), processes.length));
				await world.clock.runOut();

				expect(world.twice).toEqual([]);
				for (const outcomes of shown) {
					for (const [key, outcome] of outcomes) {
						const isSent = ['accepted', 'alreadySent'].includes(word(outcome) ?? '');
						if (isSent) expect(world.processed).toContain(key);
					}
				}
			},
		),
		{ numRuns: runs },
	);
});

test('while none of the processes is killed, each key is sent, and none stays undecided', async () => {
	await fc.assert(
		fc.asyncProperty(
			processesOf(fates('accepted'), fc.constant(Infinity), fc.constant(0)),
			async (processes) => {
				const world = new World();
				const shown = processes.map((process) => world.start(process, processes.length));
				await world.clock.runOut();
				const used = [...new Set(processes.flatMap(({ keys }) => keys))];
				const again = world.start(later(used), processes.length);
				await world.clock.runOut();

				expect([...world.processed].sort()).toEqual([...used].sort());
				expect([...again.values()].map(word)).toEqual(used.map(() => 'alreadySent'));
				processes.forEach(({ keys }, index) => expect(shown[index]?.size).toBe(keys.length));
			},
		),
		{ numRuns: runs },
	);
});
