/** A stretch of time, without its ends; milliseconds since the epoch. */
export interface Window {
	readonly after: number;
	readonly before: number;
}

/** Long before Interakt existed, and long after this program will be used. */
export const earliest = Date.UTC(2000, 0);
export const latest = Date.UTC(2200, 0);

/** Windows over all of time, cut at the quantiles of the samples so that each holds about `wanted` rows. */
export function cut(times: readonly number[], total: number, wanted: number): Window[] {
	const sorted = [...times].sort((one, other) => one - other);
	const parts = Math.max(1, Math.ceil(total / wanted));
	return windows({ after: earliest, before: latest }, quantiles(sorted, parts));
}

/** The times that cut a sorted sample into equal parts, on a straight line between neighbours. */
function quantiles(sorted: readonly number[], parts: number): number[] {
	return Array.from({ length: parts - 1 }, (_, index) => {
		const position = ((index + 1) / parts) * (sorted.length - 1);
		const low = sorted[Math.floor(position)] ?? 0;
		const high = sorted[Math.ceil(position)] ?? low;
		return Math.round(low + (high - low) * (position - Math.floor(position)));
	});
}

/**
 * A window that holds too much, cut by what was seen of it, which may be only its newest or oldest rows. Rows
 * spread over the window cut it evenly. Crowded rows, as an import leaves them, cut it around them; what is
 * beside them is halved, so that few cuts suffice wherever the other rows lie.
 */
export function split(window: Window, seen: readonly number[], size: number, wanted: number): Window[] {
	const { after, before } = window;
	const parts = Math.min(Math.max(2, Math.ceil(size / wanted)), 16);
	const first = Math.min(...seen);
	const last = Math.max(...seen) + 1;
	const cuts =
		(last - first) * parts < before - after
			? [middle(after, first), first, last, middle(last, before)]
			: Array.from({ length: parts - 1 }, (_, index) =>
					Math.round(after + ((before - after) * (index + 1)) / parts),
				);
	return windows(window, cuts);
}

const middle = (from: number, to: number) => Math.round((from + to) / 2);

/** Windows between cuts, which are in their order. Both ends are exclusive, so each reaches one millisecond over its cut: the row at the cut is in both, and counts once. */
function windows({ after, before }: Window, cuts: readonly number[]): Window[] {
	const inside = [...new Set(cuts)].filter((time) => time > after && time < before);
	return [after, ...inside].map((from, index) => ({
		after: index === 0 ? from : from - 1,
		before: inside[index] ?? before,
	}));
}
