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
	leftOf,
	newWitness,
	stateAfter,
	type Witness,
} from './keyStore';

/** Milliseconds after which what was written is looked for again, and what could not be written is tried again. */
const confirmAfterMs = 250;

/** How often it is looked for at the end of a run, while other processes write over it, and milliseconds in between. */
const mostConfirmations = 20;
const longestPauseMs = 1_000;

/**
 * Fewest keys that may be recorded in one write, and how many more for each millisecond that a write takes: as many
 * requests as n8n can let go meanwhile. More would be recorded long before their requests leave, and stay open for
 * nothing when n8n is killed.
 */
const fewestClaims = 20;
const leavingPerMillisecond = 0.4;

interface Waiting {
	readonly used: KeyedRequest;
	readonly answer: (state: KeyState) => void;
	readonly fail: (cause: unknown) => void;
}

/** What was written, and is to be looked for again. */
interface Written {
	readonly witness: Witness;
	readonly changes: readonly KeyChange[];
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
 * requests that want to leave and what has become of others together. A request counts as in flight until its end is
 * written down, so no more keys can be left open by a kill than requests may be in flight. And what was written is
 * looked for again a moment later, by entries that share its fate, because another process may have written over it: then
 * it is written once more.
 */
export class KeyRecord {
	private waiting: Waiting[] = [];
	private changes: KeyChange[] = [];
	private unconfirmed: Written[] = [];
	private flushing = false;
	/** Milliseconds that the last write took. */
	private writeMs = 0;
	private writing: Promise<void> = Promise.resolve();

	constructor(private readonly clock: Clock) {}

	/** Writes down what has become of all keys so far, and sees to it that no other process has written over it. */
	async flush(store: KeyStore): Promise<void> {
		for (let round = 0; round < mostConfirmations; round++) {
			await this.enqueueWrite(async () => await this.write(store, round > 0 ? 'keep' : undefined));
			const isWritten = this.changes.length === 0;
			if (isWritten && (round > 0 || this.unconfirmed.length === 0)) return;
			// A write of another process, begun before, has ended by then.
			const pause = Math.min(longestPauseMs, 2 * this.writeMs);
			if (pause > 0) await this.clock.sleep(pause);
		}
	}

	/** Writes down what has become of a key, together with what else there is to write. */
	async end(used: KeyedRequest, state: EndState, store: KeyStore): Promise<void> {
		const { key, request } = used;
		// What became of it before counts no more.
		const isOther = (change: KeyChange) => change.key !== key || change.state === 'reused';
		this.changes = this.changes.filter(isOther);
		this.unconfirmed = this.unconfirmed.map(({ witness, changes }) => ({
			witness,
			changes: changes.filter(isOther),
		}));
		this.changes.push(endOf({ key, request }, state));
		await this.enqueueWrite(async () => await this.write(store));
	}

	private flushSoon(store: KeyStore): void {
		if (!this.flushing) void this.flushLater(store);
	}

	private async flushLater(store: KeyStore): Promise<void> {
		this.flushing = true;
		await this.clock.sleep(Math.max(confirmAfterMs, 4 * this.writeMs));
		this.flushing = false;
		await this.enqueueWrite(async () => await this.write(store, 'end'));
	}

	/**
	 * Records a key before its request leaves.
	 *
	 * @returns What the store said of it before; `unrecorded` when it could not be written.
	 */
	async claim(used: KeyedRequest, store: KeyStore): Promise<KeyState | 'unrecorded'> {
		const answer = new Promise<KeyState>((resolve, reject) =>
			this.waiting.push({ used, answer: resolve, fail: reject }),
		);
		void this.enqueueWrite(async () => await this.write(store));
		return await answer.catch(() => 'unrecorded' as const);
	}

	/** One write after another: each reads the whole record and writes it back. */
	private async enqueueWrite(write: () => Promise<void>): Promise<void> {
		this.writing = this.writing.then(write);
		await this.writing;
	}

	/**
	 * Records keys of requests that want to leave and what has become of others, and answers who waits for a key.
	 *
	 * @param look Whether to look again for what was written before, and to write it once more where it is undone. What is
	 * not undone is kept to be looked for later, or at its end.
	 */
	private async write(store: KeyStore, look?: 'keep' | 'end'): Promise<void> {
		const claims = this.waiting.splice(0, Math.max(fewestClaims, this.writeMs * leavingPerMillisecond));
		const checked = look ? this.unconfirmed.splice(0) : [];
		const due = this.changes.splice(0);
		if (claims.length + checked.length + due.length === 0) return;
		const start = this.clock.now();
		const own = due.length > 0 ? [{ witness: newWitness(), changes: due }] : [];
		const witnesses = [...checked, ...own].flatMap(({ witness }) => [witness.stays, witness.goes]);
		const keep = [...claims.flatMap(({ used }) => entriesOf(used)), ...due.flatMap((change) => change.keep)];
		// What is not written, or not looked at, stays as it was.
		let [left, unchecked] = [due, checked];
		try {
			const before = await store.record([...new Set([...keep, ...witnesses])]);
			const { free, asked } = answerAll(claims, before, [
				...[...this.unconfirmed, ...checked].flatMap(({ changes }) => changes),
				...due,
				...this.changes,
			]);
			const still = (changes: readonly KeyChange[]) => changes.flatMap((change) => leftOf(change, free));
			const stillOf = (written: readonly Written[]) =>
				written.map(({ witness, changes }) => ({ witness, changes: still(changes) }));
			this.changes = still(this.changes);
			this.unconfirmed = stillOf(this.unconfirmed);
			const undone = checked.filter(({ witness }) => isUndone(witness, before));
			const again = [...still(undone.flatMap(({ changes }) => changes)), ...asked];
			const written = stillOf(own);
			const kept = look === 'keep' ? checked.filter((each) => !undone.includes(each)) : [];
			[left, unchecked] = [[...again, ...still(due)], []];
			// To ask for a key that is in use has made it look open: that goes again at once, also when n8n is killed soon.
			const ended = [...written.flatMap(({ changes }) => changes), ...asked];
			const remove = [
				...ended.flatMap((change) => change.remove),
				...checked.filter((each) => !kept.includes(each)).map(({ witness }) => witness.stays),
				...[...checked, ...own].map(({ witness }) => witness.goes),
			];
			if (remove.length > 0) await store.remove(remove);
			left = again;
			this.unconfirmed.push(...stillOf(kept), ...written);
		} catch (cause) {
			// Who was answered before does not hear of it.
			for (const { fail } of claims) fail(cause);
		}
		this.unconfirmed.unshift(...unchecked);
		this.changes.unshift(...left);
		this.writeMs = this.clock.now() - start;
		if (this.changes.length + this.unconfirmed.length > 0) this.flushSoon(store);
	}
}

/**
 * Answers who waits for keys that have just been recorded.
 *
 * @param before What the store had of them.
 * @param known What this process knows to have become of keys, the oldest first.
 * @returns The requests that have got a free key, by key, and what to ask for a key in use has changed.
 */
function answerAll(
	claims: readonly Waiting[],
	before: ReadonlySet<string>,
	known: readonly KeyChange[],
): { free: ReadonlyMap<string, KeyedRequest>; asked: KeyChange[] } {
	const ends = known.filter(({ state }) => state !== 'reused');
	const ended = new Map(ends.map((change) => [change.key, change]));
	const free = new Map<string, KeyedRequest>();
	const asked: KeyChange[] = [];
	for (const { used, answer } of claims) {
		const change = ended.get(used.key);
		const [found, written] = foundIn(before, used);
		const state = change ? stateAfter(change, used) : found;
		if (state === 'free') free.set(used.key, used);
		else if (written) asked.push(written);
		answer(state);
	}
	return { free, asked };
}
