import type { IDataObject } from 'n8n-workflow';

import {
	givenRows,
	givenValues,
	isPlaceholder,
	type NamedValue,
	type NamedValues,
	readNamedValues,
} from '../Interakt/fields/namedValues';
import type { Moment } from '../Interakt/input/date';
import { readDate, requireDate } from '../Interakt/input/dateField';
import { readEmailAddress } from '../Interakt/input/email';
import { parseJson } from '../Interakt/input/json';
import { readNumber } from '../Interakt/input/number';
import type { Parameters } from '../Interakt/input/parameters';
import { text } from '../Interakt/input/text';
import { isObject } from '../Interakt/shared/isObject';
import { attributeValues, customFieldValues } from './attributeFields';

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
	return readPairs(givenValues(parameters, attributeValues), attributeValues, taken, parameters);
}

const readPairs = (
	given: readonly NamedValue[],
	kind: NamedValues,
	taken: readonly string[],
	parameters: Parameters,
) =>
	readNamedValues(given, kind, parameters.findings, {
		taken,
		value: ({ name, value }, label) =>
			isPlaceholder(value, label, parameters.findings)
				? undefined
				: attribute(name, value, label, parameters),
	}) as IDataObject;

function attribute(name: string, value: unknown, field: string, parameters: Parameters): unknown {
	const { findings } = parameters;
	if (isObject(value) ? !isDate(value) : Array.isArray(value)) {
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
	const fields = readPairs(givenRows(parameters, customFieldValues), customFieldValues, [], parameters);
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
