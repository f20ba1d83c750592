/** Milliseconds of the first wait, doubled with each further one up to the cap. */
const first = 250;
const cap = 10_000;

/**
 * How long to wait before the next try: anything between nothing and a bound that doubles ("full jitter"), so
 * that many who failed together do not come back together.
 *
 * @param failures How many tries failed so far, at least 1.
 * @param random Gives numbers from 0 to 1.
 * @returns Milliseconds.
 */
export function backOff(failures: number, random: () => number): number {
	return Math.round(random() * Math.min(cap, first * 2 ** (failures - 1)));
}
