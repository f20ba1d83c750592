import {
	endOf,
	type EndState,
	entriesOf,
	foundIn,
	isUndone,
	type KeyChange,
	type KeyedRequest,
	type KeyState,
	type KeyStore,
	newWitness,
	type Witness,
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
	readonly witness: Witness;
	/** Keys that were free. Their requests wait until they have been found again. */
	claims: readonly Claim[];
	endings: readonly Ending[];
	rested: boolean;
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
 * requests that want to leave and what has become of others together. After a rest it is looked whether the group is
 * still there, by entries that share its fate, because another process may have written over it: then it is written
 * once more.
 *
 * Where several processes write, a request leaves only when its key has been found again, and a process writes
 * nothing during the rest (Fischer's mutual exclusion). All writes that began before have ended by then, so what is
 * found has outlived them, and whoever reads the record from then on finds the key taken. Alone, the request leaves
 * at once.
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
			const rest = this.clock.sleep(this.restMs(store)).then(() => {
				if (written) written.rested = true;
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
	private async write(store: KeyStore): Promise<Written | undefined> {
		const most = isShared(store)
			? fewestClaims
			: Math.max(fewestClaims, this.writeMs * leavingPerMillisecond);
		const claims = this.waiting.splice(0, most);
		const endings = this.endings.splice(0);
		const checked = this.unconfirmed.filter(({ rested }) => rested);
		this.unconfirmed = this.unconfirmed.filter(({ rested }) => !rested);
		if (claims.length + endings.length + checked.length === 0) return undefined;
		const start = this.clock.now();
		const own: Written = { witness: newWitness(), claims: [], endings, rested: false };
		const isWitnessed = endings.length > 0 || (isShared(store) && claims.length > 0);
		const witnesses = [...checked, ...(isWitnessed ? [own] : [])].map(({ witness }) => witness);
		const before = await record(store, [
			...claims.flatMap(({ used }) => entriesOf(used)),
			...endings.flatMap(({ keep }) => keep),
			...witnesses.flatMap(({ stays, goes }) => [stays, goes]),
		]);
		if (before === undefined) {
			this.putOff({ ...own, claims }, checked);
			return undefined;
		}
		const { free, asked } = answerUsed(claims, before);
		// What became of their keys before counts no more.
		const keys = new Set(free.map(({ used }) => used.key));
		for (const each of [own, ...checked, ...this.unconfirmed])
			each.endings = each.endings.filter(({ key }) => key === undefined || !keys.has(key));
		if (isShared(store)) own.claims = free;
		else for (const { answer } of free) answer('free');
		this.lookFor(checked, before);
		// Where it cannot be removed, that is seen when it is looked for.
		const removed = [
			// To ask for a key that is in use has made it look open: that goes again at once, also when n8n is killed soon.
			...[...own.endings, ...asked].flatMap(({ remove }) => remove),
			...checked.map(({ witness }) => witness.stays),
			...witnesses.map(({ goes }) => goes),
		];
		if (removed.length > 0) await store.remove(removed).catch(() => undefined);
		this.endings.unshift(...asked);
		this.writeMs = this.clock.now() - start;
		if (!isShared(store)) for (const { settled } of endings) settled();
		if (!isWitnessed) return undefined;
		this.unconfirmed.push(own);
		return own;
	}

	/** Has what could not be written, or not looked for, done later, and lets nobody wait for it. */
	private putOff(unwritten: Written, checked: readonly Written[]): void {
		const all = [unwritten, ...checked];
		for (const { answer } of all.flatMap(({ claims }) => claims)) answer('unrecorded');
		for (const { settled } of all.flatMap(({ endings }) => endings)) settled();
		this.endings.unshift(...unwritten.endings);
		this.unconfirmed.unshift(...checked.map((each) => ({ ...each, claims: [] })));
	}

	/**
	 * Lets go what was found again, and has the rest written once more.
	 *
	 * @param before Which entries were there when it was looked for.
	 */
	private lookFor(checked: readonly Written[], before: ReadonlySet<string>): void {
		for (const { witness, claims, endings } of checked) {
			if (before.has(witness.stays)) for (const { answer } of claims) answer('free');
			else this.waiting.unshift(...claims);
			if (isUndone(witness, before)) this.endings.unshift(...endings);
			else for (const { settled } of endings) settled();
		}
	}
}

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
