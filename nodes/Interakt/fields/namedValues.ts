import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../input/choice';
import type { Findings } from '../input/findings';
import { parseJson } from '../input/json';
import { rows, type Parameters } from '../input/parameters';
import { text, trimmed } from '../input/text';
import { isObject } from '../shared/isObject';
import { specifyField } from './additional';
import { mappedColumns } from './columns';
import { inToolsOnly, isFilledByModel } from './guards';
import { mappedValues } from './knownTraits';
import { isMissing, type NamedValue, type NamedValues } from './readNamedValues';

const ways = {
	automatic: 'Map Automatically',
	columns: 'Map Each Column Below',
	fields: 'Using Fields Below',
	json: 'Using JSON',
};

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
						displayName: `${singular} Name`,
						name: 'name',
						type: 'string',
						default: '',
						placeholder: `e.g. ${examples.name}`,
						description: `Name of the ${singular.toLowerCase()} as it appears in Interakt`,
					},
					...between,
					{
						displayName: `${singular} Value`,
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

/**
 * Names and values as rows or as one JSON object. Read by `givenValues`.
 *
 * @param columnsField A field for each name that is known, named `<parameter>Columns`.
 */
export function namedValueFields(
	{ plural, parameter }: NamedValues,
	rowsField: INodeProperties,
	jsonDescription: string,
	columnsField?: INodeProperties,
): INodeProperties[] {
	const way = `${parameter}Input`;
	const shownFor = (...shown: string[]) => ({ displayOptions: { show: { [way]: shown } } });
	return [
		specifyField(plural, way, [
			{
				name: ways.automatic,
				value: 'automatic',
				description:
					'Every column of the item, but for those that other fields use; what is set below comes first',
			},
			...(columnsField
				? [
						{
							name: ways.columns,
							value: 'columns',
							description: `A field for each of the ${plural.toLowerCase()} that the account has, with its type`,
						},
					]
				: []),
			{
				name: ways.json,
				value: 'json',
			},
		]),
		...(columnsField ? [{ ...columnsField, ...shownFor('columns') }] : []),
		{ ...rowsField, ...shownFor('automatic', ...(columnsField ? ['columns'] : []), 'fields') },
		{
			displayName: `${plural} (JSON)`,
			name: `${parameter}Json`,
			type: 'json',
			default: '{}',
			description: jsonDescription,
			displayOptions: { show: { [way]: ['json'], '@tool': [false] } },
		},
		// A model gives JSON as text, which some agents refuse for a field of another type.
		{
			displayName: `${plural} as JSON`,
			name: `${parameter}Json`,
			type: 'string',
			typeOptions: { rows: 5 },
			default: '{}',
			placeholder: 'e.g. {"nickname": "Chintu"}',
			description: `${jsonDescription}, or as rows like [{"name": "city", "value": "Pune"}]`,
			displayOptions: { show: { [way]: ['json'], ...inToolsOnly.show } },
		},
	];
}

/** The values of the fields that `namedValueFields` describes. */
export function givenValues(parameters: Parameters, kind: NamedValues): NamedValue[] {
	const { parameter, plural } = kind;
	const { findings } = parameters;
	const way = choice(parameters.value(`${parameter}Input`), `Specify ${plural}`, ways, findings);
	if (way === 'automatic') return [...givenRows(parameters, kind), ...mappedColumns(parameters)];
	if (way === 'columns') {
		return [...givenRows(parameters, kind), ...mappedValues(parameters.value(`${parameter}Columns`))];
	}
	if (way !== 'json') return givenRows(parameters, kind);
	const field = `${plural} (JSON)`;
	const json = parseJson(parameters.value(`${parameter}Json`), field, findings);
	if (json === undefined) return [];
	if (isFilledByModel(parameters.raw?.(`${parameter}Json`)) && isEmptyJson(json)) {
		findings.notice(`${plural}: ${JSON.stringify(json)} was given, so there is nothing to store`);
	}
	if (isRows(json)) return named(json.map(rowOf), kind, findings);
	if (!isObject(json)) {
		findings.add(field, 'is not an object', 'Write it like { "city": "Pune", "orders": 3 }.');
		return [];
	}
	const given = Object.entries(json).map(([name, value]) => ({ name: trimmed(name), value, row: {} }));
	return named(given, kind, findings);
}

interface Row {
	readonly name: unknown;
	readonly value?: unknown;
}

/** Names and values as rows, as models like to write them. */
const isRows = (json: unknown): json is Row[] =>
	Array.isArray(json) && json.every((entry) => isObject(entry) && 'name' in entry);

const rowOf = ({ name, value }: Row): NamedValue => ({ name: trimmed(String(name ?? '')), value, row: {} });

const isEmptyJson = (json: unknown): boolean =>
	typeof json === 'object' && json !== null && Object.keys(json).length === 0;

/** The values of the rows that `namedValueRows` describes. */
export function givenRows(parameters: Parameters, kind: NamedValues): NamedValue[] {
	const { findings } = parameters;
	const typed = rows(parameters.raw?.(kind.parameter));
	const given = rows(parameters.value(kind.parameter)).map((row, index) => {
		const written = typed[index]?.value;
		return {
			name: trimmed(text(row.name, `${kind.singular} Name`, findings)),
			value: row.value,
			row,
			...(typeof written === 'string' && { typed: written }),
		};
	});
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
