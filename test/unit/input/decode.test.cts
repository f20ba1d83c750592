import fc from 'fast-check';

import { decode } from '../../../nodes/Interakt/input/json';

const encoded = (value: unknown, times: number): unknown =>
	times === 0 ? value : encoded(JSON.stringify(value), times - 1);

const buttons = [{ type: 'URL', text: 'Say "hi"', url: 'https://example.com/{{1}}' }];

describe.each([0, 1, 2, 3])('what was encoded %i times', (times) => {
	test.each<[string, unknown]>([
		['a list of objects', buttons],
		['a list of texts', ['Asha', '1042']],
		['an empty list', []],
		['an object', { a: 1 }],
	])('is as it was: %s', (_, value) => {
		expect(decode(encoded(value, times))).toEqual(value);
	});
});

describe('what is no JSON stays as it is', () => {
	test.each<[unknown]>([
		['Hello'],
		[''],
		['[not JSON'],
		['{{1}}'],
		['"half'],
		['12'],
		['null'],
		[null],
		[undefined],
		[12],
		[false],
	])('%p', (value) => {
		expect(decode(value)).toBe(value);
	});
});

test('texts inside a list are left alone, even when they look like JSON', () => {
	expect(decode(JSON.stringify(['[1]', '"a"', '{}']))).toEqual(['[1]', '"a"', '{}']);
});

test('never throws, whatever the text', () => {
	const text = fc.oneof(
		fc.string(),
		fc.json(),
		fc.json().map((json) => JSON.stringify(json)),
	);
	fc.assert(
		fc.property(text, (any) => void decode(any)),
		{ numRuns: 500 },
	);
});
