import {
	endOf,
	type EndState,
	entriesOf,
	foundIn,
	type KeyChange,
	type KeyedRequest,
	type KeyState,
	type KeyStore,
	newMark,
} from './keyStore';

/**
 * Milliseconds after which what was written is looked for, and what could not be written is tried again: longer than
 * a write of another process takes, which may have read the record before.
 */
const shortestRestMs = 500;

/** The longest that such a rest becomes where writes are slow. */
const longestRestMs = 5_000;

/**
 * Fewest keys that may be recorded in one write, and how many more for each millisecond that a write takes: as many
 * requests as n8n can let go meanwhile. More would be recorded long before their requests leave, and stay open for
 * nothing when n8n is killed.
 */
const fewestClaims = 20;
const leavingPerMillisecond = 0.4;

/** A key that is to be recorded before its request leaves. */
interface Claim {
	readonly used: KeyedRequest;
	readonly answer: (state: KeyState | 'unrecorded') => void;
}

/** What is to be written of a key, and whom to tell when that is done. */
interface Ending extends KeyChange {
	/** The key that has come to its end; none for what asking for a key in use has left. */
	readonly key?: string;
	readonly settled: () => void;
}

/** What was written, and is to be looked for when the store has had its rest. */
interface Written {
	/** An entry that is recorded with it. It is removed with what is removed, and so tells whether that was done. */
	readonly mark: string;
	/** Keys that were free. Their requests wait until the mark was found. */
	claims: readonly Claim[];
	/** What is removed for them is removed when the mark was found. */
	endings: readonly Ending[];
	isFound: boolean;
	isRested: boolean;
}

export interface Clock {
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * What is known of the keys of a node, in this process and in the store.
 *
 * The store is one record that is read and written as a whole, without a lock between processes. So keys are
 * recorded in groups, one group at a time: what comes while a group is written makes up the next one, the keys of
 * requests that want to leave and what has become of others together. Each group has a mark. After a rest the mark is
 * looked for, because another process may have put an older record in the place of this one: then the group is written
 * once more.
 *
 * Where several processes write, nothing is done by a group before its mark was found: no request leaves and nothing
 * is removed. And a process writes nothing during the rest (Fischer's mutual exclusion). All writes that began before
 * have ended by then, so what is found has outlived them, and whoever reads the record from then on finds the key
 * taken. Alone, all of it is done at once.
 */
export class KeyRecord {
	private waiting: Claim[] = [];
	private endings: Ending[] = [];
	private unconfirmed: Written[] = [];
	/** Milliseconds that the last write took. */
	private writeMs = 0;
	private isRunning = false;
	/** Says that there is something to write. */
	private announce: () => void = () => undefined;

	constructor(private readonly clock: Clock) {}

	/**
	 * Records a key before its request leaves.
	 *
	 * @returns What the store said of it before; `unrecorded` when it could not be written or found again.
	 */
	async claim(used: KeyedRequest, store: KeyStore): Promise<KeyState | 'unrecorded'> {
		return await new Promise((answer) => {
			this.waiting.push({ used, answer });
			this.start(store);
		});
	}

	/**
	 * Writes down what has become of a key, together with what else there is to write. Comes back when that is done,
	 * where several processes write when it has been found again; at once when the store cannot be written, and then
	 * tries it again later.
	 */
	async end(used: KeyedRequest, state: EndState, store: KeyStore): Promise<void> {
		await new Promise<void>((settled) => {
			this.endings.push({ key: used.key, ...endOf(used, state), settled });
			this.start(store);
		});
	}

	private start(store: KeyStore): void {
		this.announce();
		if (!this.isRunning) void this.run(store);
	}

	/** Writes until nothing is left to be written or looked for. */
	private async run(store: KeyStore): Promise<void> {
		this.isRunning = true;
		// What comes at the same moment goes together.
		await Promise.resolve();
		while (this.waiting.length + this.endings.length + this.unconfirmed.length > 0) {
			const news = new Promise<void>((resolve) => (this.announce = resolve));
			const written = await this.write(store);
			this.unconfirmed.push(...written);
			const rest = this.clock.sleep(this.restMs(store)).then(() => {
				for (const each of written) each.isRested = true;
			});
			if (isShared(store)) await rest;
			else if (this.waiting.length === 0) await Promise.race([rest, news]);
		}
		this.isRunning = false;
	}

	/** So long that, of the time of all processes, more than half passes without a write. */
	private restMs({ processes }: KeyStore): number {
		return Math.min(longestRestMs, Math.max(shortestRestMs, 2 * processes * this.writeMs));
	}

	/**
	 * Records keys of requests that want to leave and what has become of others, looks for what was written before, and
	 * answers who waits.
	 *
	 * @returns What is to be looked for after a rest.
	 */
	private async write(store: KeyStore): Promise<Written[]> {
		const alone = !isShared(store);
		const most = alone ? Math.max(fewestClaims, this.writeMs * leavingPerMillisecond) : fewestClaims;
		const claims = this.waiting.splice(0, most);
		const endings = this.endings.splice(0);
		const checked = this.unconfirmed.filter(({ isRested }) => isRested);
		this.unconfirmed = this.unconfirmed.filter(({ isRested }) => !isRested);
		const own = { mark: newMark(), claims: [], endings, isFound: alone, isRested: false };
		const written: Written[] = endings.length > 0 || (!alone && claims.length > 0) ? [own] : [];
		if (claims.length + written.length + checked.length === 0) return [];
		const start = this.clock.now();
		const marked = [...checked, ...written];
		const before = await record(store, [
			...claims.flatMap(({ used }) => entriesOf(used)),
			...marked.flatMap((each) => [each.mark, ...each.endings.flatMap(({ keep }) => keep)]),
		]);
		if (before === undefined) {
			this.putOff({ ...own, claims }, checked);
			return [];
		}
		const { free, asked } = answerUsed(claims, before);
		// What became of their keys before counts no more.
		const keys = new Set(free.map(({ used }) => used.key));
		for (const each of [...marked, ...this.unconfirmed])
			each.endings = each.endings.filter(({ key }) => key === undefined || !keys.has(key));
		if (alone) for (const { answer } of free) answer('free');
		else for (const each of written) each.claims = free;
		const removed = [
			// To ask for a key that is in use has made it look open: that goes again at once, also when n8n is killed soon.
			...asked.flatMap(({ remove }) => remove),
			...checked.flatMap((each) => this.lookFor(each, before)),
			...(alone ? written.flatMap(removedBy) : []),
		];
		// Where it cannot be removed, that is seen when it is looked for.
		if (removed.length > 0) await store.remove(removed).catch(() => undefined);
		if (alone) for (const { settled } of endings) settled();
		this.endings.unshift(...asked);
		this.writeMs = this.clock.now() - start;
		const goingOn = checked.filter(({ mark, endings: own }) => before.has(mark) && own.length > 0);
		return [...goingOn, ...written];
	}

	/**
	 * Lets go what was found again, and has written once more what was not.
	 *
	 * @param before Which entries were there when it was looked for.
	 * @returns What is to be removed now.
	 */
	private lookFor(written: Written, before: ReadonlySet<string>): string[] {
		const { mark, claims, endings, isFound } = written;
		if (before.has(mark)) {
			for (const { answer } of claims) answer('free');
			Object.assign(written, { claims: [], isFound: true, isRested: false });
			return removedBy(written);
		}
		this.waiting.unshift(...claims);
		for (const ending of endings) {
			if (isFound && ending.keep.every((entry) => before.has(entry))) ending.settled();
			else this.endings.push(ending);
		}
		// To look for it has recorded it.
		return [mark];
	}

	/**
	 * Lets nobody wait for a store that cannot be written. What was not yet done is tried again later; what was done is
	 * looked for no more, because to look for its mark may have recorded it.
	 */
	private putOff(unwritten: Written, checked: readonly Written[]): void {
		const all = [unwritten, ...checked];
		for (const { answer } of all.flatMap(({ claims }) => claims)) answer('unrecorded');
		for (const { settled } of all.flatMap(({ endings }) => endings)) settled();
		const undone = [unwritten, ...checked.filter(({ isFound }) => !isFound)];
		this.endings.unshift(...undone.flatMap(({ endings }) => endings));
	}
}

/** What is removed when a group was found. */
const removedBy = ({ mark, endings }: Written) => [mark, ...endings.flatMap(({ remove }) => remove)];

const isShared = ({ processes }: KeyStore) => processes > 1;

/** Records entries. Gives those that were there before, or nothing when the store cannot be written. */
const record = async (
	store: KeyStore,
	entries: readonly string[],
): Promise<ReadonlySet<string> | undefined> =>
	await store.record([...new Set(entries)]).catch(() => undefined);

/**
 * Answers who waits for keys that turn out to be in use.
 *
 * @param before What the store had of the keys before they were recorded.
 * @returns Those whose keys were free, and what to ask for the others has changed.
 */
function answerUsed(
	claims: readonly Claim[],
	before: ReadonlySet<string>,
): { free: Claim[]; asked: Ending[] } {
	const free: Claim[] = [];
	const asked: Ending[] = [];
	for (const claim of claims) {
		const { state, added } = foundIn(before, claim.used);
		if (state === 'free') free.push(claim);
		else claim.answer(state);
		if (added.length > 0) asked.push({ keep: [], remove: added, settled: () => undefined });
	}
	return { free, asked };
}
