import { DateTime } from 'luxon';

import type { Parameters } from './parameters';

/** A point in time, or a day without a time. */
export type Moment = { readonly utc: DateTime<true> } | { readonly day: string };

const formats = [
	'yyyy-MM-dd HH:mm:ss',
	'yyyy-MM-dd HH:mm',
	'dd/MM/yyyy HH:mm:ss',
	'dd/MM/yyyy HH:mm',
	'dd-MM-yyyy HH:mm:ss',
	'dd-MM-yyyy HH:mm',
];
const dayFormats = ['yyyy-MM-dd', 'yyyy/MM/dd', 'dd/MM/yyyy', 'dd-MM-yyyy', 'dd.MM.yyyy'];

/** Unix time as seconds or milliseconds: seconds until the year 5138, milliseconds from 1973 on. */
export function fromUnix(value: number): DateTime {
	return Math.abs(value) < 1e11 ? DateTime.fromSeconds(value) : DateTime.fromMillis(value);
}

/**
 * Reads a date in any form that n8n's date picker, an expression or a CRM may give: ISO 8601 with or without
 * a zone, a day alone, a luxon DateTime, a JavaScript Date, Unix seconds or milliseconds, `dd/MM/yyyy`.
 *
 * @param timeZone IANA zone in which a time without a zone is meant.
 * @returns the moment, or nothing when it cannot be read.
 */
export function readMoment(value: unknown, timeZone: string): Moment | undefined {
	if (DateTime.isDateTime(value)) return inUtc(value);
	if (value instanceof Date) return inUtc(DateTime.fromJSDate(value));
	if (typeof value === 'number') return inUtc(fromUnix(value));
	if (typeof value !== 'string') return undefined;

	const given = value.trim();
	if (/^-?\d{9,}(\.\d+)?$/.test(given)) return inUtc(fromUnix(Number(given)));
	for (const format of dayFormats) {
		const day = DateTime.fromFormat(given, format, { zone: 'utc' });
		if (day.isValid) return { day: day.toFormat('yyyy-MM-dd') };
	}
	if (/^\d{4}-?[\dW-]+$/.test(given)) {
		const day = DateTime.fromISO(given, { zone: 'utc' });
		if (day.isValid && given.length >= 7) return { day: day.toFormat('yyyy-MM-dd') };
	}
	for (const read of [
		DateTime.fromISO(given, { zone: timeZone }),
		...formats.map((format) => DateTime.fromFormat(given, format, { zone: timeZone })),
	]) {
		if (read.isValid && given.length >= 8) return inUtc(read);
	}
	return undefined;
}

const isValid = (moment: DateTime): moment is DateTime<true> => moment.isValid;

function inUtc(value: DateTime): Moment | undefined {
	const utc: DateTime = value.toUTC();
	return isValid(utc) ? { utc } : undefined;
}

/** `2021-09-08T11:30:00.000Z` for a moment; a day alone stays a day, which the API takes as 00:00 UTC (S0). */
export function isoText(moment: Moment): string {
	return 'day' in moment ? moment.day : moment.utc.toISO();
}

/** `createdAt` as UTC ISO 8601 (S2), or nothing when it was not given. */
export function readCreatedAt(value: unknown, { findings, timeZone }: Parameters): { createdAt?: string } {
	if (value === undefined || value === null || value === '') return {};
	const moment = readMoment(value, timeZone);
	if (moment) return { createdAt: utcText(moment) };
	findings.add('Created At', `"${String(value)}" is not a date`, 'Write it like 2026-01-31T17:00.');
	return {};
}

/** UTC ISO 8601 with a time, as filters need it; a day alone means 00:00 UTC (S0). */
export function utcText(moment: Moment): string {
	return 'day' in moment ? `${moment.day}T00:00:00.000Z` : moment.utc.toISO();
}
