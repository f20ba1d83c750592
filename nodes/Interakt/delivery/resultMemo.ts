import type { Outcome } from './outcome';

/**
 * What became of items that may come again: n8n's Retry On Fail runs the whole node again with the very same
 * items, whatever became of most of them. Kept as long as the item itself.
 */
const outcomes = new WeakMap<object, Outcome<unknown>>();

/** Remembers what must not be done again: what was accepted, and what nobody knows unless a repeat changes nothing. */
export function remember(item: object, outcome: Outcome<unknown>): void {
	const isFinal =
		outcome.status === 'accepted' || (outcome.status === 'unknown' && !outcome.failure.repeatable);
	if (isFinal) outcomes.set(item, outcome);
}

/** What became of an item when the node ran with it before. */
export function remembered<Result>(item: object): Outcome<Result> | undefined {
	return outcomes.get(item) as Outcome<Result> | undefined;
}
