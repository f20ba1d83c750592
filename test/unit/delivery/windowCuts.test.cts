import fc from 'fast-check';

import { cut, earliest, latest, split } from '../../../nodes/Interakt/delivery/windowCuts';

describe('all of time is cut so that each window holds about as many rows', () => {
	test.each<[string, number[], number, number, number[]]>([
		['into none, where one window holds all', [10, 20], 20, 20, []],
		['into none, without a row to go by', [], 40, 20, []],
		['in the middle of two rows', [10, 20], 40, 20, [15]],
		['at a row', [10, 20, 30], 21, 20, [20]],
		['in four, on straight lines between the rows', [0, 100, 400], 80, 20, [50, 100, 250]],
		['wherever the rows stand', [400, 0, 100], 80, 20, [50, 100, 250]],
		['once where many rows are of one time', [100, 100, 100], 80, 20, [100]],
	])('%s', (_, given, total, wanted, cuts) => {
		const base = Date.UTC(2025, 0);
		const windows = cut(
			given.map((time) => base + time),
			total,
			wanted,
		);
		const at = cuts.map((time) => base + time);

		expect(windows).toEqual(
			[earliest, ...at].map((from, index) => ({
				after: index === 0 ? from : from - 1,
				before: at[index] ?? latest,
			})),
		);
	});
});

describe('a window that holds too much is cut', () => {
	test.each<[string, [number, number], number[], number, number, Array<[number, number]>]>([
		[
			'evenly where its rows are spread',
			[0, 1_000],
			[990, 10],
			100,
			25,
			[
				[0, 250],
				[249, 500],
				[499, 750],
				[749, 1_000],
			],
		],
		[
			'around rows that are crowded, and in halves beside them',
			[0, 1_000],
			[405, 400, 410],
			100,
			25,
			[
				[0, 200],
				[199, 400],
				[399, 411],
				[410, 706],
				[705, 1_000],
			],
		],
		[
			'evenly where rows are just not crowded',
			[0, 100],
			[20, 44],
			100,
			25,
			[
				[0, 25],
				[24, 50],
				[49, 75],
				[74, 100],
			],
		],
		[
			'in two at least',
			[0, 1_000],
			[10, 990],
			10,
			25,
			[
				[0, 500],
				[499, 1_000],
			],
		],
		[
			'at what lies within it alone',
			[100, 1_100],
			[1_099],
			10,
			25,
			[
				[100, 600],
				[599, 1_099],
				[1_098, 1_100],
			],
		],
		[
			'also at its beginning',
			[100, 1_100],
			[100, 101],
			10,
			25,
			[
				[100, 102],
				[101, 601],
				[600, 1_100],
			],
		],
	])('%s', (_, [after, before], seen, size, wanted, windows) => {
		expect(split({ after, before }, seen, size, wanted)).toEqual(
			windows.map(([from, to]) => ({ after: from, before: to })),
		);
	});

	test('in sixteen at most', () => {
		expect(split({ after: 0, before: 1_600 }, [1, 1_599], 1_000, 25)).toHaveLength(16);
	});

	test('so that each moment within it is in a smaller one, whatever was seen', () => {
		const times = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 20 });
		fc.assert(
			fc.property(times, fc.integer({ min: 1, max: 999 }), fc.nat(2_000), (seen, time, size) => {
				const windows = split({ after: 0, before: 1_000 }, seen, size, 70);

				expect(windows.some(({ after, before }) => after < time && time < before)).toBe(true);
				for (const { after, before } of windows) expect(before - after).toBeLessThan(1_000);
			}),
		);
	});
});
