import type { Attempt } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import type { Failure, Outcome } from './outcome';
import { verdict } from './verdict';

export interface Delivery {
	/** How many requests may be on their way at once. */
	readonly concurrency: number;
	/** Makes one attempt; see `Client.send`. */
	readonly send: (request: InteraktRequest) => Promise<Attempt>;
	/** Whether to start no further request after an outcome that is not `accepted`. */
	readonly stopAtFirst: boolean;
	/** Whether the run was cancelled. */
	readonly cancelled: () => boolean;
	readonly now: () => number;
}

const notStarted: Failure = {
	reason: 'notStarted',
	message: 'Not sent: the run stopped before this item',
	description: 'Run the workflow again with the items that were not accepted.',
};

/**
 * Carries out all requests of a node and gives each its outcome, in the order of the requests. An entry that
 * already is an outcome (its input was refused) passes through. What is on its way when the run stops is
 * waited for, so that every item ends with an outcome.
 */
export async function deliver(
	entries: ReadonlyArray<InteraktRequest | Outcome>,
	{ concurrency, send, stopAtFirst, cancelled, now }: Delivery,
): Promise<Outcome[]> {
	const outcomes = new Array<Outcome>(entries.length);
	let next = 0;
	let stopped = false;

	const carryOut = async (entry: InteraktRequest | Outcome): Promise<Outcome> => {
		if ('status' in entry) return entry;
		if (stopped || cancelled()) return { status: 'skipped', failure: notStarted };
		const outcome = verdict(await send(entry), entry.effect, now());
		if (outcome.status !== 'accepted' && stopAtFirst) stopped = true;
		return outcome;
	};
	const lane = async () => {
		for (let index = next++; index < entries.length; index = next++) {
			const entry = entries[index];
			if (entry) outcomes[index] = await carryOut(entry);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, entries.length) }, lane));
	return outcomes;
}
