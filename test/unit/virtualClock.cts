/** A clock that stands still until everything waits, and then goes to the first who wakes. */
export class VirtualClock {
	/** Milliseconds since the epoch. */
	time = 1_000_000;
	private readonly sleepers: Array<{ at: number; wake: () => void }> = [];

	now = () => this.time;
	sleep = async (milliseconds: number) =>
		await new Promise<void>((wake) =>
			this.sleepers.push({ at: this.time + Math.max(0, milliseconds), wake }),
		);

	/** Runs until the work is done. */
	async run<Result>(work: Promise<Result>): Promise<Result> {
		let done = false;
		void work.finally(() => (done = true)).catch(() => undefined);
		while (!done) {
			await new Promise((resolve) => setImmediate(resolve));
			if (done) break;
			this.sleepers.sort((one, other) => one.at - other.at);
			const next = this.sleepers.shift();
			if (next === undefined) continue;
			this.time = Math.max(this.time, next.at);
			next.wake();
		}
		return await work;
	}
}
