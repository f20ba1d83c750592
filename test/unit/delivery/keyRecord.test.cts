import { KeyRecord } from '../../../nodes/Interakt/delivery/keyRecord';
import { endOf, type EndState, entriesOf, type KeyStore } from '../../../nodes/Interakt/delivery/keyStore';
import { VirtualClock } from '../virtualClock.cts';

const using = (key: string) => ({ key, request: 'hello' });

/** What a store was asked that costs the database work for nothing. */
const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

interface Around {
	readonly processes?: number;
	/** Milliseconds that a write takes. */
	readonly takes?: number;
}

/** A store in memory, and one process that uses it, in virtual time. */
class World implements KeyStore {
	readonly clock = new VirtualClock();
	readonly start = this.clock.time;
	readonly processes: number;
	readonly entries = new Set<string>();
	/** When something was recorded, how much, and how many keys were among it. */
	readonly recorded: Array<{ readonly at: number; readonly entries: number; readonly keys: number }> = [];
	/** How long it rested each time. */
	readonly rests: number[] = [];
	/** How many of the next writes fail. */
	failing = 0;
	failingRemovals = 0;
	private readonly takes: number;
	private readonly keys: KeyRecord;

	constructor({ processes = 1, takes = 0 }: Around = {}) {
		this.processes = processes;
		this.takes = takes;
		const sleep = async (milliseconds: number) => {
			this.rests.push(milliseconds);
			await this.clock.sleep(milliseconds);
		};
		this.keys = new KeyRecord({ now: this.clock.now, sleep });
	}

	get passed(): number {
		return this.clock.time - this.start;
	}

	async record(entries: readonly string[]) {
		if (entries.length === 0) faults.push('asked to record nothing');
		if (new Set(entries).size < entries.length) faults.push('asked to record an entry twice');
		const keys = entries.filter((entry) => !entry.startsWith('\n')).length;
		this.recorded.push({ at: this.passed, entries: entries.length, keys });
		if (this.takes > 0) await this.clock.sleep(this.takes);
		if (this.failing-- > 0) throw new Error('The database is gone');
		const before = new Set(entries.filter((entry) => this.entries.has(entry)));
		for (const entry of entries) this.entries.add(entry);
		return before;
	}

	async remove(entries: readonly string[]) {
		if (entries.length === 0) faults.push('asked to remove nothing');
		if (this.failingRemovals-- > 0) throw new Error('The database is gone');
		for (const entry of entries) this.entries.delete(entry);
	}

	/** Claims a key, and says what the store said, and after how many milliseconds. */
	async claim(key: string) {
		return [await this.clock.run(this.keys.claim(using(key), this)), this.passed];
	}

	async claimAll(keys: readonly string[]) {
		return await this.clock.run(
			Promise.all(keys.map(async (key) => await this.keys.claim(using(key), this))),
		);
	}

	/** Ends a key, and says after how many milliseconds that was done. */
	async end(key: string, state: EndState) {
		await this.clock.run(this.keys.end(using(key), state, this));
		return this.passed;
	}

	/** Claims one key and ends another at the same moment. */
	async both(claimed: string, ended: string, state: EndState) {
		const work = [this.keys.claim(using(claimed), this), this.keys.end(using(ended), state, this)];
		return await this.clock.run(Promise.all(work));
	}

	async pass(milliseconds: number) {
		await this.clock.run(this.clock.sleep(milliseconds));
	}

	/** Another process puts an older record in the place of this one. */
	overwrite(older: Iterable<string>) {
		const kept = [...older];
		this.entries.clear();
		for (const entry of kept) this.entries.add(entry);
	}
}

/** What is left of a key that ended so. */
const left = (key: string, state: EndState) =>
	state === 'free'
		? []
		: [...new Set([...entriesOf(using(key)), ...endOf(using(key), state).keep])].filter(
				(entry) => !endOf(using(key), state).remove.includes(entry),
			);

describe('alone on its database', () => {
	test('a key may be used at once, and what became of it is written at once', async () => {
		const world = new World();

		expect(await world.claim('a')).toEqual(['free', 0]);
		expect([...world.entries]).toEqual(entriesOf(using('a')));
		expect(await world.end('a', 'sent')).toBe(0);
		await world.pass(20_000);
		expect([...world.entries]).toEqual(left('a', 'sent'));
		expect(await world.claim('a')).toEqual(['sent', 20_000]);
	});

	test('what comes at one moment is written together', async () => {
		const world = new World();
		await world.claimAll(['a', 'b', 'c']);

		expect(world.recorded).toEqual([{ at: 0, entries: 9, keys: 3 }]);
	});

	test('a key that ends and is wanted again at the same moment is written once', async () => {
		const world = new World();
		await world.claim('a');

		expect(await world.both('a', 'a', 'open')).toEqual(['open', undefined]);
		await world.pass(20_000);
		expect(new Set(world.entries)).toEqual(new Set(entriesOf(using('a'))));
	});

	test('what another process has written over is written again, as often as that happens', async () => {
		const world = new World();
		await world.claim('a');
		await world.end('a', 'sent');
		for (let time = 0; time < 3; time++) {
			world.overwrite([]);
			await world.pass(600);
		}
		await world.pass(20_000);

		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test.each<EndState>(['sent', 'free'])(
		'what another process has put back is removed again: a key that was %s',
		async (state) => {
			const world = new World();
			await world.claim('a');
			// As it is in the moment before something is removed.
			let older: string[] = [];
			const remove = world.remove.bind(world);
			world.remove = async (entries) => {
				if (older.length === 0) older = [...world.entries];
				await remove(entries);
			};
			await world.end('a', state);
			world.overwrite(older);
			await world.pass(20_000);

			expect(new Set(world.entries)).toEqual(new Set(left('a', state)));
		},
	);

	test('what could not be removed is removed later', async () => {
		const world = new World();
		await world.claim('a');
		world.failingRemovals = 1;
		await world.end('a', 'sent');
		await world.pass(20_000);

		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test('a key that is free again and used anew is not taken from who uses it now', async () => {
		const world = new World();
		await world.claim('a');
		await world.end('a', 'free');
		expect(await world.claim('a')).toEqual(['free', 0]);
		// What was written of its first end is lost, so that it would be written again.
		world.overwrite(entriesOf(using('a')));
		await world.pass(20_000);

		expect([...world.entries]).toEqual(entriesOf(using('a')));
	});

	test('a key that is wanted does not wait for the rest after a write', async () => {
		const world = new World();
		await world.claim('a');
		await world.end('a', 'sent');

		expect(await world.claim('b')).toEqual(['free', 0]);
		// Nor is what rests looked for with it.
		expect(world.recorded.at(-1)).toEqual({ at: 0, entries: 3, keys: 1 });
	});

	test('it writes nothing any more once all is done', async () => {
		const world = new World();
		await world.claim('a');
		await world.end('a', 'sent');
		await world.pass(20_000);
		const { length } = world.recorded;
		await world.pass(60_000);

		expect(world.recorded).toHaveLength(length);
		expect(length).toBe(3);
	});
});

describe('a database that fails', () => {
	test('once at the first write is asked again', async () => {
		const world = new World();
		world.failing = 1;

		expect(await world.claim('a')).toEqual(['free', 0]);
		expect(world.recorded).toHaveLength(2);
	});

	test('twice records nothing, and says so', async () => {
		const world = new World();
		world.failing = 2;

		expect(await world.claim('a')).toEqual(['unrecorded', 0]);
		expect([...world.entries]).toEqual([]);
		expect(await world.claim('a')).toEqual(['free', 0]);
	});

	test('holds nobody up, and what became of a key is written as soon as it can be', async () => {
		const world = new World();
		await world.claim('a');
		world.failing = 6;

		expect(await world.end('a', 'sent')).toBe(0);
		await world.pass(20_000);
		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test('when something is looked for that was done: another process that uses the key now keeps it', async () => {
		const world = new World();
		await world.claim('a');
		await world.end('a', 'free');
		world.failing = 1;
		world.overwrite(left('a', 'sent'));
		await world.pass(20_000);

		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test('when a group is looked for: a key that waits is not used', async () => {
		const world = new World({ processes: 2 });
		const claiming = world.claim('a');
		await world.pass(100);
		world.failing = 1;

		expect(await claiming).toEqual(['unrecorded', 500]);
	});
});

describe('where several processes write', () => {
	test('a key is used when it was found again after a rest', async () => {
		const world = new World({ processes: 2 });

		expect(await world.claim('a')).toEqual(['free', 500]);
		expect(world.recorded.map(({ at }) => at)).toEqual([0, 500]);
		await world.pass(20_000);
		expect([...world.entries]).toEqual(entriesOf(using('a')));
	});

	test('a key whose group was written over is written once more, and waits longer', async () => {
		const world = new World({ processes: 2 });
		const claiming = world.claim('a');
		await world.pass(100);
		world.overwrite([]);

		expect(await claiming).toEqual(['free', 1_500]);
		await world.pass(20_000);
		expect(new Set(world.entries)).toEqual(new Set(entriesOf(using('a'))));
	});

	test('a key that another process takes meanwhile is not used', async () => {
		const world = new World({ processes: 2 });
		const claiming = world.claim('a');
		await world.pass(100);
		world.overwrite(left('a', 'sent'));

		expect(await claiming).toEqual(['sent', 1_000]);
		await world.pass(20_000);
		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test('a key that is in use is answered at once', async () => {
		const world = new World({ processes: 2 });
		world.overwrite(left('a', 'sent'));

		expect(await world.claim('a')).toEqual(['sent', 0]);
		await world.pass(20_000);
		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test('what became of a key counts when it was found, and nothing was removed before', async () => {
		const world = new World({ processes: 2 });
		world.overwrite(entriesOf(using('a')));
		const ending = world.end('a', 'sent');
		await world.pass(499);
		expect(world.entries).toContain(entriesOf(using('a'))[2]);

		expect(await ending).toBe(1_000);
		await world.pass(20_000);
		expect(new Set(world.entries)).toEqual(new Set(left('a', 'sent')));
	});

	test('nothing is written during a rest', async () => {
		const world = new World({ processes: 2 });
		const first = world.claim('a');
		await world.pass(100);
		const second = world.claim('b');
		await Promise.all([first, second]);

		expect(world.recorded.map(({ at }) => at)).toEqual([0, 500, 1_000]);
	});

	test('no more than twenty keys are recorded at once, however slow a write is', async () => {
		const world = new World({ processes: 2, takes: 250 });
		await world.claimAll(Array.from({ length: 50 }, (_, index) => `${index}`));

		expect(world.recorded.map(({ keys }) => keys)).toEqual([20, 20, 10, 0]);
	});
});

test.each([
	[1, 0, 500],
	[1, 200, 500],
	[1, 300, 600],
	[3, 300, 1_800],
	[1, 3_000, 5_000],
])('%i processes whose writes take %i ms rest for %i ms', async (processes, takes, rest) => {
	const world = new World({ processes, takes });
	await world.claim('a');
	await world.end('a', 'sent');
	await world.pass(20_000);

	expect(new Set(world.rests)).toEqual(new Set([rest]));
});
