import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { isoText, readMoment } from '../input/date';
import type { Findings } from '../input/findings';
import { parseJson } from '../input/json';
import { limits } from '../input/limits';
import { rows, type Parameters } from '../input/parameters';
import { text } from '../input/text';
import { cleanWhiteSpace, type WhiteSpace } from '../input/whiteSpace';

/** What the API stores of a trait: text, number, boolean, date (as ISO text) or a list of these (S0). */
type Scalar = string | number | boolean;
export type TraitValue = Scalar | Scalar[];

/** How a person says what a typed value is. `auto` keeps what an expression gives. */
type TraitType = 'auto' | 'string' | 'number' | 'boolean' | 'date' | 'list';

interface Reading {
	readonly whiteSpace: WhiteSpace;
	readonly timeZone: string;
	readonly findings: Findings;
}

/**
 * Reads the traits of a person or an event, from rows or from JSON (`fields/traits.ts`). Empty values are left
 * out, so that an empty cell does not overwrite what is stored (a trait cannot be deleted, S0).
 *
 * @returns the traits, or nothing when there are none.
 */
export function readTraits(parameters: Parameters, whiteSpace: WhiteSpace): IDataObject | undefined {
	const reading: Reading = { whiteSpace, timeZone: parameters.timeZone, findings: parameters.findings };
	const traits = new Map<string, TraitValue>();
	for (const { name, type, value } of givenTraits(parameters)) {
		const label = `Trait "${name}"`;
		const key = cleanWhiteSpace(name, `The name of ${label}`, whiteSpace, reading.findings);
		if (traits.has(key)) {
			reading.findings.add(label, 'is given twice', 'Keep one of the two.');
			continue;
		}
		const read = readTrait(value, type, label, reading);
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
	if (parameters.value('traitsInput') === 'json') {
		const traits = parseJson(parameters.value('traitsJson'), 'Traits (JSON)', findings);
		if (traits === undefined) return [];
		if (typeof traits !== 'object' || traits === null || Array.isArray(traits)) {
			findings.add('Traits (JSON)', 'is not an object', 'Write it like { "city": "Pune", "orders": 3 }.');
			return [];
		}
		return Object.entries(traits).map(([name, value]) => ({ name, type: 'auto', value }));
	}
	const given = rows(parameters.value('traits')).map(({ name, type, value }) => ({
		name: text(name, 'Trait Name', findings).trim(),
		type: isTraitType(type) ? type : 'auto',
		value,
	}));
	return given.filter(({ name, value }) => {
		if (name !== '') return true;
		if (!isEmpty(value)) {
			findings.add('Trait Name', 'is empty', 'Give each trait a name, or remove the row.');
		}
		return false;
	});
}

const traitTypes: readonly unknown[] = ['auto', 'string', 'number', 'boolean', 'date', 'list'];
const isTraitType = (type: unknown): type is TraitType => traitTypes.includes(type);

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function readTrait(value: unknown, type: TraitType, label: string, reading: Reading): TraitValue | undefined {
	if (isEmpty(value)) return undefined;
	if (type === 'list' || (type === 'auto' && Array.isArray(value))) return readList(value, label, reading);
	return readScalar(value, type, label, reading);
}

function readList(value: unknown, label: string, reading: Reading): Scalar[] | undefined {
	const items = listItems(value)
		.filter((item) => !isEmpty(item))
		.map((item) => readScalar(item, 'auto', label, reading))
		.filter((item) => item !== undefined);
	return items.length > 0 ? items : undefined;
}

/** The items of a list given as one, as JSON text, or separated by commas. */
function listItems(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	if (value.trim().startsWith('[')) {
		try {
			const items: unknown = JSON.parse(value);
			if (Array.isArray(items)) return items;
		} catch {
			// Text that only looks like JSON: read as separated by commas.
		}
	}
	return value.split(',').map((item) => item.trim());
}

function readScalar(value: unknown, type: TraitType, label: string, reading: Reading): Scalar | undefined {
	const { findings, timeZone, whiteSpace } = reading;
	if (type === 'date' || DateTime.isDateTime(value) || value instanceof Date) {
		const moment = readMoment(value, timeZone);
		if (moment) return isoText(moment);
		findings.add(label, `"${String(value)}" is not a date`, 'Write it like 2026-01-31 or 2026-01-31T17:00.');
		return undefined;
	}
	if (type === 'number') {
		const number = typeof value === 'string' ? Number(value.trim()) : value;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
		findings.add(
			label,
			`"${String(value)}" is not a number`,
			'Write digits with a point for decimals, like 1999.50.',
		);
		return undefined;
	}
	if (type === 'boolean') {
		if (typeof value === 'boolean') return value;
		const word = String(value).trim().toLowerCase();
		if (['true', 'yes', '1'].includes(word)) return true;
		if (['false', 'no', '0'].includes(word)) return false;
		findings.add(label, `"${String(value)}" is neither true nor false`, 'Write true or false.');
		return undefined;
	}
	if (
		type === 'auto' &&
		(typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
	) {
		return value;
	}
	return cleanWhiteSpace(text(value, label, findings), label, whiteSpace, findings);
}

/**
 * Reads tags given as a list or separated by commas; the same tag in another case counts once, as it does
 * at Interakt (S0).
 */
export function readTags(value: unknown, whiteSpace: WhiteSpace, findings: Findings): string[] {
	const tags = new Map<string, string>();
	for (const item of listItems(value)) {
		const tag = cleanWhiteSpace(text(item, 'Tags', findings).trim(), 'Tags', whiteSpace, findings);
		const key = tag.toLowerCase();
		if (tag !== '' && !tags.has(key)) tags.set(key, tag);
	}
	if (tags.size > limits.tags) {
		findings.notice(`Tags: ${tags.size} given; Interakt advises at most ${limits.tags} for a contact`);
	}
	return [...tags.values()];
}
