import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { mapOf, newAccount, otherRequests, picked } from './editor.cts';
import { fileItem, jsons, runLegacyNode, runNode, sentTexts, textOfItem } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.state.customerWrites({ phoneNumber: '9999999999', countryCode: '+91' });
});

const person = { phoneNumber: '9999999999' };
const toText = ({ dryRun = false, ...additionalFields }: INodeParameters) => ({
	...textOfItem,
	dryRun,
	...person,
	message: 'Hello',
	additionalFields,
});
const run = async (parameters: INodeParameters, json: IDataObject = {}) =>
	await runNode(simulator, { parameters, rows: [json], credential: newAccount(simulator) });

/** A value that an expression takes from the item. */
const fromItem = '={{ $json.value }}';

describe('Dry Run by an expression', () => {
	const send = async (json: IDataObject) => await run(toText({ dryRun: fromItem }), json);

	test.each([true, 'true', 'TRUE', 1, '1', 'yes', 'y', 'on', ' true '])('%j sends nothing', async (value) => {
		const { outputs, error } = await send({ value });

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toMatchObject([{ status: 'dryRun' }]);
		expect(simulator.state.requests).toEqual([]);
	});

	test.each<[unknown]>([['maybe'], [2], [{}], [['true']], ['null']])('%j is refused', async (value) => {
		const { error } = await send({ value } as IDataObject);

		expect(error?.message).toMatch(/^Dry Run .* is neither true nor false$/);
		expect(simulator.state.requests).toEqual([]);
	});

	test.each<[IDataObject]>([[{ value: false }], [{ value: 'no' }], [{ value: '' }], [{ value: null }], [{}]])(
		'%j sends',
		async (json) => {
			const { error } = await send(json);

			expect(error).toBeUndefined();
			expect(sentTexts(simulator)).toEqual(['Hello']);
		},
	);

	test('that cannot be evaluated is refused', async () => {
		const { error } = await run(toText({ dryRun: '={{ $json.a.b.c() }}' }));

		expect(error?.message).toContain('Dry Run');
		expect(simulator.state.requests).toEqual([]);
	});

	test('of a template sends nothing either, and shows the preview', async () => {
		simulator.state.templates.push(template('order', { body: 'Hi {{1}}' }));
		const { outputs } = await run(
			{
				...person,
				resource: 'message',
				operation: 'sendTemplate',
				template: picked('order'),
				templateValues: mapOf({ body1: 'Asha' }),
				dryRun: fromItem,
			},
			{ value: 'TRUE' },
		);

		expect(jsons(outputs[0])).toMatchObject([{ status: 'dryRun', preview: { body: 'Hi Asha' } }]);
		expect(otherRequests(simulator)).toEqual([]);
	});
});

describe('a text that is plainly no value', () => {
	const send = async (json: IDataObject, additionalFields: INodeParameters = {}) =>
		await run({ ...toText(additionalFields), message: '=Hi {{ $json.name }}' }, json);

	test('is refused before anything is sent', async () => {
		const { error } = await send({ name: { first: 'Asha' } });

		expect(error?.message).toBe('Text holds "[object Object]", which is no value');
		expect(error?.description).toContain('Allow Placeholder Values');
		expect(simulator.state.requests).toEqual([]);
	});

	test('is shown by a dry run', async () => {
		const { outputs } = await send({ name: '#N/A' }, { dryRun: true });

		expect(jsons(outputs[0])).toMatchObject([{ findings: [{ field: 'Text' }] }]);
	});

	test('is sent by who means it', async () => {
		await send({ name: '{{1}}' }, { allowPlaceholders: 'true' });

		expect(sentTexts(simulator)).toEqual(['Hi {{1}}']);
	});
});

describe('what narrows, guards or identifies is refused when it gives nothing', () => {
	const throwing = '={{ JSON.parse($json.nothing) }}';
	const contacts = { resource: 'contact', operation: 'getAll' };
	const order = { ...person, resource: 'message', operation: 'sendTemplate', template: byName('order|en') };

	test.each<[string, INodeParameters, string]>([
		['a time filter', { ...contacts, filters: { createdAfter: fromItem } }, 'Created After'],
		['a time filter that throws', { ...contacts, filters: { modifiedBefore: throwing } }, 'Modified Before'],
		[
			'a condition',
			{ ...contacts, filters: { conditions: list({ trait: 'city', op: 'eq', value: fromItem }) } },
			'Filter Value for "city"',
		],
		[
			'a filter of templates',
			{ resource: 'template', operation: 'getAll', filters: { name: fromItem } },
			'Name',
		],
		['the category', { ...order, additionalFields: { templateCategory: fromItem } }, 'Only If Category Is'],
		['the key', { ...order, additionalFields: { sendOnceKey: throwing } }, 'Send Once Key'],
		[
			'the own ID',
			{ ...person, resource: 'contact', operation: 'upsert', additionalFields: { userId: fromItem } },
			'User ID',
		],
	])('%s', async (_, parameters, field) => {
		const { error } = await run(parameters);

		expect(error?.message).toContain(field);
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('and a plain extra is left out', async () => {
		const { error } = await run(toText({ callbackData: fromItem, campaignId: throwing }));

		expect(error).toBeUndefined();
		expect(sentTexts(simulator)).toEqual(['Hello']);
	});
});

describe('a column whose name has something around it', () => {
	test.each<[string, string, string]>([
		['a byte order mark', '\ufeffContact ID', '<byte order mark>Contact ID'],
		['a tab', 'Contact ID\t', 'Contact ID<tab>'],
		['a blank', ' Contact ID', ' Contact ID'],
	])('%s is named by the refusal', async (_, column, spelt) => {
		const { error } = await run(
			{ ...toText({}), identifyBy: 'userId', userId: '={{ $json["Contact ID"] }}' },
			{ [column]: 'c-1' },
		);

		expect(error?.message).toBe('User ID is empty');
		expect(error?.description).toContain(`The item has no "Contact ID", but it has "${spelt}".`);
	});

	test('and by a notice, where the field may be empty', async () => {
		const { outputs } = await run(toText({ callbackData: '={{ $json["Order"] }}' }), {
			'\ufeffOrder': 'o-1',
		});

		expect(jsons(outputs[0])).toMatchObject([
			{ notices: ['The item has no "Order", but it has "<byte order mark>Order"'] },
		]);
	});
});

describe('booleans of other operations', () => {
	test.each<[unknown, boolean]>([
		['true', true],
		['no', false],
	])('Add to Sales Cycle %j', async (value, sent) => {
		await run(
			{
				...person,
				resource: 'contact',
				operation: 'upsert',
				additionalFields: { addToSalesCycle: fromItem },
			},
			{ value } as IDataObject,
		);

		expect(simulator.state.requests.at(-1)?.body).toMatchObject({ add_to_sales_cycle: sent });
	});

	test('Return All "true" gives all', async () => {
		simulator.state.templates = Array.from({ length: 60 }, (_, index) =>
			template(`t_${index}`, { body: 'Hi' }),
		);
		const { outputs } = await run(
			{ resource: 'template', operation: 'getAll', returnAll: fromItem, limit: 50 },
			{ value: 'true' },
		);

		expect(outputs[0]).toHaveLength(60);
	});
});

test('a file of another kind is refused before anything is uploaded', async () => {
	const { error } = await runNode(simulator, {
		parameters: { ...person, resource: 'message', operation: 'sendImage', mediaSource: 'binary' },
		items: [fileItem({ fileName: 'a.pdf', mimeType: 'application/pdf', content: 'pdf' })],
	});

	expect(error?.message).toContain('which is not an image');
	expect(simulator.state.requests).toEqual([]);
});

test('empty attributes and custom fields of the older product are left out', async () => {
	const { error } = await runLegacyNode(simulator, {
		parameters: {
			resource: 'member',
			operation: 'upsert',
			email: 'mailto:A@B.co ',
			attributes: list(
				{ name: 'plan', value: fromItem },
				{ name: 'city', value: '' },
				{ name: 'a', value: 'b' },
			),
			customFields: list({ name: 'plan', value: '' }, { name: 'tier', value: 'undefined' }),
		},
		rows: [{ value: '' }],
	});

	expect(error).toBeUndefined();
	expect(simulator.state.requests.at(-1)?.body).toEqual({ email: 'a@b.co', a: 'b' });
});

describe('Show As and If Empty', () => {
	const send = async (rowsOfShowAs: INodeParameters[], rows: IDataObject[], dryRun = false) => {
		simulator.state.templates = [
			template('order_update', { body: 'Hi {{1}}, {{2}}', body_text: ['a', 'b'] }),
		];
		return await runNode(simulator, {
			parameters: {
				resource: 'message',
				operation: 'sendTemplate',
				...person,
				template: byName('order_update'),
				languageCode: 'en',
				bodyValues: list({ value: '={{ $json.name }}' }, { value: '={{ $json.amount }}' }),
				dryRun,
				additionalFields: { showAs: list(...rowsOfShowAs) },
			},
			rows,
			credential: newAccount(simulator),
		});
	};
	const shown = [
		{ variable: '1', showAs: 'firstName', ifEmpty: 'leaveOut' },
		{ variable: '2', showAs: 'money', currency: 'INR', inMinorUnits: true },
	];
	const asha = { name: 'ASHA RAO ', amount: 149900 };
	const nobody = { name: '', amount: 5000 };

	test('an item whose value is empty is left out, and the others are sent', async () => {
		const { outputs, error } = await send(shown, [nobody, asha]);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toMatchObject([
			{ status: 'skipped', reason: 'emptyValue', message: 'Not sent: Body Value 1 is empty' },
			{ status: 'accepted' },
		]);
		const sent = simulator.state.requests.filter(({ path }) => path.endsWith('/message/'));
		expect(sent.map(({ body }) => JSON.stringify(body))).toEqual([
			expect.stringContaining('"bodyValues":["Asha","₹1,499.00"]'),
		]);
	});

	test('a dry run shows what the customer reads, and which item would be left out', async () => {
		const { outputs, error } = await send(shown, [nobody, asha], true);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toMatchObject([
			{ status: 'dryRun', notices: ['Body Value 1 is empty, so the item is left out'] },
			{ status: 'dryRun', preview: { body: 'Hi Asha, ₹1,499.00' } },
		]);
	});
});
