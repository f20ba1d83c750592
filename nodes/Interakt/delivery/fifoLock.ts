/** A place among the calls that wait for a lock. */
export interface Ticket {
	readonly isFirst: () => boolean;
	/** Comes when the place has become the first. */
	readonly called: Promise<void>;
	/** Gives the place up, whether it was one's turn or not. */
	readonly leave: () => void;
}

interface Waiting {
	readonly call: () => void;
}

/** Those who wait for something, first come, first served. */
export class FifoLock {
	private readonly waiting: Waiting[] = [];

	enter(): Ticket {
		let call: () => void = () => {};
		const called = new Promise<void>((resolve) => (call = resolve));
		const own: Waiting = { call };
		this.waiting.push(own);
		return {
			isFirst: () => this.waiting[0] === own,
			called,
			leave: () => {
				this.waiting.splice(this.waiting.indexOf(own), 1);
				this.waiting[0]?.call();
			},
		};
	}
}
