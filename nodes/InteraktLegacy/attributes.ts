import type { IDataObject } from 'n8n-workflow';

import { choice } from '../Interakt/input/choice';
import type { Moment } from '../Interakt/input/date';
import { readDate, requireDate } from '../Interakt/input/dateField';
import { readEmailAddress } from '../Interakt/input/email';
import type { Findings } from '../Interakt/input/findings';
import { parseJson } from '../Interakt/input/json';
import { readNumber } from '../Interakt/input/number';
import { isReservedName, type Parameters, rows } from '../Interakt/input/parameters';
import { isInvisible, placeholderIn } from '../Interakt/input/placeholder';
import { identifier, text, trimmed } from '../Interakt/input/text';
import { isObject } from '../Interakt/shared/isObject';

const ways = { fields: 'Using Fields Below', json: 'Using JSON' };

/** Unix seconds as the product recognises them, as number or text (S1); milliseconds are longer. */
const unixSeconds = /^\d{9,10}$/;

const seconds = (moment: Moment) =>
	'day' in moment ? Date.parse(moment.day) / 1000 : Math.floor(moment.utc.toSeconds());

/**
 * The value of an attribute whose name ends in `_at`: Unix seconds, which the product turns into a date. What
 * already are Unix seconds stays as given; what is no date stays the text it is, as S1 says, with a notice.
 */
export function timestamp(value: unknown, field: string, parameters: Parameters): unknown {
	const { findings } = parameters;
	const moment = readDate(value, field, parameters);
	const looksLikeOne = unixSeconds.test(String(value));
	if (moment) return looksLikeOne ? value : seconds(moment);
	if (looksLikeOne || typeof value === 'object') {
		findings.add(
			field,
			`"${String(value)}" is not a date, and Interakt would not take it for text`,
			'Give it a date, or a name that does not end in _at.',
		);
		return undefined;
	}
	findings.notice(`${field}: "${String(value)}" is not a date, so Interakt stores it as text`);
	return value;
}

/** A time that has a field of its own, as Unix seconds; nothing when it was not given. */
export function timeField(
	name: 'created_at' | 'signedup_at',
	value: unknown,
	field: string,
	parameters: Parameters,
): IDataObject {
	if (value === undefined || value === null || value === '') return {};
	const moment = requireDate(value, field, parameters);
	if (moment === undefined) return {};
	const read = seconds(moment);
	return { [name]: unixSeconds.test(String(read)) ? read : String(read) };
}

/**
 * Reads free attributes, from rows or from JSON (`fields/attributes.ts`). Null and nested objects are refused
 * by name, because the product does not accept them (S1).
 *
 * @param taken Names that fields of their own have given already.
 */
export function readAttributes(parameters: Parameters, taken: readonly string[]): IDataObject {
	return readPairs(given(parameters), 'Attribute', taken, parameters);
}

/** Names and values, each name once. */
function readPairs(
	pairs: ReadonlyArray<[string, unknown]>,
	kind: string,
	taken: readonly string[],
	parameters: Parameters,
): IDataObject {
	const names = new Set(taken);
	const read = pairs.flatMap(([name, value]): Array<[string, unknown]> => {
		const field = `${kind} "${name}"`;
		// As for contacts: an empty cell, or a text that is plainly no value, does not overwrite what is stored.
		if (typeof value === 'string' && isInvisible(value)) return [];
		const placeholder = typeof value === 'string' ? placeholderIn(value) : undefined;
		if (placeholder !== undefined) {
			parameters.findings.notice(`${field}: "${placeholder.slice(0, 80)}" is no value, so it was left out`);
			return [];
		}
		if (isReservedName(name)) {
			parameters.findings.add(field, 'has a name that cannot be sent', 'Give it another name.');
			return [];
		}
		if (names.has(name)) parameters.findings.add(field, 'is given twice', 'Keep one of the two.');
		names.add(name);
		return [[name, attribute(name, value, field, parameters)]];
	});
	return Object.fromEntries(read) as IDataObject;
}

function given(parameters: Parameters): Array<[string, unknown]> {
	const { findings } = parameters;
	if (choice(parameters.value('attributesInput'), 'Specify Attributes', ways, findings) === 'json') {
		const json = parseJson(parameters.value('attributesJson'), 'Attributes (JSON)', findings);
		if (json === undefined) return [];
		if (isObject(json)) return Object.entries(json).map(([name, value]) => [trimmed(name), value]);
		findings.add('Attributes (JSON)', 'is not an object', 'Write it like { "plan": "pro", "age": 25 }.');
		return [];
	}
	return readRows(parameters.value('attributes'), 'Attribute Name', findings);
}

/** Rows of a name and a value. An empty cell is left out; its row may have no name. */
function readRows(given: unknown, field: string, findings: Findings): Array<[string, unknown]> {
	return rows(given).flatMap(({ name, value }): Array<[string, unknown]> => {
		return value === '' ? [] : [[identifier(name, field, findings, { required: true }), value]];
	});
}

function attribute(name: string, value: unknown, field: string, parameters: Parameters): unknown {
	const { findings } = parameters;
	if (value === null || value === undefined) {
		findings.add(field, 'is null, which Interakt does not accept', 'Give it a value, or leave it out.');
		return undefined;
	}
	if (typeof value === 'object' && !isDate(value)) {
		findings.add(
			field,
			`is ${Array.isArray(value) ? 'a list' : 'an object'}, which Interakt does not accept here`,
			'Give its values as attributes of their own; orders and carts have fields of their own.',
		);
		return undefined;
	}
	if (name.endsWith('_at')) return timestamp(value, field, parameters);
	if (typeof value === 'number') return readNumber(value, field, findings);
	return typeof value === 'object' ? text(value, field, findings) : value;
}

const isDate = (value: object) => value instanceof Date || 'toISO' in value;

/** A flat hash of further values (S1: `custom_fields`), or nothing when it is empty. */
export function readCustomFields(parameters: Parameters): { custom_fields?: IDataObject } {
	const { findings } = parameters;
	const pairs = readRows(parameters.value('customFields'), 'Custom Field Name', findings);
	const fields = readPairs(pairs, 'Custom field', [], parameters);
	return Object.keys(fields).length > 0 ? { custom_fields: fields } : {};
}

/** A list of objects, such as orders or carts (contract §2), or nothing when it was not given. */
export function readObjects(
	value: unknown,
	name: 'orders' | 'carts',
	field: string,
	{ findings }: Parameters,
): IDataObject {
	const list = parseJson(value, field, findings);
	if (list === undefined || (Array.isArray(list) && list.length === 0)) return {};
	if (Array.isArray(list) && list.every(isObject)) return { [name]: list };
	findings.add(field, 'is not a list of objects', 'Write it like [{ "id": "1042", "value": 500 }].');
	return {};
}

/** The email, without which the product would silently ignore the call (S1). */
export function readEmail(parameters: Parameters): string {
	return readEmailAddress(parameters.value('email'), 'Email', parameters.findings);
}
