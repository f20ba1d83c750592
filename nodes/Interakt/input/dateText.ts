import { findDays, takeWeekday, type Day } from './dateDay';
import { readTime, type Time } from './dateTime';
import { readZone, type Zone } from './dateZone';

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
