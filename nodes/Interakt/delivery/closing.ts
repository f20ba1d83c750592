import type { Outcome } from './outcome';
import { maxPauseMs } from './rateLimiter';

/** Milliseconds that a request waits in all for a server that asks for more than `maxPauseMs`, with room for chance. */
export const maxClosedMs = maxPauseMs + 1_000;

/**
 * A server that asks to wait longer than anybody does here, as with a date years ahead. It is asked again once
 * `maxPauseMs` have passed; when it still says so, what waits for it ends, for all requests of a run together.
 */
export class Closing {
	private since: number | undefined;
	private outcome: Outcome | undefined;

	/** Learns from how a call ended. */
	note(outcome: Outcome, now: number): void {
		const { retryAfterMs = 0 } = outcome.status === 'accepted' ? {} : outcome.failure;
		if (retryAfterMs <= maxPauseMs) this.since = this.outcome = undefined;
		else {
			this.since ??= now;
			this.outcome = outcome;
		}
	}

	/** How requests end that have waited long enough for it. */
	endAt(now: number, waited: number): Outcome | undefined {
		return this.since !== undefined && now - this.since >= waited ? this.outcome : undefined;
	}
}
