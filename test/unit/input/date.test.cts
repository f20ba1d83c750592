import { DateTime } from 'luxon';

import { isoText, readMoment } from '../../../nodes/Interakt/input/date';
import { readCreatedAt, requireDate } from '../../../nodes/Interakt/input/dateField';
import { plainParameters } from '../parameters.cts';

const kolkata = 'Asia/Kolkata';
const newYork = 'America/New_York';

function iso(value: unknown, timeZone: string): string | undefined {
	const moment = readMoment(value, { timeZone });
	return moment && isoText(moment);
}

describe('a date of an app or a database', () => {
	const read = (value: unknown) => {
		const moment = readMoment(value, { timeZone: 'Asia/Kolkata' });
		return moment && ('day' in moment ? moment.day : moment.utc.toISO());
	};

	test('that is midnight here is a day', () => {
		expect(read(new Date(1996, 11, 1))).toBe('1996-12-01');
		expect(read(new Date(1996, 11, 1, 0, 1))).toBe(new Date(1996, 11, 1, 0, 1).toISOString());
	});

	test.each([
		[{ start: '2026-01-31', end: null, time_zone: null }, '2026-01-31'],
		[{ start: '2026-01-31T17:00:00.000', end: null, time_zone: 'Asia/Tokyo' }, '2026-01-31T08:00:00.000Z'],
		[{ start: '2026-01-31T17:00:00.000+05:30', end: null, time_zone: null }, '2026-01-31T11:30:00.000Z'],
		[{ dateTime: '2026-01-31T17:00:00+05:30', timeZone: 'Asia/Kolkata' }, '2026-01-31T11:30:00.000Z'],
		[{ day: '31', month: '1', year: '2026' }, '2026-01-31'],
		[{ day: 31, month: 1, year: 2026, hour: '5', min: '00', ampm: 'PM' }, '2026-01-31T11:30:00.000Z'],
		[{ day: '', month: '', year: '' }, undefined],
		[{ city: 'Pune' }, undefined],
		[{}, undefined],
	])('in parts: %j', (value, expected) => {
		expect(read(value)).toBe(expected);
	});
});

describe('a time without a zone', () => {
	const given = (name: string, value: unknown, raw?: string) => {
		const parameters = {
			...plainParameters({}),
			...(raw !== undefined && { raw: () => ({ createdAt: raw }) }),
		};
		if (raw !== undefined) return [readCreatedAt(value, parameters).createdAt, parameters.findings.notices];
		const moment = requireDate(value, name, parameters);
		return [moment && isoText(moment), parameters.findings.notices];
	};
	const noon = '2026-01-31T12:00';

	test('is told with the zone, once a field', () => {
		expect(given('Start From', noon)).toEqual([
			'2026-01-31T06:30:00.000Z',
			['Start From: the time has no zone, so it was read in Asia/Kolkata'],
		]);
	});

	test.each(['Trait "date_created_gmt"', 'Trait "joinedUtc"', 'Trait "last seen UTC"'])(
		'of %s is in UTC',
		(name) => {
			expect(given(name, noon)).toEqual(['2026-01-31T12:00:00.000Z', []]);
		},
	);

	test.each(['={{ $json.date_created_gmt }}', '={{ $json["joined_utc"] }}'])('from %s is in UTC', (raw) => {
		expect(given('Created At', noon, raw)).toEqual(['2026-01-31T12:00:00.000Z', []]);
	});

	test('is nothing to tell of a day or a time with a zone', () => {
		expect(given('Start From', '2026-01-31')[1]).toEqual([]);
		expect(given('Start From', '2026-01-31T12:00Z')[1]).toEqual([]);
	});

	test('an object that is no date is called one', () => {
		const parameters = plainParameters({});
		requireDate({ city: 'Pune' }, 'Created At', parameters);

		expect(parameters.findings.found).toMatchObject([{ what: 'an object is not a date' }]);
	});
});

describe('a moment with a zone of its own is the same in every time zone', () => {
	const expected = '2026-01-31T11:30:00.000Z';

	test.each<[string, unknown]>([
		['ISO in UTC', '2026-01-31T11:30:00Z'],
		['ISO with milliseconds', '2026-01-31T11:30:00.000Z'],
		['ISO with an offset', '2026-01-31T17:00:00+05:30'],
		['ISO without colons', '20260131T113000Z'],
		['ISO without seconds', '2026-01-31T11:30Z'],
		['white space around', ' 2026-01-31T11:30:00Z\n'],
		['luxon DateTime', DateTime.fromISO('2026-01-31T17:00:00', { zone: kolkata })],
		['JavaScript Date', new Date('2026-01-31T11:30:00Z')],
		['Unix seconds', 1769859000],
		['Unix milliseconds', 1769859000000],
		['Unix seconds as text', '1769859000'],
		['Unix milliseconds as text', '1769859000000'],
	])('%s', (_, value) => {
		expect(iso(value, kolkata)).toBe(expected);
		expect(iso(value, newYork)).toBe(expected);
	});
});

describe('a time without a zone is in the time zone of the workflow', () => {
	test.each([
		["n8n's date picker", '2026-01-31T17:00:00'],
		['without seconds', '2026-01-31T17:00'],
		['with a space', '2026-01-31 17:00:00'],
		['with a space, without seconds', '2026-01-31 17:00'],
		['day first, slashes', '31/01/2026 17:00'],
		['day first, slashes, seconds', '31/01/2026 17:00:00'],
		['day first, dashes', '31-01-2026 17:00'],
	])('%s', (_, value) => {
		expect(iso(value, kolkata)).toBe('2026-01-31T11:30:00.000Z');
		expect(iso(value, newYork)).toBe('2026-01-31T22:00:00.000Z');
	});

	test.each([
		['winter', '2026-01-15T12:00', '2026-01-15T17:00:00.000Z'],
		['summer', '2026-07-15T12:00', '2026-07-15T16:00:00.000Z'],
		['the hour that the clock leaves out', '2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
	])('daylight saving: %s', (_, value, expected) => {
		expect(iso(value, newYork)).toBe(expected);
	});
});

describe('a day alone stays that day in every time zone', () => {
	test.each(['2026-01-31', '2026/01/31', '31/01/2026', '31-01-2026', '31.01.2026', '20260131'])(
		'%s',
		(value) => {
			expect(iso(value, kolkata)).toBe('2026-01-31');
			expect(iso(value, newYork)).toBe('2026-01-31');
		},
	);
});

describe('what is no date is not read', () => {
	test.each<[unknown]>([
		['soon'],
		['2026-02-30'],
		['2026-13-01'],
		['31/31/2026'],
		['2026-01-31T25:00'],
		['2026'],
		['17:00'],
		['12'],
		[''],
		[Number.NaN],
		[Number.POSITIVE_INFINITY],
		[new Date('no date')],
		[DateTime.fromISO('no date')],
		[true],
		[null],
		[undefined],
		[{}],
		[['2026-01-31']],
	])('%j', (value) => {
		expect(readMoment(value, { timeZone: kolkata })).toBeUndefined();
	});
});

describe('Created At', () => {
	test.each<[unknown]>([[undefined], [null], ['']])('%j is not sent', (value) => {
		const parameters = plainParameters({});

		expect(readCreatedAt(value, parameters)).toEqual({});
		expect(parameters.findings.found).toEqual([]);
	});

	test('is sent in UTC', () => {
		expect(readCreatedAt('2026-01-31T17:00:00', plainParameters({}))).toEqual({
			createdAt: '2026-01-31T11:30:00.000Z',
		});
	});

	test('that is a day alone is 00:00 UTC', () => {
		expect(readCreatedAt('31/01/2026', plainParameters({}))).toEqual({
			createdAt: '2026-01-31T00:00:00.000Z',
		});
	});

	test('that is no date is refused by name', () => {
		const parameters = plainParameters({});

		expect(readCreatedAt('yesterday', parameters)).toEqual({});
		expect(parameters.findings.found).toEqual([
			{ field: 'Created At', what: '"yesterday" is not a date', remedy: 'Write it like 2026-01-31T17:00.' },
		]);
	});
});
