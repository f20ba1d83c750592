/** How a server counts requests against its limit; which one Interakt has is not documented. */
export type LimitShape = 'fixed' | 'sliding' | 'bucket';

export interface LimitOptions {
	/** Requests per minute (S0: Growth 300, Advanced 600). */
	perMinute: number;
	shape: LimitShape;
	/** Requests that a token bucket holds; a tenth of the limit unless told. */
	capacity?: number;
	/** Whether a 429 carries `Retry-After`. */
	retryAfter?: boolean;
}

const minute = 60_000;

export interface Limiter {
	/** Milliseconds until the next request would be let through; 0 when this one is, and is counted. */
	take(now: number): number;
}

/** A limiter of the wanted shape. */
export function createLimiter({ perMinute, shape, capacity }: LimitOptions): Limiter {
	if (shape === 'fixed') return fixedWindow(perMinute);
	if (shape === 'sliding') return slidingWindow(perMinute);
	return tokenBucket(perMinute, capacity ?? Math.max(1, Math.floor(perMinute / 10)));
}

/** Counts from the start of each minute of the clock. */
function fixedWindow(perMinute: number): Limiter {
	let window = -1;
	let count = 0;
	return {
		take(now) {
			const current = Math.floor(now / minute);
			if (current !== window) {
				window = current;
				count = 0;
			}
			if (count >= perMinute) return (current + 1) * minute - now;
			count++;
			return 0;
		},
	};
}

/** Never lets more than the limit through in any 60 seconds. */
function slidingWindow(perMinute: number): Limiter {
	let taken: number[] = [];
	return {
		take(now) {
			if ((taken[0] ?? now) <= now - minute) taken = taken.filter((at) => at > now - minute);
			if (taken.length >= perMinute) return (taken[0] ?? now) + minute - now;
			taken.push(now);
			return 0;
		},
	};
}

/** Refills evenly and holds a burst. */
function tokenBucket(perMinute: number, capacity: number): Limiter {
	let tokens = capacity;
	let last: number | undefined;
	return {
		take(now) {
			tokens = Math.min(capacity, tokens + ((now - (last ?? now)) * perMinute) / minute);
			last = now;
			if (tokens < 1) return Math.ceil(((1 - tokens) * minute) / perMinute);
			tokens--;
			return 0;
		},
	};
}
