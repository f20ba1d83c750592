interface Sleeper {
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly wake: () => void;
}

/** A clock that stands still until everything waits, and then goes to the first who wakes. */
export class VirtualClock {
	/** Milliseconds since the epoch. */
	time = 1_000_000;
	/** In the order in which they wake; of those of one moment, who came first wakes first. */
	private readonly sleepers: Sleeper[] = [];

	now = () => this.time;
	sleep = async (milliseconds: number) =>
		await new Promise<void>((wake) => {
			const at = this.time + Math.max(0, milliseconds);
			let [low, high] = [0, this.sleepers.length];
			while (low < high) {
				const middle = (low + high) >> 1;
				if ((this.sleepers[middle]?.at ?? Infinity) <= at) low = middle + 1;
				else high = middle;
			}
			this.sleepers.splice(low, 0, { at, wake });
		});

	/** Runs until the work is done. */
	async run<Result>(work: Promise<Result>): Promise<Result> {
		let done = false;
		const end = () => void (done = true);
		work.then(end, end);
		const step = () => {
			if (done) return;
			const next = this.sleepers.shift();
			if (next === undefined) {
				// It waits for something else than this clock, which needs its turn.
				setImmediate(step);
				return;
			}
			this.time = Math.max(this.time, next.at);
			next.wake();
			// A tick out of a microtask comes when no other microtask is left: when all has gone on that can.
			queueMicrotask(() => process.nextTick(step));
		};
		process.nextTick(step);
		return await work;
	}
}
