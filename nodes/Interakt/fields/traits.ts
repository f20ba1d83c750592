import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { consentWords, readBoolean } from '../input/boolean';
import { choice, meant } from '../input/choice';
import { isoText } from '../input/date';
import { readDate, requireDate } from '../input/dateField';
import { addressIn } from '../input/email';
import type { Findings } from '../input/findings';
import { isGroup, onlyEntry } from '../input/inside';
import { limits } from '../input/limits';
import { readNumber } from '../input/number';
import type { Parameters } from '../input/parameters';
import { listItems, text, trimmed } from '../input/text';
import { cleanWhiteSpace, type WhiteSpace } from '../input/whiteSpace';
import { outOfGroup } from './columns';
import { traitColumnsField } from './knownTraits';
import { givenValues, namedValueFields, namedValueRows } from './namedValues';
import {
	dateOutOfGroup,
	isMissing,
	isPlaceholder,
	isRecord,
	type NamedValue,
	type NamedValues,
	readNamedValues,
} from './readNamedValues';

/** The traits of a person or an event. */
export const traitValues: NamedValues = { singular: 'Trait', plural: 'Traits', parameter: 'traits' };

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{
			name: 'As Given',
			value: 'auto',
			description:
				'Text stays text; numbers, booleans, dates and lists from an expression stay what they are',
		},
		{
			name: 'Boolean',
			value: 'boolean',
		},
		{
			name: 'Date',
			value: 'date',
			description:
				'Any date form; a time without a zone is in the Time Zone of the credential, else of the workflow',
		},
		{
			name: 'List',
			value: 'list',
			description: 'Several values, separated by commas or as a list',
		},
		{
			name: 'Number',
			value: 'number',
		},
		{
			name: 'Text',
			value: 'string',
		},
	],
	default: 'auto',
	description: 'What the value is, so that Interakt offers the right filters for it',
};

const fields = (columnsField?: INodeProperties) =>
	namedValueFields(
		traitValues,
		namedValueRows(
			traitValues,
			'Attributes to store, such as name, email or city. Empty values are left out.',
			{ name: 'city', value: 'Pune' },
			typeField,
		),
		'Attributes to store, as one JSON object of names and values',
		columnsField,
	);

/** Traits of an event, of columns, as rows or as JSON. Read by `readTraits`. */
export const traitFields: INodeProperties[] = fields();

/** The same of a contact, also by the traits that the account has. */
export const contactTraitFields: INodeProperties[] = fields(traitColumnsField);

/** What the API stores of a trait: text, number, boolean, date (as ISO text) or a list of these (S0). */
type Scalar = string | number | boolean;
export type TraitValue = Scalar | Scalar[];

/** How a person says what a typed value is. `auto` keeps what an expression gives. */
type TraitType = keyof typeof traitTypes;

/** Names of the trait that holds an e-mail address, of which only the address is sent. */
const email = /^e-?mail$/i;

interface Reading {
	/** Name of the trait. */
	readonly name: string;
	/** What may say that a time is in UTC: its label, and the value as it was typed. */
	readonly sources: readonly string[];
	readonly whiteSpace: WhiteSpace;
	readonly parameters: Parameters;
	readonly findings: Findings;
}

/**
 * Reads the traits of a person or an event, from rows or from JSON (`traitFields`). Empty values are left
 * out, so that an empty cell does not overwrite what is stored (a trait cannot be deleted, S0).
 *
 * @returns the traits, or nothing when there are none.
 */
export function readTraits(parameters: Parameters, whiteSpace: WhiteSpace): IDataObject | undefined {
	const { findings } = parameters;
	const given = givenValues(parameters, traitValues).map((one) =>
		ofItsType(outOfGroup(one, findings), parameters),
	);
	const traits = readNamedValues<TraitValue>(given, traitValues, parameters, {
		takesLists: true,
		name: (name, label) => cleanWhiteSpace(name, `The name of ${label}`, whiteSpace, findings),
		value({ name, value, row, typed }, label, within) {
			const { findings } = within;
			const type = choice<TraitType>(row.type, `Type of ${label}`, traitTypes, findings) ?? 'auto';
			return readTrait(value, type, label, {
				name,
				sources: [label, typed ?? ''],
				whiteSpace,
				parameters: within,
				findings,
			});
		},
	});
	return Object.keys(traits).length > 0 ? traits : undefined;
}

const traitTypes = {
	auto: 'As Given',
	string: 'Text',
	number: 'Number',
	boolean: 'Boolean',
	date: 'Date',
	list: 'List',
};

/** A value whose type says how to read what holds others: a date in parts, and a list of things that have names. */
function ofItsType(given: NamedValue, parameters: Parameters): NamedValue {
	const { value, row } = given;
	const type = isGroup(value) ? meant<TraitType>(row.type, traitTypes) : undefined;
	if (type === 'list' && Array.isArray(value)) return { ...given, value: value.map(nameOfThing) };
	return type === 'date' ? dateOutOfGroup(given, `Trait "${given.name}"`, parameters) : given;
}

/** Members by which other apps call a thing: `{ "id": 7, "name": "VIP" }`. */
const thingNames = ['name', 'label', 'title', 'value', 'text'];

/** The name of a thing; all else as it is. */
function nameOfThing(thing: unknown): unknown {
	if (!isRecord(thing)) return thing;
	const name = thingNames.find((one) => one in thing && !isGroup(thing[one]));
	return name === undefined ? thing : thing[name];
}

function readTrait(given: unknown, type: TraitType, label: string, reading: Reading): TraitValue | undefined {
	const value = type === 'auto' ? given : onlyEntry(given);
	if (isNoValue(value, type, label, reading)) return undefined;
	if (type === 'list' || (type === 'auto' && Array.isArray(value))) return readList(value, label, reading);
	return readScalar(value, type, label, reading);
}

/** A number that is meant as one is no placeholder, whatever it is. */
const isNoValue = (
	value: unknown,
	type: TraitType,
	label: string,
	{ findings, parameters, sources }: Reading,
) =>
	!(type === 'number' && typeof value === 'number') &&
	isPlaceholder(
		value,
		label,
		findings,
		() => type === 'date' && readDate(value, label, parameters, sources) !== undefined,
	);

function readList(value: unknown, label: string, reading: Reading): Scalar[] | undefined {
	const items = listItems(value)
		.filter((item) => !isMissing(item) && !isNoValue(item, 'auto', label, reading))
		.map((item) => readScalar(item, 'auto', label, reading))
		.filter((item) => item !== undefined);
	return items.length > 0 ? items : undefined;
}

function readScalar(value: unknown, type: TraitType, label: string, reading: Reading): Scalar | undefined {
	const { findings, name, parameters, sources, whiteSpace } = reading;
	if (type === 'date' || DateTime.isDateTime(value) || value instanceof Date) {
		const moment = requireDate(value, label, parameters, undefined, sources);
		return moment && isoText(moment);
	}
	if (type === 'number' || (type === 'auto' && typeof value === 'number')) {
		return readNumber(value, label, findings, { written: true });
	}
	if (type === 'boolean' || (type === 'auto' && typeof value === 'boolean')) {
		return readBoolean(value, label, findings, consentWords);
	}
	const words = text(value, label, findings);
	const known = email.test(name) ? (addressIn(words) ?? words) : words;
	return cleanWhiteSpace(trimmed(known), label, whiteSpace, findings);
}

/**
 * Reads tags given as a list or separated by commas; the same tag in another case counts once, as it does
 * at Interakt (S0).
 */
export function readTags(value: unknown, whiteSpace: WhiteSpace, findings: Findings): string[] {
	const tags = new Map<string, string>();
	for (const given of listItems(value)) {
		const item = nameOfThing(given);
		if (isMissing(item) || isPlaceholder(item, 'Tags', findings)) continue;
		const tag = cleanWhiteSpace(trimmed(text(item, 'Tags', findings)), 'Tags', whiteSpace, findings);
		const key = tag.toLowerCase();
		if (tag !== '' && !tags.has(key)) tags.set(key, tag);
	}
	if (tags.size > limits.tags) {
		findings.notice(`Tags: ${tags.size} given; Interakt advises at most ${limits.tags} for a contact`);
	}
	return [...tags.values()];
}
