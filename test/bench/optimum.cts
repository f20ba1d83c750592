import type { LimitOptions } from '../simulator/limits.cts';

/** A number of requests of one kind, and the server that they go to. */
export interface Task {
	count: number;
	/** Seconds until the server answers. */
	latency: number;
	/** Unlimited unless told. */
	limit?: Pick<LimitOptions, 'perMinute' | 'shape' | 'capacity'>;
}

const minute = 60;

/**
 * The seconds that nobody can undercut: from the first request to the last answer, when nothing but the server takes
 * time, never more than the limit is sent in any 60 seconds, and the server never has to say no. A fixed window could
 * be straddled, but where it begins is not known, so it is no faster than a sliding one.
 */
export function optimum({ count, latency, limit }: Task): number {
	if (!limit) return latency;
	const { perMinute, shape, capacity = Math.max(1, Math.floor(perMinute / 10)) } = limit;
	/** When each request may leave. */
	const departures: number[] = [];
	for (let index = 0; index < count; index++) {
		const inWindow = index < perMinute ? 0 : (departures[index - perMinute] ?? 0) + minute;
		const token = shape === 'bucket' ? ((index + 1 - capacity) * minute) / perMinute : 0;
		departures.push(Math.max(inWindow, token));
	}
	return (departures.at(-1) ?? 0) + latency;
}
