import { LruCache } from '../shared/lruCache';
import { FifoLock } from './fifoLock';

/** The window of Interakt's limits, in milliseconds (S0: requests per minute). */
const windowMs = 60_000;

/** What a 429 leaves of the pace, and of a burst of our own that leaves the window. */
const decreaseFactor = 0.6;

/** The slowest pace, as a share of the plan. Who has less than that in a window has no share in it worth waiting for. */
const minShare = 0.05;

/** The pace after a window that bursts had filled, in plans. */
const reopenedShare = 4;

/** Milliseconds without a 429 in which the distance between requests shrinks to nothing. */
const recoveryMs = 60_000;

/** Milliseconds for which only a server that counts in a window refuses everything. */
const closedWindowMs = 6_000;

/** Milliseconds to pause after a 429 that does not say how long; doubled with each one in a row, up to the longest. */
const firstPauseMs = 500;
const longestGuessMs = 10_000;

/** Milliseconds after the first 429 between which a window opens that others had filled in one burst just before. */
const reopeningMs = [57_000, 61_500] as const;

/** Milliseconds by which chance can lengthen a pause, so that processes that share a key do not come back as one. */
const jitterMs = 500;

/** Milliseconds to wait for the answer to a request that asks whether the server takes any again. */
const answerMs = 2_000;

/** Milliseconds until a further look at calls that are in flight. */
const pollMs = 50;

/** Milliseconds after the end of a pause in which our own requests that leave the window count as gone. */
const leavingMs = 1_000;

/** Longest pause that a 429 can ask for, in milliseconds: a server's slip must not stop a key for days. */
export const maxPauseMs = 300_000;

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
 * A server that counts otherwise (a token bucket, or others on the same key) answers 429. Then everything pauses,
 * and requests go evenly instead of in bursts: more slowly after each further 429, faster and faster while none
 * comes, and in bursts again after a minute. So processes that share a plan find their shares of it.
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
	/** 429s in a row, not counting those of requests that were on their way when the pause began. */
	private refusals = 0;
	/** Whether one request asks if the server takes any again, and the others wait for its answer. */
	private isAsking = false;
	/** When the first 429 of the row came. */
	private closedAt = 0;
	/** Whether requests went in bursts then. */
	private wasBursting = false;
	/** Whether the server is known to count in a window. */
	private hasWindow = false;
	/** Requests a minute right after the last pause. */
	private pace = Infinity;
	/** When the next request may go at that pace, and the distance that the last one keeps. */
	private nextAt = 0;
	private lastGap = 0;
	/** How many may go at once because as many of our own leave the window. */
	private replacements = 0;

	/**
	 * @param perMinute Requests that the plan allows in a minute.
	 * @param random Gives numbers from 0 to 1.
	 */
	constructor(
		private perMinute: number,
		private readonly random: () => number,
	) {}

	/** Goes by another limit from now on, as when the plan of a credential was changed. */
	setLimit(perMinute: number): void {
		this.perMinute = perMinute;
	}

	/**
	 * Milliseconds until the next request may start; 0 means now.
	 *
	 * @param now Milliseconds since the epoch.
	 */
	wait(now: number): number {
		while (this.ended[0] !== undefined && this.ended[0] <= now - windowMs) this.ended.shift();
		const full = this.inFlight + this.ended.length >= this.perMinute;
		// All of the window is in flight: the first that ends says when it frees.
		const window = full ? (this.untilOwnLeaves(now) ?? pollMs) : 0;
		if (full && this.isIdle(now)) this.isAsking = true;
		const turn = this.nextAt - now;
		const untilLook = this.isAsking && this.inFlight > 0 ? Math.min(turn, pollMs) : turn;
		return Math.ceil(Math.max(0, this.pausedUntil - now, window, untilLook));
	}

	/** Counts a request that starts now. */
	acquire(now: number): void {
		if (this.isAsking) this.lastGap = Math.max(answerMs, this.gap(now));
		else if (this.replacements === 0) this.lastGap = this.gap(now);
		else {
			this.replacements--;
			this.lastGap = 0;
		}
		this.nextAt = Math.max(this.nextAt, now) + this.lastGap;
		this.inFlight++;
	}

	/** Takes back the start of a request that was not sent after all. */
	refund(): void {
		this.inFlight--;
		this.nextAt -= this.lastGap;
	}

	/** Counts the end of a request, and learns from a 429. */
	release(now: number, { limited, retryAfterMs }: CallEnd): void {
		this.inFlight--;
		// What the server did not let through takes no part in its window.
		if (limited) return this.slowDown(now, retryAfterMs);
		this.ended.push(now);
		if (!this.isAsking || this.pausedAt(now)) return;
		this.isAsking = false;
		this.refusals = 0;
		this.nextAt = now;
	}

	/** Whether everything waits because of a 429, rather than because the minute is used up. */
	pausedAt(now: number): boolean {
		return now < this.pausedUntil;
	}

	/**
	 * Whether a burst has used the window up some time ago: others may fill it before it opens for us again, and then a
	 * second burst would be refused.
	 */
	private isIdle(now: number): boolean {
		const lastEnd = this.ended.at(-1) ?? now;
		return this.inFlight === 0 && now - lastEnd > closedWindowMs;
	}

	/** Milliseconds between two requests: less and less the longer no 429 has come, and nothing in the end. */
	private gap(now: number): number {
		return (windowMs / this.pace) * Math.max(0, 1 - (now - this.pausedUntil) / recoveryMs);
	}

	private slowDown(now: number, retryAfterMs: number | undefined): void {
		// Of all that was on its way only the first counts, and what stays closed says nothing new about the pace.
		if (this.pausedAt(now)) return;
		if (this.refusals === 0) {
			this.closedAt = now;
			this.wasBursting = this.gap(now) === 0;
			this.pace = this.wasBursting ? this.perMinute : this.slower(windowMs / this.gap(now));
		}
		const pause = Math.min(retryAfterMs ?? this.guess(now), maxPauseMs);
		this.pausedUntil = now + pause + Math.min(pause, jitterMs) * this.random();
		this.nextAt = this.pausedUntil;
		this.replacements = 0;
		this.refusals++;
		this.isAsking = true;
		if (now + pause - this.closedAt >= closedWindowMs) this.awaitWindow();
	}

	/** The server counts in a window, whose room comes back as it was used. */
	private awaitWindow(): void {
		this.hasWindow = true;
		if (this.wasBursting) this.pace = this.perMinute * reopenedShare;
		this.replacements = this.replacedAt(this.pausedUntil);
	}

	private slower(pace: number): number {
		const most = this.perMinute * reopenedShare;
		return Math.max(this.perMinute * minShare, Math.min(pace, most) * decreaseFactor);
	}

	/** Milliseconds until there may be room again, where the server does not say. */
	private guess(now: number): number {
		const closedFor = now - this.closedAt;
		const [from, to] = reopeningMs;
		if (closedFor >= from && closedFor < to) return firstPauseMs;
		const untilFrom = closedFor < from ? from - closedFor : Infinity;
		const doubled = Math.min(firstPauseMs * 2 ** this.refusals, longestGuessMs, untilFrom);
		const hasShare = this.hasWindow && this.ended.length >= this.perMinute * minShare;
		return hasShare ? Math.max(doubled, this.untilOwnLeaves(now) ?? 0) : doubled;
	}

	/** Milliseconds until the oldest of our own requests leaves the window. */
	private untilOwnLeaves(now: number): number | undefined {
		const [oldest] = this.ended;
		return oldest === undefined ? undefined : oldest + windowMs - now;
	}

	/**
	 * How many of our own requests that will just have left the window, or are about to, are replaced at once. The others
	 * follow at the pace, so that who has much leaves room for who has little.
	 */
	private replacedAt(time: number): number {
		const firstToStay = this.ended.findIndex((ended) => ended > time - windowMs + leavingMs);
		const leaving = firstToStay < 0 ? this.ended.length : firstToStay;
		return Math.ceil(leaving * decreaseFactor);
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
