import fc from 'fast-check';
import { DateTime } from 'luxon';

import { isoText, readMoment, utcText } from '../../../nodes/Interakt/input/date';
import { plainDigits } from '../../../nodes/Interakt/input/digits';

const timeZone = 'America/New_York';

/** A form and its zone in words of luxon, which says nothing of how it is read. */
type Form = (at: DateTime) => string;
const format =
	(words: string): Form =>
	(at) =>
		at.toFormat(words, { locale: 'en' });

/** Day forms in which day and month cannot be mistaken. */
const plainDays: Form[] = [
	'yyyy-MM-dd',
	'yyyy-M-d',
	'yyyy/MM/dd',
	'yyyy.MM.dd',
	"kkkk-'W'WW-c",
	'yyyy-ooo',
	'd MMM yyyy',
	'dd-MMM-yyyy',
	'd/LLL/yyyy',
	'd MMMM yyyy',
	'MMM d, yyyy',
	'MMMM dd, yyyy',
	'yyyy-MMM-dd',
	'ddMMMyyyy',
	'ccc, d MMM yyyy',
	'cccc, MMMM d, yyyy',
	'ccc MMM dd yyyy',
].map(format);
const dayFirst = ['dd/MM/yyyy', 'd/M/yyyy', 'dd-MM-yyyy', 'dd.MM.yyyy', 'd.M.yyyy'].map(format);
const monthFirst = ['MM/dd/yyyy', 'M/d/yyyy', 'MM-dd-yyyy'].map(format);
const gaps = [' ', ', ', ' at ', 'T', ' - '];
const times: Form[] = [
	'HH:mm:ss.SSS',
	'H:mm:ss.SSS',
	'HH:mm:ss,SSS',
	'h:mm:ss.SSS a',
	'hh:mm:ss.SSSa',
	'HH.mm.ss.SSS',
].map(format);
const zones: Form[] = [
	(at) => ` ${at.zoneName}`,
	(at) => `[${at.zoneName}]`,
	...['ZZ', ' ZZ', 'ZZZ', ' ZZZ', " 'GMT'ZZ", " 'UTC'Z", " ('GMT'ZZ)"].map(format),
];

const zoneNames = [
	'Asia/Kolkata',
	'America/New_York',
	'Asia/Kathmandu',
	'Europe/Berlin',
	'Australia/Adelaide',
	'UTC',
];

/**
 * Any moment of 1971 to 2199: before, zones had offsets with seconds. Not one of the hour that comes twice when clocks
 * are put back, whose time does not say which of the two is meant.
 */
const moments = fc
	.tuple(
		fc.integer({ min: Date.UTC(1971, 0, 2), max: Date.UTC(2199, 11, 30) }),
		fc.constantFrom(...zoneNames.filter((name) => name !== 'UTC')),
	)
	.map(([millis, zone]) => DateTime.fromMillis(millis, { zone }))
	.filter((at) => at.getPossibleOffsets().length === 1);

const read = (text: string, dayMonthOrder?: 'dayFirst' | 'monthFirst', zone = timeZone) => {
	const moment = readMoment(text, { timeZone: zone, ...(dayMonthOrder && { dayMonthOrder }) });
	return moment && isoText(moment);
};

describe('every day form goes with every time form and every zone form', () => {
	test.each([
		['plain', plainDays, undefined],
		['day first', dayFirst, 'dayFirst'],
		['month first', monthFirst, 'monthFirst'],
	] as const)('%s', (_, days, order) => {
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...days),
				fc.constantFrom(...gaps),
				fc.constantFrom(...times),
				fc.constantFrom(...zones),
				(at, day, gap, time, zone) => {
					const text = `${day(at)}${gap}${time(at)}${zone(at)}`;
					expect([text, read(text, order)]).toEqual([text, at.toUTC().toISO()]);
				},
			),
			{ numRuns: 500 },
		);
	});

	test('also with the time in front', () => {
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...plainDays.slice(0, 4), ...plainDays.slice(6)),
				fc.constantFrom(...times.slice(0, 5)),
				fc.constantFrom(...zones),
				(at, day, time, zone) => {
					const text = `${time(at)} ${day(at)}${zone(at)}`;
					expect([text, read(text)]).toEqual([text, at.toUTC().toISO()]);
				},
			),
			{ numRuns: 300 },
		);
	});

	test('without a zone it is meant in the time zone of the workflow', () => {
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...plainDays),
				fc.constantFrom(...gaps),
				fc.constantFrom(...times),
				fc.constantFrom('Asia/Kolkata', 'Asia/Kathmandu'),
				(at, day, gap, time, zone) => {
					const local = at.setZone(zone);
					// Nepal moved its clocks forward by a quarter of an hour in 1986, and those minutes do not exist.
					const text = `${day(local)}${gap}${time(local)}`;
					expect([text, read(text, undefined, zone)]).toEqual([text, at.toUTC().toISO()]);
				},
			),
			{ numRuns: 300 },
		);
	});

	test('without a time it is a day', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...plainDays, ...dayFirst), (at, day) => {
				expect(read(day(at), 'dayFirst')).toBe(at.toISODate());
			}),
		);
	});
});

test('Unix time in any unit is the same moment', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1e8, max: 7e9 }), (seconds) => {
			const expected = DateTime.fromSeconds(seconds, { zone: 'utc' }).toISO();
			expect(read(String(seconds))).toBe(expected);
			for (const zeros of [6, 9]) expect(read(`${seconds}${'0'.repeat(zeros)}`)).toBe(expected);
		}),
	);
	fc.assert(
		fc.property(fc.integer({ min: 1e9, max: 7e9 }), (seconds) => {
			expect(read(`${seconds}000`)).toBe(DateTime.fromSeconds(seconds, { zone: 'utc' }).toISO());
		}),
	);
});

test('a day of a spreadsheet is counted from the end of 1899, to the second', () => {
	const seconds = fc.integer({ min: 20_000 * 86_400, max: 80_000 * 86_400 });
	fc.assert(
		fc.property(seconds, (count) => {
			const expected = DateTime.utc(1899, 12, 30).plus({ days: Math.floor(count / 86_400) });
			const moment = readMoment(count / 86_400, { timeZone: 'UTC' });
			expect(moment && utcText(moment)).toBe(expected.plus({ seconds: count % 86_400 }).toISO());
		}),
	);
});

describe('whatever is given', () => {
	const parts = fc.constantFrom(
		...'0 1 5 12 26 31 99 1900 2026 9999 Jan May Sat - / . : , T Z + UTC IST am PM at ( ) [ ] Asia/Kolkata of'.split(
			' ',
		),
		' ',
	);
	const texts = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 250 }),
		fc.array(parts, { maxLength: 14 }).map((some) => some.join('')),
	);

	test('is refused, or a date of 1900 to 2200', () => {
		fc.assert(
			fc.property(fc.oneof(texts, fc.double(), fc.anything()), (value) => {
				const moment = readMoment(value, { timeZone });
				if (moment === undefined) return;
				const text = isoText(moment);
				expect(DateTime.fromISO(text).isValid).toBe(true);
				expect(text).toMatch(/^(19|2[01])\d\d-|^2200-/);
			}),
			{ numRuns: 3_000 },
		);
	});

	const units = [
		'1',
		'a',
		' ',
		'-',
		'(',
		'[',
		'1/',
		'1-',
		'1:',
		'1 ',
		'jan ',
		'sat ',
		'١',
		'１',
		'ﷺ',
		'\u202f',
		'\u200d',
		'a/',
		'1.',
	];
	test.each(units)('is read or refused at once, however long: %j', (unit) => {
		for (const length of [200, 100_000]) {
			for (const start of ['', '31/01/2026 ', '2026-01-31T17:00 ', '17:00 ']) {
				const text = start + unit.repeat(length / unit.length).slice(start.length);
				// The best of some, because others need the machine too.
				const took = Array.from({ length: 5 }, () => {
					const begun = performance.now();
					readMoment(text, { timeZone });
					return performance.now() - begun;
				});
				expect(Math.min(...took)).toBeLessThan(50);
			}
		}
	});
});

test('digits of every script are worth what they are', () => {
	const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50];
	for (const zero of zeros) {
		for (let value = 0; value < 10; value++) {
			expect(plainDigits(`a${String.fromCodePoint(zero + value)}-`)).toBe(`a${value}-`);
		}
	}
});
