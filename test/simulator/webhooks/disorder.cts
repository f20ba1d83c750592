/** At least once, in any order: what a receiver has to expect (contract §13). */
import { seeded } from '../faults.cts';

/** In an order drawn at random, the same for the same seed. */
export function shuffled<T>(events: readonly T[], seed = 1): T[] {
	const random = seeded(seed);
	const mixed = [...events];
	for (let last = mixed.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
	}
	return mixed;
}

/**
 * All events, and a share of them once more, each repeat somewhere after its first.
 *
 * @param share From 0 to 1; of ten events and 0.2, two come twice.
 */
export function repeated<T>(events: readonly T[], share: number, seed = 1): T[] {
	const random = seeded(seed);
	const chosen = shuffled(
		events.map((_, index) => index),
		seed,
	).slice(0, Math.round(events.length * share));
	const places = events.map((event, index) => ({ event, place: index }));
	const again = chosen.map((index) => ({
		event: events[index] as T,
		place: index + 0.5 + random() * (events.length - index),
	}));
	return [...places, ...again].sort((one, other) => one.place - other.place).map(({ event }) => event);
}
