import { DateTime } from 'luxon';

import { contactWindows, serverTime } from '../../../nodes/Interakt/fields/contactPages';
import { contactOutput, readFilters } from '../../../nodes/Interakt/fields/contacts';
import { list } from '../../contract/row.cts';
import { plainParameters } from '../parameters.cts';

const kolkata = 'Asia/Kolkata';
const newYork = 'America/New_York';
const utc = 'UTC';

function filtersOf(filters: unknown, timeZone = kolkata) {
	const parameters = plainParameters({ filters }, { timeZone });
	return { filters: readFilters(parameters), found: parameters.findings.found };
}
/** What the filter on Created After becomes. */
function after(createdAfter: unknown, timeZone: string): unknown {
	const { filters, found } = filtersOf({ createdAfter }, timeZone);
	expect(found).toEqual([]);
	return filters[0]?.val;
}

describe('a moment with a zone of its own is the same in every time zone', () => {
	test.each<[string, unknown]>([
		['ISO in UTC', '2021-09-08T11:30:00.000Z'],
		['ISO with an offset', '2021-09-08T17:00:00+05:30'],
		["luxon's toString", DateTime.fromISO('2021-09-08T17:00:00', { zone: kolkata }).toString()],
		['luxon DateTime', DateTime.fromISO('2021-09-08T17:00:00', { zone: kolkata })],
		['JavaScript Date', new Date('2021-09-08T11:30:00Z')],
		['Unix seconds', 1631100600],
		['Unix milliseconds', 1631100600000],
		['Unix seconds as text', '1631100600'],
		['Unix milliseconds as text', '1631100600000'],
	])('%s', (_, value) => {
		for (const zone of [kolkata, newYork, utc]) expect(after(value, zone)).toBe('2021-09-08T11:30:00.000Z');
	});
});

describe('a time without a zone is in the time zone of the workflow', () => {
	test.each([
		'2021-09-08T17:00:00',
		'2021-09-08T17:00',
		'2021-09-08 17:00',
		'08/09/2021 17:00',
		'08-09-2021 17:00:00',
	])('%s', (value) => {
		expect(after(value, kolkata)).toBe('2021-09-08T11:30:00.000Z');
		expect(after(value, newYork)).toBe('2021-09-08T21:00:00.000Z');
		expect(after(value, utc)).toBe('2021-09-08T17:00:00.000Z');
	});
});

describe('a day alone is 00:00 UTC in every time zone', () => {
	test.each(['2021-09-08', '2021/09/08', '08/09/2021', '08-09-2021', '08.09.2021', '20210908'])(
		'%s',
		(value) => {
			for (const zone of [kolkata, newYork, utc]) expect(after(value, zone)).toBe('2021-09-08T00:00:00.000Z');
		},
	);
});

describe('what is no date is refused by the name of its field', () => {
	const fields = [
		['createdAfter', 'Created After'],
		['createdBefore', 'Created Before'],
		['modifiedAfter', 'Modified After'],
		['modifiedBefore', 'Modified Before'],
	] as const;

	test.each(fields)('%s', (name, field) => {
		for (const value of ['soon', '2021-02-30', '2021-09-08T25:00', true, {}, Number.NaN]) {
			expect(filtersOf({ [name]: value }).found).toEqual([
				{
					field,
					what: `${typeof value === 'object' ? 'an object' : `"${String(value)}"`} is not a date`,
					remedy: 'Write it like 2026-01-31 or 2026-01-31T17:00.',
				},
			]);
		}
	});

	test.each(fields)('and so is a filter that is there and finds nothing: %s', (name) => {
		for (const value of ['', ' ', null, undefined]) {
			expect(filtersOf({ [name]: value }).found).toMatchObject([
				{
					field: expect.stringMatching(/(Created|Modified) (After|Before)/),
					what: expect.stringMatching(/^gives nothing/),
				},
			]);
		}
		expect(filtersOf({})).toEqual({ filters: [], found: [] });
	});

	test('and so are conditions that are there and find nothing', () => {
		const remedy = 'Check that its expression finds a value, or remove the filter.';
		const what = 'gives nothing, so every contact would come out';

		for (const conditions of ['', null, undefined, 'city', []]) {
			const { found } = filtersOf({ conditions });
			expect(found[0]).toEqual({ field: 'Trait Conditions', what, remedy });
		}
		for (const value of ['', ' ', null, undefined]) {
			expect(filtersOf({ conditions: { values: [{ trait: 'city', op: 'eq', value }] } }).found).toEqual([
				{ field: 'Filter Value for "city"', what, remedy },
			]);
		}
		expect(filtersOf({ conditions: {} })).toEqual({ filters: [], found: [] });
	});

	test.each(['created_at_utc', 'modified_at_utc'])('also in a condition on %s', (trait) => {
		expect(filtersOf({ conditions: list({ trait, op: 'gt', value: 'soon' }) }).found).toMatchObject([
			{ field: `Filter Value for "${trait}"`, what: '"soon" is not a date' },
		]);
	});
});

describe('conditions', () => {
	test('on dates read any form of date', () => {
		const conditions = list({ trait: ' created_at_utc ', op: ' gt ', value: '08/09/2021 17:00' });

		expect(filtersOf({ conditions }).filters).toEqual([
			{ trait: 'created_at_utc', op: 'gt', val: '2021-09-08T11:30:00.000Z' },
		]);
	});

	test.each(['eq', 'gte', '>', 'GT'])('on dates take no operator %j', (op) => {
		const conditions = list({ trait: 'modified_at_utc', op, value: '2021-09-08' });

		expect(filtersOf({ conditions }).found).toEqual([
			{
				field: 'Filter Operator',
				what: `"${op}" does not go with modified_at_utc`,
				remedy: 'Use gt (after) or lt (before).',
			},
		]);
	});

	test.each(['gt', 'lt'])('on dates take %s', (op) => {
		const conditions = list({ trait: 'modified_at_utc', op, value: '2021-09-08' });

		expect(filtersOf({ conditions })).toMatchObject({ filters: [{ op }], found: [] });
	});

	test.each<[unknown, unknown]>([
		['Pune', 'Pune'],
		['3', '3'],
		[3, 3],
		[0, 0],
		[false, false],
		['2021-09-08', '2021-09-08'],
		[new Date('2021-09-08T11:30:00Z'), '2021-09-08T11:30:00.000Z'],
	])('on other traits keep what was given: %p', (value, val) => {
		const { filters, found } = filtersOf({ conditions: { values: [{ trait: 'city', op: 'eq', value }] } });

		expect({ filters, found }).toEqual({ filters: [{ trait: 'city', op: 'eq', val }], found: [] });
	});

	test('stand behind the dates, in their order', () => {
		const { filters } = filtersOf({
			conditions: list({ trait: 'city', op: 'eq', value: 'Pune' }, { trait: 'orders', op: 'gt', value: '3' }),
			modifiedBefore: '2021-09-09',
			createdAfter: '2021-09-08',
		});

		expect(filters.map(({ trait }) => trait)).toEqual([
			'created_at_utc',
			'modified_at_utc',
			'city',
			'orders',
		]);
	});

	test.each<[Record<string, unknown>, string, string]>([
		[{ op: 'gt', value: '3' }, 'Filter Trait', 'is empty'],
		[{ trait: 'orders', op: ' ', value: '3' }, 'Filter Operator', 'is empty'],
		[{ trait: 'city', op: 'eq', value: ['Pune'] }, 'Filter Value for "city"', 'holds a list instead of text'],
		[{ trait: 'city', op: 'eq', value: {} }, 'Filter Value for "city"', 'holds an object instead of text'],
	])('%j is refused by name', (condition, field, what) => {
		expect(filtersOf({ conditions: { values: [condition] } }).found).toMatchObject([{ field, what }]);
	});
});

test('a window keeps the filters and adds its own, each after the first with supr_op', () => {
	const { filters } = filtersOf({ modifiedAfter: '2021-09-08' });
	const { body } = contactWindows(filters).within(Date.UTC(2021, 0), Date.UTC(2022, 0)).page(0, 100);

	expect(body).toEqual({
		filters: [
			{ trait: 'modified_at_utc', op: 'gt', val: '2021-09-08T00:00:00.000Z' },
			{ trait: 'created_at_utc', op: 'gt', val: '2021-01-01T00:00:00.000Z', supr_op: 'and' },
			{ trait: 'created_at_utc', op: 'lt', val: '2022-01-01T00:00:00.000Z', supr_op: 'and' },
		],
	});
});

describe('a time as the server writes it is UTC, with or without saying so', () => {
	test.each([
		'2021-09-08T11:30:00.000Z',
		'2021-09-08T11:30:00',
		'2021-09-08 11:30:00',
		'2021-09-08T11:30:00.000000',
		'2021-09-08T11:30:00+00:00',
		' 2021-09-08T11:30:00Z ',
	])('%s', (text) => {
		expect(serverTime(text)).toBe(Date.UTC(2021, 8, 8, 11, 30));
	});

	test.each([undefined, null, '', 'soon', 1631100600])('%p is none', (value) => {
		expect(serverTime(value)).toBeNaN();
	});
});

describe('the output of a contact', () => {
	test('has who it is first, and full names in camel case', () => {
		const contact = {
			id: 'own',
			user_id: 'customer-1',
			phone_number: '9999999999',
			country_code: '+91',
			created_at_utc: '2023-01-01T00:00:00',
			modified_at_utc: 'soon',
			tags: ['lead'],
			last_seen_at: null,
			traits: { city: 'Pune', name: 'Asha' },
		};

		expect(Object.entries(contactOutput(contact))).toEqual([
			['name', 'Asha'],
			['phoneNumber', '+919999999999'],
			['countryCode', '+91'],
			['contactId', 'own'],
			['userId', 'customer-1'],
			['createdAt', '2023-01-01T00:00:00.000Z'],
			['modifiedAt', 'soon'],
			['tags', ['lead']],
			['lastSeenAt', null],
			['city', 'Pune'],
		]);
	});

	test('has name and email of the traits once, before the others', () => {
		const contact = { id: 'own', traits: { city: 'Pune', email: 'asha@example.com', name: 'Asha' } };

		expect(Object.keys(contactOutput(contact, { event: 'created' })).slice(0, 4)).toEqual([
			'event',
			'name',
			'phoneNumber',
			'email',
		]);
		expect(contactOutput(contact)).not.toHaveProperty('trait_email');
		expect(contactOutput({ id: 'own', traits: { event: 'x' } }, { event: 'created' })).toMatchObject({
			event: 'created',
			trait_event: 'x',
		});
	});

	test.each<[Record<string, unknown>, Record<string, unknown>]>([
		[{ city: 'Pune' }, { contactId: 'own', city: 'Pune' }],
		[{ contactId: 'trait' }, { contactId: 'own', trait_contactId: 'trait' }],
		[{ id: 'trait' }, { contactId: 'own', id: 'trait' }],
		[{}, { contactId: 'own' }],
	])('of the traits %j', (traits, output) => {
		expect(contactOutput({ id: 'own', traits: { ...traits } as never })).toMatchObject(output);
	});

	test.each([undefined, null, 'none', []])('without traits (%j) has only its own members', (traits) => {
		const none = Object.keys(contactOutput({ id: 'own' }));

		expect(Object.keys(contactOutput({ id: 'own', traits: traits as never }))).toEqual(none);
	});

	test.each([
		[{ phone_number: '9999999999' }, '9999999999'],
		[{ phone_number: '9999999999', country_code: '91' }, '+919999999999'],
		[{ phone_number: null, country_code: '+91' }, null],
		[{ phone_number: '', country_code: '+91' }, null],
		[{ country_code: '+91' }, null],
	])('has the number in full (%j)', (contact, phoneNumber) => {
		expect(contactOutput(contact)).toMatchObject({ phoneNumber });
	});
});
