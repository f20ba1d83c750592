import { Findings } from '../../../nodes/Interakt/input/findings';
import { amountOf, type NumberRules, readNumber } from '../../../nodes/Interakt/input/number';

const read = (value: unknown, rules?: NumberRules) => {
	const findings = new Findings();
	return [readNumber(value, 'Limit', findings, rules), findings.found];
};

const notANumber = 'Write digits with a point for decimals, like 1999.50.';

test('three digits behind a comma are thousands of a currency with two decimals, and open with three', () => {
	expect(['INR 1,499', 'JPY 1,499', 'KWD 1,499'].map((given) => read(given, { written: true })[0])).toEqual([
		1499,
		1499,
		undefined,
	]);
});

describe('a number is read', () => {
	test.each<[unknown, number, NumberRules?]>([
		[12n, 12],
		[0.1 + 0.2, 0.3],
		['1'.padStart(60, '0'), 1],
		[`${'1'.padStart(60, '0')}${' '.repeat(20)}`, 1],
		[1, 1, { min: 1 }],
		[100, 100, { max: 100 }],
		[3, 3, { whole: true, min: 1, max: 100 }],
		[9007199254740991, 9007199254740991],
		[5, 5, { written: true }],
		['Rs 1499', 1499, { written: true }],
		['rs. 1499', 1499, { written: true }],
		['1499 INR', 1499, { written: true }],
		[' ₹1,499.00 ', 1499, { written: true }],
		['Rs.   1,499.00', 1499, { written: true }],
		['€1499.125', 1499.125, { written: true }],
		['€1.4999', 1.4999, { written: true }],
		['1,499.00'.padEnd(60), 1499, { written: true }],
		['1,234,567', 1234567, { written: true }],
		['1.234,50', 1234.5, { written: true }],
	])('%p', (value, number, ...[rules]) => {
		expect(read(value, rules)).toEqual([number, []]);
	});
});

describe('what is no number is refused', () => {
	test.each<[unknown, NumberRules?]>([
		['many'],
		['1'.padStart(61, '0')],
		[`${'1'.padStart(60, '0')}${' '.repeat(21)}`],
		['1,499.00'],
		['₹1499'],
		[true, { written: true }],
		['12,345', { written: true }],
		['123,456', { written: true }],
		['-1,499', { written: true }],
		['€1.499', { written: true }],
		['€12.345', { written: true }],
		['-€1.499', { written: true }],
		['1 49', { written: true }],
		['12 hrs', { written: true }],
		['RSX 1499', { written: true }],
		['1,499.00'.padEnd(61), { written: true }],
	])('%p %j', (value, ...[rules]) => {
		const [number, found] = read(value, rules);

		expect(number).toBeUndefined();
		expect(found).toMatchObject([
			{ field: 'Limit', what: expect.stringContaining('is not a number'), remedy: notANumber },
		]);
	});

	test('and one that has lost digits', () => {
		expect(read('9007199254740993')[1]).toEqual([
			{
				field: 'Limit',
				what: '"9007199254740993" has more digits than a number can hold',
				remedy: 'Give it as text, in quotes, where it comes from.',
			},
		]);
	});
});

describe('a number that is not one of the field is refused', () => {
	test.each<[unknown, NumberRules, string]>([
		[1.5, { whole: true }, 'Give a whole number.'],
		[0, { min: 1 }, 'Give a number of at least 1.'],
		['101', { max: 100 }, 'Give a number of at most 100.'],
		[0, { whole: true, min: 1, max: 100 }, 'Give a whole number of at least 1 and at most 100.'],
		[101, { whole: true, min: 1, max: 100 }, 'Give a whole number of at least 1 and at most 100.'],
		[1.5, { whole: true, min: 1, max: 100 }, 'Give a whole number of at least 1 and at most 100.'],
	])('%p of %j', (value, rules, remedy) => {
		expect(read(value, rules)).toEqual([
			undefined,
			[{ field: 'Limit', what: `"${String(value)}" is not one of its numbers`, remedy }],
		]);
	});
});

describe('an amount', () => {
	test.each<[unknown, number | undefined]>([
		['1,499', 1499],
		['1499'.padEnd(60), 1499],
		['1499'.padEnd(61), undefined],
		[1499, 1499],
		[12n, 12],
		['many', undefined],
		['1.499', undefined],
		[null, undefined],
		[NaN, undefined],
		[Infinity, undefined],
	])('%p is %p', (value, amount) => {
		expect(amountOf(value, 'INR')).toBe(amount);
	});
});
