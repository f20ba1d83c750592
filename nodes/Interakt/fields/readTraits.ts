import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { readBoolean } from '../input/boolean';
import { choice } from '../input/choice';
import { isoText } from '../input/date';
import { requireDate } from '../input/dateField';
import { addressIn } from '../input/email';
import type { Findings } from '../input/findings';
import { parseJson } from '../input/json';
import { limits } from '../input/limits';
import { readNumber } from '../input/number';
import { isReservedName, type Parameters, rows } from '../input/parameters';
import { isInvisible, placeholderIn } from '../input/placeholder';
import { listItems, text, trimmed } from '../input/text';
import { cleanWhiteSpace, type WhiteSpace } from '../input/whiteSpace';

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
	readonly whiteSpace: WhiteSpace;
	readonly parameters: Parameters;
	readonly findings: Findings;
}

/**
 * Reads the traits of a person or an event, from rows or from JSON (`fields/traits.ts`). Empty values are left
 * out, so that an empty cell does not overwrite what is stored (a trait cannot be deleted, S0).
 *
 * @returns the traits, or nothing when there are none.
 */
export function readTraits(parameters: Parameters, whiteSpace: WhiteSpace): IDataObject | undefined {
	const reading = { whiteSpace, parameters, findings: parameters.findings };
	const traits = new Map<string, TraitValue>();
	for (const { name, type, value } of givenTraits(parameters)) {
		const label = `Trait "${name}"`;
		if (isReservedName(name)) {
			reading.findings.add(label, 'has a name that cannot be sent', 'Give the trait another name.');
			continue;
		}
		const key = cleanWhiteSpace(name, `The name of ${label}`, whiteSpace, reading.findings);
		if (traits.has(key)) {
			reading.findings.add(label, 'is given twice', 'Keep one of the two.');
			continue;
		}
		const read = readTrait(value, type, label, { ...reading, name });
		if (read !== undefined) traits.set(key, read);
	}
	return traits.size > 0 ? Object.fromEntries(traits) : undefined;
}

interface GivenTrait {
	readonly name: string;
	readonly type: TraitType;
	readonly value: unknown;
}

function givenTraits(parameters: Parameters): GivenTrait[] {
	const { findings } = parameters;
	if (choice(parameters.value('traitsInput'), 'Specify Traits', ways, findings) === 'json') {
		const traits = parseJson(parameters.value('traitsJson'), 'Traits (JSON)', findings);
		if (traits === undefined) return [];
		if (typeof traits !== 'object' || traits === null || Array.isArray(traits)) {
			findings.add('Traits (JSON)', 'is not an object', 'Write it like { "city": "Pune", "orders": 3 }.');
			return [];
		}
		const entries = Object.entries(traits);
		return named(
			entries.map(([name, value]) => ({ name: trimmed(name), type: 'auto', value })),
			findings,
		);
	}
	const given = rows(parameters.value('traits')).map(({ name, type, value }): GivenTrait => {
		const key = trimmed(text(name, 'Trait Name', findings));
		const read = choice<TraitType>(type, `Type of Trait "${key}"`, traitTypes, findings);
		return { name: key, type: read ?? 'auto', value };
	});
	return named(given, findings);
}

/** The traits that have a name; one without is refused when it has a value. */
function named(given: readonly GivenTrait[], findings: Findings): GivenTrait[] {
	return given.filter(({ name, value }) => {
		if (name !== '') return true;
		if (!isEmpty(value)) {
			findings.add('Trait Name', 'is empty', 'Give each trait a name, or remove the row.');
		}
		return false;
	});
}

const traitTypes = {
	auto: 'As Given',
	string: 'Text',
	number: 'Number',
	boolean: 'Boolean',
	date: 'Date',
	list: 'List',
};

const ways = { fields: 'Using Fields Below', json: 'Using JSON' };

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && isInvisible(value));

function readTrait(value: unknown, type: TraitType, label: string, reading: Reading): TraitValue | undefined {
	if (isEmpty(value) || isNoValue(value, type, label, reading.findings)) return undefined;
	if (type === 'list' || (type === 'auto' && Array.isArray(value))) return readList(value, label, reading);
	return readScalar(value, type, label, reading);
}

/** Whether a value is plainly none (`placeholderIn`), which is left out with a notice so that it overwrites nothing. */
function isNoValue(value: unknown, type: TraitType, label: string, findings: Findings): boolean {
	const words =
		typeof value === 'string' || (type !== 'number' && typeof value === 'number') ? String(value) : '';
	const placeholder = placeholderIn(words);
	if (placeholder === undefined) return false;
	findings.notice(`${label}: "${placeholder.slice(0, 80)}" is no value, so it was left out`);
	return true;
}

function readList(value: unknown, label: string, reading: Reading): Scalar[] | undefined {
	const items = listItems(value)
		.filter((item) => !isEmpty(item) && !isNoValue(item, 'auto', label, reading.findings))
		.map((item) => readScalar(item, 'auto', label, reading))
		.filter((item) => item !== undefined);
	return items.length > 0 ? items : undefined;
}

function readScalar(value: unknown, type: TraitType, label: string, reading: Reading): Scalar | undefined {
	const { findings, name, parameters, whiteSpace } = reading;
	if (type === 'date' || DateTime.isDateTime(value) || value instanceof Date) {
		const moment = requireDate(value, label, parameters);
		return moment && isoText(moment);
	}
	if (type === 'number' || (type === 'auto' && typeof value === 'number')) {
		return readNumber(value, label, findings);
	}
	if (type === 'boolean' || (type === 'auto' && typeof value === 'boolean')) {
		return readBoolean(value, label, findings);
	}
	const words = text(value, label, findings);
	const known = email.test(name) ? (addressIn(words) ?? words) : words;
	return cleanWhiteSpace(known, label, whiteSpace, findings);
}

/**
 * Reads tags given as a list or separated by commas; the same tag in another case counts once, as it does
 * at Interakt (S0).
 */
export function readTags(value: unknown, whiteSpace: WhiteSpace, findings: Findings): string[] {
	const tags = new Map<string, string>();
	for (const item of listItems(value)) {
		if (isEmpty(item) || isNoValue(item, 'auto', 'Tags', findings)) continue;
		const tag = cleanWhiteSpace(trimmed(text(item, 'Tags', findings)), 'Tags', whiteSpace, findings);
		const key = tag.toLowerCase();
		if (tag !== '' && !tags.has(key)) tags.set(key, tag);
	}
	if (tags.size > limits.tags) {
		findings.notice(`Tags: ${tags.size} given; Interakt advises at most ${limits.tags} for a contact`);
	}
	return [...tags.values()];
}
