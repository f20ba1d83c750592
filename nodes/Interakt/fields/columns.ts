import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { emailOf } from '../input/email';
import { collection, type Parameters } from '../input/parameters';
import { Findings } from '../input/findings';
import { isGroup } from '../input/inside';
import { e164, parsePhone } from '../input/phone';
import { listItems } from '../input/text';
import { countryOf, readPhone } from './person';
import { isMissing, isRecord, type NamedValue } from './readNamedValues';

/** Columns that Map Automatically leaves alone. Read by `mappedColumns`. */
export const excludedColumnsField: INodeProperties = {
	displayName: 'Exclude Columns',
	name: 'excludedColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. notes, internal_id',
	description: 'Columns of the item that Map Automatically leaves out, separated by commas or as a list',
};

/** Parameters whose values are no traits besides: who is meant, and what has a field of its own. */
const ownParameters = ['phoneNumber', 'userId', 'email', 'event', 'additionalFields'];

/** What no person wants stored: numbers and keys of the other system, in words of a column's name. */
const neverMapped =
	/^(?:\$.*|row num(?:ber)?|id|admin graphql api id|empty(?: \d+)?|form mode|form query parameters|(?:.* )?(?:token|secret|password|signature|(?:order|api) key))$/;

/** Names of columns that hold a person's whole name. */
const wholeName =
	/^(?:(?:your |customer |contact |client |lead |sender |buyer |billing |display )?(?:name|full ?name)|name of customer|(?:(?:आपका|पूरा) ){0,2}नाम)$/;
const firstName = /^(?:first|given) ?name$/;
const lastName = /^(?:last|family) ?name$|^surname$/;

/** A column's name in lower-case words: `firstName`, `First Name` and `first_name` are `first name`. */
const words = (name: string): string =>
	name
		.slice(0, 200)
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replace(/[^\p{L}\p{M}\p{N}$]+/gu, ' ')
		.trim()
		.toLowerCase();

/** `#1042` and `SO-1042` are names of orders. */
const isPersonName = (value: unknown): value is string =>
	typeof value === 'string' && /\p{L}/u.test(value) && !/#\d|\d{3}/.test(value);

/** The parts of a name as forms give them, in their order. */
const nameParts = ['first', 'middle', 'last'] as const;

/** A whole name, also in parts (`{ first, last }`) or inside `{ value }`; nothing where it is no person's. */
function nameOf(value: unknown): string | undefined {
	if (isPersonName(value)) return value;
	if (!isRecord(value)) return undefined;
	const parts = nameParts.map((part) => value[part]).filter(isPersonName);
	if (parts.length > 0) return parts.map((part) => part.trim()).join(' ');
	return [value.full, value.value].find(isPersonName);
}

/** The value of a trait that is the name or the e-mail address of a person, taken out of the group that holds it. */
export function outOfGroup(given: NamedValue, findings: Findings): NamedValue {
	const { name, value } = given;
	const read = words(name) === 'name' ? nameOf : /^e ?mail$/.test(words(name)) ? emailOf : undefined;
	const inner = isGroup(value) ? read?.(value) : undefined;
	if (inner === undefined) return given;
	findings.notice(
		`Trait "${name}": "${inner.slice(0, 100)}" was taken out of ${Array.isArray(value) ? 'a list' : 'an object'}`,
	);
	return { ...given, value: inner };
}

/** The columns of an item, and where in it they stand. */
interface Opened {
	readonly columns: IDataObject;
	readonly path: readonly string[];
}

/** The names or texts of a list of things; all else as it is. */
function namesOf(value: unknown): unknown {
	if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return value;
	if (value.every(({ plain_text: text }) => typeof text === 'string')) {
		return value.map(({ plain_text: text }) => text).join('');
	}
	return value.every(({ name }) => typeof name === 'string') ? value.map(({ name }) => name) : value;
}

/** A value as HubSpot's older API (`{ value }`) and Notion (`{ type: 'select', select: { name } }`) wrap it. */
function unwrapped(given: unknown): unknown {
	if (!isRecord(given)) return namesOf(given);
	if (typeof given.type === 'string' && Object.hasOwn(given, given.type)) return unwrapped(given[given.type]);
	const name = ['value', 'start', 'name'].find((one) => one in given);
	return name === undefined ? given : given[name];
}

/** Where a webhook or an app holds the record: in the body, or in the query of a call without one; alone in an object. */
function envelope(json: IDataObject): Opened {
	if (isRecord(json.headers) && isRecord(json.body)) {
		const name = isMissing(json.body) && isRecord(json.query) ? 'query' : 'body';
		const { columns, path } = envelope(json[name] as IDataObject);
		return { columns, path: [name, ...path] };
	}
	const [only, ...others] = Object.entries(json);
	if (only === undefined || others.length > 0 || !isRecord(only[1])) return { columns: json, path: [] };
	return { columns: only[1], path: [only[0]] };
}

/** The record inside the envelope of its app: `body` of a webhook, `fields` of Airtable, `properties` of HubSpot. */
function opened(json: IDataObject): Opened {
	const { columns, path } = envelope(json);
	if (isRecord(columns.fields) && 'id' in columns) {
		return { columns: columns.fields, path: [...path, 'fields'] };
	}
	if (isRecord(columns.properties) && ('id' in columns || 'vid' in columns)) {
		const values = Object.entries(columns.properties).map(([name, given]) => [name, unwrapped(given)]);
		return { columns: Object.fromEntries(values) as IDataObject, path: [...path, 'properties'] };
	}
	return { columns, path };
}

const startsWith = (path: readonly string[], start: readonly string[]) =>
	start.every((name, index) => path[index] === name);

/** Tells whether a value is the phone number of the person, under any form. */
function samePhone(parameters: Parameters): (given: unknown) => boolean {
	// What is wrong with these fields is said where they are read.
	const own = { ...parameters, findings: new Findings() };
	const country = countryOf(own);
	const phone = readPhone(own);
	if (phone.phoneNumber === '') return () => false;
	const end = phone.phoneNumber.slice(-4);
	return (given) => {
		if (typeof given !== 'string' && typeof given !== 'number') return false;
		const written = String(given);
		if (written.length > 40 || !written.replace(/\D/g, '').includes(end)) return false;
		const read = parsePhone(written, country);
		return !('what' in read) && e164(read) === e164(phone);
	};
}

/**
 * The columns of the item as named values, for Map Automatically (docs/records.md): all but those that other fields
 * use, excluded ones, the phone number itself, and what no person wants stored. The name and the e-mail address of the
 * person become `name` and `email`; they are looked for beside the phone number first.
 */
export function mappedColumns(parameters: Parameters): NamedValue[] {
	const { json = {}, mentions = () => [], findings } = parameters;
	const used = ownParameters.flatMap(mentions);
	const { excludedColumns } = collection(parameters, 'additionalFields');
	const excluded = new Set(listItems(excludedColumns ?? '').map((name) => words(String(name))));
	const isPhone = samePhone(parameters);
	const { columns, path: top } = opened(json);
	/** The objects that the phone number stands in. */
	const besidePhone: IDataObject[] = [];

	const kept = (holder: IDataObject, path: readonly string[], below = ''): IDataObject => {
		const copy: IDataObject = {};
		for (const [name, value] of Object.entries(holder)) {
			const own = [...path, name];
			const inner = below === '' ? name : `${below}.${name}`;
			const isUsed = used.some((one) => startsWith(own, one) || (!isRecord(value) && startsWith(one, own)));
			const isEnvelope = isRecord(value) && (name === 'headers' || name === 'params');
			if (isPhone(value)) besidePhone.push(copy);
			else if (
				!isUsed &&
				!isEnvelope &&
				!excluded.has(words(inner)) &&
				!neverMapped.test(words(name)) &&
				!isMissing(value)
			) {
				const left = isRecord(value) ? kept(value, own, inner) : value;
				if (!isMissing(left)) copy[name] = left;
			}
		}
		return copy;
	};
	const record = kept(columns, top);
	const person = [...besidePhone, record];
	const email = takeEmail(person);
	const name = takeName(person);
	if ('name' in record && !isRecord(record.name)) {
		findings.notice(
			`"${String(record.name).slice(0, 80)}" in the column name is no name of a person, so it was left out`,
		);
		delete record.name;
	}
	const found = { ...(name !== undefined && { name }), ...(email !== undefined && { email }), ...record };
	return Object.entries(found).map(([one, value]) => ({ name: one.trim(), value, row: {}, isColumn: true }));
}

/** Takes the first address out of the objects, a column that says so before one that does not. */
function takeEmail(holders: readonly IDataObject[]): string | undefined {
	const isNamed = (name: string) => /\be ?mail\b/.test(words(name));
	for (const holder of holders) {
		// An object of another name may be of somebody else, such as the owner.
		const found = Object.keys(holder).filter(
			(name) => (isNamed(name) || !isGroup(holder[name])) && emailOf(holder[name]) !== undefined,
		);
		const name = found.find(isNamed) ?? found[0];
		if (name === undefined) continue;
		const email = emailOf(holder[name]);
		delete holder[name];
		return email;
	}
	return undefined;
}

/** Takes a person's whole name out of the objects, or puts it together of first and last name, which stay. */
function takeName(holders: readonly IDataObject[]): string | undefined {
	for (const holder of holders) {
		const names = Object.keys(holder);
		const whole = names.find((name) => wholeName.test(words(name)) && nameOf(holder[name]) !== undefined);
		if (whole !== undefined) {
			const name = nameOf(holder[whole]);
			delete holder[whole];
			return name;
		}
		const parts = [firstName, lastName]
			.map((pattern) => holder[names.find((name) => pattern.test(words(name))) ?? ''])
			.filter(isPersonName);
		if (parts.length > 0) return parts.map((part) => part.trim()).join(' ');
	}
	return undefined;
}
