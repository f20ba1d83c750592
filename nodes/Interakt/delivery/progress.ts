import type { Outcome } from './outcome';
import type { RateLimiter } from './rateLimiter';

/** Milliseconds between two lines of the log; a run that is over sooner says nothing. */
const every = 5_000;

/** What the log says while a run goes on. */
export class Progress {
	private done = 0;
	private accepted = 0;
	private lastAt: number;
	private lastDone = 0;

	/**
	 * @param total Items of the run.
	 * @param now Milliseconds since the epoch.
	 * @param log Takes a line.
	 */
	constructor(
		private readonly total: number,
		private readonly startedAt: number,
		private readonly log: (line: string) => void,
	) {
		this.lastAt = startedAt;
	}

	/** Counts an item that is done. */
	finished({ status }: Outcome<unknown>): void {
		if (status === 'skipped') return;
		this.done++;
		if (status === 'accepted') this.accepted++;
	}

	/** Says how far the run has come, and why it waits, unless it has said so a moment ago. */
	report(now: number, rateLimiter: RateLimiter): void {
		const since = now - this.lastAt;
		if (since < every) return;
		const perMinute = Math.round(((this.done - this.lastDone) * 60_000) / since);
		this.lastAt = now;
		this.lastDone = this.done;
		const wait = Math.ceil(rateLimiter.wait(now) / 1000);
		const why = rateLimiter.pausedAt(now) ? 'Interakt answered 429' : 'the limit of the plan is used up';
		const waiting = wait > 0 ? `, waiting ${wait} s because ${why}` : '';
		this.log(`${this.state()}, ${perMinute} a minute${waiting}`);
	}

	/** The last line of a run that was worth one. */
	end(now: number, stopped: boolean): void {
		if (!stopped && now - this.startedAt < every) return;
		const seconds = Math.round((now - this.startedAt) / 1000);
		this.log(`${this.state()}, ${stopped ? 'stopped' : 'finished'} after ${seconds} s`);
	}

	private state(): string {
		return `${this.done} of ${this.total} items done, ${this.accepted} accepted`;
	}
}
