import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import {
	credentialOf,
	expectNoSecret,
	jsons,
	runNode,
	sentTexts,
	textOfItem,
	unwelcomeWords,
} from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.state.customerWrites({ phoneNumber: '9999999999', countryCode: '+91' });
});

type Item = { phone: string | number; text: string | number };

const send = async (rows: Item[], onError?: OnError) =>
	await runNode(simulator, { parameters: textOfItem, rows, ...(onError && { onError }) });

const good = (text: string) => ({ phone: '9999999999', text });
const mixed = [
	good('a'),
	{ phone: '123', text: 'b' },
	good('c'),
	{ phone: '9999999999', text: '' },
	good('e'),
];

describe('input that is refused stops the run before anything is sent', () => {
	test('with the field, the remedy and the item', async () => {
		const { error, outputs } = await send([good('a'), { phone: 'nobody', text: 'b' }]);

		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: 'Phone Number "nobody" holds letters (row 2 of 2)',
			description: expect.stringMatching(/Write it like 99999 99999.* Nothing was sent\.$/),
			context: { itemIndex: 1 },
		});
		expect(outputs.flat()).toEqual([]);
		expect(simulator.state.requests).toEqual([]);
	});

	test('with the rows that have the same, and with what is wrong with others', async () => {
		const { error } = await send([
			good('a'),
			{ phone: '123', text: 'a' },
			{ phone: 'nobody', text: 'b' },
			good('c'),
			{ phone: '123', text: 'a' },
		]);

		expect(error?.message).toMatch(/^Phone Number "123" .* \(rows 2 and 5 of 5\)$/);
		expect(error?.description).toMatch(
			/ Row 3 of 5: Phone Number "nobody" holds letters\. Nothing was sent\.$/,
		);
	});

	test('in a text of bounded length, however many rows there are and whatever is wrong with them', async () => {
		const { error } = await send(
			Array.from({ length: 300 }, (_, index) => ({ phone: index % 2 ? `n${index}` : '123', text: 'a' })),
		);

		expect(error?.message).toMatch(/ \(rows 1, 3, 5, .*… of 300\)$/);
		expect(error?.description).toMatch(/ need changes too\. Nothing was sent\.$/);
		expect(error?.description?.length).toBeLessThan(700);
	});

	test('without rows when there is only one', async () => {
		const { error } = await send([{ phone: '123', text: 'a' }]);

		expect(error?.message).not.toContain('row');
	});

	test('with everything that is wrong with the item', async () => {
		const { error } = await send([{ phone: '', text: ' ' }]);

		expect(error?.message.split('; ').sort()).toEqual(['Phone Number is empty', 'Text is empty']);
		expect(`${error?.message} ${error?.description}`).not.toMatch(unwelcomeWords);
	});

	test('when an expression finds nothing', async () => {
		const { error } = await runNode(simulator, {
			parameters: { ...textOfItem, phoneNumber: '={{ $json.nothing }}' },
			rows: [good('a')],
		});

		expect(error?.message).toBe('Phone Number is empty');
		expect(error?.description).toContain('check that the item has this value');
	});
});

test('with an error output, the good items are sent once and the bad ones go there with their values', async () => {
	const { outputs, error } = await send(mixed, 'continueErrorOutput');

	expect(error).toBeUndefined();
	expect(outputs).toHaveLength(2);
	expect(outputs[0]).toMatchObject([
		{ json: { status: 'accepted' }, pairedItem: { item: 0 } },
		{ json: { status: 'accepted' }, pairedItem: { item: 2 } },
		{ json: { status: 'accepted' }, pairedItem: { item: 4 } },
	]);
	expect(jsons(outputs[1])).toEqual([
		{
			phone: '123',
			text: 'b',
			error: expect.stringContaining('Phone Number "123" is too short'),
			details: {
				status: 'rejected',
				reason: 'invalidInput',
				message: expect.stringContaining('Phone Number "123" is too short'),
				description: expect.stringContaining('Write it like'),
			},
		},
		{
			phone: '9999999999',
			text: '',
			error: 'Text is empty',
			details: {
				status: 'rejected',
				reason: 'invalidInput',
				message: 'Text is empty',
				phoneNumber: '+919999999999',
				description: expect.stringContaining('Fill in Text'),
			},
		},
	]);
	expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
	expect(sentTexts(simulator).sort()).toEqual(['a', 'c', 'e']);
	expectNoSecret(simulator.secretKey, outputs);
});

test('with the regular output, all items keep their order', async () => {
	const { outputs, error } = await send(mixed, 'continueRegularOutput');

	expect(error).toBeUndefined();
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.error ?? json.status, pairedItem])).toEqual([
		['accepted', { item: 0 }],
		[expect.stringContaining('Phone Number "123" is too short'), { item: 1 }],
		['accepted', { item: 2 }],
		['Text is empty', { item: 3 }],
		['accepted', { item: 4 }],
	]);
	expect(sentTexts(simulator).sort()).toEqual(['a', 'c', 'e']);
});

describe('an expression that fails for one item', () => {
	const parameters = {
		...textOfItem,
		message: '={{ $json.text === "b" ? $("No such node").item.json.text : $json.text }}',
	};
	const rows = [good('a'), good('b'), good('c')];

	test('stops the run before anything is sent', async () => {
		const { error } = await runNode(simulator, { parameters, rows });

		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(simulator.state.requests).toEqual([]);
	});

	test('sends that item to the error output, and the others to Interakt', async () => {
		const { outputs } = await runNode(simulator, { parameters, rows, onError: 'continueErrorOutput' });

		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(sentTexts(simulator).sort()).toEqual(['a', 'c']);
	});
});

describe('an expression that fails for one item, wherever it stands', () => {
	const bad = '={{ $json.text === "b" ? $("No such node").item.json.text : $json.text }}';
	const rows = [good('a'), good('b'), good('c')];

	test.each<[string, INodeParameters]>([
		[
			'in a row of values',
			{
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: '9999999999',
				traits: { values: [{ name: 'city', value: bad }] },
			},
		],
		[
			'in a field that can be added',
			{ ...textOfItem, message: 'Hi', additionalFields: { callbackData: bad } },
		],
		[
			'in a filter of a list',
			{
				resource: 'contact',
				operation: 'getAll',
				filters: { conditions: { values: [{ trait: 'text', op: 'eq', value: bad }] } },
			},
		],
	])('is refused for that item only: %s', async (_, parameters) => {
		simulator.state.add({ traits: { text: 'a' } });
		simulator.state.add({ traits: { text: 'c' } });
		const { outputs, error } = await runNode(simulator, {
			parameters,
			rows,
			onError: 'continueRegularOutput',
		});

		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(jsons(outputs[0])[1]).toMatchObject({
			status: 'rejected',
			reason: 'invalidInput',
			message: expect.stringMatching(/\w/),
		});
		expect(jsons(outputs[0]).filter(({ error }) => error !== undefined)).toHaveLength(1);
	});
});

test('numbers out of expressions are read as what they mean', async () => {
	await send([{ phone: 919999999999, text: 1042 }]);

	expect(simulator.state.messages.map(({ body }) => body)).toEqual([
		{ phoneNumber: '9999999999', countryCode: '+91', type: 'Text', data: { message: '1042' } },
	]);
});

describe('a contact', () => {
	const upsert = async (parameters: INodeParameters, row: IDataObject = {}, timeZone?: string) =>
		await runNode(simulator, {
			parameters: { resource: 'contact', operation: 'upsert', phoneNumber: '9999999999', ...parameters },
			rows: [row],
			...(timeZone && { timeZone }),
		});
	const stored = () => simulator.state.find({ phoneNumber: '9999999999', countryCode: '+91' });

	test('whose values were cleaned up says so', async () => {
		const { outputs } = await upsert(
			{ traits: { values: [{ name: 'address', value: '={{ $json.address }}' }] } },
			{ address: 'MG Road\nPune   411001' },
		);

		expect(jsons(outputs[0])).toMatchObject([
			{ status: 'accepted', notices: ['Trait "address": a line break was replaced by a space'] },
		]);
		expect(stored()?.traits).toEqual({ address: 'MG Road Pune 411001' });
	});

	test('whose values were not changed has no notices', async () => {
		const { outputs } = await upsert({ traits: { values: [{ name: 'city', value: 'Pune' }] } });

		expect(jsons(outputs[0])[0]).toMatchObject({ status: 'accepted' });
		expect(jsons(outputs[0])[0]).not.toHaveProperty('notices');
	});

	test('gets every column of the item but those that other fields use', async () => {
		const { error, outputs } = await upsert(
			{
				phoneNumber: '={{ $json.Phone }}',
				traitsInput: 'automatic',
				traits: { values: [{ name: 'source', value: 'website' }] },
				additionalFields: { tags: '={{ $json.Tags.split(";") }}', userId: '={{ $json["Customer No"] }}' },
			},
			{
				row_number: 2,
				'Full Name': 'Asha Rao',
				Phone: '99999 99999',
				WhatsApp: 919999999999,
				Tags: 'vip;new',
				'Customer No': 'C-7',
				City: 'Pune',
			},
		);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }]);
		expect(stored()).toMatchObject({ user_id: 'C-7', tags: ['vip', 'new'] });
		expect(stored()?.traits).toEqual({ name: 'Asha Rao', City: 'Pune', source: 'website' });
	});

	test.each([
		'={{ $json.field_data[1].values[0] }}',
		'={{ $json["field_data"].find((field) => field.name === "phone_number").values[0] }}',
	])('gets the answers of a form in which %s finds the number', async (phoneNumber) => {
		const lead = {
			platform: 'ig',
			field_data: [
				{ name: 'full_name', values: ['Asha Rao'] },
				{ name: 'phone_number', values: ['p:+919999999999'] },
				{ name: 'city', values: ['Pune'] },
			],
		};
		const { error, outputs } = await upsert({ phoneNumber, traitsInput: 'automatic' }, lead);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }]);
		expect(stored()?.traits).toEqual({ name: 'Asha Rao', platform: 'ig', city: 'Pune' });
	});

	test('keeps the types that expressions give', async () => {
		await upsert(
			{
				traits: {
					values: [
						{ name: 'orders', value: '={{ $json.orders }}' },
						{ name: 'opted in', value: '={{ $json.orders > 1 }}' },
						{ name: 'sizes', value: '={{ ["S", "M"] }}' },
						{ name: 'since', type: 'date', value: '={{ DateTime.fromISO("2026-01-31T17:00:00") }}' },
						{ name: 'missing', value: '={{ $json.missing }}' },
					],
				},
			},
			{ orders: 3 },
		);

		expect(stored()?.traits).toEqual({
			orders: 3,
			'opted in': true,
			sizes: ['S', 'M'],
			since: '2026-01-31T11:30:00.000Z',
		});
	});

	test.each([
		['Asia/Kolkata', '2026-01-31T11:30:00.000Z'],
		['America/New_York', '2026-01-31T22:00:00.000Z'],
	])('has its date in the time zone of the workflow: %s', async (timeZone, createdAt) => {
		await upsert({ additionalFields: { createdAt: '2026-01-31T17:00:00' } }, {}, timeZone);

		expect(simulator.state.requests).toMatchObject([{ body: { createdAt }, status: 202 }]);
	});

	test('has its date in the time zone of the account where the credential has one', async () => {
		await runNode(simulator, {
			parameters: {
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: '9999999999',
				additionalFields: { createdAt: '2026-01-31T17:00:00' },
			},
			credential: { ...credentialOf(simulator), timeZone: 'Asia/Kolkata' },
			timeZone: 'America/New_York',
		});

		expect(simulator.state.requests).toMatchObject([{ body: { createdAt: '2026-01-31T11:30:00.000Z' } }]);
	});

	test.each([
		['of the account', '', 'FR', '+33'],
		['of the account where an expression finds nothing', '={{ $json.none }}', 'FR', '+33'],
		['that its own record names', '={{ $json.country }}', 'FR', '+91'],
	])('has the country %s', async (_, countryCode, country, expected) => {
		await runNode(simulator, {
			parameters: {
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: expected === '+33' ? '06 12 34 56 78' : '99999 99999',
				additionalFields: { countryCode },
			},
			rows: [{ country: 'India' }],
			credential: { ...credentialOf(simulator), country },
		});

		expect(simulator.state.requests).toMatchObject([{ body: { countryCode: expected } }]);
	});

	test('is not sent with a credential whose country or time zone does not exist', async () => {
		for (const [setting, value] of [
			['country', 'Narnia'],
			['timeZone', 'India'],
		] as const) {
			const { error } = await runNode(simulator, {
				parameters: { resource: 'contact', operation: 'upsert', phoneNumber: '9999999999' },
				credential: { ...credentialOf(simulator), [setting]: value },
			});

			expect(error?.message).toMatch(/^(Country|Time Zone) in the credential is/);
		}
		expect(simulator.state.requests).toEqual([]);
	});
});
