import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { choice } from '../input/choice';
import { readDate } from '../input/dateField';
import { Findings } from '../input/findings';
import { isGroup } from '../input/inside';
import { collection, isReservedName, type Parameters, type Values } from '../input/parameters';
import { isInvisible, placeholderIn } from '../input/placeholder';
import { trimmed } from '../input/text';
import { isObject } from '../shared/isObject';

/** Values under names that a person chooses, such as traits: what they are called, and the parameter they stand in. */
export interface NamedValues {
	/** e.g. `Trait`. */
	readonly singular: string;
	/** e.g. `Traits`. */
	readonly plural: string;
	/** Of the parameter that holds the rows, e.g. `traits`. The others are named after it. */
	readonly parameter: string;
}

/** A value under its name, and the row that it stands in. */
export interface NamedValue {
	readonly name: string;
	readonly value: unknown;
	/** Without members for a value from JSON or of a column. */
	readonly row: Values;
	/** The value as it was typed, where that is an expression, which may name the column that it comes from. */
	readonly typed?: string;
	/** A column that nobody named: one that cannot be sent is left out with a notice, not refused. */
	readonly isColumn?: boolean;
}

/** Whether a value holds others by name. A date is one value. */
export const isRecord = (value: unknown): value is IDataObject =>
	isObject(value) && !(value instanceof Date) && !DateTime.isDateTime(value);

/** Whether nothing was given. It is left out, so that an empty cell does not overwrite what is stored. */
export const isMissing = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && isInvisible(value)) ||
	(Array.isArray(value) && value.length === 0) ||
	(isRecord(value) && Object.keys(value).length === 0);

/**
 * Whether a value is plainly none (`placeholderIn`), which is left out with a notice so that it overwrites nothing.
 *
 * @param isValue Whether it is a value here all the same: a date in JavaScript's own form, where a date is meant.
 */
export function isPlaceholder(
	value: unknown,
	label: string,
	findings: Findings,
	isValue: () => boolean = () => false,
): boolean {
	const placeholder =
		typeof value === 'string' || typeof value === 'number' ? placeholderIn(String(value)) : undefined;
	if (placeholder === undefined || isValue()) return false;
	findings.notice(`${label}: "${placeholder.slice(0, 80)}" is no value, so it was left out`);
	return true;
}

/**
 * A date that an app gives in parts (`{ start, end }`) or in a list, as the moment that it is; all else as it is.
 *
 * @param label Names the value in notices.
 */
export function dateOutOfGroup(given: NamedValue, label: string, parameters: Parameters): NamedValue {
	const { value, typed = '' } = given;
	const moment = isGroup(value) ? readDate(value, label, parameters, [label, typed]) : undefined;
	return moment ? { ...given, value: 'day' in moment ? moment.day : moment.utc } : given;
}

/** What to do with values that hold others. */
const nestedChoices = { flatten: 'Flatten', leaveOut: 'Leave Out', refuse: 'Refuse' };

/** How the values of one kind are read. */
interface ValueReader<Value> {
	/** Names that fields of their own have given already. */
	readonly taken?: readonly string[];
	/** Whether a list of plain values is a value. */
	readonly takesLists: boolean;
	/** The name as it is sent. */
	name?(name: string, label: string): string;
	/** The value as it is sent, or nothing when it is left out or was refused. */
	value(given: NamedValue, label: string, parameters: Parameters): Value | undefined;
}

/**
 * The values, those that hold others as Nested Values says: left out with one notice that names them, flattened
 * (`address.city`; a list of objects has no names to flatten by, so it is left out), or kept for the reader to refuse.
 */
function withoutNested(
	given: readonly NamedValue[],
	{ plural }: NamedValues,
	parameters: Parameters,
	takesLists: boolean,
): NamedValue[] {
	const { findings } = parameters;
	const { nestedValues } = collection(parameters, 'additionalFields');
	const way = choice(nestedValues, 'Nested Values', nestedChoices, findings) ?? 'leaveOut';
	const leftOut: string[] = [];
	const isNested = (value: unknown) =>
		Array.isArray(value)
			? !takesLists || value.some((item) => Array.isArray(item) || isRecord(item))
			: isRecord(value);
	if (way === 'refuse') return given.map((one) => (isNested(one.value) ? { ...one, isColumn: false } : one));
	const opened = (one: NamedValue): NamedValue[] => {
		const { name, value } = one;
		if (isMissing(value)) return [];
		if (isRecord(value) && way === 'flatten') {
			return Object.entries(value).flatMap(([inner, held]) =>
				opened({ ...one, name: `${name}.${trimmed(inner)}`, value: held }),
			);
		}
		if (!isNested(value)) return [one];
		leftOut.push(name);
		return [];
	};
	const plain = given.flatMap(opened);
	if (leftOut.length > 0) {
		const hint = way === 'flatten' ? '' : '; Nested Values in Additional Fields can flatten objects';
		findings.notice(
			`${plural} left out, because they hold objects or lists: ${[...new Set(leftOut)].join(', ')}${hint}`,
		);
	}
	return plain;
}

/** Reads named values, each name once; what is missing is left out, and what holds others as Nested Values says. */
export function readNamedValues<Value>(
	given: readonly NamedValue[],
	kind: NamedValues,
	parameters: Parameters,
	reader: ValueReader<Value>,
): Record<string, Value> {
	const { singular } = kind;
	const taken = new Set(reader.taken);
	const readOne = (one: NamedValue, within: Parameters): Array<[string, Value]> => {
		const { findings } = within;
		const label = `${singular} "${one.name}"`;
		if (isReservedName(one.name)) {
			const remedy = `Give the ${singular.toLowerCase()} another name.`;
			findings.add(label, 'has a name that cannot be sent', remedy);
			return [];
		}
		const name = reader.name?.(one.name, label) ?? one.name;
		if (taken.has(name)) {
			if (!one.isColumn) findings.add(label, 'is given twice', 'Keep one of the two.');
			return [];
		}
		const value = reader.value(one, label, within);
		if (value === undefined || (one.isColumn && findings.found.length > 0)) return [];
		taken.add(name);
		return [[name, value]];
	};
	const read = withoutNested(given, kind, parameters, reader.takesLists).flatMap((one) => {
		if (isMissing(one.value)) return [];
		if (!one.isColumn) return readOne(one, parameters);
		const findings = new Findings();
		const pair = readOne(one, { ...parameters, findings });
		const refused = findings.found.map(({ field, what }) => `${field} ${what}, so it was left out`);
		for (const words of [...findings.notices, ...refused]) parameters.findings.notice(words);
		return pair;
	});
	return Object.fromEntries(read);
}
