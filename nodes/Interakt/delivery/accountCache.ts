import { LruCache } from '../shared/lruCache';
import type { Outcome } from './outcome';

/** How long a list may be used again, in milliseconds: long enough for the editor and a run not to fetch it twice. */
const freshFor = 60_000;

interface CacheEntry<Value> {
	readonly at: number;
	readonly read: Promise<Outcome<Value>>;
}

/** What was read of accounts lately: once a minute at most, whoever asks; what could not be read is not kept. */
export class AccountCache<Value> {
	private readonly entries = new LruCache<CacheEntry<Value>>(20);

	/**
	 * @param key Tells accounts apart; see `Client.key`.
	 * @param now Milliseconds since the epoch.
	 */
	async read(key: string, now: number, fetch: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
		const entry = this.entries.get(key);
		if (entry && now - entry.at < freshFor) return await entry.read;
		const read = fetch();
		this.entries.set(key, { at: now, read });
		const outcome = await read;
		if (outcome.status !== 'accepted' && this.entries.get(key)?.read === read) this.entries.delete(key);
		return outcome;
	}
}
