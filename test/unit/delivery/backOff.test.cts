import fc from 'fast-check';

import { backOffMs } from '../../../nodes/Interakt/delivery/retry';

/** The bound of the wait after so many failures: chance at its most. */
const bound = (failures: number) => backOffMs(failures, () => 1);

test('the bound starts at a quarter of a second, doubles, and stays below ten seconds', () => {
	expect(Array.from({ length: 9 }, (_, index) => bound(index + 1))).toEqual([
		250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000,
	]);
});

test('no number of failures leads past the cap', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5_000 }), (failures) => {
			expect(bound(failures)).toBeLessThanOrEqual(10_000);
			expect(bound(failures + 1)).toBeGreaterThanOrEqual(bound(failures));
		}),
	);
});

test('the wait is anything between nothing and the bound, by chance alone', () => {
	const share = fc.double({ min: 0, max: 1, noNaN: true });
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), share, (failures, random) => {
			const wait = backOffMs(failures, () => random);

			expect(Number.isInteger(wait)).toBe(true);
			expect(Math.abs(wait - random * bound(failures))).toBeLessThanOrEqual(0.5);
		}),
	);
});
