import { isoText, readMoment, type DateSettings } from '../../../nodes/Interakt/input/date';

const kolkata: DateSettings = { timeZone: 'Asia/Kolkata' };
const moment = new Date('2026-01-31T11:30:00.000Z');

function iso(value: unknown, settings = kolkata): string | undefined {
	const read = readMoment(value, settings);
	return read && isoText(read);
}

describe('5 pm of 31 January 2026, in the time zone of the workflow where it has none', () => {
	const inIndia = (locale: string, options: Intl.DateTimeFormatOptions = {}) =>
		moment.toLocaleString(locale, { timeZone: 'Asia/Kolkata', ...options });

	test.each<[string, unknown]>([
		['a day of a spreadsheet with a time', 46053.708333],
		['the same as text', '46053.708333333336'],
		['the same with a comma', '46053,7083333'],
		['digits to the second', '20260131170000'],
		['the same as a number', 20260131170000],
		['digits to the minute', '202601311700'],
		['digits to the millisecond', '20260131170000000'],
		['digits with a T', '20260131T170000'],
		['digits with a blank', '20260131 170000'],
		['microseconds', '1769859000000000'],
		['nanoseconds', '1769859000000000000'],
		['nanoseconds as a number', 1769859000000000000],
		['nanoseconds as a big integer', 1769859000000000000n],
		['seconds with a fraction', '1769859000.000'],
		['day first with pm', '31/01/2026 5:00 PM'],
		['day first with dots', '31.01.2026 17:00'],
		['month first with pm', '1/31/2026 5:00:00 PM'],
		['year first with slashes', '2026/01/31 17:00'],
		['single digits', '2026-1-31 17:00'],
		['the name of the month, American', 'Jan 31, 2026 05:00 PM'],
		['the name of the month, with dashes', '31-Jan-2026 17:00:00'],
		['a blank before the offset', '2026-01-31 17:00:00 +0530'],
		['an offset', '2026-01-31 17:00:00+05:30'],
		['an offset without colon', '2026-01-31 17:00:00+0530'],
		['PostgreSQL', '2026-01-31 11:30:00+00'],
		['a blank in place of the T', '2026-01-31 11:30:00Z'],
		['UTC behind it', '2026-01-31 11:30:00 UTC'],
		['a fraction behind a blank', '2026-01-31 17:00:00.000'],
		['RFC 2822', 'Sat, 31 Jan 2026 17:00:00 +0530'],
		['RFC 2822 with a comment', 'Sat, 31 Jan 2026 17:00:00 +0530 (IST)'],
		['RFC 2822 in GMT', moment.toUTCString()],
		['String(new Date())', String(moment)],
		['the same in India', 'Sat Jan 31 2026 17:00:00 GMT+0530 (India Standard Time)'],
		['toLocaleString of en-IN', inIndia('en-IN')],
		['toLocaleString of en-GB', inIndia('en-GB')],
		['toLocaleString of en-US', inIndia('en-US')],
		...(['en-IN', 'en-GB', 'en-US', 'en-AU', 'en-CA', 'en-ZA'] as const).flatMap((locale) =>
			(['full', 'long', 'medium', 'short'] as const).map((style): [string, string] => [
				`${style} in ${locale}`,
				inIndia(locale, { dateStyle: style, timeStyle: style }),
			]),
		),
		['ASP.NET', '/Date(1769859000000)/'],
		['ASP.NET with a zone', '/Date(1769859000000+0530)/'],
		['the name of its zone', '2026-01-31T17:00:00 Asia/Kolkata'],
		['the name of its zone in brackets', '2026-01-31T17:00:00[Asia/Kolkata]'],
		['Java', '2026-01-31T17:00:00+05:30[Asia/Kolkata]'],
		['week date', '2026-W05-6T17:00'],
		['week date without dashes', '2026W056T1700'],
		['day of the year', '2026-031T17:00'],
		['day of the year without dash', '2026031T170000'],
	])('%s: %s', (_, value) => {
		expect(iso(value)).toBe('2026-01-31T11:30:00.000Z');
	});

	// Forms of which nobody has told.
	test.each<[string, string]>([
		['a web server', '31/Jan/2026:17:00:00 +0530'],
		['a photograph', '2026:01:31 17:00:00'],
		['SAS', '31JAN2026:17:00:00'],
		['Oracle', '31-JAN-26 05.00.00.000000 PM'],
		['Oracle with a zone', '31-JAN-26 05.00.00.000000 PM +05:30'],
		['Unix and Java', 'Sat Jan 31 17:00:00 IST 2026'],
		['Twitter', 'Sat Jan 31 11:30:00 +0000 2026'],
		['Go', '2026-01-31 17:00:00 +0530 IST'],
		['Java in UTC', '2026-01-31T11:30:00Z[UTC]'],
		['an instant with the name of a zone', '2026-01-31T11:30:00Z[Asia/Kolkata]'],
		['Firestore', 'January 31, 2026 at 5:00:00 PM UTC+5:30'],
		['WordPress', 'January 31, 2026 @ 5:00 pm'],
		['Wikipedia', '11:30, 31 January 2026 (UTC)'],
		['a cookie', 'Saturday, 31-Jan-26 11:30:00 GMT'],
		['Indonesia', '31/1/2026, 17.00.00'],
		['Marathi digits', '३१/१/२०२६, ५:००:०० PM'],
		['full width', '２０２６－０１－３１　１７：００'],
		['the time in front', '5:00 PM, 31 Jan 2026'],
		['the time and its zone in front', '11:30:00 UTC, 31 Jan 2026'],
		['hours without colon', '31 Jan 2026 1700 hrs'],
		['an ordinal number', '31st of January, 2026 at 5pm'],
		['a weekday behind', '31/01/2026 (Sat) 17:00'],
		['a dash and blanks between', '31.01.2026 - 17:00'],
		['the zone in brackets', '31 Jan 2026 5:00 p.m. (GMT+5:30)'],
		['a real minus', '2026-01-31T06:30:00−05:00'],
		['American zone', 'Sat, 31 Jan 2026 06:30:00 EST'],
		['quotes around', '"2026-01-31T11:30:00.000Z"'],
		['the apostrophe of a spreadsheet', "'31/01/2026 17:00"],
		['a comma behind', '2026-01-31 17:00,'],
	])('%s: %s', (_, value) => {
		expect(iso(value)).toBe('2026-01-31T11:30:00.000Z');
	});

	test.each([
		['midnight', '31/01/2026 12:00 AM', '2026-01-30T18:30:00.000Z'],
		['noon', '31/01/2026 12:00 PM', '2026-01-31T06:30:00.000Z'],
		['the end of the day', '2026-01-31T24:00', '2026-01-31T18:30:00.000Z'],
		['a quarter to six', '2026-01-31 17:45:30.123456', '2026-01-31T12:15:30.123Z'],
		['a quarter of a spreadsheet day', 46205.75, '2026-07-02T12:30:00.000Z'],
	])('and other times: %s', (_, value, expected) => {
		expect(iso(value)).toBe(expected);
	});
});

describe('a day alone', () => {
	test.each<[unknown, string]>([
		[46205, '2026-07-02'],
		['46205', '2026-07-02'],
		['46205.0', '2026-07-02'],
		[20_000, '1954-10-03'],
		[80_000, '2119-01-11'],
		[20260329, '2026-03-29'],
		['20260329', '2026-03-29'],
		['20260329.0', '2026-03-29'],
		['2026-1-5', '2026-01-05'],
		['31/01/2026', '2026-01-31'],
		['12/31/2024', '2024-12-31'],
		['31-Jan-2026', '2026-01-31'],
		['31 Jan 2026', '2026-01-31'],
		['10/Apr/2025', '2025-04-10'],
		['January 31, 2026', '2026-01-31'],
		['Sept 5, 2026', '2026-09-05'],
		['1st May 2026', '2026-05-01'],
		['2026 Jan 31', '2026-01-31'],
		['Saturday, 31 January 2026', '2026-01-31'],
		['Sat Jan 31 2026', '2026-01-31'],
		['29/02/2024', '2024-02-29'],
		['2026-W05-6', '2026-01-31'],
		['2026W056', '2026-01-31'],
		['2026-031', '2026-01-31'],
		['2026031', '2026-01-31'],
		['2026-01-31Z', '2026-01-31'],
		['2026-01-31+05:30', '2026-01-31'],
		['١٢/٢٥/٢٠٢٦', '2026-12-25'],
		['1900-01-01', '1900-01-01'],
		['2200-12-31', '2200-12-31'],
	])('%j', (value, day) => {
		for (const timeZone of ['Asia/Kolkata', 'America/New_York', 'Pacific/Auckland']) {
			expect(iso(value, { timeZone })).toBe(day);
		}
	});
});

describe('is refused', () => {
	test.each<[string, unknown]>([
		['a year', '2026'],
		['a year as a number', 2026],
		['a month in digits', '202601'],
		['a month in digits, as a number', 202601],
		['a month', '2026-01'],
		['a month by name', 'Jan 2026'],
		['a week', '2026-W05'],
		['a day without a year', '31 January'],
		['a day without a year, with a time', 'Jan 31 17:00:00'],
		['a time', '17:00'],
		['a weekday', 'Saturday'],
		['one second before 1970', -1],
		['the same as text', '-1'],
		['0', 0],
		['0 as text', '0'],
		['seconds of the year 10000', '253402300800'],
		['the last second of 9999', 253402300799],
		['the last millisecond of 9999', '253402300799999'],
		['the year 9999', '9999-12-31T23:59:59Z'],
		['the first day of all', '0001-01-01T00:00:00Z'],
		['the same as seconds', -62135596800],
		['the same as milliseconds', '-62135596800000'],
		['the same of ASP.NET', '/Date(-62135596800000)/'],
		['no day of a database', '0000-00-00'],
		['no day of a database, with a time', '0000-00-00 00:00:00'],
		['a Date of the year 1', new Date('0001-01-01T00:00:00Z')],
		['1899', '1899-12-31'],
		['2201', '2201-01-01'],
		['30 February', '2026-02-30'],
		['29 February of no leap year', '29/02/2025'],
		['month 13', '2026-13-01'],
		['neither order', '31/31/2026'],
		['day 0', '00/01/2026'],
		['digits of month 13', '20261331'],
		['the wrong weekday', 'Fri, 31 Jan 2026 17:00:00 +0530'],
		['an hour too many', '2026-01-31 25:00'],
		['a minute too many', '2026-01-31 17:60'],
		['beyond the end of the day', '2026-01-31T24:01'],
		['13 pm', '31/01/2026 13:00 PM'],
		['a zone that does not exist', '2026-01-31T17:00:00 Mars/Phobos'],
		['a zone too far', '2026-01-31T17:00:00+15:00'],
		['an offset that its zone does not have', '2026-01-31T17:00:00+05:30[America/New_York]'],
		['UTC for a zone that is not', '2026-01-31T17:00:00+00:00[Asia/Kolkata]'],
		['an abbreviation of many zones', '2026-01-31T17:00:00 CST'],
		['another month', '31 Foo 2026'],
		['something behind', '2026-01-31 tomorrow'],
		['a range', '31/01/2026 - 02/02/2026'],
		['a phone number', '9999999999'],
		['a short number', '99999'],
		['a number of eight digits', 12345678],
		['what a spreadsheet has shortened', '1.769859E+12'],
		['an address', '10.0.0.1'],
		['an invalid Date', new Date('no')],
		['its text', 'Invalid Date'],
		['no number', 'NaN'],
		['N/A', 'N/A'],
	])('%s: %p', (_, value) => {
		expect(iso(value)).toBeUndefined();
	});
});

describe('an abbreviation that several zones share is read', () => {
	test.each<[string, string, DateSettings, string | undefined]>([
		['in the country of the account', 'IST', { timeZone: 'America/New_York' }, '11:30'],
		['in that of Ireland', 'IST', { timeZone: 'UTC', country: '+353' }, '16:00'],
		['in the zone of the workflow', 'CST', { timeZone: 'America/Chicago' }, '23:00'],
		['in the country before any zone', 'CST', { timeZone: 'UTC', country: '+1' }, '23:00'],
		['not where country and zone differ', 'IST', { timeZone: 'Asia/Jerusalem', country: '+91' }, undefined],
		['not where nothing tells', 'PST', { timeZone: 'Asia/Kolkata' }, undefined],
	])('%s: %s', (_, zone, settings, time) => {
		expect(iso(`2026-01-31 17:00 ${zone}`, settings)).toBe(time && `2026-01-31T${time}:00.000Z`);
	});
});
