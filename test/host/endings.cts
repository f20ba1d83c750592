/** How to end what was started, in the opposite order. */
export class Endings {
	private readonly waiting: Array<() => unknown> = [];

	/** Remembers how something that has just started ends, and gives it back. */
	add<Started>(started: Started, end: (started: Started) => unknown): Started {
		this.waiting.push(() => end(started));
		return started;
	}

	/** Ends everything that has not been ended yet. */
	readonly end = async (): Promise<void> => {
		for (let end = this.waiting.pop(); end; end = this.waiting.pop()) await end();
	};
}
