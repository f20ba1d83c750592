import type { State } from '../simulator/state.cts';

/** What Interakt got, counted there. */
export interface Received {
	requests: number;
	/** Messages whose callback data is one of those wanted, each counted once. */
	delivered: number;
	/** Wanted messages that never came. */
	lost: number;
	/** Messages to a customer who had the same one already. */
	duplicates: number;
	/** Requests that were answered with 429. */
	refused: number;
	/** Messages that came in the first ten minutes, twice or not. */
	inTenMinutes: number;
	/** The part of the requests after the first minute that was answered with 429. */
	refusedLater: number;
	/** Most requests that came in any 60 seconds. */
	mostInAMinute: number;
	/** Seconds between the first and the last request. */
	span: number;
}

const minute = 60_000;

/** The most of the ascending times that lie in any 60 seconds. */
export function mostInAMinute(times: readonly number[]): number {
	let most = 0;
	for (let first = 0, last = 0; last < times.length; last++) {
		while ((times[last] ?? 0) - (times[first] ?? 0) >= minute) first++;
		most = Math.max(most, last - first + 1);
	}
	return most;
}

/** Holds what a simulator remembers against the callback data of the messages that were to be sent. */
export function received(
	{ requests, messages }: Pick<State, 'requests' | 'messages'>,
	wanted: readonly string[],
): Received {
	const keys = messages.map(({ callbackData = '' }) => callbackData);
	const distinct = new Set(keys);
	const delivered = wanted.filter((key) => distinct.has(key)).length;
	const times = requests.map(({ at }) => at).sort((one, other) => one - other);
	const later = requests.filter(({ at }) => at >= (times[0] ?? 0) + minute);
	const refusals = (of: typeof requests) => of.filter(({ status }) => status === 429).length;
	return {
		requests: requests.length,
		delivered,
		lost: wanted.length - delivered,
		duplicates: keys.length - distinct.size,
		inTenMinutes: messages.filter(({ at }) => at < (times[0] ?? 0) + 10 * minute).length,
		refused: refusals(requests),
		refusedLater: later.length === 0 ? 0 : refusals(later) / later.length,
		mostInAMinute: mostInAMinute(times),
		span: ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000,
	};
}
