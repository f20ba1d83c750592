/** Where a form of date begins and ends: the first that is read, and the first that is not. */
import { DateTime } from 'luxon';

import { type DateSettings, isoText, readMoment } from '../../../nodes/Interakt/input/date';
import { DateOrders } from '../../../nodes/Interakt/input/dateDay';
import { readCreatedAt, readDate, requireDate } from '../../../nodes/Interakt/input/dateField';
import { plainParameters } from '../parameters.cts';

const read = (value: unknown, settings: DateSettings = { timeZone: 'Asia/Kolkata' }) => {
	const moment = readMoment(value, settings);
	return moment && isoText(moment);
};

test.each<[string, unknown, string]>([
	['parts with blanks', { day: ' 31', month: '1 ', year: '2026' }, '2026-01-31'],
	['a day of another zone', { start: '2026-01-31', time_zone: 'Asia/Tokyo' }, '2026-01-31'],
	[
		'parts with a minute of one digit',
		{ day: 31, month: 1, year: 2026, hour: 17, minute: 5 },
		'2026-01-31T11:35:00.000Z',
	],
	['200 characters', '2026-01-31'.padEnd(200), '2026-01-31'],
	['a character that nobody sees', '2026\u200b-01-31', '2026-01-31'],
	['an Arabic comma', '31 Jan 2026\u060c 17:00', '2026-01-31T11:30:00.000Z'],
	['many blanks', '2026-01-31    17:00', '2026-01-31T11:30:00.000Z'],
	['quotes in quotes', `"'2026-01-31'"`, '2026-01-31'],
	['an apostrophe for the century', "31 Jan '26", '2026-01-31'],
	['the last short year of this century', '31-Jan-49', '2049-01-31'],
	['the first of the last', '31-Jan-50', '1950-01-31'],
	['the first second that is no ID', 100_000_000, '1973-03-03T09:46:40.000Z'],
	['the first number that is milliseconds', 1e11, '1973-03-03T09:46:40.000Z'],
	['the first that is microseconds', '100000000000000', '1973-03-03T09:46:40.000Z'],
	['the first that is nanoseconds', '100000000000000000', '1973-03-03T09:46:40.000Z'],
	['one before those that mean never', 253_402_163_999, '1978-01-11T21:29:23.999Z'],
	['one behind them', 253_402_351_201, '1978-01-11T21:32:31.201Z'],
	['the zone at once behind the time', '11:30Z 31 Jan 2026', '2026-01-31T11:30:00.000Z'],
	['the zone between, without a comma', '11:30 UTC 31 Jan 2026', '2026-01-31T11:30:00.000Z'],
	['a time on a day', '17:00 on 31 Jan 2026', '2026-01-31T11:30:00.000Z'],
	['the zone that is most ahead', '2026-01-31T17:00+14:00', '2026-01-31T03:00:00.000Z'],
	['59 minutes of an offset', '2026-01-31T17:59+05:59', '2026-01-31T12:00:00.000Z'],
	['a zone in three parts', '2026-01-31T17:00 America/Argentina/Buenos_Aires', '2026-01-31T20:00:00.000Z'],
	['a zone with a digit', '2026-01-31T17:00 Etc/GMT+5', '2026-01-31T22:00:00.000Z'],
])('%s is read: %j', (_, value, expected) => {
	expect(read(value)).toBe(expected);
});

test.each<[string, unknown]>([
	['201 characters', '2026-01-31'.padEnd(201)],
	['something before milliseconds', 'x/Date(1769859000000)/'],
	['something behind them', '/Date(1769859000000)/x'],
	['a time without a colon', '31 Jan 2026 1700'],
	['an hour alone', '2026-01-31 17'],
	['a day in digits with a sign', '-20260131'],
	['one with a plus', '+20260131'],
	['one with a fraction', '20260131.5'],
	['the first day behind those of spreadsheets', 80_001],
	['the last number that is an ID', 99_999_999],
	['the first that means never', 253_402_164_000],
	['the last', 253_402_351_200],
	['something behind the day', '17:00 31 Jan 2026 tomorrow'],
	['the same with a zone between', '11:30 UTC, 31 Jan 2026 tomorrow'],
	['a second past midnight of hour 24', '2026-01-31T24:00:01'],
	['a millisecond past it', '2026-01-31T24:00:00.001'],
	['60 seconds', '2026-01-31T17:00:60'],
	['60 minutes of an offset', '2026-01-31T17:00+05:60'],
	['the same without a colon', '2026-01-31T17:00+0560'],
	['a minute more than any zone is ahead', '2026-01-31T17:00+14:01'],
	['two words behind an offset', '2026-01-31 17:00 +0530 next week'],
	['a sign before a name', '2026-01-31 17:00 +0530 -ist'],
	['a sign behind it', '2026-01-31 17:00 +0530 ist-'],
	['something behind a zone in brackets', '2026-01-31T17:00[Asia/Kolkata]x'],
	['the same in round ones', '2026-01-31T17:00(GMT)x'],
	['something before them', '2026-01-31T17:00 x(GMT)'],
	['a zone by the name of a country', '2026-01-31T17:00 Japan'],
])('%s is refused: %j', (_, value) => {
	expect(read(value)).toBeUndefined();
});

describe('the field of a date', () => {
	test('that means UTC by its own name has nothing to tell', () => {
		const parameters = plainParameters({});
		const moment = readDate('2026-01-31T12:00', 'Trait "seen_gmt"', parameters);

		expect(moment && isoText(moment)).toBe('2026-01-31T12:00:00.000Z');
		expect(parameters.findings.notices).toEqual([]);
	});

	test.each<[unknown, string]>([
		['={{ $json.joined_utc }}', '2026-01-31T12:00:00.000Z'],
		['={{ $json.joined }}', '2026-01-31T06:30:00.000Z'],
		[1769859000, '2026-01-31T06:30:00.000Z'],
		[undefined, '2026-01-31T06:30:00.000Z'],
	])('among the optional ones is in UTC where its own expression says so: %j', (createdAt, expected) => {
		const raw = (name: string) => (name === 'additionalFields' ? { createdAt } : { createdAt: '_utc' });

		expect(readCreatedAt('2026-01-31T12:00', { ...plainParameters({}), raw })).toEqual({
			createdAt: expected,
		});
	});

	test.each<[unknown, string]>([
		['soon', '"soon"'],
		[true, '"true"'],
		['x'.repeat(101), `"${'x'.repeat(100)}…"`],
		[new Date('no'), '"Invalid Date"'],
		[DateTime.invalid('no'), '"Invalid DateTime"'],
		[['2026-01-31', '2026-02-01'], 'a list'],
	])('says what is no date: %p', (value, shown) => {
		const parameters = plainParameters({});

		expect(requireDate(value, 'Start From', parameters)).toBeUndefined();
		expect(parameters.findings.found).toEqual([
			{
				field: 'Start From',
				what: `${shown} is not a date`,
				remedy: 'Write it like 2026-01-31 or 2026-01-31T17:00.',
			},
		]);
	});

	test('whose order is set tells nothing of a date without one', () => {
		const parameters = plainParameters({ options: { dayMonthOrder: 'dayFirst' } });
		requireDate('2026-01-31', 'Start From', parameters);

		expect(parameters.findings).toMatchObject({ found: [], notices: [] });
	});
});

describe('the orders of a run', () => {
	const readIn = (dateOrders: DateOrders, value: string, values: Record<string, unknown>) => {
		const parameters = { ...plainParameters(values), dateOrders };
		readDate(value, 'Born', parameters);
		return parameters.findings.found;
	};

	test('a guess of month first is contradicted too', () => {
		const dateOrders = new DateOrders();
		readIn(dateOrders, '31/12/2024', {});

		expect(readIn(dateOrders, '12/05/2024', { additionalFields: { countryCode: '+1' } })).toMatchObject([
			{ what: '"12/05/2024" may be month first or, as the date of another item, day first' },
		]);
	});

	test('an order that is set for one item shows nothing of the others', () => {
		const dateOrders = new DateOrders();
		readIn(dateOrders, '12/05/2024', { options: { dayMonthOrder: 'monthFirst' } });

		expect(readIn(dateOrders, '12/05/2024', {})).toEqual([]);
	});
});
