import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { givenRows, givenValues, namedValueFields, namedValueRows } from '../Interakt/fields/namedValues';
import {
	dateOutOfGroup,
	isPlaceholder,
	isRecord,
	type NamedValue,
	type NamedValues,
	readNamedValues,
} from '../Interakt/fields/readNamedValues';
import type { Moment } from '../Interakt/input/date';
import { readDate, requireDate } from '../Interakt/input/dateField';
import { readEmailAddress } from '../Interakt/input/email';
import { kindOf } from '../Interakt/input/inside';
import { parseJson } from '../Interakt/input/json';
import { readNumber } from '../Interakt/input/number';
import type { Parameters } from '../Interakt/input/parameters';
import { text, trimmed } from '../Interakt/input/text';
import { isObject } from '../Interakt/shared/isObject';

const atHint = 'A name that ends in _at makes it a date: any form of date is turned into a Unix timestamp';

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'e.g. asha@example.com',
	required: true,
	default: '',
	description: 'Email address, by which Interakt knows the person; without one it would ignore the call',
};

/** Free attributes of a member or a lead. */
export const attributeValues: NamedValues = {
	singular: 'Attribute',
	plural: 'Attributes',
	parameter: 'attributes',
};

/** The custom data of a member, kept apart from the attributes. */
export const customFieldValues: NamedValues = {
	singular: 'Custom Field',
	plural: 'Custom Fields',
	parameter: 'customFields',
};

/** Free attributes, as rows or as JSON. Read by `readAttributes`. */
export const attributeFields: INodeProperties[] = namedValueFields(
	attributeValues,
	namedValueRows(attributeValues, `Further attributes to store. ${atHint}.`, { name: 'plan', value: 'pro' }),
	`Further attributes to store, as one JSON object. ${atHint}.`,
);

/** A flat hash of further values. Read by `readCustomFields`. */
export const customFieldsField: INodeProperties = namedValueRows(
	customFieldValues,
	'Values for the custom data of the member, kept apart from the attributes',
	{ name: 'plan', value: 'pro' },
);

export const ordersField: INodeProperties = {
	displayName: 'Orders (JSON)',
	name: 'orders',
	type: 'json',
	default: '[]',
	description: 'The orders of the person, as a JSON list of objects',
};

export const cartsField: INodeProperties = {
	displayName: 'Carts (JSON)',
	name: 'carts',
	type: 'json',
	default: '[]',
	description: 'The carts of the person, as a JSON list of objects',
};

/** Unix seconds as the product recognises them, as number or text (S1); milliseconds are longer. */
const unixSeconds = /^\d{9,10}$/;

const seconds = (moment: Moment) =>
	'day' in moment ? Date.parse(moment.day) / 1000 : Math.floor(moment.utc.toSeconds());

/**
 * The value of an attribute whose name ends in `_at`: Unix seconds, which the product turns into a date. What
 * already are Unix seconds stays as given; what is no date stays the text it is, as S1 says, with a notice.
 */
export function timestamp(value: unknown, field: string, parameters: Parameters, typed = ''): unknown {
	const { findings } = parameters;
	const moment = readDate(value, field, parameters, [field, typed]);
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
 * Reads free attributes, from rows or from JSON (`attributeFields`). The product accepts neither
 * null nor anything nested (S1).
 *
 * @param taken Names that fields of their own have given already.
 */
export function readAttributes(parameters: Parameters, taken: readonly string[]): IDataObject {
	const given = givenValues(parameters, attributeValues).map((one) => {
		const { name } = one;
		const label = `${attributeValues.singular} "${name}"`;
		return name.endsWith('_at') && isRecord(one.value) ? dateOutOfGroup(one, label, parameters) : one;
	});
	return readPairs(given, attributeValues, taken, parameters);
}

const readPairs = (
	given: readonly NamedValue[],
	kind: NamedValues,
	taken: readonly string[],
	parameters: Parameters,
) =>
	readNamedValues(given, kind, parameters, {
		takesLists: false,
		taken,
		value: ({ name, value, typed }, label, within) =>
			isPlaceholder(
				value,
				label,
				within.findings,
				() => name.endsWith('_at') && readDate(value, label, within) !== undefined,
			)
				? undefined
				: attribute(name, value, label, within, typed),
	}) as IDataObject;

function attribute(
	name: string,
	value: unknown,
	field: string,
	parameters: Parameters,
	typed?: string,
): unknown {
	const isNested = isRecord(value) || Array.isArray(value);
	if (name.endsWith('_at') && !isNested) return timestamp(value, field, parameters, typed);
	return flat(
		value,
		field,
		'Give its values as attributes of their own; orders and carts have fields of their own.',
		parameters,
	);
}

/**
 * A text, a number or a boolean (S1).
 *
 * @param remedy What to do with a list or an object.
 */
function flat(value: unknown, field: string, remedy: string, { findings }: Parameters): unknown {
	if (isRecord(value) || Array.isArray(value)) {
		findings.add(field, `is ${kindOf(value)}, which Interakt does not accept here`, remedy);
		return undefined;
	}
	if (typeof value === 'number') return readNumber(value, field, findings);
	if (typeof value === 'string') return trimmed(value);
	return typeof value === 'object' ? text(value, field, findings) : value;
}

/** A flat hash of further values (S1: `custom_fields`), or nothing when it is empty. */
export function readCustomFields(parameters: Parameters): { custom_fields?: IDataObject } {
	const fields = readPairs(givenRows(parameters, customFieldValues), customFieldValues, [], parameters);
	return Object.keys(fields).length > 0 ? { custom_fields: fields } : {};
}

/**
 * A list of flat objects, such as orders or carts (contract §2), or nothing when it was not given. What is null in
 * them is left out: the product does not accept it (S1).
 */
export function readObjects(
	value: unknown,
	name: 'orders' | 'carts',
	field: string,
	parameters: Parameters,
): IDataObject {
	const { findings } = parameters;
	const list = parseJson(value, field, findings);
	if (list === undefined || (Array.isArray(list) && list.length === 0)) return {};
	if (!Array.isArray(list) || !list.every(isObject)) {
		findings.add(field, 'is not a list of objects', 'Write it like [{ "id": "1042", "value": 500 }].');
		return {};
	}
	const read = list.map((each, index) => {
		const entries = Object.entries(each).filter(([, its]) => its !== null);
		const label = (key: string) => `${field}: "${key}" of object ${index + 1}`;
		return Object.fromEntries(
			entries.map(([key, its]) => [
				key,
				flat(its, label(key), 'Give its values names of their own in the object.', parameters),
			]),
		);
	});
	return { [name]: read };
}

/** The email, without which the product would silently ignore the call (S1). */
export function readEmail(parameters: Parameters): string {
	return readEmailAddress(parameters.value('email'), 'Email', parameters.findings);
}
