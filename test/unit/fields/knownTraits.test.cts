/** The traits that the contacts of an account have, as fields of the editor's map, and the values of the map. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	knownTraits,
	mappedValues,
	shownTraits,
	traitFieldsOf,
} from '../../../nodes/Interakt/fields/knownTraits';
import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import { build } from '../parameters.cts';

const contacts: IDataObject[] = [
	{
		id: '1',
		traits: {
			city: 'Pune',
			orders: 3,
			vip: true,
			sizes: ['S', 'M'],
			born: '1996-12-01',
			last_order: '2026-01-31T11:30:00.000Z',
			zip: 411001,
			email: 'asha@example.com',
			name: 'Asha Rao',
			empty: null,
			'he said "no"': 'x',
		},
	},
	{ id: '2', traits: { zip: '411001', vip: false, born: '', 'due.date': '31/01/2026' } },
	{ id: '3', traits: null },
	{ id: '4' },
];

test('the fields are the traits of the contacts with their types, name and email first', () => {
	expect(traitFieldsOf(contacts).map(({ id, type }) => [id, type])).toEqual([
		['name', 'string'],
		['email', 'string'],
		['born', 'dateTime'],
		['city', 'string'],
		['due.date', 'string'],
		['last_order', 'dateTime'],
		['orders', 'number'],
		['sizes', 'array'],
		['vip', 'options'],
		['zip', 'string'],
	]);
});

test('a field may be left empty, is shown, and finds no contact', () => {
	expect(traitFieldsOf([{ traits: { city: 'Pune' } }])).toEqual([
		{
			id: 'city',
			displayName: 'city',
			type: 'string',
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
		},
	]);
});

test.each<[unknown[], string]>([
	[['2026-01-31', 'soon'], 'string'],
	[['soon', '2026-01-31'], 'string'],
	[[1, '1', 1], 'string'],
	[[true, 'yes'], 'string'],
	[['2026-01-31', '2026-01-31T11:30:00Z'], 'dateTime'],
	[['2026-01-31 11:30'], 'dateTime'],
	[[`2026-01-31T11:30:00.000${' '.repeat(30)}`], 'string'],
	[[{ a: 1 }], 'string'],
])('a trait that is %j is of the type %s', (values, type) => {
	expect(traitFieldsOf(values.map((value) => ({ traits: { x: value } as IDataObject })))).toMatchObject([
		{ id: 'x', type },
	]);
});

test.each(['', ' ', 'a"b', 'a[0]', 'a]', 'a\\b', 'constructor', '__proto__'])(
	'a trait named %j has no field',
	(name) => {
		const traits = JSON.parse(`{${JSON.stringify(name)}: 1}`) as IDataObject;

		expect(traitFieldsOf([{ traits }])).toEqual([]);
	},
);

test('there are a hundred fields at most', () => {
	const traits = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`t${index}`, 1]));

	expect(traitFieldsOf([{ traits }])).toHaveLength(100);
});

describe('the traits of an account', () => {
	const page = (customers: IDataObject[]) => ({
		status: 'accepted' as const,
		result: {
			status: 200,
			headers: {},
			body: { data: { customers, total_customers: customers.length, has_next_page: false } },
		},
	});
	const source = (send: () => Promise<Outcome>) => ({ filters: [], send, hasTime: () => true });
	const changed = { modified_at_utc: '2026-01-31T11:30:00' };

	test('are those of its newest contacts, read once a minute', async () => {
		let calls = 0;
		const read = source(async () => (calls++, page([{ id: '1', traits: { city: 'Pune' }, ...changed }])));

		expect(await knownTraits('known', read, 0)).toMatchObject({
			status: 'accepted',
			result: [{ id: 'city' }],
		});
		await knownTraits('known', read, 59_000);
		expect(calls).toBe(1);
		await knownTraits('known', read, 61_000);
		expect(calls).toBe(2);
	});

	test('that cannot be read are told of as the server does', async () => {
		const refused = { status: 'rejected', failure: { reason: 'wrongKey' } } as unknown as Outcome;

		expect(
			await knownTraits(
				'refused',
				source(async () => refused),
				0,
			),
		).toEqual(refused);
	});
});

test('no field begins with a value, as a switch would', () => {
	const fields = traitFieldsOf(contacts);

	expect(fields.filter(({ type }) => type === 'boolean')).toEqual([]);
	expect(fields.find(({ id }) => id === 'vip')?.options?.map(({ value }) => value)).toEqual([false, true]);
	expect(fields.filter(({ defaultValue }) => defaultValue !== undefined)).toEqual([]);
});

/** The map as the editor stores it. */
const mapOf = (value: IDataObject | null) =>
	({ mappingMode: 'defineBelow', value, schema: traitFieldsOf(contacts) }) as unknown as INodeParameters;

function traitsOf(value: IDataObject | null, rows: INodeParameters[] = []) {
	const { request, found } = build('contact.upsert', {
		phoneNumber: '9999999999',
		traitsInput: 'columns',
		traitsColumns: mapOf(value),
		traits: { values: rows },
	});
	return { traits: (request.body as IDataObject).traits, found };
}

describe('the values of the map', () => {
	test('are read by their types, as rows are', () => {
		const given = {
			name: 'Asha Rao',
			zip: 411001,
			orders: '1,49,900',
			vip: 'yes',
			sizes: 'S, M',
			born: '1 December 1996',
			'due.date': '31/01/2026',
		};

		expect(traitsOf(given)).toEqual({
			found: [],
			traits: {
				name: 'Asha Rao',
				zip: '411001',
				orders: 149900,
				vip: true,
				sizes: ['S', 'M'],
				born: '1996-12-01',
				'due.date': '31/01/2026',
			},
		});
	});

	test('that nobody filled in are left out', () => {
		const empty = { name: null, city: '', orders: null, vip: null, sizes: [], born: ' ' };

		expect(traitsOf(empty)).toEqual({ found: [], traits: undefined });
		expect(traitsOf(null)).toEqual({ found: [], traits: undefined });
		expect(traitsOf({ vip: false, orders: 0 }).traits).toEqual({ vip: false, orders: 0 });
	});

	test('stand beside rows for traits that no contact has yet; the same trait in both is refused', () => {
		const rows = [{ name: 'plan', value: 'pro' }];

		expect(traitsOf({ city: 'Pune' }, rows).traits).toEqual({ plan: 'pro', city: 'Pune' });
		expect(traitsOf({ city: 'Pune' }, [{ name: 'city', value: 'Mumbai' }]).found).toMatchObject([
			{ field: 'Trait "city"', what: 'is given twice' },
		]);
	});

	test('that cannot be read are refused by their names', () => {
		expect(traitsOf({ orders: 'many' }).found).toMatchObject([{ field: 'Trait "orders"' }]);
	});
});

test('a value whose field is not known, or of a type of its own, is read by itself', () => {
	const schema = [{ id: 'a', type: 'object' }, { id: 'b' }];
	const value = { a: 1, b: 2, c: 3, d: null, e: '' };

	expect(mappedValues({ value, schema })).toEqual([
		{ name: 'a', value: 1, row: {} },
		{ name: 'b', value: 2, row: {} },
		{ name: 'c', value: 3, row: {} },
	]);
	expect(mappedValues({ value: 'none' })).toEqual([]);
	expect(mappedValues('none')).toEqual([]);
});

describe('the fields of a stored map', () => {
	const known = traitFieldsOf([{ traits: { city: 'Pune' } }]);
	const ids = (map: unknown, fields: typeof known | undefined) =>
		shownTraits(map, fields).map(({ id }) => id);

	test('stay while they are filled in, although no contact has the trait any longer', () => {
		expect(ids(mapOf({ orders: 3 }), known)).toEqual(['city', 'orders']);
	});

	test('stay where the traits could not be read', () => {
		expect(ids(mapOf(null), undefined)).toHaveLength(10);
		expect(ids(undefined, undefined)).toEqual([]);
		expect(ids({ schema: 'none' }, undefined)).toEqual([]);
		expect(ids({ schema: [null, 'city', { id: 7 }, { id: 'zip' }] }, undefined)).toEqual(['zip']);
	});

	test('are there once', () => {
		expect(ids(mapOf({ city: 'Pune', orders: null }), known)).toEqual(['city', 'orders']);
	});
});
