/**
 * The names under which n8n's editor lets a model fill in a field. n8n makes them of the label, so two fields with one
 * label would share one value.
 */
import type { INodeProperties, INodePropertyCollection, NodeParameterValue } from 'n8n-workflow';

import { nodes } from '../parameters.cts';

/** What a field is shown for, by the parameter that decides: of itself and of all groups around it. */
type Conditions = Readonly<Record<string, readonly unknown[]>>;

interface Fillable {
	/** The way to the field by internal names, with the row where it repeats: `bodyValues.values[0].value`. */
	readonly path: string;
	readonly key: string;
	readonly description: string;
	readonly shown: Conditions;
}

/** Types that the editor gives no button for; groups have none of their own. */
const neverFilled = ['options', 'multiOptions', 'collection', 'fixedCollection', 'notice', 'resourceMapper'];

/** Rows of a list that are looked at: with two of them, names that lack the row would meet. */
const rowsLookedAt = [0, 1];

/**
 * As n8n-editor-ui 2.41 makes it: the rows on the way to the field, then its label; every letter that is not of ASCII,
 * and every other sign but the hyphen, becomes a low line; at most 63 of them, with several rows the last ones.
 */
function keyOf(path: string, label: string): string {
	const rows = path
		.split('.')
		.filter((part) => /\[\d+\]/.test(part))
		.map((part) => part.replace(/[[\]]/g, ''));
	const name = [...rows, label].join('_');
	const cut = rows.length > 1 ? name.slice(-63) : name.slice(0, 63);
	return cut.replace(/[^a-zA-Z0-9-]/g, '_');
}

const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;

function shownFor(field: INodeProperties, around: Conditions): Conditions {
	const show = Object.entries(field.displayOptions?.show ?? {}).flatMap(([name, values = []]) => {
		const plain = values.filter((value): value is NodeParameterValue => typeof value !== 'object');
		return plain.length > 0 ? [[name.replace(/^\//, ''), plain] as const] : [];
	});
	return { ...around, ...Object.fromEntries(show) };
}

function below(field: INodeProperties, way: string, around: Conditions): Fillable[] {
	const path = way === '' ? field.name : `${way}.${field.name}`;
	const shown = shownFor(field, around);
	if (!neverFilled.includes(field.type)) {
		if (field.noDataExpression === true) return [];
		const { displayName, description = '', placeholder = '' } = field;
		return [{ path, key: keyOf(path, displayName), description: description || placeholder, shown }];
	}
	const rows = field.typeOptions?.multipleValues === true ? rowsLookedAt.map((row) => `[${row}]`) : [''];
	return (field.options ?? []).flatMap((option) => {
		if (isGroup(option)) {
			return rows.flatMap((row) =>
				option.values.flatMap((value) => below(value, `${path}.${option.name}${row}`, shown)),
			);
		}
		return 'type' in option ? below(option, path, shown) : [];
	});
}

/** Whether two fields are never shown together. */
const exclude = (one: Conditions, other: Conditions): boolean =>
	Object.entries(one).some(
		([name, values]) => other[name]?.every((value) => !values.includes(value)) === true,
	);

const isOf = ({ displayOptions }: INodeProperties, resource: string, operation: string) =>
	displayOptions?.show?.resource?.includes(resource) === true &&
	displayOptions.show.operation?.includes(operation) === true &&
	displayOptions.show['@tool']?.includes(false) !== true;

const operations = nodes.flatMap(({ description, resources }) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ option }) => {
			const fillable = description.properties
				.filter((field) => isOf(field, resource, option.value) && field.name !== 'toolDescription')
				.flatMap((field) => below(field, '', {}));
			return [`${resource}.${option.value}`, fillable] as const;
		}),
	),
);

test.each(operations)('%s: every field has a name of its own', (_, fillable) => {
	const shared = fillable.flatMap((one, index) =>
		fillable
			.slice(index + 1)
			.filter(({ key, path, shown }) => key === one.key && path !== one.path && !exclude(one.shown, shown))
			.map(({ path }) => `${one.key}: ${one.path} and ${path}`),
	);

	expect(shared).toEqual([]);
});

test.each(operations)('%s: every name is one that n8n takes, and says something', (_, fillable) => {
	for (const { key, description } of fillable) {
		expect(key).toMatch(/^[a-zA-Z0-9_-]{3,63}$/);
		expect(key.replace(/^(?:[a-z]+\d+_)+/, '')).toMatch(/[A-Za-z]{3}/);
		expect(description).not.toBe('');
	}
});

test('every operation says to a model what it does, but the one that reviews the call of another tool', () => {
	const without = nodes.flatMap(({ description, resources }) => {
		const said = description.properties.filter(({ name }) => name === 'toolDescription');
		return resources.flatMap(({ value, operations }) =>
			operations
				.map(({ option }) => option.value)
				.filter((operation) => !said.some((field) => isOf(field, value, operation)))
				.map((operation) => `${value}.${operation}`),
		);
	});
	expect(without).toEqual(['message.sendAndWait']);
});
