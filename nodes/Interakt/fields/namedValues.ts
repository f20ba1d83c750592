import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../input/choice';
import type { Findings } from '../input/findings';
import { parseJson } from '../input/json';
import { isReservedName, rows, type Parameters, type Values } from '../input/parameters';
import { isInvisible, placeholderIn } from '../input/placeholder';
import { text, trimmed } from '../input/text';
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
	/** Without members for a value from JSON. */
	readonly row: Values;
}

const ways = { fields: 'Using Fields Below', json: 'Using JSON' };

/** A name and a value in a row of their own, and what a row may have besides. */
export function namedValueRows(
	{ plural, singular, parameter }: NamedValues,
	description: string,
	examples: { readonly name: string; readonly value: string },
	...between: INodeProperties[]
): INodeProperties {
	return {
		displayName: plural,
		name: parameter,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${singular}`,
		default: {},
		description,
		options: [
			{
				displayName: singular,
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: `e.g. ${examples.name}`,
						description: `Name of the ${singular.toLowerCase()} as it appears in Interakt`,
					},
					...between,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: `e.g. ${examples.value}`,
						description: `Value of the ${singular.toLowerCase()}`,
					},
				],
			},
		],
	};
}

/** Names and values as rows or as one JSON object. Read by `givenValues`. */
export function namedValueFields(
	{ plural, parameter }: NamedValues,
	rowsField: INodeProperties,
	jsonDescription: string,
): INodeProperties[] {
	const way = `${parameter}Input`;
	return [
		{
			displayName: `Specify ${plural}`,
			name: way,
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: ways.fields,
					value: 'fields',
				},
				{
					name: ways.json,
					value: 'json',
				},
			],
			default: 'fields',
			description: `How to give the ${plural.toLowerCase()}`,
		},
		{ ...rowsField, displayOptions: { show: { [way]: ['fields'] } } },
		{
			displayName: `${plural} (JSON)`,
			name: `${parameter}Json`,
			type: 'json',
			default: '{}',
			description: jsonDescription,
			displayOptions: { show: { [way]: ['json'] } },
		},
	];
}

/** The values of the fields that `namedValueFields` describes. */
export function givenValues(parameters: Parameters, kind: NamedValues): NamedValue[] {
	const { parameter, plural } = kind;
	const { findings } = parameters;
	const way = choice(parameters.value(`${parameter}Input`), `Specify ${plural}`, ways, findings);
	if (way !== 'json') return givenRows(parameters, kind);
	const field = `${plural} (JSON)`;
	const json = parseJson(parameters.value(`${parameter}Json`), field, findings);
	if (json === undefined) return [];
	if (!isObject(json)) {
		findings.add(field, 'is not an object', 'Write it like { "city": "Pune", "orders": 3 }.');
		return [];
	}
	const given = Object.entries(json).map(([name, value]) => ({ name: trimmed(name), value, row: {} }));
	return named(given, kind, findings);
}

/** The values of the rows that `namedValueRows` describes. */
export function givenRows(parameters: Parameters, kind: NamedValues): NamedValue[] {
	const { findings } = parameters;
	const given = rows(parameters.value(kind.parameter)).map((row) => ({
		name: trimmed(text(row.name, `${kind.singular} Name`, findings)),
		value: row.value,
		row,
	}));
	return named(given, kind, findings);
}

/** The values that have a name; one without is refused when it has a value. */
function named(given: readonly NamedValue[], { singular }: NamedValues, findings: Findings): NamedValue[] {
	return given.filter(({ name, value }) => {
		if (name !== '') return true;
		if (!isMissing(value)) {
			const remedy = `Give each ${singular.toLowerCase()} a name, or remove the row.`;
			findings.add(`${singular} Name`, 'is empty', remedy);
		}
		return false;
	});
}

/** Whether nothing was given. It is left out, so that an empty cell does not overwrite what is stored. */
export const isMissing = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && isInvisible(value));

/** Whether a value is plainly none (`placeholderIn`), which is left out with a notice so that it overwrites nothing. */
export function isPlaceholder(value: unknown, label: string, findings: Findings): boolean {
	const placeholder =
		typeof value === 'string' || typeof value === 'number' ? placeholderIn(String(value)) : undefined;
	if (placeholder === undefined) return false;
	findings.notice(`${label}: "${placeholder.slice(0, 80)}" is no value, so it was left out`);
	return true;
}

/** How the values of one kind are read. */
interface ValueReader<Value> {
	/** Names that fields of their own have given already. */
	readonly taken?: readonly string[];
	/** The name as it is sent. */
	name?(name: string, label: string): string;
	/** The value as it is sent, or nothing when it is left out or was refused. */
	value(given: NamedValue, label: string): Value | undefined;
}

/** Reads named values, each name once; what is missing is left out. */
export function readNamedValues<Value>(
	given: readonly NamedValue[],
	{ singular }: NamedValues,
	findings: Findings,
	reader: ValueReader<Value>,
): Record<string, Value> {
	const taken = new Set(reader.taken);
	const read = given.flatMap((one): Array<[string, Value]> => {
		if (isMissing(one.value)) return [];
		const label = `${singular} "${one.name}"`;
		if (isReservedName(one.name)) {
			findings.add(
				label,
				'has a name that cannot be sent',
				`Give the ${singular.toLowerCase()} another name.`,
			);
			return [];
		}
		const name = reader.name?.(one.name, label) ?? one.name;
		if (taken.has(name)) {
			findings.add(label, 'is given twice', 'Keep one of the two.');
			return [];
		}
		const value = reader.value(one, label);
		if (value === undefined) return [];
		taken.add(name);
		return [[name, value]];
	});
	return Object.fromEntries(read);
}
