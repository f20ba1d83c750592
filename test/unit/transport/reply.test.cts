import { dataOf, retryAfter } from '../../../nodes/Interakt/transport/reply';

const now = Date.UTC(2026, 0, 31, 12, 0, 0);

describe('how long a Retry-After asks to wait', () => {
	test.each<[string | undefined, number | undefined]>([
		['7', 7_000],
		[' 1.5 ', 1_500],
		['0', 0],
		['-3', 0],
		['Sat, 31 Jan 2026 12:00:20 GMT', 20_000],
		['Sat, 31 Jan 2026 11:59:00 GMT', 0],
		['30s', 30_000],
		['30 S', 30_000],
		['5 sec', 5_000],
		['1 second', 1_000],
		['120 seconds', 120_000],
		['-3s', undefined],
		['7s5', undefined],
		['2 minutes', undefined],
		['soon', undefined],
		['Infinity', undefined],
		['', undefined],
		['  ', undefined],
		[undefined, undefined],
	])('%j: %j ms', (header, milliseconds) => {
		const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header };

		expect(retryAfter({ status: 429, headers, body: '' }, now)).toBe(milliseconds);
	});
});

test.each<[unknown, unknown]>([
	[{ data: { id: 'a' } }, { id: 'a' }],
	[{ data: ['a'] }, {}],
	[{ data: null }, {}],
	[{ id: 'a' }, {}],
	['<html></html>', {}],
	[undefined, {}],
	[null, {}],
])('the data of %j is %j', (body, data) => {
	expect(dataOf({ status: 200, headers: {}, body })).toEqual(data);
});
