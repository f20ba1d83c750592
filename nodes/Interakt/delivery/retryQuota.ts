import { LruCache } from '../shared/lruCache';

/** Tokens of a full quota, and what a further try takes of it: 35 tries, as in the SDKs of AWS. */
const full = 500;
const perTry = 14;

/** What comes back with the time alone: a full quota in a minute. */
const perMillisecond = full / 60_000;

/**
 * How often the requests of one credential may be tried again, shared by all items, nodes and executions of this process.
 *
 * When a server is down, tries of every item only add to its load and to the length of the run. So each further try
 * takes of a quota, and each answer that is no passing failure gives as much back: with more answers than tries the
 * quota stays full, and when most calls do not succeed it is soon used up. Then an item ends as it was answered the
 * first time. A 429 neither takes nor gives: the server lives and did nothing, and the rate limiter waits for it.
 *
 * Pure arithmetic over the times it is given.
 */
export class RetryQuota {
	private tokens = full;
	private refilledAt = 0;

	/**
	 * Takes what one further try costs.
	 *
	 * @param now Milliseconds since the epoch.
	 * @returns Whether there was enough; otherwise nothing is taken.
	 */
	take(now: number): boolean {
		const since = Math.max(0, now - this.refilledAt);
		this.tokens = Math.min(full, this.tokens + since * perMillisecond);
		this.refilledAt = now;
		if (this.tokens < perTry) return false;
		this.tokens -= perTry;
		return true;
	}

	/** Gives back what one try costs, for a call that was answered. */
	giveBack(): void {
		this.tokens = Math.min(full, this.tokens + perTry);
	}
}

const quotas = new LruCache<RetryQuota>(100);

/**
 * The retry quota of a credential, the same for everybody in this process.
 *
 * @param key Tells accounts apart; see `Client.key`.
 */
export const retryQuotaFor = (key: string): RetryQuota => quotas.use(key, () => new RetryQuota());
