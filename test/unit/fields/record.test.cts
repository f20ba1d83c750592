/** Where in an item its record stands, and what an expression names of it. */
import type { IDataObject } from 'n8n-workflow';

import { recordsIn, startsWith, untyped } from '../../../nodes/Interakt/fields/record';

test.each<[unknown, unknown]>([
	[{ $date: '2026-01-31T11:30:00Z' }, '2026-01-31T11:30:00Z'],
	[{ $date: { $numberLong: '1769859000000' } }, '1769859000000'],
	[{ stringValue: 'Asha' }, 'Asha'],
	[{ integerValue: '7' }, '7'],
	[{ doubleValue: 1.5 }, 1.5],
	[{ booleanValue: false }, false],
	[{ timestampValue: 't' }, 't'],
	[{ S: 'Asha' }, 'Asha'],
	[{ N: '7' }, '7'],
	[{ BOOL: true }, true],
])('%j is %j in the type of a database', (value, expected) => expect(untyped(value)).toBe(expected));

test.each<[unknown]>([
	[{ S: 'Asha', N: '7' }],
	[{ SS: 'a' }],
	[{ xS: 'a' }],
	[{ longValue: 7 }],
	[{ stringValues: 7 }],
	[{}],
	['S'],
	[null],
	[['S']],
])('%j is what it is', (value) => expect(untyped(value)).toBe(value));

test.each<[string[], string[], boolean]>([
	[['a', 'b'], [], true],
	[['a', 'b'], ['a'], true],
	[['a', 'b'], ['a', 'b'], true],
	[['a', 'b'], ['b'], false],
	[['a'], ['a', 'b'], false],
])('%j begins with %j: %p', (path, start, begins) => expect(startsWith(path, start)).toBe(begins));

const columns = (json: IDataObject, ...used: string[][]) =>
	recordsIn(json, used, used).map((one) => one.columns);

describe('the columns of an item', () => {
	test.each<[string, IDataObject, IDataObject]>([
		['itself', { name: 'Asha', city: 'Pune' }, { name: 'Asha', city: 'Pune' }],
		['the body of a webhook', { headers: {}, body: { a: 1, b: 2 }, query: { c: 3 } }, { a: 1, b: 2 }],
		['the query of one without a body', { headers: {}, body: {}, query: { c: 3, d: 4 } }, { c: 3, d: 4 }],
		['the body of one without a query', { headers: {}, body: {} }, {}],
		['all that there is', { contact: { a: 1, b: 2 } }, { a: 1, b: 2 }],
		['what is alone in a body', { headers: {}, body: { contact: { a: 1 } } }, { a: 1 }],
		['fields of Airtable', { id: 'r', createdTime: 't', fields: { a: 1 } }, { a: 1 }],
		['properties of HubSpot', { id: '1', properties: { a: '1', b: { value: '2' } } }, { a: '1', b: '2' }],
		['those of its older API', { vid: 1, properties: { a: { value: '1' } } }, { a: '1' }],
	])('are %s', (_, json, expected) => expect(columns(json)).toEqual([expected]));

	test.each<[string, IDataObject]>([
		['a body without headers', { body: { a: 1 }, query: {} }],
		['a body that is a text', { headers: {}, body: 'a=1' }],
		['headers that are none', { headers: 'x', body: { a: 1 } }],
		['fields without an ID', { fields: { a: 1 }, b: 2 }],
		['properties without an ID', { properties: { a: 1 }, b: 2 }],
		['fields that are a list', { id: 1, fields: [{ a: 1 }] }],
		['one value alone', { a: 1 }],
		['a date alone', { at: new Date(0) as never }],
		['nothing', {}],
	])('are the item itself where it has %s', (_, json) => expect(columns(json)).toEqual([json]));

	test.each<[unknown, unknown]>([
		[{ type: 'select', select: { name: 'Gold' } }, 'Gold'],
		[{ type: 'title', title: [{ plain_text: 'Asha ' }, { plain_text: 'Rao' }] }, 'Asha Rao'],
		[{ type: 'multi_select', multi_select: [{ name: 'a' }, { name: 'b' }] }, ['a', 'b']],
		[{ type: 'date', date: { start: '2026-01-31', end: null } }, '2026-01-31'],
		[{ type: 'rollup', rollup: { type: 'number', number: 7 } }, 7],
		[{ type: 'phone_number', phone_number: null }, null],
		[{ type: 'files', files: [] }, []],
		[{ type: 'people', people: [{ id: 1 }, { name: 'a' }] }, [{ id: 1 }, { name: 'a' }]],
		[
			{ type: 'x', y: 1 },
			{ type: 'x', y: 1 },
		],
		[{ value: 'a', name: 'b' }, 'a'],
		[{ label: 'a' }, { label: 'a' }],
		['plain', 'plain'],
		[
			['a', 'b'],
			['a', 'b'],
		],
	])('%j of Notion or HubSpot is %j', (given, expected) => {
		expect(columns({ id: 1, properties: { a: given as IDataObject } })).toEqual([{ a: expected }]);
	});
});

describe('a record that holds what an expression names', () => {
	const supabase = { type: 'INSERT', table: 't', record: { phone: 'p', name: 'n' }, old_record: null };

	test('is beside the columns around it', () => {
		expect(recordsIn(supabase, [['record', 'phone'], ['type']], [['record', 'phone']])).toEqual([
			{
				columns: { type: 'INSERT', table: 't', old_record: null },
				used: [['record', 'phone'], ['type']],
			},
			{ columns: { phone: 'p', name: 'n' }, used: [['phone']] },
		]);
	});

	test('is not looked for where nothing of it is named, or nothing that says who is meant', () => {
		expect(recordsIn(supabase, [['record', 'phone']], [])).toEqual([
			{ columns: supabase, used: [['record', 'phone']] },
		]);
		expect(columns(supabase, ['type'])).toEqual([supabase]);
		expect(columns(supabase)).toEqual([supabase]);
		expect(columns({ ...supabase, owner: { phone: 'p' } }, ['owner', 'phone'])).toHaveLength(1);
		expect(columns({ a: 1, record: 'x' }, ['record'])).toEqual([{ a: 1, record: 'x' }]);
	});

	test.each([
		'body',
		'data',
		'payload',
		'RECORD',
		'row',
		'document',
		'entry',
		'item',
		'object',
		'resource',
		'result',
		'RESPONSE',
		'attributes',
		'new',
		'after',
		'contact',
		'lead',
		'person',
		'profile',
		'merge_fields',
		'customFields',
		'user_attributes',
	])('may be called %s', (name) => {
		const json = { other: 1, [name]: { phone: 'p' } };

		expect(columns(json, [name, 'phone'])).toEqual([{ other: 1 }, { phone: 'p' }]);
		expect(columns({ other: 1, [`x${name}`]: { phone: 'p' } }, [`x${name}`, 'phone'])).toHaveLength(1);
		expect(columns({ other: 1, [`${name}x`]: { phone: 'p' } }, [`${name}x`, 'phone'])).toHaveLength(1);
	});

	test('may be in another one', () => {
		const json = { jsonapi: '1.0', data: { type: 'profile', attributes: { phone: 'p', city: 'Pune' } } };

		expect(columns(json, ['data', 'attributes', 'phone'])).toEqual([
			{ jsonapi: '1.0' },
			{ type: 'profile' },
			{ phone: 'p', city: 'Pune' },
		]);
	});
});

describe('answers in a list', () => {
	const answers = (list: unknown, ...used: string[][]) =>
		columns({ id: 1, at: 't', answers: list as IDataObject[] }, ...(used.length > 0 ? used : [['answers']]));

	test.each<[unknown, IDataObject]>([
		[
			[
				{ label: 'City', value: 'Pune' },
				{ label: 'Orders', value: 3 },
			],
			{ City: 'Pune', Orders: 3 },
		],
		[
			[
				{ name: 'city', values: ['Pune'] },
				{ name: 'tags', values: ['a', 'b'] },
			],
			{ city: 'Pune', tags: ['a', 'b'] },
		],
		[[{ question: 'City?', answer: 'Pune' }], { 'City?': 'Pune' }],
		[[{ title: 'City', text: 'Pune', id: 'c' }], { City: 'Pune' }],
		[[{ key: 'city', value: 'Pune' }], { city: 'Pune' }],
		[[{ Attribute: 'City', Value: 'Pune' }], { City: 'Pune' }],
		[
			[{ label: 'City', value: 'Pune' }, { label: null, value: 1 }, { label: ' ', value: 2 }, { value: 3 }],
			{ City: 'Pune' },
		],
		[[{ label: { en: 'x' }, name: 'City', value: 'Pune' }], { City: 'Pune' }],
		[[{ field: 'City', value: 'Pune' }], { City: 'Pune' }],
		[[{ property: 'city', value: 'Pune' }], { city: 'Pune' }],
		[[{ key: 'q1', label: 'City', value: 'Pune' }], { City: 'Pune' }],
		[
			[
				{ column: { title: 'City' }, id: 'text_1', text: 'Pune', value: '"Pune"' },
				{ column: { title: 'Phone' }, id: 'p', text: '9999999999', value: '{}' },
			],
			{ City: 'Pune', Phone: '9999999999' },
		],
		[[{ name: 'a' }, { name: 'b', value: 2 }], { a: undefined, b: 2 }],
	])('%j are columns', (list, expected) => {
		expect(answers(list)).toEqual([{ id: 1, at: 't' }, expected]);
	});

	test('that were chosen are the words of the choices', () => {
		const options = [{ id: 'o1', text: 'Small' }, { id: 'o2', text: 'Large' }, null];

		expect(
			answers([
				{ label: 'One', value: ['o1'], options },
				{ label: 'Two', value: ['o1', 'o2'], options },
				{ label: 'Three', value: 'o2', options },
				{ label: 'Other', value: ['o3'], options },
				{ label: 'None', value: [], options },
			])[1],
		).toEqual({ One: 'Small', Two: ['Small', 'Large'], Three: 'Large', Other: 'o3', None: [] });
	});

	test.each<[unknown]>([
		[[]],
		[[{ label: 'a', value: 1 }, 'b']],
		[
			[
				{ label: 'a', value: 1 },
				{ label: 2, value: 2 },
			],
		],
		[[{ label: 7, value: 1 }]],
		[[{ value: 1 }]],
		[[{ label: '', value: '9999999999' }]],
		[[{ label: 'a', city: 'Pune' }]],
		['label'],
		[
			[
				{ label: 'work', value: '+91 99999 99999' },
				{ label: 'home', value: 'p:+918888888888' },
			],
		],
		[[{ name: 'Asha', value: 9999999999 }]],
	])('are not what %j is', (list) => {
		expect(answers(list)).toEqual([{ id: 1, at: 't', answers: list }]);
	});

	test('are only opened where an expression finds something in them, and are none of what it names', () => {
		const list = [{ label: 'City', value: 'Pune' }];

		expect(answers(list, ['at'])).toEqual([{ id: 1, at: 't', answers: list }]);
		expect(
			recordsIn({ id: 1, answers: list }, [['answers'], ['answers', 'find'], ['id']], [['answers']]),
		).toEqual([
			{ columns: { id: 1 }, used: [['answers'], ['answers', 'find'], ['id']] },
			{ columns: { City: 'Pune' }, used: [['find']] },
		]);
	});
});
