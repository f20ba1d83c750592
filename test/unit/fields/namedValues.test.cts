/** Names and values as rows or as JSON, also as models write it. */
import type { IDataObject } from 'n8n-workflow';

import { givenRows, givenValues } from '../../../nodes/Interakt/fields/namedValues';
import { plainParameters } from '../parameters.cts';

const kind = { singular: 'Trait', plural: 'Traits', parameter: 'traits' };

function read(values: Readonly<Record<string, unknown>>, raw: IDataObject = {}) {
	const parameters = { ...plainParameters(values), raw: (name: string) => raw[name] };
	const given = givenValues(parameters, kind).map(({ name, value, typed }) => ({
		name,
		value,
		...(typed !== undefined && { typed }),
	}));
	const { found, notices } = parameters.findings;
	return { given, found: found.map(({ field, what, remedy }) => `${field} ${what}. ${remedy}`), notices };
}

const json = (traitsJson: unknown, typed?: string) =>
	read({ traitsInput: 'json', traitsJson }, typed === undefined ? {} : { traitsJson: typed });

const city = { name: 'city', value: 'Pune' };

describe('JSON', () => {
	test.each<[unknown]>([
		['{"city": "Pune"}'],
		[{ city: 'Pune' }],
		[{ ' city ': 'Pune' }],
		['[{"name": "city", "value": "Pune"}]'],
		[[{ name: ' city ', value: 'Pune', other: 1 }]],
	])('%j gives its values', (traitsJson) => {
		expect(json(traitsJson)).toEqual({ given: [city], found: [], notices: [] });
	});

	test.each<[unknown]>([['[{"value": "Pune"}]'], [[city, 'x']], [['city']], ['"Pune"'], [7]])(
		'%j is refused by the name of its field',
		(traitsJson) => {
			expect(json(traitsJson)).toMatchObject({
				given: [],
				found: ['Traits (JSON) is not an object. Write it like { "city": "Pune", "orders": 3 }.'],
			});
		},
	);

	test('that cannot be read is refused', () => {
		expect(json('{"city":').found).toEqual([expect.stringMatching(/^Traits \(JSON\) /)]);
	});

	test('without a name for a value is refused, and without either it is left out', () => {
		const found = ['Trait Name is empty. Give each trait a name, or remove the row.'];

		expect(json([{ name: null, value: 'Pune' }])).toEqual({ given: [], found, notices: [] });
		expect(json({ ' ': 'Pune', city: 'Pune' })).toEqual({ given: [city], found, notices: [] });
		expect(json([{ name: '', value: ' ' }, city])).toEqual({ given: [city], found: [], notices: [] });
		expect(json([{ name: 7, value: 1 }]).given).toEqual([{ name: '7', value: 1 }]);
	});

	test.each<[unknown, string]>([
		['{}', '{}'],
		[{}, '{}'],
		['[]', '[]'],
	])('%j of a model says that there is nothing', (traitsJson, words) => {
		const notices = [`Traits: ${words} was given, so there is nothing to store`];

		expect(json(traitsJson, "={{ $fromAI('traits') }}")).toEqual({ given: [], found: [], notices });
		expect(json(traitsJson, '{}').notices).toEqual([]);
		expect(json(traitsJson).notices).toEqual([]);
	});

	test('of a model that has values says nothing', () => {
		expect(json({ city: 'Pune' }, "={{ $fromAI('traits') }}")).toEqual({
			given: [city],
			found: [],
			notices: [],
		});
		expect(json('7', "={{ $fromAI('traits') }}").notices).toEqual([]);
	});
});

describe('rows', () => {
	const rows = (traits: unknown, raw?: unknown) =>
		read({ traitsInput: 'fields', traits }, raw === undefined ? {} : ({ traits: raw } as IDataObject));

	test('give their values, and where these come from', () => {
		expect(
			rows(
				{
					values: [
						{ name: ' city ', value: 'Pune' },
						{ name: 'a', value: 2 },
					],
				},
				{
					values: [
						{ name: 'city', value: '={{ $json.City }}' },
						{ name: 'a', value: 2 },
					],
				},
			),
		).toEqual({
			given: [
				{ ...city, typed: '={{ $json.City }}' },
				{ name: 'a', value: 2 },
			],
			found: [],
			notices: [],
		});
	});

	test('keep what else stands in them', () => {
		const row = { name: 'city', value: 'Pune', type: 'text' };

		expect(givenRows(plainParameters({ traits: { values: [row] } }), kind)).toEqual([{ ...city, row }]);
	});

	test('without a name are refused where they have a value', () => {
		expect(rows({ values: [{ name: '', value: 'Pune' }, { value: '' }] })).toEqual({
			given: [],
			found: ['Trait Name is empty. Give each trait a name, or remove the row.'],
			notices: [],
		});
		expect(rows({ values: [{ name: {}, value: 'Pune' }] }).found[0]).toMatch(/^Trait Name holds an object/);
	});

	test('stand before columns, and are all there is in a way that has no others', () => {
		const traits = { values: [{ name: 'plan', value: 'pro' }] };
		const parameters = plainParameters({ traitsInput: 'automatic', traits }, { json: { city: 'Pune' } });

		expect(givenValues(parameters, kind).map(({ name }) => name)).toEqual(['plan', 'city']);
		expect(read({ traits }).given).toEqual([{ name: 'plan', value: 'pro' }]);
	});
});

test('a way that is none is refused by name', () => {
	expect(read({ traitsInput: 'xml' }).found).toEqual([expect.stringMatching(/^Specify Traits "xml" /)]);
});
