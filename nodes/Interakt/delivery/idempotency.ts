import { sleep } from 'n8n-workflow';

import { LruCache } from '../shared/lruCache';
import {
	endOf,
	entriesOf,
	foundIn,
	type KeyChange,
	type KeyedRequest,
	type KeyState,
	type KeyStore,
	leftOf,
	stateAfter,
} from './keyStore';
import { type BeforeSend, alreadySent, keyReused, maybeSent, notRecorded, type Outcome } from './outcome';

/** What is to be sent at most once. */
export interface OnceRequest extends KeyedRequest {
	/** What to do when nobody knows whether an earlier run has sent it. */
	readonly ifMaybeSent: 'doNotSend' | 'sendAgain';
	/** Stands for the run: what this run itself may have sent is not sent again in any case. */
	readonly run: object;
}

/** What becomes of a key whose request has ended; one that threw has no outcome. */
function stateBy(outcome: Outcome | undefined): 'sent' | 'open' | 'free' {
	if (outcome?.status === 'accepted') return 'sent';
	return outcome === undefined || outcome.status === 'unknown' ? 'open' : 'free';
}

/** Milliseconds between two writes of what has become of keys; until then a crash leaves them open. */
const flushEveryMs = 250;

interface Waiting {
	readonly used: KeyedRequest;
	readonly answer: (state: KeyState) => void;
	readonly fail: (cause: unknown) => void;
}

interface Clock {
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Sends what has a key at most once: in this run and any later one, in every worker on the same database.
 *
 * A key is recorded before its request leaves, and beside it an entry that names the request and one that says that
 * it is open. When Interakt has taken it the last one goes; when it certainly did nothing all go; when nobody knows
 * all stay. A key that is found open belongs to a request that an earlier run did not see to its end: that item is
 * `unknown`, and nothing is sent unless the person has chosen to send again. A key that is found with another request
 * is refused.
 *
 * The store is one record that is read and written as a whole, without a lock between processes. So keys are
 * recorded in groups, one group at a time: all that come while a group is written make up the next one. And what
 * was recorded is looked for again a moment later, because another process may have written over it.
 */
export class Idempotency {
	/** What this process is sending, by key; the next with the same key waits for it. */
	private readonly inFlight = new Map<string, Promise<unknown>>();
	/** What this process has sent under a key, and when (milliseconds since the epoch): the store does not know times. */
	private readonly sent = new LruCache<{ readonly request: string; readonly at: number }>(10_000);
	/** The run that has left a key open. */
	private readonly openedBy = new LruCache<object>(10_000);
	private waiting: Waiting[] = [];
	private changes: KeyChange[] = [];
	private flushing = false;
	private writing: Promise<void> = Promise.resolve();

	constructor(private readonly clock: Clock) {}

	/**
	 * Sends under a key, or says what became of it before.
	 *
	 * @param send Makes the request; it is to ask for admission when the request is about to leave.
	 */
	async send(
		used: OnceRequest,
		store: KeyStore,
		send: (beforeSend: BeforeSend) => Promise<Outcome>,
	): Promise<Outcome> {
		const { key } = used;
		for (let other = this.inFlight.get(key); other; other = this.inFlight.get(key)) await other;
		const sent = this.sent.get(key);
		if (sent) return sent.request === used.request ? alreadySent(sent.at) : keyReused;
		const work = this.sendNow(used, store, send).finally(() => this.inFlight.delete(key));
		// Who waits for it has its own request, whatever this one throws.
		this.inFlight.set(
			key,
			work.catch(() => undefined),
		);
		return await work;
	}

	/** Writes down what has become of all keys so far. */
	async flush(store: KeyStore): Promise<void> {
		await this.enqueueWrite(async () => await this.writeChanges(store));
	}

	private async sendNow(
		used: OnceRequest,
		store: KeyStore,
		send: (beforeSend: BeforeSend) => Promise<Outcome>,
	) {
		let claimed: 'free' | 'open' | undefined;
		let outcome: Outcome | undefined;
		try {
			outcome = await send(async () => {
				const state = await this.claim(used, store);
				if (state === 'sent') return alreadySent(undefined);
				if (state === 'reused') return keyReused;
				if (state === 'unrecorded') return notRecorded;
				if (state === 'open' && !this.mayGoAgain(used)) return maybeSent;
				claimed = state;
				return undefined;
			});
			return outcome;
		} finally {
			const state = stateBy(outcome);
			// That it was refused this time says nothing about the time before.
			if (claimed) this.recordEnd(used, claimed === 'open' && state === 'free' ? 'open' : state, store);
			if (claimed && state === 'open') this.openedBy.set(used.key, used.run);
		}
	}

	private mayGoAgain({ key, ifMaybeSent, run }: OnceRequest): boolean {
		return ifMaybeSent === 'sendAgain' && this.openedBy.get(key) !== run;
	}

	/** Notes what has become of a key. */
	private recordEnd(used: KeyedRequest, state: 'sent' | 'open' | 'free', store: KeyStore): void {
		const { key, request } = used;
		if (state === 'sent') this.sent.set(key, { request, at: this.clock.now() });
		this.changes.push(endOf({ key, request }, state));
		this.flushSoon(store);
	}

	private flushSoon(store: KeyStore): void {
		if (!this.flushing) void this.flushLater(store);
	}

	private async flushLater(store: KeyStore): Promise<void> {
		this.flushing = true;
		await this.clock.sleep(flushEveryMs);
		this.flushing = false;
		await this.flush(store);
	}

	private async claim(used: KeyedRequest, store: KeyStore): Promise<KeyState | 'unrecorded'> {
		const answer = new Promise<KeyState>((resolve, reject) =>
			this.waiting.push({ used, answer: resolve, fail: reject }),
		);
		void this.enqueueWrite(async () => await this.writeClaims(store));
		return await answer.catch(() => 'unrecorded' as const);
	}

	/** One write after another: each reads the whole record and writes it back. */
	private async enqueueWrite(write: () => Promise<void>): Promise<void> {
		this.writing = this.writing.then(write);
		await this.writing;
	}

	private async writeClaims(store: KeyStore): Promise<void> {
		const group = this.waiting;
		if (group.length === 0) return;
		this.waiting = [];
		let asked: KeyChange[] = [];
		await store.record(group.flatMap(({ used }) => entriesOf(used))).then(
			(before) => (asked = this.answerAll(group, before)),
			(cause: unknown) => group.forEach(({ fail }) => fail(cause)),
		);
		// To ask for a key that is in use has made it look open: that goes again at once, also when n8n is killed soon.
		this.changes.push(...asked);
		if (asked.length > 0) await this.writeChanges(store);
	}

	/** Answers who waits for keys that have just been recorded. Gives what has to be written after that. */
	private answerAll(group: readonly Waiting[], before: ReadonlySet<string>): KeyChange[] {
		// What has become of keys may not be written down yet.
		const known = this.changes.filter(({ state }) => state !== 'reused');
		const ended = new Map(known.map((change) => [change.key, change]));
		const free = new Map<string, KeyedRequest>();
		const asked: KeyChange[] = [];
		for (const { used, answer } of group) {
			const change = ended.get(used.key);
			const [found, written] = foundIn(before, used);
			const state = change ? stateAfter(change, used) : found;
			if (state === 'free') free.set(used.key, used);
			else if (written) asked.push(written);
			answer(state);
		}
		this.changes = this.changes.flatMap((change) => {
			const used = free.get(change.key);
			return used ? leftOf(change, used) : [change];
		});
		return asked;
	}

	private async writeChanges(store: KeyStore): Promise<void> {
		const group = this.changes;
		if (group.length === 0) return;
		this.changes = [];
		// What another process was writing over is looked for again, and so is what is written for the first time.
		const unsure = await this.writeAll(group, store).catch(() => group);
		this.changes.unshift(...unsure);
		if (unsure.length > 0) this.flushSoon(store);
	}

	/** Writes down what has become of keys. Gives back those that have to be written again. */
	private async writeAll(group: readonly KeyChange[], store: KeyStore): Promise<KeyChange[]> {
		const kept = group.flatMap(({ keep }) => keep);
		const before = kept.length > 0 ? await store.record(kept) : new Set<string>();
		const gone = group.flatMap(({ remove }) => remove);
		if (gone.length > 0) await store.remove(gone);
		return group
			.filter(({ written, keep }) => !written || !keep.every((entry) => before.has(entry)))
			.filter(({ keep }) => keep.length > 0)
			.map((change) => ({ ...change, written: true }));
	}
}

const nodes = new LruCache<Idempotency>(100);

/**
 * The keys of a node, the same for all its runs in this process.
 *
 * @param node Tells nodes of all workflows apart.
 */
export const idempotencyFor = (node: string): Idempotency =>
	nodes.use(node, () => new Idempotency({ now: () => Date.now(), sleep }));
