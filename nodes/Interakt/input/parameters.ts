import { DateTime } from 'luxon';

import type { DateOrders } from './dateOrder';
import type { FileReference } from '../transport/request';
import type { Findings } from './findings';

/** A row of a fixed collection, or the values of a collection. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The values that a person gave an operation for one item. Two implementations: over n8n's
 * `getNodeParameter`, and over a plain object in tests.
 */
export interface Parameters {
	/** The value of a field, as n8n gives it; `undefined` when the field is not shown. */
	value(name: string): unknown;
	/** IANA zone of the workflow, e.g. `Asia/Kolkata`, in which times without a zone are meant. */
	readonly timeZone: string;
	/** The orders of day and month in the dates of all items; nothing where there is but one. */
	readonly dateOrders?: DateOrders;
	/** The file in a binary field of the item, or nothing when the item has none there. */
	file(property: string): FileReference | undefined;
	/** Files of the item that have been uploaded, by binary field; see `uploadedFile`. */
	readonly uploads: ReadonlyMap<string, UploadedFile>;
	readonly findings: Findings;
}

/** What Interakt answers to the upload of a file (contract §1, route 12). */
export interface UploadedFile {
	/** Public address of the file, for messages. */
	readonly url: string;
	/** Handle of the file, for templates. */
	readonly handle: string;
	readonly fileName: string;
}

/** The values of a collection field such as Additional Fields. */
export function collection(parameters: Parameters, name: string): Values {
	return asValues(parameters.value(name));
}

/** The rows of a fixed collection with one group called `values`. */
export function rows(value: unknown): Values[] {
	const group = asValues(value).values;
	return Array.isArray(group) ? group.map(asValues) : [];
}

/** The one row of a fixed collection that does not repeat, or nothing when it was not added. */
export function row(value: unknown): Values | undefined {
	const group = asValues(value).values;
	return group === undefined ? undefined : asValues(group);
}

function asValues(value: unknown): Values {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

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
	{ required, max }: TextRules = {},
): string {
	const read = plainText(value);
	if (read === undefined) {
		const shape = Array.isArray(value) ? 'a list' : 'an object';
		findings.add(field, `holds ${shape} instead of text`, `Give ${field} a single value.`);
		return '';
	}
	if (required && read.trim() === '') {
		findings.add(
			field,
			'is empty',
			`Fill in ${field}; if it comes from an expression, check that the item has this value.`,
		);
	}
	// Counted as WhatsApp and people do: an emoji is one character, not two.
	const length = max === undefined || read.length <= max ? 0 : [...read].length;
	if (max !== undefined && length > max) {
		findings.add(
			field,
			`is too long (${length} characters, at most ${max})`,
			`Shorten ${field} to ${max} characters.`,
		);
	}
	return read;
}

function plainText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	return undefined;
}

/** `{ [name]: value }` when there is a value, else nothing: for optional members of a body. */
export function optional<Name extends string>(name: Name, value: string): { [key in Name]?: string } {
	return value.trim() === '' ? {} : ({ [name]: value } as { [key in Name]?: string });
}

/**
 * Reads one of several values, whatever its case; an expression may give something else, which becomes a finding.
 *
 * @returns the value as the API writes it, or nothing when none was given.
 */
export function choice<Value extends string>(
	value: unknown,
	field: string,
	allowed: readonly Value[],
	findings: Findings,
): Value | undefined {
	const given = text(value, field, findings).trim();
	if (given === '') return undefined;
	const known = allowed.find((one) => one.toLowerCase() === given.toLowerCase());
	if (known === undefined) {
		findings.add(field, `"${given}" is none of its values`, `Use one of: ${allowed.join(', ')}.`);
	}
	return known;
}
