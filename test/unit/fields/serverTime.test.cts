import fc from 'fast-check';
import { DateTime } from 'luxon';

import { serverTime } from '../../../nodes/Interakt/fields/contactPages';

test.each([
	['with its zone', '2024-01-15T10:00:01.500Z', '2024-01-15T10:00:01.500Z'],
	['without a zone', '2024-01-15T10:00:01.500000', '2024-01-15T10:00:01.500Z'],
	['with a space', ' 2024-01-15 10:00:01 ', '2024-01-15T10:00:01.000Z'],
	['of another zone', '2024-01-15T15:30:00+05:30', '2024-01-15T10:00:00.000Z'],
	['of the last of a month', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00.000Z'],
	['without seconds', '2024-01-15T10:00', '2024-01-15T10:00:00.000Z'],
])('a time %s', (_, text, expected) => {
	expect(new Date(serverTime(text)).toISOString()).toBe(expected);
});

test.each([
	['2023-02-29T10:00:00Z'],
	['2024-13-01T10:00:00Z'],
	['2024-01-15T25:00:00Z'],
	['soon'],
	[''],
	[5],
])('%j is none', (value) => expect(serverTime(value)).toBeNaN());

const digits = (most: number, length = 2) =>
	fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(length, '0'));
const written = fc
	.tuple(
		digits(9999, 4),
		digits(13),
		digits(32),
		digits(25),
		digits(61),
		digits(61),
		fc.constantFrom('', 'Z'),
	)
	.chain(([year, month, day, hour, minute, second, zone]) =>
		fc
			.constantFrom('', '.5', '.120', '.120000', '.999999')
			.map((part) => `${year}-${month}-${day}T${hour}:${minute}:${second}${part}${zone}`),
	);

test('any date and time is what luxon reads, in UTC', () => {
	fc.assert(
		fc.property(written, (text) => {
			expect(serverTime(text)).toBe(DateTime.fromISO(text, { zone: 'utc' }).toMillis());
		}),
		{ numRuns: 500 },
	);
});
