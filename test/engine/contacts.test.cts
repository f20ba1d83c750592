import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { list } from '../contract/row.cts';
import { type FaultEffect, seeded } from '../simulator/faults.cts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.cts';
import type { Contact } from '../simulator/state.cts';
import { jsons, runNode } from './setting.cts';

/** What happens at Interakt between two requests. */
let happens: () => void = () => {};
let simulator: Simulator;

const start = async (options: SimulatorOptions = {}) =>
	await startSimulator({ strict: true, ...options, onRequest: () => happens() });

beforeAll(async () => {
	simulator = await start();
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	happens = () => {};
});

const day = 24 * 60 * 60 * 1000;
const firstDay = Date.UTC(2023, 0);
const ids = (items: IDataObject[]) => items.map(({ contactId }) => String(contactId));

interface Asked {
	readonly timeZone?: string;
	readonly onError?: OnError;
	readonly rows?: IDataObject[];
}

const getMany = async (parameters: INodeParameters, asked: Asked = {}, from = simulator) => {
	const { outputs, error } = await runNode(from, {
		parameters: { resource: 'contact', operation: 'getAll', ...parameters },
		...asked,
	});
	return { outputs, error, found: jsons(outputs[0]) };
};

/** Contacts of a day each, the first of 1 January 2023 at noon. */
function addContacts(count: number, more: (index: number) => Partial<Contact> = () => ({})): Contact[] {
	return Array.from({ length: count }, (_, index) => {
		const at = firstDay + (index + 0.5) * day;
		return simulator.state.add({
			user_id: `customer-${index}`,
			createdAt: at,
			modifiedAt: at,
			...more(index),
		});
	});
}

/** The rows that were asked for at a time. */
const limitsAsked = ({ state }: Simulator) => state.requests.map(({ query }) => Number(query.limit));

describe('25,000 contacts that change while they are read', () => {
	const count = 25_000;

	/** Contacts that come in more and more often over three years. */
	function fill({ state }: Simulator, random: () => number): Set<string> {
		for (let index = 0; index < count; index++) {
			const at = firstDay + Math.floor(Math.sqrt(random()) * 3 * 365) * day + Math.floor(random() * day);
			state.add({ user_id: `customer-${index}`, traits: { number: index }, createdAt: at, modifiedAt: at });
		}
		return new Set(state.contacts.map(({ id }) => id));
	}

	/** One comes, two are changed, one leaves; `throughout` loses the one that left. */
	function change({ state }: Simulator, random: () => number, throughout: Set<string>): void {
		const any = () => state.contacts[Math.floor(random() * state.contacts.length)];
		state.add({ traits: { name: 'new' } });
		for (const contact of [any(), any()]) if (contact) contact.modifiedAt = Date.now();
		const leaving = any();
		if (leaving) {
			state.remove(leaving);
			throughout.delete(leaving.id);
		}
	}

	test.each(['createdDescending', 'modifiedDescending', 'shuffled'] as const)(
		'listed %s, come back complete and once each',
		async (contactOrder) => {
			const server = await start({ contactOrder });
			try {
				const random = seeded(7);
				const throughout = fill(server, random);
				const known = new Set(throughout);
				happens = () => change(server, random, throughout);
				const { error, found, outputs } = await getMany({ returnAll: true }, {}, server);
				happens = () => {};

				expect(error).toBeUndefined();
				const got = ids(found);
				expect(new Set(got).size).toBe(got.length);
				const gotten = new Set(got);
				expect([...throughout].filter((id) => !gotten.has(id))).toEqual([]);
				// Much really happened meanwhile, and nothing was asked for that the API refuses.
				expect(known.size - throughout.size).toBeGreaterThan(200);
				expect(Math.max(...limitsAsked(server))).toBe(100);
				expect(server.state.requests.filter(({ status }) => status !== 200)).toEqual([]);
				expect(new Set(outputs[0]?.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
					new Set(['{"item":0}']),
				);
			} finally {
				await server.close();
			}
		},
		180_000,
	);
});

describe('Return All', () => {
	test.each([0, 1, 99, 100, 101, 250, 1_000])('gives all of %i', async (count) => {
		const contacts = addContacts(count);
		const { found, error } = await getMany({ returnAll: true });

		expect(error).toBeUndefined();
		expect(ids(found).sort()).toEqual(contacts.map(({ id }) => id).sort());
	});

	test('gives all that came in within one second, as an import leaves them', async () => {
		const contacts = addContacts(450, (index) => ({ createdAt: firstDay + index }));

		expect(ids((await getMany({ returnAll: true })).found).sort()).toEqual(
			contacts.map(({ id }) => id).sort(),
		);
	});

	test('gives all that came in within one millisecond', async () => {
		const contacts = addContacts(250, () => ({ createdAt: firstDay }));

		expect(ids((await getMany({ returnAll: true })).found).sort()).toEqual(
			contacts.map(({ id }) => id).sort(),
		);
	});

	test('with filters gives all that meet them, over several pages', async () => {
		const contacts = addContacts(600);
		const filters = { createdAfter: '2023-03-01', modifiedBefore: '2024-01-01' };
		const { found } = await getMany({ returnAll: true, filters });
		const wanted = contacts.filter(
			({ createdAt }) => createdAt > Date.UTC(2023, 2) && createdAt < Date.UTC(2024, 0),
		);

		expect(wanted.length).toBeGreaterThan(300);
		expect(ids(found).sort()).toEqual(wanted.map(({ id }) => id).sort());
	});
});

describe('Limit', () => {
	test.each([
		[undefined, 50],
		[1, 1],
		[50, 50],
		[100, 100],
		[250, 250],
		[500, 300],
	])('%p of 300 gives %i, never more than 100 at a time', async (limit, count) => {
		addContacts(300);
		const { found } = await getMany(limit === undefined ? {} : { limit });

		expect(new Set(ids(found)).size).toBe(count);
		expect(found).toHaveLength(count);
		expect(Math.max(...limitsAsked(simulator))).toBe(Math.min(count, 100));
	});

	test.each([0, -1, 1.5, 'many'])('%p is refused by name, before any call', async (limit) => {
		const { error } = await getMany({ limit: `={{ ${JSON.stringify(limit)} }}` });

		expect(error).toMatchObject({
			message: `Limit "${limit}" is not a number of results`,
			description: expect.stringContaining('turn on Return All'),
		});
		expect(simulator.state.requests).toEqual([]);
	});

	test.each(['null', 'undefined', '""', '$json.missing'])(
		'that gives nothing is refused: %s',
		async (words) => {
			addContacts(60);
			const { error } = await getMany({ limit: `={{ ${words} }}` });

			expect(error).toMatchObject({
				message: expect.stringMatching(/^Limit .* is not a number of results$/),
				description: expect.stringContaining('turn on Return All'),
			});
			expect(simulator.state.requests).toEqual([]);
		},
	);
});

describe('a filter', () => {
	const fivePm = Date.UTC(2021, 8, 8, 11, 30);

	/** One contact a minute before, at, and a minute after 5 pm of 8 September 2021 in India. */
	function addAroundFive(): void {
		for (const [name, minutes] of [
			['before', -1],
			['at', 0],
			['after', 1],
		] as const) {
			const at = fivePm + minutes * 60_000;
			simulator.state.add({ traits: { name }, createdAt: at, modifiedAt: at });
		}
	}
	const names = (found: IDataObject[]) => found.map(({ name }) => name).sort();

	test.each<[string, INodeParameters, string[]]>([
		['createdAfter', { createdAfter: '2021-09-08T17:00:00' }, ['after']],
		['createdBefore', { createdBefore: '2021-09-08T17:00:00' }, ['before']],
		['modifiedAfter', { modifiedAfter: '2021-09-08T17:00:00' }, ['after']],
		['modifiedBefore', { modifiedBefore: '2021-09-08T17:00:00' }, ['before']],
		['both ends', { createdAfter: '2021-09-08T16:59:30', modifiedBefore: '2021-09-08T17:00:30' }, ['at']],
		[
			'a condition on a date',
			{ conditions: list({ trait: 'created_at_utc', op: 'gt', value: '08/09/2021 17:00' }) },
			['after'],
		],
		['an expression', { createdAfter: '={{ DateTime.fromISO($json.at) }}' }, ['after']],
		['Unix seconds', { createdAfter: `={{ ${fivePm / 1000} }}` }, ['after']],
		['a day alone, which is 00:00 UTC', { createdAfter: '2021-09-08' }, ['after', 'at', 'before']],
	])('on %s finds the right ones, with and without Return All', async (_, filters, wanted) => {
		addAroundFive();
		const rows = [{ at: '2021-09-08T17:00:00' }];

		for (const returnAll of [true, false]) {
			const { found, error } = await getMany({ returnAll, filters }, { rows });
			expect(error).toBeUndefined();
			expect(names(found)).toEqual(wanted);
		}
	});

	test('means the time zone of the workflow', async () => {
		addAroundFive();
		const filters = { createdAfter: '2021-09-08T17:00:00' };

		expect(names((await getMany({ filters }, { timeZone: 'America/New_York' })).found)).toEqual([]);
		expect(simulator.state.requests).toMatchObject([
			{ body: { filters: [{ trait: 'created_at_utc', op: 'gt', val: '2021-09-08T21:00:00.000Z' }] } },
		]);
	});

	test.each<[string, INodeParameters, string]>([
		['date', { createdAfter: 'soon' }, 'Created After "soon" is not a date'],
		['dates', { modifiedBefore: '2021-13-01' }, 'Modified Before "2021-13-01" is not a date'],
		['trait', { conditions: list({ op: 'gt', value: '3' }) }, 'Filter Trait is empty'],
		['operator', { conditions: list({ trait: 'orders', op: '', value: '3' }) }, 'Filter Operator is empty'],
	])('with a wrong %s is refused by name, before any call', async (_, filters, message) => {
		const { error } = await getMany({ returnAll: true, filters });

		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/\w\./);
		expect(simulator.state.requests).toEqual([]);
	});

	test('on a trait is sent in the words of the API', async () => {
		const filters = {
			createdAfter: '2021-09-08T17:00:00',
			conditions: list(
				{ trait: 'city', op: 'eq', value: 'Pune' },
				{ trait: 'orders', op: 'gt', value: '={{ 3 }}' },
			),
		};
		await getMany({ filters });

		expect(simulator.state.requests).toMatchObject([
			{
				body: {
					filters: [
						{ trait: 'created_at_utc', op: 'gt', val: '2021-09-08T11:30:00.000Z' },
						{ trait: 'city', op: 'eq', val: 'Pune', supr_op: 'and' },
						{ trait: 'orders', op: 'gt', val: 3, supr_op: 'and' },
					],
				},
			},
		]);
	});
});

describe('Simplify', () => {
	const traits = { contactId: 'trait', tags: 'trait', city: 'Pune', orders: 3 };
	const contact = () =>
		simulator.state.add({
			id: 'own-id',
			user_id: 'customer-1',
			phone_number: '9999999999',
			traits,
			tags: ['lead'],
			createdAt: firstDay,
			modifiedAt: firstDay,
		});
	const own = {
		phoneNumber: '+919999999999',
		countryCode: '+91',
		contactId: 'own-id',
		userId: 'customer-1',
		createdAt: '2023-01-01T00:00:00.000Z',
		modifiedAt: '2023-01-01T00:00:00.000Z',
		tags: ['lead'],
	};
	const asGiven = {
		id: 'own-id',
		user_id: 'customer-1',
		phone_number: '9999999999',
		country_code: '+91',
		tags: ['lead'],
		created_at_utc: '2023-01-01T00:00:00.000Z',
		modified_at_utc: '2023-01-01T00:00:00.000Z',
	};
	const operations: Array<[string, INodeParameters]> = [
		['getAll', {}],
		['getAll', { returnAll: true }],
		['get', { phoneNumber: '99999 99999' }],
	];

	test.each(operations)(
		'on: traits stand beside the own members and overwrite none (%s %j)',
		async (operation, more) => {
			contact();

			expect((await getMany({ operation, ...more })).found).toEqual([
				{ ...own, city: 'Pune', orders: 3, trait_contactId: 'trait', trait_tags: 'trait' },
			]);
		},
	);

	test.each(operations)('off: the contact as Interakt gives it (%s %j)', async (operation, more) => {
		contact();

		expect((await getMany({ operation, simplify: false, ...more })).found).toEqual([{ ...asGiven, traits }]);
	});
});

describe('a page that does not come', () => {
	const lost = { match: { path: '/apis/users/', nth: 3 }, effect: { kind: 'status', status: 403 } } as const;

	test.each([{ returnAll: true }, { limit: 400 }])(
		'stops the run, and no part counts as all: %j',
		async (asked) => {
			addContacts(500);
			simulator.misbehave(lost);
			const { outputs, error } = await getMany(asked);

			expect(error?.message).toBe('Your Interakt account does not include this');
			expect(outputs.flat()).toEqual([]);
		},
	);

	test('sends the item to the error output, once', async () => {
		addContacts(500);
		simulator.misbehave(lost);
		const rows = [{ query: 'all' }];
		const { outputs } = await getMany({ returnAll: true }, { onError: 'continueErrorOutput', rows });

		expect(outputs[0]).toEqual([]);
		expect(jsons(outputs[1])).toMatchObject([
			{ query: 'all', details: { status: 'rejected', reason: 'planLacksFeature', httpStatus: 403 } },
		]);
	});
});

test('each item asks for its own contacts, which are paired with it', async () => {
	const [first, second] = addContacts(2);
	const { outputs } = await getMany(
		{ filters: { createdBefore: '={{ $json.before }}' } },
		{ rows: [{ before: '2023-01-02' }, { before: '2023-01-03' }] },
	);

	expect(outputs[0]?.map(({ json, pairedItem }) => [json.contactId, pairedItem])).toEqual([
		[first?.id, { item: 0 }],
		[second?.id, { item: 1 }],
		[first?.id, { item: 1 }],
	]);
});

describe('Get', () => {
	const get = async (parameters: INodeParameters, onError?: OnError) =>
		await getMany({ operation: 'get', ...parameters }, { ...(onError && { onError }) });
	const byUserId = (userId: string) => ({ identifyBy: 'userId', userId });

	test('finds a contact by phone number, in any form', async () => {
		simulator.state.add({ id: 'asha', phone_number: '9999999999' });
		simulator.state.add({ id: 'other', phone_number: '9999999998' });

		for (const phoneNumber of ['9999999999', '+91 99999-99999', '099999 99999']) {
			expect(ids((await get({ phoneNumber })).found)).toEqual(['asha']);
		}
	});

	test.each(['customer-4711', 'shop/4711', 'a b', 'असा', '50%'])(
		'finds a contact by user ID: %s',
		async (userId) => {
			simulator.state.add({ id: 'asha', user_id: userId });

			expect(ids((await get(byUserId(userId))).found)).toEqual(['asha']);
		},
	);

	test('tells the same number in two countries apart', async () => {
		simulator.state.add({ id: 'america', phone_number: '4155550100', country_code: '+1' });
		simulator.state.add({ id: 'india', phone_number: '4155550100', country_code: '+91' });

		expect(ids((await get({ phoneNumber: '+1 415 555 0100' })).found)).toEqual(['america']);
		expect(ids((await get({ phoneNumber: '4155550100' })).found)).toEqual(['india']);
	});

	test.each<[string, INodeParameters, string]>([
		['nobody', { phoneNumber: '9999999999' }, '+919999999999'],
		['only somebody of another country', { phoneNumber: '4155550100' }, '+914155550100'],
		['no such user ID', byUserId('customer-4711'), 'customer-4711'],
	])('%s is said to be unknown', async (_, parameters, named) => {
		simulator.state.add({ phone_number: '4155550100', country_code: '+1' });
		const stopped = await get(parameters);
		const onward = await get(parameters, 'continueErrorOutput');

		expect(stopped.error).toMatchObject({
			message: `Interakt has no contact ${named}`,
			description: expect.stringContaining('Contact > Create or Update'),
		});
		expect(onward.outputs[0]).toEqual([]);
		expect(jsons(onward.outputs[1])).toMatchObject([
			{
				error: `Interakt has no contact ${named}`,
				details: { status: 'rejected', reason: 'unknownCustomer' },
			},
		]);
	});

	test('a wrong key is not taken for an unknown contact', async () => {
		simulator.misbehave({ effect: { kind: 'status', status: 401 } });

		expect((await get({ phoneNumber: '9999999999' })).error?.message).toBe(
			'Interakt does not accept the Secret Key',
		);
	});

	test.each(['.', '..'])('with the user ID %s is refused before anything is sent', async (userId) => {
		expect((await get(byUserId(userId))).error?.message).toContain(`User ID "${userId}"`);
		expect(simulator.state.requests).toEqual([]);
	});

	test.each<[string, INodeParameters, IDataObject]>([
		['another number', { phoneNumber: '9999999999' }, { phone_number: '9999999998', country_code: '+91' }],
		['another user ID', byUserId('customer-1'), { id: 'a', user_id: 'customer-2' }],
	])('that is answered with %s is refused', async (_, parameters, other) => {
		const body = JSON.stringify({ result: true, data: { customers: [other] } });
		simulator.misbehave({ effect: { kind: 'text', body } });
		const { outputs } = await get(parameters, 'continueErrorOutput');

		expect(jsons(outputs[1])).toMatchObject([
			{ details: { status: 'rejected', reason: 'contradictoryAnswer' } },
		]);
	});

	test.each<[string, FaultEffect, string]>([
		['a redirect', { kind: 'status', status: 308, html: true }, 'notFound'],
		['a 404 page', { kind: 'status', status: 404, html: true }, 'notFound'],
		['a 404 in words', { kind: 'status', status: 404, message: 'Customer not found' }, 'unknownCustomer'],
		['an answer without a list', { kind: 'text', body: '{"result":true,"data":null}' }, 'unreadableAnswer'],
	])('that is answered with %s is said to be so', async (_, effect, reason) => {
		simulator.misbehave({ effect });
		const { outputs } = await get({ phoneNumber: '9999999999' }, 'continueErrorOutput');

		expect(jsons(outputs[1])).toMatchObject([{ details: { status: 'rejected', reason } }]);
	});
});
