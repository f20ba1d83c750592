import { DateTime } from 'luxon';

import { jsonIn, withoutFence } from '../shared/jsonIn';
import { type Findings, quoted } from './findings';
import { readableWay } from './inside';
import { giveAsText, losesDigits, plainNumber } from './number';
import { isInvisible, isNotAvailable, placeholderIn } from './placeholder';

export interface TextRules {
	readonly required?: boolean;
	/** Most characters; see `limits`. */
	readonly max?: number;
}

/**
 * Reads text. Numbers, booleans and dates that an expression gives become text; nothing given is `''`.
 *
 * @param field Display name, for the finding when the text is missing, too long, or no text at all.
 */
export function text(
	value: unknown,
	field: string,
	findings: Findings,
	{ required, max = Infinity }: TextRules = {},
): string {
	if (typeof value === 'number' && losesDigits(value) && Number.isFinite(value)) {
		findings.add(field, `"${value}" is a number that has lost digits`, giveAsText);
		return '';
	}
	const read = plainText(value);
	if (read === undefined) {
		const shape = Array.isArray(value) ? 'a list' : 'an object';
		const way = typeof value === 'object' && value !== null ? readableWay(value) : '';
		const how = way === '' ? '' : `, for example with ${way} at the end of the expression`;
		findings.add(field, `holds ${shape} instead of text`, `Give ${field} a single value${how}.`);
		return '';
	}
	if (required && isInvisible(read)) {
		findings.add(
			field,
			'is empty',
			`Fill in ${field}; if it comes from an expression, check that the item has this value.`,
		);
	}
	// Counted as WhatsApp and people do: an emoji is one character, not two.
	const { length } = [...read];
	if (length > max) {
		findings.add(
			field,
			`is too long (${length} characters, at most ${max})`,
			`Shorten ${field} to ${max} characters.`,
		);
	}
	return read;
}

/** Half of an emoji, which an expression leaves that cuts a text: no text that can be sent, and no part of an address. */
const halfCharacter = /\p{Surrogate}/gu;

function plainText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.replace(halfCharacter, '\uFFFD');
	if (typeof value === 'number') return plainNumber(value);
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	return undefined;
}

const describe = (placeholder: string): string =>
	placeholder.trim() === ''
		? 'holds nothing that can be seen'
		: placeholder === '\uFFFD'
			? 'holds a character that was lost on the way'
			: `holds "${placeholder.slice(0, 80)}", which is no value`;

export const checkValue =
	'Check in the expression editor that the item has this value and that the field is an expression.';

/** Adds a finding when a text is plainly no value, unless the person allows it. */
export function refusePlaceholder(
	read: string,
	field: string,
	findings: Findings,
	remedy = `${checkValue} To send it as it is, add Allow Placeholder Values in Additional Fields.`,
): void {
	const placeholder = findings.placeholdersAllowed ? undefined : placeholderIn(read);
	if (placeholder !== undefined) findings.add(field, describe(placeholder), remedy);
}

/** Reads text that a customer will see: what is plainly no value is refused (`placeholderIn`). */
export function shownText(value: unknown, field: string, findings: Findings, rules: TextRules = {}): string {
	const read = text(value, field, findings, rules);
	if (!(rules.required && isInvisible(read))) refusePlaceholder(read, field, findings);
	return read;
}

/**
 * Reads text that names someone or something, without blanks and invisible characters around it. What is plainly
 * no value is refused: all whose ID is "undefined" would be one person.
 */
export function identifier(value: unknown, field: string, findings: Findings, rules: TextRules = {}): string {
	const read = trimmed(text(value, field, findings, rules));
	const placeholder = placeholderIn(read) ?? (isNoIdentifier(read) ? read : undefined);
	if (placeholder !== undefined) findings.add(field, describe(placeholder), checkValue);
	else if (shortened.test(read)) {
		findings.add(field, `${quoted(read)} was shortened by a spreadsheet`, formatAsText);
	}
	return read;
}

/** What people and apps write for nothing: `N/A`, or signs alone such as `-`. */
const isNoIdentifier = (read: string) =>
	isNotAvailable(read) || (read !== '' && !/[\p{L}\p{N}\p{S}]/u.test(read));

/** A long number as spreadsheets show it: `1.101E+18`. Many numbers are shown so alike. */
const shortened = /^\d[.,]\d{1,15}e\+\d{2,3}$/i;

const formatAsText = 'Format the column as text in the spreadsheet, then export it again.';

/**
 * Reads an optional text that is stored, without blanks around it. What is plainly no value is left out with a notice,
 * as an empty one is, so that it does not overwrite what is stored.
 */
export function extra(value: unknown, field: string, findings: Findings): string {
	const read = trimmed(text(value, field, findings));
	const placeholder = placeholderIn(read);
	if (placeholder === undefined) return read;
	findings.notice(`${field}: "${placeholder.slice(0, 80)}" is no value, so it was left out`);
	return '';
}

/** The text without blanks and invisible characters around it. */
export function trimmed(text: string): string {
	const letters = [...text.trim()];
	let from = 0;
	let to = letters.length;
	while (from < to && isInvisible(letters[from] ?? '')) from++;
	while (to > from && isInvisible(letters[to - 1] ?? '')) to--;
	return letters.slice(from, to).join('');
}

/** `{ [name]: value }` when there is a value, else nothing: for optional members of a body. */
export function optional<Name extends string>(name: Name, value: string): { [key in Name]?: string } {
	return isInvisible(value) ? {} : ({ [name]: value } as { [key in Name]?: string });
}

/** Between the choices of HubSpot and Salesforce, and the lines of forms and cells. */
const otherSeparators = /[;\r\n]/;

/** A list as PostgreSQL (`{a,b}`) and Python (`['a', 'b']`) write it. */
const listOfText = /^(?:\{([^{}[\]:]*)\}|\[([^{}[\]]*)\])$/;

/** A word in quotes with a separator behind it, for a regular expression. */
const wordInQuotes = (quotes: string, separators: string) =>
	[...quotes].map((quote) => `${quote}([^${quote}]*)${quote}\\s*(?=[${separators}])`).join('|');

/**
 * The words of a list in text, without the quotes around them. What stands in quotes may hold separators, as CSV,
 * PostgreSQL and Python write it.
 */
function separated(words: string, quotes: string): string[] {
	const inQuotes = new RegExp(wordInQuotes(quotes, ',;\\r\\n'), 'g');
	const outside = `${words},`.replace(inQuotes, '');
	const separators = otherSeparators.test(outside) ? ';\\r\\n' : ',';
	const hasQuotes = outside.length <= words.length;
	if (!hasQuotes) return words.split(new RegExp(`[${separators}]`)).map((word) => word.trim());
	const word = new RegExp(
		`\\s*(?:${wordInQuotes(quotes, separators)}|([^${separators}]*))[${separators}]`,
		'gy',
	);
	const found = `${words}${separators.charAt(0)}`.matchAll(word);
	return Array.from(found, ([, one, two, three]) => (one ?? two ?? three ?? '').trim());
}

/** The items of a list that is given as one, as JSON text, or as text separated by semicolons, lines or commas. */
export function listItems(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const text = withoutFence(value.trim());
	// Text that only looks like JSON is read as separated.
	const listed = text.startsWith('[') ? jsonIn(text) : text;
	if (Array.isArray(listed)) return listed;
	const found = listOfText.exec(text);
	const inner = found?.[1] ?? found?.[2];
	return separated(inner ?? text, inner === undefined ? '"' : `"'`);
}
