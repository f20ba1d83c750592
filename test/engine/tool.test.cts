/** What a model is shown of the node as a tool, and what it is told about what it asked for. */
import 'reflect-metadata';
import { DataDeduplicationService } from 'n8n-core';
import { NodeHelpers, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import {
	converse as converseWith,
	editorKey,
	fromModel,
	toolTwin,
	type Conversation,
} from './conversation.cts';
import { interaktNode, mapOf, newAccount, otherRequests, picked, templateVariables } from './editor.cts';
import { ProcessedItems } from './processedItems.cts';
import { unwelcomeWords } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	await DataDeduplicationService.init(new ProcessedItems());
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const customer = { phoneNumber: '9999999999', countryCode: '+91' };

/** Lets a model call the tool, one call after the other. */
const converse = async (parameters: INodeParameters, ...calls: IDataObject[]) =>
	await converseWith(simulator, parameters, calls);

const phoneNumber = fromModel('phone', 'WhatsApp number of the customer');
const message = { resource: 'message', phoneNumber };

const answered = ({ answers }: Conversation): IDataObject[][] =>
	answers.map((answer) => JSON.parse(answer) as IDataObject[]);

describe('a model that sends a text', () => {
	const sendText = {
		...message,
		operation: 'sendText',
		message: fromModel('text', 'What to say to the customer'),
	};

	test('is shown what the tool does and what to give', async () => {
		const { name, description, parameters } = await converse(sendText);

		expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
		expect(description).toMatch(/^Send a WhatsApp text .* 24 hours; otherwise use Send Template$/);
		expect(parameters).toEqual({
			phone: 'WhatsApp number of the customer',
			text: 'What to say to the customer',
		});
	});

	test('sends it, and is told so in a few words', async () => {
		simulator.state.customerWrites(customer);
		const conversation = await converse(sendText, { phone: '+91 99999 99999', text: 'On its way!' });

		expect(simulator.state.messages.map(({ body }) => body)).toEqual([
			{ ...customer, type: 'Text', data: { message: 'On its way!' } },
		]);
		expect(answered(conversation)).toMatchObject([
			[
				{
					status: 'accepted',
					phoneNumber: '+919999999999',
					message: 'Accepted by Interakt, not delivered yet',
				},
			],
		]);
		expect(conversation.answers.join('').length).toBeLessThan(400);
	});

	test('may call it again', async () => {
		simulator.state.customerWrites(customer);
		const conversation = await converse(
			sendText,
			{ phone: '9999999999', text: 'One' },
			{ phone: '9999999999', text: 'Two' },
		);

		expect(answered(conversation)).toHaveLength(2);
		expect(simulator.state.messages.map(({ body }) => body.data)).toEqual([
			{ message: 'One' },
			{ message: 'Two' },
		]);
	});

	test('is told why not, and what to do', async () => {
		simulator.state.customerWrites(customer, Date.now() - 25 * 60 * 60 * 1000);
		const { answers } = await converse(sendText, { phone: '9999999999', text: 'Hello' });

		expect(answers).toEqual([expect.stringMatching(/has not written.*24 hours[\s\S]*Send Template/)]);
		// "error" is the name of the message, by which models and n8n know it.
		expect(answers.join().replaceAll('"error":', '')).not.toMatch(unwelcomeWords);
		expect(simulator.state.messages).toEqual([]);
	});

	test('is told everything that is wrong with what it gave, and nothing is sent', async () => {
		const { answers } = await converse(sendText, { phone: '12', text: '' });

		expect(answers).toEqual([expect.stringMatching(/Text is empty; Phone Number/)]);
		expect(simulator.state.requests).toEqual([]);
	});

	test('under a Send Once Key sends it once, however often it calls', async () => {
		simulator.state.customerWrites(customer);
		const conversation = await converse(
			{ ...sendText, additionalFields: { sendOnceKey: 'order_update 1042' } },
			{ phone: '9999999999', text: 'One' },
			{ phone: '9999999999', text: 'One' },
			{ phone: '9999999999', text: 'Two' },
		);
		const [, , refusal] = conversation.answers;

		expect(answered({ ...conversation, answers: conversation.answers.slice(0, 2) })).toMatchObject([
			[{ status: 'accepted' }],
			[{ status: 'skipped', reason: 'alreadySent', sendOnceKey: 'order_update 1042' }],
		]);
		expect(refusal).toMatch(/"error":"Not sent: this Send Once Key was used before for something else/);
		expect(simulator.state.messages.map(({ body }) => body.data)).toEqual([{ message: 'One' }]);
	});

	test('is told what was done in its place', async () => {
		const windowTemplate = {
			values: { name: 'welcome_message', languageCode: 'en', bodyValues: list({ value: 'Asha' }) },
		};
		const conversation = await converse(
			{ ...sendText, additionalFields: { createContact: true, windowTemplate } },
			{ phone: '9999999999', text: 'Hello' },
		);

		expect(answered(conversation)).toMatchObject([
			[{ status: 'accepted', notices: [expect.stringMatching(/created/), expect.stringMatching(/instead/)] }],
		]);
		expect(simulator.state.messages.map(({ type }) => type)).toEqual(['Template']);
	});
});

describe('a model that sends a picked template', () => {
	const schemaOf = async (name: string) =>
		(await templateVariables(newAccount(simulator), picked(name))).fields;

	/** The fields into which something is filled, without the lines of text between them. */
	const fieldsOf = async (name: string) => (await schemaOf(name)).filter(({ readOnly }) => readOnly !== true);

	test('is shown its variables, and what it gives is sent', async () => {
		const fields = await fieldsOf('order_update');
		const values = Object.fromEntries(
			fields.map(({ id, displayName }) => [id, fromModel(editorKey(displayName))]),
		);
		const [name = '', order = ''] = fields.map(({ displayName }) => editorKey(displayName));
		const conversation = await converse(
			{
				...message,
				operation: 'sendTemplate',
				template: picked('order_update'),
				templateValues: mapOf(values, await schemaOf('order_update')),
			},
			{ phone: '99999 99999', [name]: 'Asha', [order]: '1042' },
		);

		expect(conversation.description).toBe(
			'Send the WhatsApp template order_update in en “Hi {{1}}, your order {{2}} is on its way.”, which reaches a customer at any time',
		);
		expect(Object.keys(conversation.parameters)).toEqual(['phone', name, order]);
		expect([name, order]).toEqual([expect.stringMatching(/1.*Asha/), expect.stringMatching(/2.*1042/)]);
		expect(simulator.state.messages.map(({ body }) => body)).toEqual([
			{
				...customer,
				type: 'Template',
				template: { name: 'order_update', languageCode: 'en', bodyValues: ['Asha', '1042'] },
			},
		]);
		expect(answered(conversation)).toMatchObject([[{ status: 'accepted', messageId: expect.any(String) }]]);
	});

	test.each([
		'Hi {{1}}, your order {{2}} is on its way.',
		'{{1}} at {{2}}',
		'नमस्ते {{1}}, आपका ऑर्डर {{2}} तैयार है',
	])('is shown each variable under a name of its own: %s', async (body) => {
		simulator.state.templates = [template('variables', { body, body_text: [] })];
		const fields = await fieldsOf('variables');
		const keys = fields.map(({ displayName }) => editorKey(displayName));

		expect(new Set(keys).size).toBe(fields.length);
		for (const key of keys) expect(key).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
	});

	test('is told what it left out', async () => {
		const { answers } = await converse(
			{
				...message,
				operation: 'sendTemplate',
				template: picked('order_update'),
				templateValues: mapOf({ body1: fromModel('customer_name'), body2: fromModel('order') }),
			},
			{ phone: '9999999999', customer_name: 'Asha', order: ' ' },
		);

		expect(answers).toEqual([expect.stringMatching(/\{\{2\}\} is empty/)]);
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('sees the message first when it is a dry run', async () => {
		const conversation = await converse(
			{
				...message,
				operation: 'sendTemplate',
				template: picked('order_update'),
				templateValues: mapOf({ body1: fromModel('customer_name'), body2: fromModel('order') }),
				dryRun: true,
			},
			{ phone: '9999999999', customer_name: 'Asha', order: '1042' },
		);

		expect(answered(conversation)).toMatchObject([
			[{ status: 'dryRun', preview: { body: 'Hi Asha, your order 1042 is on its way.' }, findings: [] }],
		]);
		expect(otherRequests(simulator)).toEqual([]);
	});
});

describe('a model that chooses the template', () => {
	const choose = {
		...message,
		operation: 'sendTemplate',
		template: byName(fromModel('template', 'Code name of the template')),
		languageCode: fromModel('language', 'Language code of the template'),
		bodyValues: list({ value: fromModel('customer_name') }),
	};

	test('sends it with its values', async () => {
		const conversation = await converse(choose, {
			phone: '9999999999',
			template: 'welcome_message',
			language: 'en',
			customer_name: 'Asha',
		});

		expect(Object.keys(conversation.parameters).sort()).toEqual([
			'customer_name',
			'language',
			'phone',
			'template',
		]);
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{ name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] },
		]);
	});

	test('is told the names that exist', async () => {
		const { answers } = await converse(choose, {
			phone: '9999999999',
			template: 'welcom_mesage',
			language: 'en',
			customer_name: 'Asha',
		});

		expect(answers).toEqual([expect.stringMatching(/no approved template[\s\S]*welcome_message \(en\)/)]);
	});
});

test('a model that keeps a contact is shown what to give, and the contact is kept', async () => {
	const conversation = await converse(
		{
			resource: 'contact',
			operation: 'upsert',
			phoneNumber,
			traits: list(
				{ name: 'name', value: fromModel('name', 'Full name') },
				{ name: 'orders', type: 'number', value: fromModel('orders', 'Orders so far', 'number') },
			),
		},
		{ phone: '9999999999', name: 'Asha', orders: 5 },
	);

	expect(conversation.description).toMatch(/^Create a new contact, or update the current one/);
	expect(conversation.parameters).toEqual({
		phone: 'WhatsApp number of the customer',
		name: 'Full name',
		orders: 'Orders so far',
	});
	expect(simulator.state.contacts).toMatchObject([
		{ phone_number: '9999999999', traits: { name: 'Asha', orders: 5 } },
	]);
	expect(answered(conversation)).toMatchObject([[{ status: 'accepted', phoneNumber: '+919999999999' }]]);
});

test('every operation tells a model what it does, each in words of its own', async () => {
	const twin = await toolTwin();
	const told = twin.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			options.map((option) => {
				const [resource] = displayOptions?.show?.resource ?? [];
				const operation = 'value' in option ? option.value : undefined;
				const node = interaktNode({ resource, operation } as INodeParameters, 'interaktTool');
				const { description } = twin;
				const { properties } = description;
				const parameters = NodeHelpers.getNodeParameters(
					properties,
					node.parameters,
					true,
					false,
					node,
					description,
				);
				return NodeHelpers.getToolDescriptionForNode({ ...node, parameters: parameters ?? {} }, twin);
			}),
		);

	expect(told.length).toBeGreaterThan(20);
	expect(new Set(told).size).toBe(told.length);
	for (const description of told) expect(description).toMatch(/^=?[A-Z][a-z]+ [^]{20,}[^.]$/);
});

describe('a model that gives traits as JSON', () => {
	const upsert = {
		resource: 'contact',
		operation: 'upsert',
		phoneNumber,
		traitsInput: 'json',
		traitsJson: fromModel('traits', 'What is known of the customer'),
	};

	test.each([
		['{"name": "Asha", "city": "Pune"}', { name: 'Asha', city: 'Pune' }],
		[
			'[{"name": "name", "value": "Asha"}, {"name": "city", "value": "Pune"}]',
			{ name: 'Asha', city: 'Pune' },
		],
	])('has them stored: %s', async (traits, stored) => {
		const conversation = await converse(upsert, { phone: '9999999999', traits });

		expect(answered(conversation)).toMatchObject([[{ status: 'accepted' }]]);
		expect(simulator.state.contacts).toMatchObject([{ traits: stored }]);
	});

	test.each(['{}', '[]'])('is told when they are none: %s', async (traits) => {
		const conversation = await converse(upsert, { phone: '9999999999', traits });

		expect(answered(conversation)).toMatchObject([
			[{ status: 'accepted', notices: [`Traits: ${traits} was given, so there is nothing to store`] }],
		]);
	});
});

test('all operations together are a list of tools that a model reads at once', async () => {
	const twin = await toolTwin();
	const defaults = twin.description.properties
		.filter(({ name }) => name === 'toolDescription')
		.map(({ default: words }) => String(words));

	// Names and schemas come on top; the list as a client over MCP gets it is measured in a real n8n.
	expect(defaults.length).toBeGreaterThan(20);
	expect(defaults.join('').length).toBeLessThan(3_000);
});
