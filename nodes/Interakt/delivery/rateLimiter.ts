import { LruCache } from '../shared/lruCache';

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

/** The window of Interakt's limits, in milliseconds (S0: requests per minute). */
const windowMs = 60_000;

/** How far a 429 lowers the rate, and what of the full rate comes back with each request that gets through. */
const decreaseFactor = 0.7;
const recoveryStep = 0.02;

/** The lowest rate, as a share of the full one. */
const minShare = 0.05;

/** Milliseconds to pause after a 429 that does not say how long; doubled with each one in a row, up to a minute. */
const firstPauseMs = 500;

/** Milliseconds by which chance can lengthen a pause, so that processes that share a key do not come back as one. */
const jitterMs = 500;

/** Longest pause that a 429 can ask for, in milliseconds: a server's slip must not stop a key for days. */
export const maxPauseMs = 300_000;

/** Milliseconds of a pause that only a server with a window asks for: its room then comes back as it was used. */
const windowPauseMs = 5_000;

/** How a request ended, as far as the rate limiter is concerned. */
export interface CallEnd {
	/** Whether the server answered 429. */
	readonly limited: boolean;
	/** Milliseconds that it asked to wait. */
	readonly retryAfterMs?: number | undefined;
}

/**
 * The rate limiter of one credential, shared by all items, nodes and executions of this process.
 *
 * It lets requests go at once while the minute has room: never more than the limit in any 60 seconds, as the
 * server sees them. A request takes part in the window from its start until 60 seconds after its end, because
 * the server saw it somewhere between the two. So fixed and sliding windows are never overrun.
 *
 * A server that counts otherwise (a token bucket, or other programs on the same key) answers 429. Then
 * everything pauses, requests go evenly instead of in bursts, and each further 429 lowers the rate; what gets
 * through raises it again, and quiet minutes bring back bursts.
 *
 * Pure arithmetic over the times it is given: it neither waits nor looks at a clock.
 */
export class RateLimiter {
	/** Those who wait for their turn, of all executions. */
	readonly turns = new FifoLock();
	/** When the requests of the last minute ended, oldest first. */
	private readonly ended: number[] = [];
	private inFlight = 0;
	private pausedUntil = 0;
	private pauses = 0;
	/** Share of the full rate, for requests that go evenly. */
	private share = 1;
	/** How many may go at once. */
	private burst: number;
	private tokens: number;
	private refilledAt = 0;
	private limitedAt = -Infinity;

	/**
	 * @param perMinute Requests that the plan allows in a minute.
	 * @param random Gives numbers from 0 to 1.
	 */
	constructor(
		private perMinute: number,
		private readonly random: () => number,
	) {
		this.burst = perMinute;
		this.tokens = perMinute;
	}

	/** Goes by another limit from now on, as when the plan of a credential was changed. */
	setLimit(perMinute: number): void {
		if (perMinute === this.perMinute) return;
		const bursting = this.burst === this.perMinute;
		this.perMinute = perMinute;
		if (bursting) this.burst = this.tokens = perMinute;
	}

	/**
	 * Milliseconds until the next request may start; 0 means now.
	 *
	 * @param now Milliseconds since the epoch.
	 */
	wait(now: number): number {
		this.refill(now);
		while (this.ended[0] !== undefined && this.ended[0] <= now - windowMs) this.ended.shift();
		const [oldest] = this.ended;
		const full = this.inFlight + this.ended.length >= this.perMinute;
		// All of the window is in flight: the first that ends says when it frees.
		const window = !full ? 0 : oldest === undefined ? 50 : oldest + windowMs - now;
		const token = this.tokens >= 1 ? 0 : (1 - this.tokens) / this.perMillisecond();
		return Math.ceil(Math.max(0, this.pausedUntil - now, window, token));
	}

	/** Counts a request that starts now. */
	acquire(now: number): void {
		this.refill(now);
		this.tokens -= 1;
		this.inFlight++;
	}

	/** Takes back the start of a request that was not sent after all. */
	refund(): void {
		this.inFlight--;
		this.tokens = Math.min(this.burst, this.tokens + 1);
	}

	/** Counts the end of a request, and learns from a 429. */
	release(now: number, { limited, retryAfterMs }: CallEnd): void {
		this.inFlight--;
		// What the server did not let through takes no part in its window.
		if (limited) return this.slowDown(now, retryAfterMs);
		this.ended.push(now);
		if (this.pauses > 0 || this.share < 1) this.recover();
	}

	/** Whether everything waits because of a 429, rather than because the minute is used up. */
	pausedAt(now: number): boolean {
		return now < this.pausedUntil;
	}

	private perMillisecond(): number {
		return (this.perMinute * this.share) / windowMs;
	}

	private refill(now: number): void {
		if (now - this.limitedAt > windowMs && this.burst < this.perMinute) {
			this.burst = Math.min(this.perMinute, this.burst * 2);
			this.limitedAt = now;
		}
		const since = Math.max(0, now - this.refilledAt);
		this.tokens = Math.min(this.burst, this.tokens + since * this.perMillisecond());
		this.refilledAt = now;
	}

	private slowDown(now: number, retryAfterMs: number | undefined): void {
		// Of a whole burst that was refused only the first counts.
		if (now < this.pausedUntil) return;
		// A window that stays closed says nothing new about the rate.
		if (this.burst < this.perMinute && this.pauses === 0)
			this.share = Math.max(minShare, this.share * decreaseFactor);
		const pause = Math.min(
			retryAfterMs ?? Math.min(firstPauseMs * 2 ** this.pauses, this.untilRoom(now)),
			maxPauseMs,
		);
		this.pauses++;
		this.pausedUntil = now + pause + Math.min(pause, jitterMs) * this.random();
		this.burst = this.tokens = pause < windowPauseMs ? 1 : Math.max(1, this.leavingAt(this.pausedUntil));
		this.limitedAt = now;
	}

	/** How many of our own requests will just have left the window, or are about to. */
	private leavingAt(time: number): number {
		const firstToStay = this.ended.findIndex((ended) => ended > time - windowMs + 1000);
		return firstToStay < 0 ? this.ended.length : firstToStay;
	}

	/** Milliseconds until the oldest of our own requests leaves the server's window, if it has one. */
	private untilRoom(now: number): number {
		const [oldest] = this.ended;
		const untilFree = oldest === undefined ? windowMs : oldest + windowMs - now;
		return untilFree > 0 ? untilFree : windowMs;
	}

	private recover(): void {
		this.pauses = 0;
		this.share = Math.min(1, this.share + recoveryStep);
	}
}

const limiters = new LruCache<RateLimiter>(100);

/**
 * The rate limiter of a credential, the same for everybody in this process.
 *
 * @param key Tells accounts apart; see `Client.key`.
 * @param perMinute What the credential says now.
 */
export function rateLimiterFor(key: string, perMinute: number): RateLimiter {
	const rateLimiter = limiters.use(key, () => new RateLimiter(perMinute, () => Math.random()));
	rateLimiter.setLimit(perMinute);
	return rateLimiter;
}
