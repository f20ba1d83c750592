import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/isObject';
import { dayExists, type DayMonthOrder, type DayMonthSetting, inYears, usualOrder } from './dateDay';
import { type Instant, readDateNumber } from './dateNumber';
import { readDateText, type Written } from './dateText';
import { inZone } from './dateZone';
import { plainDigits } from './digits';

/** A point in time, or a day without a time, and how it was read. */
export type Moment = ({ readonly utc: DateTime<true> } | { readonly day: string }) & Reading;

interface Reading {
	/** The order of day and month, where they are numbers with the year behind. */
	readonly order?: DayMonthOrder;
	/** The other order would have been a date too. */
	readonly ambiguous?: true;
	/** The year is written with two digits. */
	readonly shortYear?: true;
	/** The time is written without a zone, so it was read in that of the settings. */
	readonly withoutZone?: true;
}

/** How to read what a date leaves open. */
export interface DateSettings {
	/** IANA zone in which a time without a zone is meant, e.g. `Asia/Kolkata`. */
	readonly timeZone: string;
	/** Which of two numbers is the day, where both may be; without it, `automatic`. */
	readonly dayMonthOrder?: DayMonthSetting;
	/** Country of the account, e.g. `+91`, by which `automatic` goes; without it, India. */
	readonly country?: string;
}

/** Longer texts are no dates; the longest forms have some 70 characters. */
const maxLength = 200;

/**
 * Reads a date in any form that n8n's date picker, an expression, a file or a CRM may give (docs/dates.md): a luxon
 * DateTime, a JavaScript Date, a number, a text of a day, a time and a zone, or an object of these.
 *
 * @returns the moment, or nothing when it is no date of the years 1900 to 2200.
 */
export function readMoment(value: unknown, settings: DateSettings): Moment | undefined {
	if (DateTime.isDateTime(value)) return inUtc(value);
	if (value instanceof Date) return dayOf(value) ?? inUtc(DateTime.fromJSDate(value));
	if (isObject(value)) return readMoment(textOfParts(value), settings);
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
	const text = plain(String(value));
	const written =
		text === undefined ? undefined : (readDateNumber(text) ?? readMillis(text) ?? readDateText(text));
	if (written === undefined) return undefined;
	return 'millis' in written ? inUtc(DateTime.fromMillis(written.millis)) : momentOf(written, settings);
}

/** The day of a Date that is midnight in the zone of the process, as the drivers of databases give a column of days. */
function dayOf(value: Date): Moment | undefined {
	const time = [value.getHours(), value.getMinutes(), value.getSeconds(), value.getMilliseconds()];
	if (time.some((part) => part !== 0)) return undefined;
	const day = DateTime.utc(value.getFullYear(), value.getMonth() + 1, value.getDate());
	return isValid(day) && inYears(day) ? { day: day.toFormat('yyyy-MM-dd') } : undefined;
}

const words = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Members that hold a whole date, and those that name its zone: of Notion, Google, PHP, Firestore, MongoDB and others. */
const wholeNames = ['start', 'dateTime', 'date', '$date', '_seconds', 'seconds', 'value', '$numberLong'];
const zoneNames = ['time_zone', 'timeZone', 'timezone', 'tz', 'zone'];

/** Objects of dates are not deeper. */
const deepest = 3;

/**
 * The text of a date that an app gives in parts: `{start, end, time_zone}` (of a span its start), `{dateTime, timeZone}`,
 * `{date}` with or without `time`, `{seconds}`, or `{day, month, year}` with `hour`, `min` and `ampm`; also one inside the
 * other. Empty for any other object.
 */
function textOfParts(parts: IDataObject, depth = 1): string {
	const zone = zoneNames.map((name) => words(parts[name])).find(Boolean) ?? '';
	const inner = wholeNames.map((name) => parts[name]).find((part) => isObject(part) || words(part) !== '');
	if (isObject(inner)) return depth < deepest ? textOfParts({ ...inner }, depth + 1) : '';
	const whole = words(inner);
	const time = words(parts.time);
	if (whole !== '' && !whole.includes(':')) return time === '' ? whole : `${whole} ${time} ${zone}`;
	if (whole !== '') return `${whole} ${zone}`;
	const [year, month, day, hour, minute] = [
		parts.year,
		parts.month,
		parts.day,
		parts.hour,
		parts.min ?? parts.minute,
	].map((part) => words(part).padStart(2, '0'));
	const isTimed = words(parts.hour) !== '';
	return `${year}-${month}-${day}${isTimed ? ` ${hour}:${minute} ${words(parts.ampm)} ${zone}` : ''}`;
}

/** A text in lower case, with plain digits, dashes and single spaces, without quotes and marks around. */
function plain(given: string): string | undefined {
	if (given.length > maxLength) return undefined;
	return plainDigits(given.normalize('NFKC'))
		.replace(/\p{Cf}/gu, '')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/\u060c/g, ',')
		.replace(/\s+/g, ' ')
		.replace(/^[ '"]+|[ '",;]+$/g, '')
		.toLowerCase();
}

/** `/Date(1769859000000)/` of ASP.NET: milliseconds, whose zone tells nothing more. */
function readMillis(text: string): Instant | undefined {
	const millis = /^\\?\/date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/.exec(text)?.[1];
	return millis === undefined ? undefined : { millis: Number(millis) };
}

function momentOf(written: Written, settings: DateSettings): Moment | undefined {
	const { days, weekday, time, zone } = written;
	const possible = days.filter((day) => dayExists(day, weekday));
	const [first] = possible;
	const meant = possible.length > 1 ? possible.find(({ order }) => order === preferred(settings)) : first;
	if (meant === undefined) return undefined;
	const { order, shortYear, ...day } = meant;
	const reading: Reading = {
		...(order && { order }),
		...(possible.length > 1 && { ambiguous: true }),
		...(shortYear && { shortYear }),
		...(time && zone === undefined && { withoutZone: true }),
	};
	if (time === undefined)
		return { day: DateTime.utc(day.year, day.month, day.day).toFormat('yyyy-MM-dd'), ...reading };
	const { timeZone, country = '+91' } = settings;
	const moment = inZone({ ...day, ...time }, zone ?? {}, { timeZone, country });
	const read = moment && inUtc(moment);
	return read && { ...read, ...reading };
}

function preferred({ dayMonthOrder = 'automatic', country = '+91' }: DateSettings): DayMonthOrder {
	return dayMonthOrder === 'automatic' ? usualOrder(country) : dayMonthOrder;
}

const isValid = (moment: DateTime): moment is DateTime<true> => moment.isValid;

function inUtc(value: DateTime): Moment | undefined {
	const utc: DateTime = value.toUTC();
	return isValid(utc) && inYears(utc) ? { utc } : undefined;
}

/** `2021-09-08T11:30:00.000Z` for a moment; a day alone stays a day, which the API takes as 00:00 UTC (S0). */
export function isoText(moment: Moment): string {
	return 'day' in moment ? moment.day : moment.utc.toISO();
}

/** UTC ISO 8601 with a time, as filters need it; a day alone means 00:00 UTC (S0). */
export function utcText(moment: Moment): string {
	return 'day' in moment ? `${moment.day}T00:00:00.000Z` : moment.utc.toISO();
}
