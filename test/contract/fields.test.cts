/**
 * Every field of every operation is set once, to values that its own description offers, beside the parameters of a
 * documented request. What would then be sent has to fit the contract, so a field whose member the contract does not
 * know goes red; and it has to change the request, unless the field is one of the node's own.
 */
import type { IDataObject, INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { build, nodes } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { byName, list, type ContractRow } from './row.cts';
import { contractRows } from './rows/index.cts';

type Value = INodeParameters[string];

/** Fields that steer the node and are not sent, by name. */
const ownFields = new Set([
	'createContact',
	'dayMonthOrder',
	'dryRun',
	'includePreview',
	'returnAll',
	'sendOnceKey',
	'simplify',
	'whiteSpace',
	'windowTemplate',
	// The country of numbers that have none; those of the rows have one, or are of this country.
	'countryCode',
]);

/** Values where the description alone has none that fits, by the name of the field. */
const samples: Readonly<Record<string, Value>> = {
	buttonIndex: 0,
	data: '{"screen":"WELCOME"}',
	email: 'ravi@example.com',
	languageCode: 'hi',
	orders: '[{"id":"1042"}]',
	carts: '[{"id":"7"}]',
	traitsJson: '{"city":"Pune"}',
	attributesJson: '{"city":"Pune"}',
};

/** What a field needs beside it, by its path: a button's address goes with a button of that kind. */
const companions: Readonly<Record<string, INodeParameters>> = {};

interface Setting {
	/** The names on the way to the field, e.g. `additionalFields > header > mediaUrl`. */
	readonly path: string;
	readonly name: string;
	readonly parameters: INodeParameters;
}

const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;
const isField = (option: object): option is INodeProperties => 'type' in option && 'displayName' in option;

/** Values that the description of a field offers. */
function valuesOf(field: INodeProperties): Value[] {
	const { name, type, placeholder = '', options = [], typeOptions = {} } = field;
	if (name in samples) return [samples[name]!];
	switch (type) {
		case 'boolean':
			return [true, false];
		case 'number':
			return [Math.max(1, Number(typeOptions.minValue ?? 1))];
		case 'dateTime':
			return ['2026-01-31T17:00:00.000Z'];
		case 'json':
			return ['{"city":"Pune"}'];
		case 'options':
			return options.flatMap((option) => ('value' in option ? [option.value as Value] : []));
		case 'string':
			return [placeholder.replace(/^e\.g\. /, '') || 'Some text'];
		case 'resourceLocator':
			return [byName(placeholder.replace(/^e\.g\. /, '') || 'order_update')];
		default:
			return [];
	}
}

const holdsValue = (value: Value | undefined) => value !== undefined && value !== '';

/** A row of a group with a value for each of its fields that can have one, as a person fills in a new row. */
const filledRow = (fields: readonly INodeProperties[], own: INodeParameters = {}): INodeParameters => ({
	...Object.fromEntries(
		fields.flatMap((field) => {
			const value = field.type === 'fixedCollection' ? undefined : valuesOf(field)[0];
			return holdsValue(value) ? [[field.name, value]] : [];
		}),
	),
	...own,
});

/** Every way in which a field can be set, with a name for each. */
function settingsOf(field: INodeProperties): Array<{ path: string; value: Value }> {
	const named = (path: string) => (path === '' ? field.name : `${field.name} > ${path}`);
	const options = field.options ?? [];
	if (field.type === 'collection') {
		return options
			.filter(isField)
			.flatMap((option) =>
				settingsOf(option).map(({ path, value }) => ({ path: named(path), value: { [option.name]: value } })),
			);
	}
	if (field.type === 'fixedCollection') {
		return options.filter(isGroup).flatMap(({ name: group, values }) =>
			values.flatMap((inner) =>
				settingsOf(inner).map(({ path, value }) => {
					const row = filledRow(visible(values, { [inner.name]: value }), { [inner.name]: value });
					return { path: named(path), value: { [group]: field.typeOptions?.multipleValues ? [row] : row } };
				}),
			),
		);
	}
	return valuesOf(field).map((value) => ({ path: `${field.name} = ${JSON.stringify(value)}`, value }));
}
