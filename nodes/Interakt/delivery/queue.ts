import { type Send, internalError, notStarted, type Outcome } from './outcome';

/** When nothing more is to be started: the run was cancelled, or something made it stop. */
export class Stop {
	private requested = false;

	/** @param cancelled Whether the run was cancelled from outside. */
	constructor(readonly cancelled: () => boolean) {}

	/** Starts nothing more from now on. */
	request(): void {
		this.requested = true;
	}

	get reached(): boolean {
		return this.requested || this.cancelled();
	}
}

/** For work that nobody stops. */
export const unstoppable = new Stop(() => false);

/** What is to be done for one item: one request, or several that belong together. */
export interface Task<Result> {
	/** Whom it concerns: tasks for one recipient are carried out one after another, in their order. */
	readonly recipient?: string | undefined;
	carryOut(send: Send): Promise<Outcome<Result>>;
}

export interface Delivery {
	/** How many tasks may be in flight at once. */
	readonly concurrency: number;
	readonly send: Send;
	/** Whether to start no further task after an outcome that is not `accepted`. */
	readonly stopAtFirst: boolean;
	readonly stop: Stop;
	/** Told of each outcome as it comes. */
	readonly finished?: (outcome: Outcome<unknown>) => void;
	/** Told what a task threw. */
	readonly threw?: (cause: unknown) => void;
}

/**
 * Carries out all tasks of a node and gives each its outcome, in the order of the tasks. An entry that already
 * is an outcome (its input was refused, or it was done before) passes through. What is in flight when the run stops
 * is waited for, and what a task throws is its outcome too, so that every item ends with one.
 */
export async function deliver<Result>(
	entries: ReadonlyArray<Task<Result> | Outcome<Result>>,
	{ concurrency, send, stopAtFirst, stop, finished, threw }: Delivery,
): Promise<Array<Outcome<Result>>> {
	const outcomes: Array<Outcome<Result>> = [];
	const waiting = entries.entries();
	/** What is in flight for a recipient and what came to wait for it; what has no recipient is alone, by its index. */
	const queues = new Map<string | number, Array<[number, Task<Result> | Outcome<Result>]>>();

	const carryOut = async (entry: Task<Result> | Outcome<Result>): Promise<Outcome<Result>> => {
		if ('status' in entry) return entry;
		if (stop.reached) return notStarted;
		const outcome = await outcomeOf(entry, send, threw);
		if (outcome.status !== 'accepted' && stopAtFirst) stop.request();
		return outcome;
	};
	/** Carries out a task and whatever came to wait for it. */
	const worker = async () => {
		for (const [index, entry] of waiting) {
			const whose = ('carryOut' in entry ? entry.recipient : undefined) ?? index;
			const queue = queues.get(whose);
			if (queue) {
				queue.push([index, entry]);
				continue;
			}
			const own: Array<[number, typeof entry]> = [[index, entry]];
			queues.set(whose, own);
			// It grows meanwhile.
			for (const [place, each] of own) {
				const outcome = await carryOut(each);
				outcomes[place] = outcome;
				finished?.(outcome);
			}
			queues.delete(whose);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, entries.length) }, worker));
	return outcomes;
}

/** The outcome of a task. What it throws is a fault of ours, after which nobody knows what has been sent. */
async function outcomeOf<Result>(
	task: Task<Result>,
	send: Send,
	threw: Delivery['threw'],
): Promise<Outcome<Result>> {
	try {
		return await task.carryOut(send);
	} catch (cause) {
		threw?.(cause);
		return internalError(cause);
	}
}
