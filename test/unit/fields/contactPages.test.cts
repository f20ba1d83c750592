/** The contacts of an account as pages and as windows of time: what is asked, and how answers are read. */
import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import {
	contactPages,
	contactWindows,
	customers,
	type Filter,
	flagOf,
	listsCustomers,
} from '../../../nodes/Interakt/fields/contactPages';
import { wantedRows, wantsSimple } from '../../../nodes/Interakt/fields/list';
import { newestContacts } from '../../../nodes/Interakt/fields/newestContacts';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { plainParameters } from '../parameters.cts';

const city: Filter = { trait: 'city', op: 'eq', val: 'Pune' };
const vip: Filter = { trait: 'vip', op: 'eq', val: true };
const reply = (data: unknown, headers: Record<string, string> = {}) => ({
	status: 200,
	headers,
	body: { result: true, data },
});

describe('a page of contacts', () => {
	test('is asked for by offset and limit, each filter after the first as one more', () => {
		const { pageSize, page } = contactPages([city, vip]);

		expect(pageSize).toBe(100);
		expect(page(200, 50)).toMatchObject({
			method: 'POST',
			path: '/apis/users/',
			effect: 'read',
			query: { offset: 200, limit: 50 },
			body: { filters: [city, { ...vip, supr_op: 'and' }] },
		});
		expect(page(0, 1).body).toEqual({ filters: [city, { ...vip, supr_op: 'and' }] });
		expect(contactPages([]).page(0, 1).body).toEqual({ filters: [] });
	});

	test.each<[unknown, boolean]>([
		[{ customers: [] }, true],
		[{ customers: [{ id: 1 }] }, true],
		[{}, false],
		[{ customers: null }, false],
		[{ customers: {} }, false],
		['<html>', false],
	])('whose answer holds %j lists customers: %p', (data, lists) => {
		expect(listsCustomers(reply(data))).toBe(lists);
		expect(contactPages([]).page(0, 1).isComplete?.(reply(data))).toBe(lists);
	});

	test('has the customers that are objects', () => {
		expect(customers(reply({ customers: [{ id: 'a' }, null, 'b', { id: 'c' }] }))).toEqual([
			{ id: 'a' },
			{ id: 'c' },
		]);
		expect(customers(reply({ customers: 'a' }))).toEqual([]);
	});

	test.each<[IDataObject, object]>([
		[
			{ total_customers: 7, has_next_page: true },
			{ rows: [], hasMore: true, total: 7 },
		],
		[
			{ total_customers: ' 7 ', has_next_page: 'False' },
			{ rows: [], hasMore: false, total: 7 },
		],
		[{ total_customers: 0 }, { rows: [], hasMore: undefined, total: 0 }],
		[{ total_customers: -1 }, { rows: [], hasMore: undefined }],
		[{ total_customers: 1.5 }, { rows: [], hasMore: undefined }],
		[{ total_customers: '1.5' }, { rows: [], hasMore: undefined }],
		[{ total_customers: 'x7' }, { rows: [], hasMore: undefined }],
		[{ total_customers: '7x' }, { rows: [], hasMore: undefined }],
		[{ total_customers: '' }, { rows: [], hasMore: undefined }],
		[
			{ total_customers: null, has_next_page: null },
			{ rows: [], hasMore: undefined },
		],
	])('that says %j is read', (data, expected) => {
		expect(contactPages([]).read(reply({ customers: [], ...data }))).toEqual(expected);
	});

	test('has the time of the server where that says it', () => {
		const date = 'Sun, 01 Nov 2026 10:00:00 GMT';

		expect(contactPages([]).read(reply({ customers: [] }, { date }))).toMatchObject({
			time: Date.parse(date),
		});
		expect(contactPages([]).read(reply({ customers: [] }, { date: 'now' }))).not.toHaveProperty('time');
		expect(contactPages([]).read(reply({ customers: [] }))).not.toHaveProperty('time');
	});

	test.each<[unknown, boolean | undefined]>([
		[true, true],
		['TRUE', true],
		[' true ', true],
		[false, false],
		['no', undefined],
		[1, undefined],
		[undefined, undefined],
	])('whether %j is true: %p', (value, flag) => {
		expect(flagOf(value)).toBe(flag);
	});
});

describe('a contact', () => {
	const { key, hasId } = contactPages([]);

	test('is known by its ID, or by all that it is', () => {
		expect(key({ id: 7, name: 'a' })).toBe('7');
		for (const id of [undefined, null, '']) {
			const contact = { ...(id !== undefined && { id }), name: 'a' };
			expect(hasId?.(contact)).toBe(false);
			expect(key(contact)).toBe(JSON.stringify(contact));
		}
		expect(hasId?.({ id: 0 })).toBe(true);
	});

	const since: Filter = { trait: 'created_at_utc', op: 'gt', val: '2026-11-01T10:00:00.000Z' };
	const until: Filter = { trait: 'modified_at_utc', op: 'lt', val: '2026-11-02T10:00:00.000Z' };
	const unasked = (contact: IDataObject) => contactPages([city, since, until]).unasked?.(contact);

	test.each<[IDataObject]>([
		[{ created_at_utc: '2026-11-01T12:00:00', modified_at_utc: '2026-11-01T12:00:00' }],
		[{ created_at_utc: '2026-11-01T09:59:59', modified_at_utc: '2026-11-02T10:00:01' }],
		[{}],
		[{ created_at_utc: 'soon' }],
	])('%j is one that was asked for, or may be', (contact) => expect(unasked(contact)).toBeUndefined());

	test('outside of what was asked for is told of', () => {
		expect(unasked({ created_at_utc: '2026-11-01T09:59:58.999' })).toBe(
			'Interakt was asked for contacts with created_at_utc after 2026-11-01T10:00:00.000Z, and has given one of 2026-11-01T09:59:58.999.',
		);
		expect(unasked({ modified_at_utc: `2026-11-02T10:00:01.001${'0'.repeat(40)}` })).toBeUndefined();
		expect(unasked({ modified_at_utc: '2026-11-02T10:00:01.001Z' })).toBe(
			'Interakt was asked for contacts with modified_at_utc before 2026-11-02T10:00:00.000Z, and has given one of 2026-11-02T10:00:01.001Z.',
		);
	});
});

describe('windows of time', () => {
	const [after, before] = [Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 2)];
	const bounds = (trait: string) => [
		{ trait, op: 'gt', val: '2026-11-01T00:00:00.000Z', supr_op: 'and' },
		{ trait, op: 'lt', val: '2026-11-02T00:00:00.000Z', supr_op: 'and' },
	];

	test('ask for a time between two, beside the filters', () => {
		const windows = contactWindows([city]);

		expect(windows.within(after, before).page(0, 1).body).toEqual({
			filters: [city, ...bounds('created_at_utc')],
		});
		expect(windows.time({ created_at_utc: '2026-11-01T00:00:00', modified_at_utc: 'x' })).toBe(after);
		expect(windows.changes?.time({ modified_at_utc: '2026-11-02T00:00:00' })).toBe(before);
	});

	test('of changes ask for what was changed later', () => {
		const changed = { trait: 'modified_at_utc', op: 'gt', val: '2026-11-01T00:00:00.000Z' };
		const { all, timed } = contactWindows([city], 'modified_at_utc').changes?.after(after) ?? {};

		expect(all?.page(0, 1).body).toEqual({ filters: [city, { ...changed, supr_op: 'and' }] });
		expect(timed?.within(after, before).page(0, 1).body).toEqual({
			filters: [city, { ...changed, supr_op: 'and' }, ...bounds('modified_at_utc')],
		});
	});
});

describe('the newest contacts', () => {
	/** One contact a day of November, known by its day. */
	const days = Array.from({ length: 28 }, (_, index) => ({
		id: index + 1,
		modified_at_utc: new Date(Date.UTC(2026, 10, index + 1)).toISOString(),
		created_at_utc: '2026-01-01T00:00:00',
	}));

	/** A server that has these contacts, and gives `size` of them at once, oldest first. */
	function server(contacts: readonly (typeof days)[number][], size = 100) {
		const asked: InteraktRequest[] = [];
		const send = async (request: InteraktRequest): Promise<Outcome> => {
			asked.push(request);
			const filters = request.body?.filters as Array<{ trait: string; op: string; val: string }>;
			const { offset = 0, limit = 100 } = request.query ?? {};
			const fitting = contacts.filter((contact) =>
				filters.every(({ trait, op, val }) => {
					const time = Date.parse(contact[trait as 'modified_at_utc']);
					return op === 'gt' ? time > Date.parse(val) : time < Date.parse(val);
				}),
			);
			const rows = fitting.slice(Number(offset), Number(offset) + Math.min(Number(limit), size));
			const more = Number(offset) + rows.length < fitting.length;
			return {
				status: 'accepted',
				result: reply({ customers: rows, total_customers: fitting.length, has_next_page: more }),
			};
		};
		return { asked, send };
	}

	test('come newest first, as many as are wanted', async () => {
		const { send } = server(days);
		const newest = await newestContacts('modified_at_utc', 3, { filters: [], send, hasTime: () => true });

		expect(newest).toEqual({ status: 'accepted', result: [days[27], days[26], days[25]] });
	});

	test('are only those that are kept', async () => {
		const { send } = server(days);
		const source = { filters: [], send, hasTime: () => true };
		const even = await newestContacts('modified_at_utc', 2, source, ({ id }) => Number(id) % 2 === 0);

		expect(even).toEqual({ status: 'accepted', result: [days[27], days[25]] });
	});

	const many = Array.from({ length: 3_000 }, (_, index) => ({
		id: index,
		modified_at_utc: new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString(),
		created_at_utc: '2026-01-01T00:00:00',
	}));

	test('of many are read from the latest window back, no more than are needed', async () => {
		const { asked, send } = server(many);
		const newest = await newestContacts('modified_at_utc', 5, { filters: [], send, hasTime: () => true });

		expect(newest).toMatchObject({ status: 'accepted' });
		expect((newest as { result: IDataObject[] }).result.map(({ id }) => id)).toEqual([
			2_999, 2_998, 2_997, 2_996, 2_995,
		]);
		const all = await newestContacts('modified_at_utc', 3_000, { filters: [], send, hasTime: () => true });
		expect((all as { result: IDataObject[] }).result).toHaveLength(3_000);
		expect(asked.length).toBeGreaterThan(30);
	});

	test('without time are those that were found, and one at least', async () => {
		const { send } = server(many);
		const source = { filters: [], send, hasTime: () => false };
		const newest = await newestContacts('modified_at_utc', 3_000, source);
		const rows = (newest as { result: IDataObject[] }).result;

		expect(rows[0]).toEqual(many[2_999]);
		expect(rows.length).toBeLessThan(200);
		const old = await newestContacts('modified_at_utc', 3_000, source, ({ id }) => Number(id) < 10);
		expect((old as { result: IDataObject[] }).result[0]).toEqual(many[9]);
	});

	test('are refused as the server refuses them', async () => {
		const refused = { status: 'rejected', failure: { reason: 'rejected' } } as unknown as Outcome;
		const source = { filters: [], send: async () => refused, hasTime: () => true };

		expect(await newestContacts('modified_at_utc', 3, source)).toBe(refused);
	});

	test('are none where there are none', async () => {
		const source = { filters: [city], send: server([]).send, hasTime: () => true };

		expect(await newestContacts('modified_at_utc', 3, source)).toEqual({ status: 'accepted', result: [] });
	});
});

describe('Return All, Limit and Simplify', () => {
	const read = (values: Readonly<Record<string, unknown>>) => {
		const parameters = plainParameters(values);
		const rows = wantedRows(parameters);
		return { rows, found: parameters.findings.found.map(({ field, what }) => `${field} ${what}`) };
	};

	test.each<[Record<string, unknown>, number]>([
		[{ returnAll: true, limit: 5 }, Infinity],
		[{ returnAll: 'true' }, Infinity],
		[{ returnAll: false, limit: 5 }, 5],
		[{ returnAll: false, limit: '5' }, 5],
		[{ limit: 1 }, 1],
	])('%j are %d rows', (values, rows) => expect(read(values)).toEqual({ rows, found: [] }));

	test.each<[Record<string, unknown>, string]>([
		[{ returnAll: false, limit: 0 }, 'Limit "0" is not a number of results'],
		[{ returnAll: false, limit: -1 }, 'Limit "-1" is not a number of results'],
		[{ returnAll: false, limit: 1.5 }, 'Limit "1.5" is not a number of results'],
		[{ returnAll: false, limit: 'all' }, 'Limit "all" is not a number of results'],
		[{ returnAll: false }, 'Limit "undefined" is not a number of results'],
		[{ returnAll: 'perhaps', limit: 'all' }, 'Return All "perhaps" is neither true nor false'],
	])('%j are refused, and one row is the most', (values, found) => {
		expect(read(values)).toEqual({ rows: 1, found: [found] });
	});

	test('a Limit that is none says what to do', () => {
		const parameters = plainParameters({ limit: 'all' });
		wantedRows(parameters);

		expect(parameters.findings.found).toEqual([
			{
				field: 'Limit',
				what: '"all" is not a number of results',
				remedy: 'Give a whole number of at least 1, or turn on Return All.',
			},
		]);
	});

	test('the simple form is wanted unless it is turned off', () => {
		expect(wantsSimple(plainParameters({ simplify: false }))).toBe(false);
		expect(wantsSimple(plainParameters({ simplify: true }))).toBe(true);
		expect(wantsSimple(plainParameters({}))).toBe(true);
	});
});
