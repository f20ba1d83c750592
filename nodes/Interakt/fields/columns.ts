import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { emailOf } from '../input/email';
import { collection, type Parameters } from '../input/parameters';
import { Findings } from '../input/findings';
import { isGroup } from '../input/inside';
import { e164, parsePhone } from '../input/phone';
import { listItems } from '../input/text';
import { countryOf, readPhone } from './person';
import { isMissing, isRecord, type NamedValue } from './readNamedValues';
import { type RecordInside, recordsIn, startsWith, untyped } from './record';

/** Columns that Map Automatically leaves alone. Read by `mappedColumns`. */
export const excludedColumnsField: INodeProperties = {
	displayName: 'Exclude Columns',
	name: 'excludedColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. notes, internal_id',
	description: 'Columns of the item that Map Automatically leaves out, separated by commas or as a list',
};

/** Parameters that say who is meant, and all whose values are no traits besides. */
const personParameters = ['phoneNumber', 'userId', 'email'];
const ownParameters = [...personParameters, 'event', 'additionalFields'];

/** What no person wants stored: numbers and keys of the other system, in words of a column's name. */
const neverMapped =
	/^(?:row num(?:ber)?|id|admin graphql api id|form mode|form query parameters|(?:.* )?(?:token|secret|password|signature|(?:order|api) key)|(?:.* )?etag|(?:remote |client )?ip(?: address)?|user agent|powered by)$/;

/** A column that no person wants stored: also of a name as other systems mark their own ones. */
const isInternal = (name: string): boolean => /^[$_]/.test(name) || neverMapped.test(words(name));

/** Names of columns that hold a person's whole name. */
const wholeName =
	/^(?:(?:your |customer |contact |client |lead |sender |buyer |billing |display )?(?:name|full ?name)|names|name of customer|(?:(?:आपका|पूरा) ){0,2}नाम)$/;
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

/** `#1042` and `SO-1042` are names of orders, `projects/p/leads` is that of a document. */
const isPersonName = (value: unknown): value is string =>
	typeof value === 'string' && /\p{L}/u.test(value) && !/#\d|\d{3}|\/.*\//.test(value);

/** The content of a file, as forms and Odoo give pictures. */
const isFileContent = (value: unknown): boolean =>
	typeof value === 'string' && /^(?:data:[\w.+-]+\/[\w.+-]+;base64,|[A-Za-z0-9+/=\r\n]{1000,}$)/.test(value);

/** What objects around a phone number are called, which belong to whom the object around them belongs. */
const phoneName = /^(?:phones?|(?:phone|mobile)(?: number)?|mobile|tel(?:ephone)?|whats ?app)$/;

/** The parts of a name as forms and apps give them, in their order. */
const nameParts = [
	/^(?:first|given)(?: ?name)?$/,
	/^middle(?: ?name)?$/,
	/^(?:last|family)(?: ?name)?$|^surname$/,
];

/** A whole name, also in parts (`{ first, last }`) or inside `{ value }`; nothing where it is no person's. */
function nameOf(value: unknown): string | undefined {
	if (isPersonName(value)) return value;
	if (!isRecord(value)) return undefined;
	const names = Object.keys(value);
	const parts = nameParts
		.map((part) => value[names.find((name) => part.test(words(name))) ?? ''])
		.filter(isPersonName);
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
	const { excludedColumns } = collection(parameters, 'additionalFields');
	const excluded = new Set(listItems(excludedColumns ?? '').map((name) => words(String(name))));
	const isPhone = samePhone(parameters);
	const records = recordsIn(json, ownParameters.flatMap(mentions), personParameters.flatMap(mentions));
	/** The objects that the phone number stands in. */
	const besidePhone: IDataObject[] = [];

	const kept = (
		holder: IDataObject,
		used: RecordInside['used'],
		path: readonly string[] = [],
	): IDataObject => {
		const copy: IDataObject = {};
		for (const [name, given] of Object.entries(holder)) {
			const value = untyped(given) as IDataObject[string];
			const own = [...path, name];
			const isUsed = used.some((one) => startsWith(own, one) || (!isRecord(value) && startsWith(one, own)));
			const isEnvelope = isRecord(value) && (name === 'headers' || name === 'params');
			if (isPhone(value)) besidePhone.push(copy);
			else if (
				!isUsed &&
				!isEnvelope &&
				!excluded.has(words(own.join('.'))) &&
				!isInternal(name) &&
				!isMissing(value)
			) {
				const found = besidePhone.length;
				const left = isRecord(value) ? kept(value, used, own) : value;
				if (besidePhone.length > found && phoneName.test(words(name))) besidePhone.push(copy);
				if (isFileContent(left)) {
					findings.notice(`Column "${name}" holds the content of a file, so it was left out`);
				} else if (!isMissing(left)) copy[name] = left;
			}
		}
		return copy;
	};
	const copies = records.map(({ columns, used }) => kept(columns, used));
	const person = [...besidePhone, ...[...copies].reverse()];
	const email = takeEmail(person);
	const name = takeName(person);
	const record: IDataObject = Object.assign({}, ...copies);
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

/**
 * Takes a person's whole name out of the objects, or puts it together of first and last name, which stay; also of
 * `NAME` and `LAST_NAME`, as Bitrix24 has them.
 */
function takeName(holders: readonly IDataObject[]): string | undefined {
	for (const holder of holders) {
		const names = Object.keys(holder);
		const [first, last] = [firstName, lastName]
			.map((pattern) => holder[names.find((one) => pattern.test(words(one))) ?? ''])
			.map((part) => (isPersonName(part) ? part.trim() : undefined));
		/** Where the person has both names beside it, one of several words without the first is that of a company. */
		const isOfOthers = (given: string) =>
			first !== undefined &&
			last !== undefined &&
			/\s/.test(given.trim()) &&
			!given.toLowerCase().includes(first.toLowerCase());
		const whole = names.find((one) => {
			const given = wholeName.test(words(one)) ? nameOf(holder[one]) : undefined;
			return given !== undefined && !isOfOthers(given);
		});
		const name = nameOf(holder[whole ?? '']);
		if (whole !== undefined) delete holder[whole];
		if (name !== undefined && (/\s/.test(name.trim()) || (first ?? last) === undefined)) return name;
		const parts = [first ?? name, last ?? name].filter((part) => part !== undefined);
		if (parts.length > 0) return [...new Set(parts)].join(' ');
	}
	return undefined;
}
