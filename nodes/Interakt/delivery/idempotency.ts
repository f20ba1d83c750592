import { sleep } from 'n8n-workflow';

import { LruCache } from '../shared/lruCache';
import type { KeyStore } from './keyStore';
import { type BeforeSend, alreadySent, maybeSent, notRecorded, type Outcome } from './outcome';

/** The entry beside a key for as long as nobody knows what became of it. No key begins like this. */
export const pendingMarker = (key: string) => `\nopen ${key}`;

/** What the store said of a key that somebody wants to use. */
export type KeyState = 'free' | 'sent' | 'open';

/** A key whose request has ended: it was sent, nobody knows, or the key is free again. */
export interface KeyResult {
	readonly key: string;
	readonly as: 'sent' | 'unknown' | 'free';
	/** Whether it was written down before, and is only looked for again. */
	readonly written?: boolean;
}

/** What becomes of a key whose request has ended; one that threw has no outcome. */
export function resultOf(outcome: Outcome | undefined): KeyResult['as'] {
	if (outcome?.status === 'accepted') return 'sent';
	return outcome === undefined || outcome.status === 'unknown' ? 'unknown' : 'free';
}

/** What the store would say of a key once it is written down. */
export const stateAfter = { sent: 'sent', unknown: 'open', free: 'free' } as const;

/** What has to be in the record for a key. */
export function entriesToKeep({ key, as }: KeyResult): string[] {
	if (as === 'sent') return [key];
	return as === 'unknown' ? [key, pendingMarker(key)] : [];
}

/** What must no longer be there. */
export function entriesToRemove({ key, as }: KeyResult): string[] {
	if (as === 'sent') return [pendingMarker(key)];
	return as === 'free' ? [key, pendingMarker(key)] : [];
}

/** Milliseconds between two writes of what has become of keys; until then a crash leaves them open. */
const flushEveryMs = 250;

interface Waiting {
	readonly key: string;
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
 * A key is recorded, and beside it an entry that says that it is open, before its request leaves. When Interakt has
 * taken it that entry goes and the key stays; when it certainly did nothing both go; when nobody knows both stay. A key
 * that is found open belongs to a request that an earlier run did not see to its end: that item is `unknown`, and
 * nothing is sent.
 *
 * The store is one record that is read and written as a whole, without a lock between processes. So keys are
 * recorded in groups, one group at a time: all that come while a group is written make up the next one. And what
 * was recorded is looked for again a moment later, because another process may have written over it.
 */
export class Idempotency {
	/** What this process is sending, by key; the next with the same key waits for it. */
	private readonly inFlight = new Map<string, Promise<unknown>>();
	/** When this process has sent a key, in milliseconds since the epoch; the store does not know times. */
	private readonly sentAt = new LruCache<number>(10_000);
	private waiting: Waiting[] = [];
	private results: KeyResult[] = [];
	private flushing = false;
	private writing: Promise<void> = Promise.resolve();

	constructor(private readonly clock: Clock) {}

	/**
	 * Sends under a key, or says what became of it before.
	 *
	 * @param send Makes the request; it is to ask for admission when the request is about to leave.
	 */
	async send(
		key: string,
		store: KeyStore,
		send: (beforeSend: BeforeSend) => Promise<Outcome>,
	): Promise<Outcome> {
		for (let other = this.inFlight.get(key); other; other = this.inFlight.get(key)) await other;
		const sentAt = this.sentAt.get(key);
		if (sentAt !== undefined) return alreadySent(sentAt);
		const work = this.sendNow(key, store, send).finally(() => this.inFlight.delete(key));
		// Who waits for it has its own request, whatever this one throws.
		this.inFlight.set(
			key,
			work.catch(() => undefined),
		);
		return await work;
	}

	/** Writes down what has become of all keys so far. */
	async flush(store: KeyStore): Promise<void> {
		await this.enqueueWrite(async () => await this.writeResults(store));
	}

	private async sendNow(key: string, store: KeyStore, send: (beforeSend: BeforeSend) => Promise<Outcome>) {
		let recorded = false;
		let outcome: Outcome | undefined;
		try {
			outcome = await send(async () => {
				const state = await this.claim(key, store);
				if (state === 'sent') return alreadySent(undefined);
				if (state === 'open') return maybeSent;
				if (state === 'unrecorded') return notRecorded;
				recorded = true;
				return undefined;
			});
			return outcome;
		} finally {
			if (recorded) this.recordResult(key, resultOf(outcome), store);
		}
	}

	/** Notes what has become of a key. */
	private recordResult(key: string, as: KeyResult['as'], store: KeyStore): void {
		if (as === 'sent') this.sentAt.set(key, this.clock.now());
		this.results.push({ key, as });
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

	private async claim(key: string, store: KeyStore): Promise<KeyState | 'unrecorded'> {
		const answer = new Promise<KeyState>((resolve, reject) =>
			this.waiting.push({ key, answer: resolve, fail: reject }),
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
		// What has become of keys may not be written down yet.
		const ended = new Map(this.results.map(({ key, as }) => [key, stateAfter[as]]));
		await this.statesOf(group, store).then(
			(states) => {
				const claimed = new Set(group.map(({ key }) => key));
				this.results = this.results.filter(({ key, as }) => as !== 'free' || !claimed.has(key));
				group.forEach(({ key, answer }, index) => answer(ended.get(key) ?? states[index] ?? 'open'));
			},
			(cause: unknown) => group.forEach(({ fail }) => fail(cause)),
		);
	}

	/** Records keys as open, and says what was there before. */
	private async statesOf(group: readonly Waiting[], store: KeyStore): Promise<KeyState[]> {
		const before = await store.record(group.flatMap(({ key }) => [key, pendingMarker(key)]));
		return group.map(({ key }) => {
			if (!before.has(key)) return 'free';
			if (before.has(pendingMarker(key))) return 'open';
			// Asking has recorded the key as open too: that entry is removed again.
			this.results.push({ key, as: 'sent' });
			this.flushSoon(store);
			return 'sent';
		});
	}

	private async writeResults(store: KeyStore): Promise<void> {
		const group = this.results;
		if (group.length === 0) return;
		this.results = [];
		const written = this.writeAll(group, store);
		// What another process was writing over is looked for again, and so is what is written for the first time.
		const unsure = await written.catch(() => group);
		this.results.unshift(...unsure);
		if (unsure.length > 0) this.flushSoon(store);
	}

	/** Writes down what has become of keys. Gives back those that have to be written again. */
	private async writeAll(group: readonly KeyResult[], store: KeyStore): Promise<KeyResult[]> {
		const kept = group.flatMap(entriesToKeep);
		const before = kept.length > 0 ? await store.record(kept) : new Set<string>();
		const gone = group.flatMap(entriesToRemove);
		if (gone.length > 0) await store.remove(gone);
		return group
			.filter((result) => !result.written || !entriesToKeep(result).every((entry) => before.has(entry)))
			.filter(({ as }) => as !== 'free')
			.map((result) => ({ ...result, written: true }));
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
