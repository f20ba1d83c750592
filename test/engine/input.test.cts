import type { OnError } from 'n8n-workflow';

import { credentialFor, expectNoSecret, jsons, runNode, textOfItem, unwelcomeWords } from './setting.cts';
import { accepting, startServer, type ScriptedServer } from './server.cts';

let server: ScriptedServer;

beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => server.answer(accepting));

const send = async (rows: Array<{ phone: unknown; text: unknown }>, onError?: OnError) =>
	await runNode({
		parameters: textOfItem,
		rows: rows.map(({ phone, text }) => ({ phone, text }) as Record<string, string>),
		credential: credentialFor(server.baseUrl),
		...(onError && { onError }),
	});

const good = (text: string) => ({ phone: '9999999999', text });
const mixed = [
	good('a'),
	{ phone: '123', text: 'b' },
	good('c'),
	{ phone: '9999999999', text: '' },
	good('e'),
];
const sentTexts = () => server.calls.map(({ body }) => (body as { data: { message: string } }).data.message);

describe('input that is refused stops the run before anything is sent', () => {
	test('with the field, the remedy and the item', async () => {
		const { error, outputs } = await send([good('a'), { phone: 'nobody', text: 'b' }]);

		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: 'Phone Number "nobody" holds letters',
			description: expect.stringContaining('Write it like 99999 99999'),
			context: { itemIndex: 1 },
		});
		expect(error?.description).toContain('Nothing was sent.');
		expect(outputs.flat()).toEqual([]);
		expect(server.calls).toEqual([]);
	});

	test.each([
		[1, undefined],
		[2, '1 more item needs a change too.'],
		[5, '4 more items need a change too.'],
	])('with the number of further items: %i', async (count, words) => {
		const { error } = await send(Array.from({ length: count }, () => ({ phone: '123', text: 'a' })));

		if (words === undefined) expect(error?.description).not.toContain('more item');
		else expect(error?.description).toContain(words);
	});

	test('with everything that is wrong with the item', async () => {
		const { error } = await send([{ phone: '', text: ' ' }]);

		expect(error?.message).toBe('Text is empty; Phone Number is empty');
		expect(`${error?.message} ${error?.description}`).not.toMatch(unwelcomeWords);
	});

	test('when an expression finds nothing', async () => {
		const { error } = await runNode({
			parameters: { ...textOfItem, phoneNumber: '={{ $json.nothing }}' },
			rows: [good('a')],
			credential: credentialFor(server.baseUrl),
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
				description: expect.stringContaining('Fill in Text'),
			},
		},
	]);
	expect(sentTexts().sort()).toEqual(['a', 'c', 'e']);
	expectNoSecret(outputs);
});

test('with the regular output, all items keep their order', async () => {
	const { outputs, error } = await send(mixed, 'continueRegularOutput');

	expect(error).toBeUndefined();
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.status ?? json.error, pairedItem])).toEqual([
		['accepted', { item: 0 }],
		[expect.stringContaining('Phone Number "123" is too short'), { item: 1 }],
		['accepted', { item: 2 }],
		['Text is empty', { item: 3 }],
		['accepted', { item: 4 }],
	]);
	expect(sentTexts().sort()).toEqual(['a', 'c', 'e']);
});

test('numbers out of expressions are read as what they mean', async () => {
	await send([{ phone: 919999999999, text: 1042 }]);

	expect(server.calls[0]?.body).toEqual({
		phoneNumber: '9999999999',
		countryCode: '+91',
		type: 'Text',
		data: { message: '1042' },
	});
});

describe('a contact', () => {
	const upsert = async (
		parameters: Record<string, string | object>,
		row: Record<string, string | number>,
		timeZone?: string,
	) =>
		await runNode({
			parameters: {
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: '9999999999',
				...parameters,
			} as never,
			rows: [row],
			credential: credentialFor(server.baseUrl),
			...(timeZone && { timeZone }),
		});

	test('whose values were cleaned up says so', async () => {
		const { outputs } = await upsert(
			{ traits: { values: [{ name: 'address', value: '={{ $json.address }}' }] } },
			{ address: 'MG Road\nPune   411001' },
		);

		expect(jsons(outputs[0])).toMatchObject([
			{ status: 'accepted', notices: ['Trait "address": a line break was replaced by a space'] },
		]);
		expect(server.calls[0]?.body).toMatchObject({ traits: { address: 'MG Road Pune 411001' } });
	});

	test('whose values were not changed has no notices', async () => {
		const { outputs } = await upsert({ traits: { values: [{ name: 'city', value: 'Pune' }] } }, {});

		expect(jsons(outputs[0])[0]).not.toHaveProperty('notices');
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

		expect(server.calls[0]?.body).toMatchObject({
			traits: { orders: 3, 'opted in': true, sizes: ['S', 'M'], since: '2026-01-31T11:30:00.000Z' },
		});
		expect(server.calls[0]?.body).not.toHaveProperty('traits.missing');
	});

	test.each([
		['Asia/Kolkata', '2026-01-31T11:30:00.000Z'],
		['America/New_York', '2026-01-31T22:00:00.000Z'],
	])('has its date in the time zone of the workflow: %s', async (timeZone, createdAt) => {
		await upsert({ additionalFields: { createdAt: '2026-01-31T17:00:00' } }, {}, timeZone);

		expect(server.calls[0]?.body).toMatchObject({ createdAt });
	});
});
