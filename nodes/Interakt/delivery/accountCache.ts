import { LruCache } from '../shared/lruCache';
import type { Accepted, Outcome } from './outcome';

/** How long a list may be used again, in milliseconds: long enough for the editor and a run not to fetch it twice. */
const freshFor = 60_000;

/** What came of asking for a list. */
interface Attempt<Value> {
	readonly given: Outcome<Value>;
	/** The list of the last time that it could be read. */
	readonly last: Accepted<Value> | undefined;
	readonly isRead: boolean;
}

interface CacheEntry<Value> {
	readonly at: number;
	readonly attempt: Promise<Attempt<Value>>;
}

async function attemptOf<Value>(
	fetch: () => Promise<Outcome<Value>>,
	before: CacheEntry<Value> | undefined,
): Promise<Attempt<Value>> {
	const outcome = await fetch();
	if (outcome.status === 'accepted') return { given: outcome, last: outcome, isRead: true };
	const last = (await before?.attempt)?.last;
	const given = last === undefined || outcome.failure.reason === 'invalidKey' ? outcome : last;
	return { given, last, isRead: false };
}

/**
 * What was read of accounts lately: once a minute at most, whoever asks. What cannot be read is asked for again the next
 * time; until then the list of the last time stands in for it, as some accounts get no list for weeks. A key that is
 * refused gets nothing.
 */
export class AccountCache<Value> {
	private readonly entries = new LruCache<CacheEntry<Value>>(20);

	/**
	 * @param key Tells accounts apart; see `Client.key`.
	 * @param now Milliseconds since the epoch.
	 */
	async read(key: string, now: number, fetch: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
		const before = this.entries.get(key);
		if (before && now - before.at < freshFor) return (await before.attempt).given;
		const attempt = attemptOf(fetch, before);
		this.entries.set(key, { at: now, attempt });
		const { given, isRead } = await attempt;
		if (!isRead && this.entries.get(key)?.attempt === attempt) {
			this.entries.set(key, { at: -Infinity, attempt });
		}
		return given;
	}
}
