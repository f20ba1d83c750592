import { DateTime } from 'luxon';

import { dayExists, inYears } from './dateDay';
import { readDateText, type Written } from './dateText';

/** A moment in milliseconds since 1970, UTC. */
export interface Instant {
	readonly millis: number;
}

/**
 * Reads a date that is written as a number, by its size: a day of a spreadsheet (`46205`, with a fraction for the
 * time), a day with or without its time in digits alone (`20260131`, `20260131170000`), or Unix time.
 *
 * @param text Digits, with or without a sign and a fraction.
 */
export function readDateNumber(text: string): Written | Instant | undefined {
	const [, sign = '', digits = '', fraction = ''] = /^([+-]?)(\d{1,19})(?:[.,](\d{1,20}))?$/.exec(text) ?? [];
	if (digits === '') return undefined;
	const compact = sign === '' && Number(fraction) === 0 ? readCompact(digits) : undefined;
	if (compact) return compact;
	const value = Number(`${sign}${digits}.${fraction}`);
	if (value >= 20_000 && value < 80_001) return readSpreadsheetDay(value);
	// From 1973 on: what is smaller is rather an ID, a year or a count.
	return Math.abs(value) < 1e8 ? undefined : instant(value);
}

/** `yyyyMMdd` with `HHmm`, `ss` and milliseconds behind, and `yyyyDDD` with the day of the year. */
function readCompact(digits: string): Written | undefined {
	const written = readDateText(
		digits
			.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
			.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3t$4:$5')
			.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3t$4:$5:$6')
			.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/, '$1-$2-$3t$4:$5:$6.$7')
			.replace(/^(\d{4})(\d{3})$/, '$1-$2'),
	);
	return written?.days.some((day) => dayExists(day)) ? written : undefined;
}

const secondsOfDay = 24 * 60 * 60;

/** A day as spreadsheets count it, from 30 December 1899; the fraction is the time, to the second. */
function readSpreadsheetDay(value: number): Written {
	const seconds = Math.round(value * secondsOfDay);
	const { year, month, day, hour, minute, second } = DateTime.utc(1899, 12, 30)
		.plus({ days: Math.floor(seconds / secondsOfDay) })
		.plus({ seconds: seconds % secondsOfDay });
	const days = [{ year, month, day }];
	return Number.isInteger(value) ? { days } : { days, time: { hour, minute, second, millisecond: 0 } };
}

/** Seconds of 31 December 9999 in any time zone, which systems write for "never". */
const never = { from: 253_402_164_000, to: 253_402_351_200 };

/**
 * Unix time as milliseconds. Its unit follows from its size: seconds, from eleven digits on milliseconds, then
 * microseconds and nanoseconds.
 *
 * @returns nothing outside of the years that are read.
 */
export function fromUnix(value: number): number | undefined {
	const isNever = [1, 1e3, 1e6, 1e9].some((unit) => value / unit >= never.from && value / unit <= never.to);
	const size = Math.abs(value);
	const perMillisecond = size < 1e11 ? 1e-3 : size < 1e14 ? 1 : size < 1e17 ? 1e3 : 1e6;
	const moment = DateTime.fromMillis(Math.round(value / perMillisecond), { zone: 'utc' });
	return !isNever && moment.isValid && inYears(moment) ? moment.toMillis() : undefined;
}

function instant(value: number): Instant | undefined {
	const millis = fromUnix(value);
	return millis === undefined ? undefined : { millis };
}
