/** The middle of some numbers, or of the two in the middle. */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new Error('Nothing has no median');
	const sorted = [...values].sort((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
