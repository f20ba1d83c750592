import { type DateObjectUnits, DateTime, type WeekdayNumbers } from 'luxon';

/** Which of two numbers in front of a year is the day: `31/01/2026` or `01/31/2026`. */
export type DayMonthOrder = 'dayFirst' | 'monthFirst';

/** The values of the field Day and Month Order (`fields/shared.ts`). */
export const dayMonthSettings = ['automatic', 'dayFirst', 'monthFirst'] as const;
export type DayMonthSetting = (typeof dayMonthSettings)[number];

const monthFirstCountries: readonly string[] = ['1', 'us', 'usa', 'unitedstates'];

/**
 * The order in which a country writes dates: month first in the United States, day first elsewhere.
 *
 * @param country e.g. `+91`, or `US`; the calling code +1 counts as the United States.
 */
export function usualOrder(country: string): DayMonthOrder {
	const plain = country.toLowerCase().replace(/[^a-z\d]|^0+/g, '');
	return monthFirstCountries.includes(plain) ? 'monthFirst' : 'dayFirst';
}

export const otherOrder = (order: DayMonthOrder): DayMonthOrder =>
	order === 'dayFirst' ? 'monthFirst' : 'dayFirst';

/**
 * The orders of day and month that the items of a run show, by field. A date that may be read both ways cannot be
 * trusted where another item has the other order in the same field; that is known for all items only when all
 * have been read, so items are read again when `isMixed`.
 */
export class DateOrders {
	/** Orders that can be meant only one way, and those that were guessed, as `order field`. */
	private readonly shown = new Set<string>();
	private readonly guessed = new Map<string, { field: string; order: DayMonthOrder }>();

	/** A date of this field can only be meant in this order. */
	show(field: string, order: DayMonthOrder): void {
		this.shown.add(`${order} ${field}`);
	}

	/** A date of this field may be meant in both orders, and was read in this one. */
	guess(field: string, order: DayMonthOrder): void {
		this.guessed.set(`${order} ${field}`, { field, order });
	}

	/** Whether a date of this field that was read in this order may well be meant in the other one. */
	contradicts(field: string, order: DayMonthOrder): boolean {
		return this.shown.has(`${otherOrder(order)} ${field}`);
	}

	/** Whether the orders of any guessed date are contradicted. */
	get isMixed(): boolean {
		return [...this.guessed.values()].some(({ field, order }) => this.contradicts(field, order));
	}
}

/** A day as it is written; it need not exist. */
export interface Day {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	/** The order in which it is read, where it is written in numbers with the year behind. */
	readonly order?: DayMonthOrder;
	/** Whether its year is written with two digits. */
	readonly shortYear?: true;
}

/** A form of day: how a text begins with it, and the days that its parts may mean. */
interface DayForm {
	readonly pattern: RegExp;
	days(...parts: string[]): readonly Day[];
	/** Whether a time without colons may follow. */
	readonly isCompact?: boolean;
}

const monthNames =
	'january february march april may june july august september october november december'.split(' ');
const weekdayNames = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** The place of a name, in full or shortened to three letters or more, counted from 1; 0 when it is none. */
const placeIn = (names: readonly string[], name: string) =>
	names.findIndex((full) => full.startsWith(name)) + 1;

const gap = '[-/., ]{0,3}';
const number = String.raw`(\d{1,2})(?:st|nd|rd|th)?(?: of)?`;
const name = '([a-z]{3,9})';
/** Four digits, or two that are not the hour of a time: `Jan 31 17:00` has no year. */
const lastYear = String.raw`('?\d\d(?![\d:])|\d{4}(?!\d))`;
const starting = (...parts: string[]) => new RegExp(`^${parts.join('')}`);

/** A day; a year of two digits as RFC 2822 §4.3 reads it: 1950 to 2049. */
function dayOf(year: string, month: number, day: string): Day {
	const value = Number(year.replace("'", ''));
	if (year.length > 3) return { year: value, month, day: Number(day) };
	return { year: value + (value < 50 ? 2000 : 1900), month, day: Number(day), shortYear: true };
}

function eitherOrder(first: string, second: string, year: string): Day[] {
	const dayFirst = dayOf(year, Number(second), first);
	if (dayFirst.day === dayFirst.month) return [dayFirst];
	return [
		{ ...dayFirst, order: 'dayFirst' },
		{ ...dayOf(year, Number(first), second), order: 'monthFirst' },
	];
}

function isoDay(parts: DateObjectUnits): Day[] {
	const { isValid, year, month, day } = DateTime.fromObject(parts, { zone: 'utc' });
	return isValid ? [{ year, month, day }] : [];
}

const dayForms: readonly DayForm[] = [
	{
		// 2026-01-31, 2026/1/31, 2026.01.31, 2026:01:31
		pattern: /^(?:\+00)?(\d{4}) ?([-/.:]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d)/,
		days: (year, _, month, day) => [dayOf(year, Number(month), day)],
	},
	{
		// 20260131
		pattern: /^(\d{4})(\d\d)(\d\d)(?=[t ])/,
		days: (year, month, day) => [dayOf(year, Number(month), day)],
		isCompact: true,
	},
	{
		// 2026-W05-6, 2026W056
		pattern: /^(\d{4})-?w(\d\d)-?([1-7])(?!\d)/,
		days: (weekYear, weekNumber, weekday) =>
			isoDay({
				weekYear: Number(weekYear),
				weekNumber: Number(weekNumber),
				weekday: Number(weekday) as WeekdayNumbers,
			}),
	},
	{
		// 2026-031, 2026031T…
		pattern: /^(\d{4})(?:-(\d{3})(?!\d)|(\d{3})(?=t))/,
		days: (year, ordinal, compact) => isoDay({ year: Number(year), ordinal: Number(ordinal ?? compact) }),
	},
	{
		// 31 Jan 2026, 31-Jan-26, 31st of January, 2026
		pattern: starting(number, gap, name, gap, lastYear),
		days: (day, month, year) => [dayOf(year, placeIn(monthNames, month), day)],
	},
	{
		// Jan 31, 2026
		pattern: starting(name, gap, number, '[-/., ]{1,3}', lastYear),
		days: (month, day, year) => [dayOf(year, placeIn(monthNames, month), day)],
	},
	{
		// 2026-Jan-31
		pattern: starting(String.raw`(\d{4})`, gap, name, gap, number, String.raw`(?!\d)`),
		days: (year, month, day) => [dayOf(year, placeIn(monthNames, month), day)],
	},
	{
		// 31/01/2026, 1.31.26
		pattern: starting(String.raw`(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?`, lastYear),
		days: (first, _, second, year) => eitherOrder(first, second, year),
	},
];

export interface FoundDay {
	readonly days: readonly Day[];
	/** What stands behind it. */
	readonly remainder: string;
	readonly isCompact: boolean;
}

/**
 * The days that a text may begin with, in each form that fits.
 *
 * @param text In lower case.
 */
export function findDays(text: string): FoundDay[] {
	return dayForms.flatMap(({ pattern, days, isCompact = false }) => {
		const found = pattern.exec(text);
		if (found === null) return [];
		const [written, ...parts] = found;
		return [{ days: days(...parts), remainder: text.slice(written.length), isCompact }];
	});
}

/** A text without its weekday, and the weekday: 1 for Monday to 7 for Sunday. */
export function takeWeekday(text: string): { text: string; weekday?: number } {
	for (const { 0: written, 1: word = '', index } of text.matchAll(/[( ]?\b([a-z]{3,9})\b\)?[.,]?/g)) {
		const weekday = placeIn(weekdayNames, word);
		if (weekday === 0) continue;
		const remainder = `${text.slice(0, index)} ${text.slice(index + written.length)}`;
		return { text: remainder.replace(/ +/g, ' ').trim(), weekday };
	}
	return { text };
}

/** Whether a day exists, in the years that are read, and falls on its weekday. */
export function dayExists({ year, month, day }: Day, weekday?: number): boolean {
	const date = DateTime.utc(year, month, day);
	return date.isValid && inYears(date) && (weekday === undefined || date.weekday === weekday);
}

/** Years outside are what systems write for no date at all, such as 0001 and 9999. */
export const inYears = ({ year }: DateTime): boolean => year >= 1900 && year <= 2200;
