import { DateTime } from 'luxon';

import { readTags, readTraits } from '../../../nodes/Interakt/fields/traits';
import { Findings } from '../../../nodes/Interakt/input/findings';
import type { WhiteSpace } from '../../../nodes/Interakt/input/whiteSpace';
import { plainParameters } from '../parameters.cts';

type Row = { name: string; type?: string; value: unknown };

function traitsOf(rows: Row[], whiteSpace: WhiteSpace = 'clean', additionalFields = {}) {
	const parameters = plainParameters({ traitsInput: 'fields', traits: { values: rows }, additionalFields });
	const traits = readTraits(parameters, whiteSpace);
	return { traits, ...parameters.findings };
}

function traitsOfJson(traitsJson: unknown, additionalFields = {}) {
	const parameters = plainParameters({ traitsInput: 'json', traitsJson, additionalFields });
	const traits = readTraits(parameters, 'clean');
	return { traits, ...parameters.findings };
}

describe('a trait is sent as its type', () => {
	test.each<[string | undefined, unknown, unknown]>([
		[undefined, 'Pune', 'Pune'],
		['auto', '400001', '400001'],
		['auto', 3, 3],
		['auto', 0, 0],
		['auto', false, false],
		['auto', ['S', 'M'], ['S', 'M']],
		['auto', DateTime.fromISO('2026-01-31T17:00', { zone: 'Asia/Kolkata' }), '2026-01-31T11:30:00.000Z'],
		['auto', new Date('2026-01-31T11:30:00Z'), '2026-01-31T11:30:00.000Z'],
		['string', 400001, '400001'],
		['string', true, 'true'],
		['string', '007', '007'],
		['Date', '2026-01-31', '2026-01-31'],
		['NUMBER', '3', 3],
		['Text', 3, '3'],
		['number', '3', 3],
		['number', ' 1999.50 ', 1999.5],
		['number', '-1', -1],
		['number', 7, 7],
		['boolean', 'true', true],
		['boolean', 'Yes', true],
		['boolean', '1', true],
		['boolean', 1, true],
		['boolean', 'FALSE', false],
		['boolean', 'no', false],
		['boolean', 0, false],
		['boolean', false, false],
		['date', '2026-01-31T17:00', '2026-01-31T11:30:00.000Z'],
		['date', '31/01/2026', '2026-01-31'],
		['date', 1769859000, '2026-01-31T11:30:00.000Z'],
		['date', 'Sat Jan 31 2026 17:00:00 GMT+0530 (India Standard Time)', '2026-01-31T11:30:00.000Z'],
		['list', 'S, M,L', ['S', 'M', 'L']],
		['list', '["S", 2, true]', ['S', 2, true]],
		['list', ['S', '', null, 2], ['S', 2]],
		['list', '[S, M]', ['S', 'M']],
		['list', '{S,"M"}', ['S', 'M']],
		['list', 'S; M', ['S', 'M']],
		['list', [{ id: 1, name: 'S' }, { label: 'M' }], ['S', 'M']],
		['date', { start: '2026-01-31', end: null, time_zone: null }, '2026-01-31'],
		[
			'date',
			{ date: '2026-01-31 11:30:00.000000', timezone_type: 3, timezone: 'UTC' },
			'2026-01-31T11:30:00.000Z',
		],
		['date', ['2026-01-31'], '2026-01-31'],
		['number', ['1,499.00'], 1499],
		['boolean', ['yes'], true],
		['auto', ' Pune ', 'Pune'],
		['list', 5, [5]],
		['list', 'one', ['one']],
	])('%s %j', (type, value, sent) => {
		const { traits, found } = traitsOf([{ name: 'trait', ...(type && { type }), value }]);

		expect(found).toEqual([]);
		expect(traits).toEqual({ trait: sent });
	});
});

describe('a value that is not of the type is refused by name', () => {
	test.each<[string, unknown, string]>([
		['number', 'many', '"many" is not a number'],
		['auto', 1101000000000000001, '"1101000000000000000" has more digits than a number can hold'],
		['number', '1,999', '"1,999" is not a number'],
		['number', Number.NaN, '"NaN" is not a number'],
		['boolean', 'maybe', '"maybe" is neither true nor false'],
		['boolean', 2, '"2" is neither true nor false'],
		['date', 'soon', '"soon" is not a date'],
		['auto', new Date('soon'), '"Invalid Date" is not a date'],
		['auto', { city: 'Pune' }, 'holds an object instead of text'],
		['string', ['Pune', 'Delhi'], 'holds a list instead of text'],
		['list', [{ city: 'Pune' }], 'holds an object instead of text'],
		['list', [['Pune']], 'holds a list instead of text'],
	])('%s %j', (type, value, what) => {
		const { traits, found } = traitsOf([{ name: 'city', type, value }], 'clean', { nestedValues: 'refuse' });

		expect(found).toEqual([{ field: 'Trait "city"', what, remedy: expect.stringMatching(/\w\.$/) }]);
		expect(traits?.city ?? '').not.toEqual(value);
	});
});

describe('empty values are left out, so that nothing stored is overwritten', () => {
	test.each<[string, unknown]>([
		['auto', ''],
		['auto', '  '],
		['auto', null],
		['auto', undefined],
		['number', ''],
		['date', ''],
		['boolean', ''],
		['list', ''],
		['list', ' , '],
		['list', '[]'],
		['auto', []],
	])('%s %j', (type, value) => {
		expect(traitsOf([{ name: 'city', type, value }])).toMatchObject({
			traits: undefined,
			found: [],
		});
	});

	test('and the others are sent', () => {
		const rows = [
			{ name: 'city', value: '' },
			{ name: 'orders', value: 3 },
		];

		expect(traitsOf(rows).traits).toEqual({ orders: 3 });
	});
});

describe('the name of a trait', () => {
	test('loses white space around it', () => {
		expect(traitsOf([{ name: ' city ', value: 'Pune' }]).traits).toEqual({ city: 'Pune' });
	});

	test('is refused when it is empty and there is a value', () => {
		expect(traitsOf([{ name: '', value: 'Pune' }]).found).toMatchObject([
			{ field: 'Trait Name', what: 'is empty' },
		]);
	});

	test('is not asked for in an empty row', () => {
		expect(traitsOf([{ name: '', value: '' }])).toMatchObject({ traits: undefined, found: [] });
	});

	test('loses white space around it in JSON, too', () => {
		expect(traitsOfJson('{ " city ": "Pune" }').traits).toEqual({ city: 'Pune' });
	});

	test('has a type that is known', () => {
		expect(traitsOf([{ name: 'born', type: 'Datum', value: 'x' }]).found).toMatchObject([
			{ field: 'Type of Trait "born"', what: '"Datum" is none of its values' },
		]);
	});

	test('email makes its value an address', () => {
		expect(traitsOf([{ name: 'email', value: 'mailto:A@B.co ' }]).traits).toEqual({ email: 'a@b.co' });
	});

	test('is refused when it comes twice', () => {
		const rows = [
			{ name: 'city', value: 'Pune' },
			{ name: 'city', value: 'Mumbai' },
		];

		expect(traitsOf(rows).found).toMatchObject([{ field: 'Trait "city"', what: 'is given twice' }]);
	});

	test('may come twice when one is empty', () => {
		const rows = [
			{ name: 'city', value: '' },
			{ name: 'city', value: 'Mumbai' },
		];

		expect(traitsOf(rows)).toMatchObject({ traits: { city: 'Mumbai' }, found: [] });
	});

	test.each(['constructor', 'prototype', '__proto__'])('is refused when it would vanish: %s', (name) => {
		expect(traitsOf([{ name, value: 'x' }]).found).toMatchObject([
			{ field: `Trait "${name}"`, what: 'has a name that cannot be sent' },
		]);
	});

	test.each(['toString', 'valueOf'])('may be %s', (name) => {
		const { traits, found } = traitsOf([{ name, value: 'x' }]);

		expect(found).toEqual([]);
		expect(Object.entries(traits ?? {})).toEqual([[name, 'x']]);
	});

	test('is cleaned up like a value', () => {
		const { traits, notices } = traitsOf([{ name: 'home\taddress', value: 'Pune' }]);

		expect(traits).toEqual({ 'home address': 'Pune' });
		expect(notices).toHaveLength(1);
	});
});

describe('white space in a value', () => {
	test('is cleaned up, also inside a list', () => {
		const { traits, notices, found } = traitsOf([
			{ name: 'address', value: 'MG Road\nPune' },
			{ name: 'sizes', type: 'list', value: ['extra\tlarge'] },
		]);

		expect(traits).toEqual({ address: 'MG Road Pune', sizes: ['extra large'] });
		expect(notices).toEqual([
			'Trait "address": a line break was replaced by a space',
			'Trait "sizes": a tab was replaced by a space',
		]);
		expect(found).toEqual([]);
	});

	test('is refused on request', () => {
		const { found } = traitsOf([{ name: 'address', value: 'MG Road\nPune' }], 'refuse');

		expect(found).toMatchObject([
			{ field: 'Trait "address"', what: 'holds a line break, which Interakt does not accept' },
		]);
	});
});

describe('traits as JSON', () => {
	test.each<[unknown, unknown]>([
		[
			'{ "city": "Pune", "orders": 3, "sizes": ["S"], "empty": "", "none": null }',
			{ city: 'Pune', orders: 3, sizes: ['S'] },
		],
		[{ city: 'Pune' }, { city: 'Pune' }],
		['{}', undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	])('%j', (json, traits) => {
		expect(traitsOfJson(json)).toMatchObject({ found: [] });
		expect(traitsOfJson(json).traits).toEqual(traits);
	});

	test.each<[unknown, string]>([
		['{ "city": "Pune", }', 'is not valid JSON'],
		['{ “city”: “Pune” }', 'is not valid JSON'],
		['Pune', 'is not valid JSON'],
		['["Pune"]', 'is not an object'],
		['"Pune"', 'is not an object'],
		['3', 'is not an object'],
		['null', 'is not an object'],
		[['Pune'], 'is not an object'],
	])('%j is refused by name', (json, what) => {
		expect(traitsOfJson(json).found).toMatchObject([
			{ field: 'Traits (JSON)', what: expect.stringContaining(what) },
		]);
	});

	test('a nested object is refused by the name of its trait, where nested values are', () => {
		const json = '{ "address": { "city": "Pune" } }';

		expect(traitsOfJson(json, { nestedValues: 'refuse' }).found).toMatchObject([
			{ field: 'Trait "address"', what: 'holds an object instead of text' },
		]);
	});
});

describe('values that hold others', () => {
	const record = {
		city: 'Pune',
		address: { city: 'Pune', geo: { ' lat ': 18.5, lng: null }, lines: ['MG Road'] },
		items: [{ title: 'Kurta' }],
		grid: [['a']],
		sizes: ['S', 'M'],
		nothing: {},
		none: [],
		inner: { nothing: {} },
		at: new Date('2026-01-31T11:30:00Z'),
	};
	const plain = { city: 'Pune', sizes: ['S', 'M'], at: '2026-01-31T11:30:00.000Z' };

	test('are left out with one notice that names them', () => {
		expect(traitsOfJson(record)).toMatchObject({
			traits: plain,
			found: [],
			notices: [
				'Traits left out, because they hold objects or lists: address, items, grid, inner; Nested Values in Additional Fields can flatten objects',
			],
		});
		expect(traitsOfJson(record, { nestedValues: 'leaveOut' })).toEqual(traitsOfJson(record));
	});

	test('are flattened on request; a list of objects is left out', () => {
		const { traits, notices, found } = traitsOfJson(record, { nestedValues: 'Flatten' });

		expect(found).toEqual([]);
		expect(traits).toEqual({
			...plain,
			'address.city': 'Pune',
			'address.geo.lat': 18.5,
			'address.lines': ['MG Road'],
		});
		expect(notices).toEqual(['Traits left out, because they hold objects or lists: items, grid']);
	});

	test('are refused by name on request, but for empty ones', () => {
		const { found } = traitsOfJson(record, { nestedValues: 'refuse' });

		expect(found.map(({ field }) => field)).toEqual([
			'Trait "address"',
			'Trait "items"',
			'Trait "grid"',
			'Trait "inner"',
		]);
	});

	test('are read in one of these ways', () => {
		expect(traitsOfJson({ city: 'Pune' }, { nestedValues: 'explode' }).found).toMatchObject([
			{ field: 'Nested Values', what: '"explode" is none of its values' },
		]);
	});

	test('are flattened to names that are not given twice', () => {
		const twice = { 'a.b': 1, a: { b: 2 } };

		expect(traitsOfJson(twice, { nestedValues: 'flatten' }).found).toMatchObject([
			{ field: 'Trait "a.b"', what: 'is given twice' },
		]);
	});
});

describe('tags', () => {
	function tagsOf(value: unknown, whiteSpace: WhiteSpace = 'clean') {
		const findings = new Findings();
		return { tags: readTags(value, whiteSpace, findings), ...findings };
	}

	test.each<[unknown, string[]]>([
		['new customer, potential lead', ['new customer', 'potential lead']],
		[
			['new customer', ' lead '],
			['new customer', 'lead'],
		],
		['["new customer", "lead"]', ['new customer', 'lead']],
		['VIP,, ,vip,Vip', ['VIP']],
		[
			[
				{ id: 7, name: 'VIP' },
				{ name: 'vip', id: 8 },
				{ id: 9, name: null },
			],
			['VIP'],
		],
		[2026, ['2026']],
		['', []],
		[undefined, []],
		[[], []],
	])('%j', (value, tags) => {
		expect(tagsOf(value)).toMatchObject({ tags, found: [], notices: [] });
	});

	test('white space is cleaned up or refused', () => {
		expect(tagsOf(['new\ncustomer']).tags).toEqual(['new customer']);
		expect(tagsOf(['new\ncustomer'], 'refuse').found).toMatchObject([{ field: 'Tags' }]);
	});

	test('an object without a name is refused', () => {
		expect(tagsOf([{ id: 7 }])).toMatchObject({
			tags: [],
			found: [{ field: 'Tags', what: 'holds an object instead of text' }],
		});
	});

	test.each([
		[50, 0],
		[51, 1],
	])('%i tags give %i notices', (count, notices) => {
		const tags = Array.from({ length: count }, (_, index) => `tag ${index}`);

		expect(tagsOf(tags).tags).toHaveLength(count);
		expect(tagsOf(tags).notices).toHaveLength(notices);
	});
});

describe('the name and the e-mail address of a person inside a list or an object', () => {
	test.each<[string, string, unknown, unknown]>([
		['Pipedrive', 'email', [{ value: 'asha@example.com', primary: true }], 'asha@example.com'],
		[
			'Pipedrive, with a second one',
			'Email',
			[{ value: 'old@example.com' }, { value: 'Asha@Example.com', primary: true }],
			'asha@example.com',
		],
		['HubSpot v1', 'email', { value: 'asha@example.com' }, 'asha@example.com'],
		['JotForm', 'name', { first: 'Asha', last: 'Rao' }, 'Asha Rao'],
		['HubSpot v1', 'name', { value: 'Asha Rao' }, 'Asha Rao'],
	])('of %s is read for %s', (_, name, value, expected) => {
		const { traits, found, notices } = traitsOf([{ name, value }]);

		expect(found).toEqual([]);
		expect(traits).toEqual({ [name]: expected });
		expect(notices).toEqual([expect.stringMatching(/was taken out of (?:a list|an object)$/)]);
	});

	test.each([
		['several addresses of which none is primary', 'email', [{ value: 'a@b.co' }, { value: 'c@b.co' }]],
		['another trait', 'contact', [{ value: 'asha@example.com' }]],
	])('is not guessed: %s', (_, name, value) => {
		expect(traitsOf([{ name, value }]).traits).toBeUndefined();
	});
});

test('a trait from a column of GMT is in UTC, whatever the trait is called', () => {
	const at = '2026-01-31T11:30:00';
	const typed = ['={{ $json.date_paid_gmt }}', '={{ $json.date_paid }}'];
	const rows = ['paid', 'made'].map((name, index) => ({ name, type: 'date', value: typed[index] }));
	const parameters = {
		...plainParameters({
			traitsInput: 'fields',
			traits: { values: rows.map((row) => ({ ...row, value: at })) },
			additionalFields: {},
		}),
		raw: (name: string) => (name === 'traits' ? { values: rows } : undefined),
	};

	expect(readTraits(parameters, 'clean')).toEqual({
		paid: '2026-01-31T11:30:00.000Z',
		made: '2026-01-31T06:00:00.000Z',
	});
});
