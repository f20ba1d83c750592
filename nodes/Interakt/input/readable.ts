import { isObject } from '../shared/isObject';
import type { Moment } from './date';
import { quoted } from './findings';
import { htmlEntity, textOfHtml } from './html';
import { readableWay } from './inside';
import { amountOf } from './number';
import { firstName, isNoName, nameText } from './personName';
import { listItems, trimmed } from './text';

/** What a value is to be shown with. */
export interface ShowSettings {
	/** BCP 47 tag of the language that the customer reads, e.g. `en-IN`. */
	readonly locale: string;
	/** IANA zone in which times are shown, e.g. `Asia/Kolkata`. */
	readonly timeZone: string;
	/** Reads a date in any form (docs/dates.md); nothing when it is none. */
	readonly moment: (value: unknown) => Moment | undefined;
	/** ISO 4217 code of the currency of an amount, e.g. `INR`. */
	readonly currency?: string;
	/** Whether an amount is in paise or cents: hundredths, or whatever the currency has. */
	readonly inMinorUnits?: boolean;
}

/** A text that the customer reads, or why there is none. */
export type Shown = { readonly text: string } | { readonly what: string; readonly remedy: string };

type Show = (value: unknown, settings: ShowSettings) => Shown;

/** Text of Intl without its narrow and non-breaking spaces, which Interakt refuses (S0). */
const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

/** A moment in words of the language; a day alone has no time. The calendar is everywhere that of the sender. */
export function momentText(moment: Moment, { locale, timeZone }: ShowSettings, withTime: boolean): string {
	const isDay = 'day' in moment;
	const format = new Intl.DateTimeFormat(locale, {
		calendar: 'gregory',
		dateStyle: 'medium',
		...(withTime && !isDay && { timeStyle: 'short' as const }),
		timeZone: isDay ? 'UTC' : timeZone,
	});
	return plainSpaces(format.format(isDay ? new Date(`${moment.day}T00:00:00Z`) : moment.utc.toJSDate()));
}

const showDate =
	(withTime: boolean): Show =>
	(value, settings) => {
		const moment = settings.moment(value);
		return moment
			? { text: momentText(moment, settings, withTime) }
			: { what: `${quoted(value)} is not a date`, remedy: 'Give a date, or show the value As Given.' };
	};

function showMoney(value: unknown, { locale, currency = 'INR', inMinorUnits }: ShowSettings): Shown {
	const amount = amountOf(value, currency);
	if (typeof amount === 'object') {
		return {
			what: `${quoted(value)} is in ${amount.otherCurrency}, but Currency is ${currency}`,
			remedy: 'Set Currency under Show As to that of the amount; an expression can name it.',
		};
	}
	if (amount === undefined || Math.abs(amount) > Number.MAX_SAFE_INTEGER) {
		return { what: `${quoted(value)} is not an amount`, remedy: 'Give digits, like 1499.50 or 1,499.50.' };
	}
	if (inMinorUnits && !Number.isInteger(amount)) {
		return {
			what: `${quoted(value)} has decimals, so it is not in paise or cents`,
			remedy: 'Turn off In Paise or Cents.',
		};
	}
	const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
	const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
	return { text: plainSpaces(format.format(inMinorUnits ? amount / 10 ** digits : amount)) };
}

const showName =
	(read: (given: string, locale: string) => string): Show =>
	(value, { locale }) =>
		typeof value === 'string' && !isNoName(value)
			? { text: read(value, locale) }
			: { what: `${quoted(value)} is not a name`, remedy: 'Give text, or show the value As Given.' };

const isText = (value: unknown): value is string | number =>
	typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

/** The texts of a list one after the other; what is empty in it is left out. */
export function showList(value: unknown): Shown {
	const given = listItems(value);
	const items = given.filter((item) => item !== undefined && item !== null && item !== '');
	const other = items.find((item) => !isText(item));
	if (other === undefined)
		return {
			text: items
				.map((item) => trimmed(String(item)))
				.filter(Boolean)
				.join(', '),
		};
	if (!isObject(other))
		return { what: 'holds a list whose items are no texts', remedy: 'Give a list of texts.' };
	if (other === value) {
		return {
			what: 'holds an object instead of a list of texts',
			remedy: `Write Object.values() around the expression, or add ${readableWay(other) || '.title'} behind it.`,
		};
	}
	return {
		what: 'holds a list of objects instead of texts',
		remedy: `Add .map(i => i${readableWay(other) || '.title'}) behind the list in the expression, with the member that the customer is to read.`,
	};
}

function showHtml(value: unknown): Shown {
	if (!isText(value)) return { what: `${quoted(value)} is not text`, remedy: 'Give the text with its HTML.' };
	return { text: trimmed(textOfHtml(String(value)).replace(/\s+/g, ' ')) };
}

/** The ways in which a value can be shown, with their names in the editor. As Given is none of them. */
export const shows = {
	date: { name: 'Date', show: showDate(false) },
	dateTime: { name: 'Date and Time', show: showDate(true) },
	firstName: { name: 'First Name', show: showName(firstName) },
	list: { name: 'List', show: showList },
	money: { name: 'Money', show: showMoney },
	name: { name: 'Name', show: showName(nameText) },
	html: { name: 'Text from HTML', show: showHtml },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly show: Show }>>;

/** What looks like it was written for machines, and the way to show it. */
const machineTexts: ReadonlyArray<readonly [pattern: RegExp, what: string, show: keyof typeof shows]> = [
	[/(?<!\d)\d{4}-\d\d-\d\dT\d\d:\d\d/, 'a time as machines write it', 'dateTime'],
	[/^1\d{9}(?:\d{3})?$/, 'a time in Unix seconds or milliseconds', 'dateTime'],
	[/^[2-7]\d{4}\.\d{4,}$/, 'a day of a spreadsheet', 'dateTime'],
	[/^\d{3,12}\.\d{1,2}$/, 'an amount without its currency', 'money'],
	[
		/<\/?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|a|h[1-6]|table|tr|td|img)(?:[\s/][^<>]{0,200})?>/i,
		'HTML',
		'html',
	],
	[htmlEntity, 'HTML', 'html'],
];

/** Says what in a text looks like it was written for machines; nothing where nothing does. */
export function machineTextIn(text: string): string | undefined {
	const found = machineTexts.find(([pattern]) => pattern.test(text));
	return (
		found &&
		`looks like ${found[1]} and is sent as it is; Show As > ${shows[found[2]].name} makes it readable`
	);
}

/** A place in a text where an expression gave nothing: what stands in front of it, the blank there, and what follows. */
export interface Gap {
	readonly before: string;
	readonly blank: string;
	readonly after: string;
}

const endsInGap = /(?:^|\s)(?:rs\.?|inr|hi|hello|hey|dear|namaste)$|[:#=\p{Sc}]$/iu;

/** A greeting or a currency with a blank behind it, or the sign of one without, and at once the end of the clause. */
const innerGap =
	/(?:^|\s)(?:rs\.?|inr|hi|hello|hey|dear|namaste) {1,3}(?=[,.])|\p{Sc} {0,3}(?=[,.](?:\s|$))/iu;

/** Where the expression inside a text gave nothing: behind a greeting, a colon or a currency that nothing follows. */
export function gapIn(text: string): Gap | undefined {
	const words = text.trim();
	const isOpen = /\s$/.test(text) ? endsInGap.test(words) : /^\p{Sc}$/u.test(words);
	if (isOpen) return { before: words, blank: text === words ? '' : ' ', after: '' };
	const found = innerGap.exec(text);
	if (found === null) return undefined;
	const end = found.index + found[0].length;
	return {
		before: text.slice(0, end).trim(),
		blank: found[0].endsWith(' ') ? ' ' : '',
		after: text.slice(end).trimEnd(),
	};
}

/** Lists that an expression has put into a text, `["a","b"]` or `a,b`, with a blank behind each comma. */
export function readableLists(text: string): string {
	const joined = text.replace(/\["[^[\]]{1,2000}"\]/g, (json) => {
		const shown = showList(json);
		return 'text' in shown ? shown.text : json;
	});
	// A word of an address or of a number keeps its commas.
	return joined.replace(/\S+/g, (word) =>
		/[/@=:&]/.test(word) ? word : word.replace(/(?<=\p{L}\p{M}?),(?=\p{L})/gu, ', '),
	);
}
