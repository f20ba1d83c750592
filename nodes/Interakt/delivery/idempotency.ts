import { sleep } from 'n8n-workflow';

import { LruCache } from '../shared/lruCache';
import { type Clock, KeyRecord } from './keyRecord';
import type { EndState, KeyedRequest, KeyStore } from './keyStore';
import {
	type BeforeSend,
	alreadySent,
	keyReused,
	maybeSent,
	notRecorded,
	type NotAccepted,
	type Outcome,
} from './outcome';

/** What is to be sent at most once. */
export interface OnceRequest extends KeyedRequest {
	/** What to do when nobody knows whether an earlier run has sent it. */
	readonly ifMaybeSent: 'doNotSend' | 'sendAgain';
	/** Stands for the run: what this run itself may have sent is not sent again in any case. */
	readonly run: object;
}

/** What becomes of a key whose request has ended; one that threw has no outcome. */
function stateBy(outcome: Outcome | undefined): EndState {
	if (outcome?.status === 'accepted') return 'sent';
	return outcome === undefined || outcome.status === 'unknown' ? 'open' : 'free';
}

/**
 * Sends what has a key at most once: in this run and any later one, in every worker on the same database.
 *
 * A key is recorded before its request leaves, and beside it an entry that names the request and one that says that
 * it is open. When Interakt has taken it the last one goes; when it certainly did nothing all go; when nobody knows
 * all stay. A key that is found open belongs to a request that an earlier run did not see to its end: that item is
 * `unknown`, and nothing is sent unless the person has chosen to send again. A key that is found with another request
 * is refused.
 */
export class Idempotency {
	/** What this process is sending, by key; the next with the same key waits for it. */
	private readonly inFlight = new Map<string, Promise<unknown>>();
	/**
	 * What is known to be sent under a key, and when (milliseconds since the epoch) where this process has sent it: the
	 * store does not know times.
	 */
	private readonly sent = new LruCache<{ readonly request: string; readonly at: number | undefined }>(10_000);
	/** The run that has left a key open. */
	private readonly openedBy = new LruCache<object>(10_000);
	private readonly record: KeyRecord;

	constructor(private readonly clock: Clock) {
		this.record = new KeyRecord(clock);
	}

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

	private async sendNow(
		used: OnceRequest,
		store: KeyStore,
		send: (beforeSend: BeforeSend) => Promise<Outcome>,
	) {
		let claimed: 'free' | 'open' | undefined;
		let outcome: Outcome | undefined;
		try {
			outcome = await send(async () => {
				const state = await this.record.claim(used, store);
				if (state === 'sent') return this.noteSent(used, undefined);
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
			if (claimed && state === 'open') this.openedBy.set(used.key, used.run);
			if (claimed && state === 'sent') this.noteSent(used, this.clock.now());
			if (claimed)
				await this.record.end(used, claimed === 'open' && state === 'free' ? 'open' : state, store);
		}
	}

	private noteSent({ key, request }: OnceRequest, at: number | undefined): NotAccepted {
		this.sent.set(key, { request, at });
		return alreadySent(at);
	}

	private mayGoAgain({ key, ifMaybeSent, run }: OnceRequest): boolean {
		return ifMaybeSent === 'sendAgain' && this.openedBy.get(key) !== run;
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
