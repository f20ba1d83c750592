import { type Day, findDays, takeWeekday } from './dateDay';
import { readZone, type Zone } from './dateZone';

/** A time of day as it is written; it need not exist. 24:00 is the end of the day, as in ISO 8601. */
export interface Time {
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
}

/** What stands in front of a time: `T`, which allows times without colons, or anything else. */
export type Before = 'T' | 'space';

interface TimeForm {
	readonly pattern: RegExp;
	/** Whether it is a time only behind a `T`, or with am, pm or hrs behind it. */
	readonly isBare: boolean;
}

/** Each gives hour, minute, second and the fraction of a second. */
const timeForms: readonly TimeForm[] = [
	{ pattern: /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:](\d{1,30}))?)?(?!\d)/, isBare: false },
	{ pattern: /^(\d{1,2}) ?h ?(\d\d)(?!\d)/, isBare: false },
	{ pattern: /^(\d{1,2})\.(\d\d)(?:\.(\d\d)(?:[.,](\d{1,30}))?)?(?!\d)/, isBare: false },
	{ pattern: /^(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d{1,30}))?)?(?!\d)/, isBare: true },
	{ pattern: /^(\d{1,2})(?!\d)/, isBare: true },
];

const halves = /^ ?([ap])\.?m(?![a-z])\.?/;
const unit = /^ ?(?:hrs?|hours|h)(?![a-z])\.?/;

/**
 * Reads the time that a text begins with: `17:00`, `17:00:00.123`, `17h00`, `5:00 pm`, `5 p.m.`, `17.00`, `1700 hrs`, and
 * `170000` and `17` behind a `T`.
 *
 * @param text In lower case.
 * @returns the time and what stands behind it, or nothing when the text does not begin with one.
 */
export function readTime(text: string, before: Before): { time: Time; remainder: string } | undefined {
	for (const { pattern, isBare } of timeForms) {
		const found = pattern.exec(text);
		if (found === null) continue;
		const [written, hours, minutes, seconds, fraction] = found;
		const behind = text.slice(written.length);
		const half = halves.exec(behind);
		const suffix = half ?? unit.exec(behind);
		if (isBare && before !== 'T' && suffix === null) continue;
		const hour = hourOf(Number(hours), half?.[1]);
		if (hour === undefined) return undefined;
		const time = {
			hour,
			minute: Number(minutes ?? 0),
			second: Number(seconds ?? 0),
			millisecond: Number(`${fraction ?? ''}000`.slice(0, 3)),
		};
		return { time, remainder: behind.slice(suffix?.[0].length ?? 0) };
	}
	return undefined;
}

/** The hour from 0 to 23 of one that is written with am or pm; nothing when both do not go together. */
function hourOf(hour: number, half: string | undefined): number | undefined {
	if (half === undefined) return hour;
	return hour > 12 ? undefined : (hour % 12) + (half === 'p' ? 12 : 0);
}

/** What a text says: the days that it may mean, a weekday, a time, a zone. */
export interface Written {
	/** One day, or two where day and month may be meant either way. */
	readonly days: readonly Day[];
	/** 1 for Monday to 7 for Sunday. */
	readonly weekday?: number;
	readonly time?: Time;
	readonly zone?: Zone;
}

/** What may stand between a day and its time; a `T` stands at once behind the day. */
const between = /^(?:t| - | ?[,;|@:]? ?(?:at )?)/;

/** A zone that a day alone may have, where it tells nothing more. */
const zoneOfDay = /^ ?(?:z|utc|gmt|[+-]\d\d:\d\d)$/;

/** `Sat Jan 31 17:00:00 IST 2026`, as Unix and Java write it: the year stands behind the time. */
const yearLast = /^([a-z]{3,9} \d{1,2}) (\d{1,2}:.*) (\d{4})$/;

/**
 * Reads a text that holds one day in any form, with a time in any form before or behind it, and a zone behind
 * either.
 *
 * @param given In lower case, with single spaces and plain digits, of a limited length.
 */
export function readDateText(given: string): Written | undefined {
	const { text, ...weekday } = takeWeekday(given);
	const written = dayThenTime(text.replace(yearLast, '$1, $3 $2')) ?? timeThenDay(text);
	return written && { ...written, ...weekday };
}

function dayThenTime(text: string): Written | undefined {
	for (const { days, remainder, isCompact } of findDays(text)) {
		if (remainder === '' || zoneOfDay.test(remainder)) return { days };
		const [gap = ''] = between.exec(remainder) ?? [];
		const found = readTime(remainder.slice(gap.length), gap === 't' || isCompact ? 'T' : 'space');
		const zone = found && zoneBehind(found.remainder);
		if (zone) return { days, time: found.time, ...zone };
	}
	return undefined;
}

function timeThenDay(text: string): Written | undefined {
	const found = readTime(text, 'space');
	if (found === undefined) return undefined;
	const { time, remainder } = found;
	const [, word = '', behind = ''] = /^ ?([^ ,]+),? (.*)$/.exec(remainder) ?? [];
	const zoneBetween = readZone(word);
	for (const [start, zone] of [
		[remainder, undefined],
		[behind, zoneBetween],
	] as const) {
		for (const { days, remainder: end } of findDays(start.replace(/^[ ,]{1,2}(?:on )?/, ''))) {
			const last = zone ? end === '' && { zone } : zoneBehind(end);
			if (last) return { days, time, ...last };
		}
	}
	return undefined;
}

/** The zone that is all the remainder of a text, or none; nothing when the remainder is something else. */
function zoneBehind(remainder: string): { zone?: Zone } | undefined {
	if (remainder.trim() === '') return {};
	const zone = readZone(remainder);
	return zone && { zone };
}
