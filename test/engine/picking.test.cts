import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template, type Template } from '../simulator/templates.cts';
import {
	listRequests,
	mapOf,
	newAccount,
	otherRequests,
	picked,
	searchTemplates,
	templateVariables,
} from './editor.cts';
import { expectNoSecret, jsons, runNode, unwelcomeWords } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const promo = (index: number, given: Partial<Template> = {}) =>
	template(`promo_${String(index).padStart(4, '0')}`, {
		category: index % 2 ? 'MARKETING' : 'UTILITY',
		body: `Hi {{1}}, offer number ${index} is for you`,
		approval_status: index % 5 ? 'APPROVED' : 'PENDING',
		...given,
	});

/** Templates on three pages: every fifth waits for its approval, one name has two languages. */
function holdTemplates(count = 230): void {
	simulator.state.templates = [
		...Array.from({ length: count - 4 }, (_, index) => promo(index)),
		template('sale_carousel', { category: 'MARKETING', body: 'Hi {{1}}, look at our sale' }),
		template('welcome_message', { body: 'Hello {{1}}' }),
		template('welcome_message', { language: 'hi', body: 'नमस्ते {{1}}' }),
		template('zz_rejected', { approval_status: 'REJECTED', body: 'Not allowed' }),
	];
}

/** Every entry of the list, page after page. */
async function allEntries(credential = newAccount(simulator), filter?: string) {
	const pages = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await searchTemplates(credential, filter, token);
		pages.push(results);
		token = paginationToken as string | undefined;
	} while (token !== undefined);
	return { pages, entries: pages.flat() };
}

describe('the list of templates', () => {
	beforeEach(() => holdTemplates());

	test('has all of them, approved ones first, and each once', async () => {
		const { pages, entries } = await allEntries();
		const waiting = entries.map(({ name }) => / · (Pending|Rejected) · /.test(name));

		expect(entries).toHaveLength(230);
		expect(new Set(entries.map(({ value }) => value)).size).toBe(230);
		expect(waiting.indexOf(true)).toBe(waiting.filter((state) => !state).length);
		expect(waiting.filter(Boolean)).toHaveLength(47);
		expect(pages.map(({ length }) => length)).toEqual([50, 50, 50, 50, 30]);
		expect(listRequests(simulator).map(({ query }) => query.offset)).toEqual(['0', '100', '200']);
	});

	test('is read to its end from a server that gives pages of its own size', async () => {
		const stubborn = await startSimulator({ strict: true, templateLimitIgnored: true, templatesPerPage: 30 });
		stubborn.state.templates = simulator.state.templates;
		try {
			expect((await allEntries(newAccount(stubborn))).entries).toHaveLength(230);
		} finally {
			await stubborn.close();
		}
	});

	test('tells name, language, category, state and how the body begins', async () => {
		const { entries } = await allEntries();
		const named = (value: string) => entries.find((entry) => entry.value === value)?.name;

		expect(named('sale_carousel|en')).toBe(
			'sale_carousel · English · Marketing · Hi {{1}}, look at our sale',
		);
		expect(named('promo_0005|en')).toBe(
			'promo_0005 · English · Pending · Marketing · Hi {{1}}, offer number 5 is for you',
		);
	});

	test('tells the display name first where it says more than the code name', async () => {
		simulator.state.templates = [template('oc_7', { display_name: 'Order  confirmed', body: 'Hi {{1}}' })];
		const { entries } = await allEntries();

		expect(entries[0]?.name).toBe('Order confirmed (oc_7) · English · Utility · Hi {{1}}');
	});

	test('has an entry for each language of a name', async () => {
		const { entries } = await allEntries();

		expect(entries.filter(({ name }) => name.startsWith('welcome_message'))).toEqual([
			{
				name: 'welcome_message · English · Utility · Hello {{1}}',
				value: 'welcome_message|en',
			},
			{
				name: 'welcome_message · Hindi · Utility · नमस्ते {{1}}',
				value: 'welcome_message|hi',
			},
		]);
	});

	test('shows a long body of several lines as one short line', async () => {
		simulator.state.templates = [template('long', { body: `One\n\ntwo\t${'three '.repeat(50)}` })];
		const [entry] = (await allEntries()).entries;

		expect(entry?.name).toMatch(/^long · English · Utility · One two three[ \w]*…$/);
		expect(entry?.name.length).toBeLessThan(100);
	});

	test.each([
		['carousel', ['sale_carousel|en']],
		['SALE', ['sale_carousel|en']],
		['sale marketing look', ['sale_carousel|en']],
		['  look   carousel  ', ['sale_carousel|en']],
		['number 171', ['promo_0171|en']],
		['welcome hi', ['welcome_message|hi']],
		['नमस्ते', ['welcome_message|hi']],
		['nothing at all', []],
	])('finds by the words "%s"', async (typed, values) => {
		const { entries } = await allEntries(newAccount(simulator), typed);

		expect(entries.map(({ value }) => value).sort()).toEqual([...values].sort());
	});

	test('finds by the name that people gave it', async () => {
		simulator.state.templates.push(template('tmpl_7', { display_name: 'Diwali Sale 2024' }));

		expect((await allEntries(newAccount(simulator), 'diwali 2024')).entries).toMatchObject([
			{ value: 'tmpl_7|en' },
		]);
	});

	test('goes on where the page before ended', async () => {
		const credential = newAccount(simulator);
		const first = await searchTemplates(credential, 'promo');
		const second = await searchTemplates(credential, 'promo', String(first.paginationToken));

		expect(typeof first.paginationToken).toBe('string');
		expect([first, second].map(({ results }) => results.length)).toEqual([50, 50]);
		expect(second.results).not.toEqual(expect.arrayContaining([first.results[0]]));
	});

	test('has no further page after its last entry', async () => {
		holdTemplates(54);
		simulator.state.templates = simulator.state.templates.slice(0, 50);

		expect(await searchTemplates(newAccount(simulator))).not.toHaveProperty('paginationToken');
	});

	test('of 2,000 is fetched once for picking, filling in and sending', async () => {
		holdTemplates(2000);
		const credential = newAccount(simulator);
		await Promise.all([searchTemplates(credential), searchTemplates(credential, 'sale')]);
		for (const typed of ['s', 'sa', 'sal', 'sale']) await searchTemplates(credential, typed);
		await templateVariables(credential, picked('sale_carousel'));
		const { error } = await runNode(simulator, {
			credential,
			parameters: send(picked('sale_carousel'), { body1: 'Asha' }),
		});

		expect(error).toBeUndefined();
		expect(listRequests(simulator)).toHaveLength(20);
		expect((await allEntries(credential)).entries).toHaveLength(2000);
		expect(listRequests(simulator)).toHaveLength(20);
	});

	test('of another account is another list', async () => {
		const other = await startSimulator({ strict: true });
		other.state.templates = [template('only_here')];
		try {
			await searchTemplates(newAccount(simulator));

			expect((await searchTemplates(newAccount(other))).results).toMatchObject([{ value: 'only_here|en' }]);
		} finally {
			await other.close();
		}
	});
});

describe('a list that cannot be had says why, in place of an empty menu', () => {
	async function expectWhy(credential: ReturnType<typeof newAccount>, message: RegExp, description: RegExp) {
		for (const asking of [
			searchTemplates(credential),
			templateVariables(credential, picked('welcome_message')),
		]) {
			const failure = await asking.catch((error: unknown) => error as Error & { description?: string });
			expect(failure).toBeInstanceOf(Error);
			if (!(failure instanceof Error)) return;
			expect(failure.message).toMatch(message);
			expect(failure.description).toMatch(description);
			expect(failure.message).not.toMatch(unwelcomeWords);
			expectNoSecret(credential.secretKey, failure.message, String(failure.description), failure);
		}
	}

	test.each<[string, FaultEffect, RegExp, RegExp]>([
		['401', { kind: 'status', status: 401 }, /does not accept the Secret Key/, /Copy the Secret Key again/],
		['403', { kind: 'status', status: 403 }, /account does not include this/, /Starter plan/],
		['500 page', { kind: 'status', status: 500, html: true }, /not available right now/, /Try again/],
		[
			'429',
			{ kind: 'status', status: 429, retryAfter: 30 },
			/limit of your Interakt plan is used up/,
			/Wait a minute/,
		],
		['200 page', { kind: 'html' }, /not JSON/, /Base URL/],
		['connection cut', { kind: 'resetBefore' }, /did not answer/, /connection broke/],
	])('%s', async (_, effect, message, description) => {
		simulator.misbehave({ effect });

		await expectWhy(newAccount(simulator), message, description);
	});

	test('nobody listens at the address', async () => {
		const gone = await startSimulator({ strict: true });
		await gone.close();

		await expectWhy(newAccount(gone), /could not be reached/, /Base URL.*internet connection/);
	});

	test('on its second page', async () => {
		holdTemplates();
		simulator.misbehave({ match: { nth: 2 }, effect: { kind: 'status', status: 403 } });

		await expect(searchTemplates(newAccount(simulator))).rejects.toThrow(/does not include this/);
	});

	test('and is there again when it can be had', async () => {
		const credential = newAccount(simulator);
		simulator.misbehave({ match: { times: 1 }, effect: { kind: 'status', status: 403 } });
		await expect(searchTemplates(credential)).rejects.toThrow();

		expect((await searchTemplates(credential)).results.length).toBeGreaterThan(0);
	});
});

describe('the fields of a template', () => {
	test('that was picked are exactly its variables', async () => {
		simulator.state.templates = [
			template('invoice', {
				header_format: 'DOCUMENT',
				body: 'Dear {{1}}, here is your invoice {{2}}.',
				body_text: ['Asha', 'INV-1042'],
				buttons: [
					{ type: 'URL', text: 'Pay', url: 'https://pay.example.com/{{1}}' },
					{ type: 'QUICK_REPLY', text: 'Question' },
				],
			}),
		];
		const { fields } = await templateVariables(newAccount(simulator), picked('invoice'));

		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([
			['header', 'Document URL *'],
			['file', 'Document Input Field'],
			['fileName', 'Document File Name'],
			['about_body1', 'Dear {{1}}, here is your invoice {{2}}.'],
			['body1', '{{1}} e.g. Asha *'],
			['body2', '{{2}} e.g. INV-1042 *'],
			['about_button0', 'Pay → https://pay.example.com/…'],
			['button0', 'Pay URL *'],
			['payload1', 'Question Payload'],
		]);
		for (const field of fields) expect(field).toMatchObject({ display: true, canBeUsedToMatch: false });
		expect(fields.filter(({ removed }) => removed).map(({ id }) => id)).toEqual(['file']);
	});

	test('offer the states of an order, and take JSON for a flow', async () => {
		simulator.state.templates = [
			Object.assign(template('booking', { body: 'Hi', buttons: [{ type: 'FLOW', text: 'Book' }] }), {
				sub_category: 'ORDER_STATUS',
			}),
		];
		const { fields } = await templateVariables(newAccount(simulator), picked('booking'));

		expect(fields.find(({ id }) => id === 'flowData')).toMatchObject({ type: 'object' });
		expect(fields.find(({ id }) => id === 'orderStatus')).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([{ name: 'Partially Shipped', value: 'partially_shipped' }]),
		});
	});

	test('are those of its language', async () => {
		simulator.state.templates = [
			template('welcome_message', { body: 'Hello {{1}}' }),
			template('welcome_message', { language: 'hi', body: 'नमस्ते {{1}}, {{2}}' }),
		];
		const fieldsIn = async (language: string) =>
			(await templateVariables(newAccount(simulator), picked('welcome_message', language))).fields.map(
				({ id }) => id,
			);

		expect(await fieldsIn('en')).toEqual(['about_body1', 'body1']);
		expect(await fieldsIn('hi')).toEqual(['about_body1', 'body1', 'body2']);
	});

	test('without variables are none, and a notice says so', async () => {
		simulator.state.templates = [template('plain', { body: 'Thank you' })];

		expect(await templateVariables(newAccount(simulator), picked('plain'))).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('no variables'),
		});
	});

	test('that the account no longer has are none, and a notice names it', async () => {
		expect(await templateVariables(newAccount(simulator), picked('gone_away', 'hi'))).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(
				/no longer lists gone_away in hi.*Pick another.*type its code name/,
			),
		});
	});

	test.each<[string, INodeParameters]>([
		['nothing', { __rl: true, mode: 'list', value: '' }],
		['a typed name', byName('welcome_message')],
	])('of %s are none, and nothing is asked for', async (_, template) => {
		expect(await templateVariables(newAccount(simulator), template)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Pick a template'),
		});
		expect(simulator.state.requests).toEqual([]);
	});

	test('whose name comes by an expression that the editor cannot resolve yet are none', async () => {
		expect(await templateVariables(newAccount(simulator), null)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Pick a template'),
		});
	});

	test('that comes by expression as the picker gives it are its variables', async () => {
		const { fields } = await templateVariables(newAccount(simulator), byName('order_update|en'));

		expect(fields.map(({ id }) => id)).toEqual(['about_body1', 'body1', 'body2']);
	});
});

/** A template message to one customer. */
function send(
	template: INodeParameters,
	values: Parameters<typeof mapOf>[0] = {},
	more: INodeParameters = {},
): INodeParameters {
	return {
		resource: 'message',
		operation: 'sendTemplate',
		phoneNumber: '9999999999',
		template,
		templateValues: mapOf(values),
		...more,
	};
}

const runOnce = async (
	parameters: INodeParameters,
	{
		credential = newAccount(simulator),
		rows,
		onError,
	}: {
		credential?: ReturnType<typeof newAccount>;
		rows?: Array<Record<string, string>>;
		onError?: OnError;
	} = {},
) => await runNode(simulator, { parameters, credential, ...(rows && { rows }), ...(onError && { onError }) });

describe('a picked template with its fields filled in', () => {
	test('is sent with the values of each item', async () => {
		const { outputs, error } = await runOnce(
			send(
				picked('delivered_alert_101'),
				{
					header: 'Alert',
					body1: '={{ $json.name }}',
					body2: '={{ $json.order }}',
					button0: '={{ "orders-" + $json.order }}',
				},
				{ phoneNumber: '={{ $json.phone }}', additionalFields: { callbackData: '={{ $json.order }}' } },
			),
			{
				rows: [
					{ phone: '99999 00000', name: 'Asha', order: '1042' },
					{ phone: '+91 99999 00001', name: 'Ravi', order: '1043' },
				],
			},
		);

		expect(error).toBeUndefined();
		expect(otherRequests(simulator).map(({ body }) => body)).toEqual(
			[
				['9999900000', 'Asha', '1042'],
				['9999900001', 'Ravi', '1043'],
			].map(([phoneNumber, name, order]) => ({
				countryCode: '+91',
				phoneNumber,
				type: 'Template',
				template: {
					name: 'delivered_alert_101',
					languageCode: 'en',
					headerValues: ['Alert'],
					bodyValues: [name, order],
					buttonValues: { '0': [`orders-${order}`] },
				},
				callbackData: order,
			})),
		);
		expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
		expect(listRequests(simulator)).toHaveLength(1);
	});

	test('that come as numbers is sent as text', async () => {
		await runOnce(send(picked('order_update'), { body1: 'Asha', body2: '={{ 1000 + 42 }}' }));

		expect(simulator.state.messages).toMatchObject([
			{ body: { template: { bodyValues: ['Asha', '1042'] } } },
		]);
	});

	test('is sent in its language', async () => {
		simulator.state.templates.push(template('welcome_message', { language: 'hi', body: 'नमस्ते {{1}}' }));
		await runOnce(send(picked('welcome_message', 'hi'), { body1: 'आशा' }));

		expect(simulator.state.messages).toMatchObject([
			{ body: { template: { name: 'welcome_message', languageCode: 'hi', bodyValues: ['आशा'] } } },
		]);
	});

	test('without variables is sent as it is', async () => {
		simulator.state.templates.push(template('plain', { body: 'Thank you', body_text: [] }));
		await runOnce({ ...send(picked('plain')), templateValues: { mappingMode: 'defineBelow', value: null } });

		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{ name: 'plain', languageCode: 'en' },
		]);
	});

	test('that is a carousel is sent with the values of each card', async () => {
		const card = {
			header_format: 'IMAGE',
			body: 'Only {{1}}',
			buttons: [
				{ type: 'QUICK_REPLY', text: 'More' },
				{ type: 'URL', text: 'Shop', url: 'https://example.com/{{1}}' },
			],
		};
		simulator.state.templates.push(
			template('sale', { category: 'MARKETING', body: 'Our {{1}} is here', carousel_cards: [card, card] }),
		);
		const { error } = await runOnce(
			send(picked('sale'), {
				body1: 'sale',
				card1_header: 'https://example.com/1.png',
				card1_body1: '₹ 500',
				card1_payload0: 'more-1',
				card1_button1: 'items/1',
				card2_header: 'https://example.com/2.png',
				card2_body1: '₹ 700',
				card2_button1: 'items/2',
			}),
		);

		expect(error).toBeUndefined();
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{
				name: 'sale',
				languageCode: 'en',
				bodyValues: ['sale'],
				carouselCards: [
					{
						headerValues: ['https://example.com/1.png'],
						bodyValues: ['₹ 500'],
						buttonPayload: { '0': ['more-1'] },
						buttonValues: { '1': ['items/1'] },
					},
					{
						headerValues: ['https://example.com/2.png'],
						bodyValues: ['₹ 700'],
						buttonValues: { '1': ['items/2'] },
					},
				],
			},
		]);
	});

	test('that are wrong is not sent: everything is told together, by the labels of the fields', async () => {
		const { error } = await runOnce(
			send(picked('delivered_alert_101'), { body1: '', body2: '1042', button0: '' }),
		);

		expect(error?.message).toBe('Header {{1}} is empty; {{1}} is empty; Track URL is empty');
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('and with values of a template that was picked before says what it left out', async () => {
		const { outputs } = await runOnce(send(picked('welcome_message'), { body1: 'Asha', body2: '1042' }));

		expect(jsons(outputs[0])).toMatchObject([
			{ status: 'accepted', notices: [expect.stringContaining('no longer asks for')] },
		]);
		expect(simulator.state.messages).toMatchObject([{ body: { template: { bodyValues: ['Asha'] } } }]);
	});
});

describe('a template goes out although the list', () => {
	const schema = [
		{
			id: 'body1',
			displayName: 'Hello {{1}}',
			required: true,
			defaultMatch: false,
			display: true,
			type: 'string' as const,
			canBeUsedToMatch: false,
		},
	];
	const sending = { ...send(picked('welcome_message')), templateValues: mapOf({ body1: 'Asha' }, schema) };
	const expectSent = () =>
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{ name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] },
		]);

	test('omits it', async () => {
		const credential = newAccount(simulator);
		const all = simulator.state.templates;
		simulator.state.templates = [template('something_else')];
		await searchTemplates(credential);
		simulator.state.templates = all;
		const { error } = await runOnce(sending, { credential });

		expect(error).toBeUndefined();
		expectSent();
	});

	test.each<[string, FaultEffect]>([
		['is not available', { kind: 'status', status: 500 }],
		['is a page', { kind: 'html' }],
		['does not come', { kind: 'resetBefore' }],
	])('%s', async (_, effect) => {
		simulator.misbehave({ match: { path: '/track/organization/templates' }, effect });
		const { error } = await runOnce(sending);

		expect(error).toBeUndefined();
		expectSent();
	});

	test('omits it, and still tells what is missing', async () => {
		simulator.misbehave({
			match: { path: '/track/organization/templates' },
			effect: { kind: 'status', status: 500 },
		});
		const templateValues = mapOf({ body1: '={{ $json.name }}' }, schema);
		const { error } = await runOnce({ ...sending, templateValues });

		expect(error?.message).toBe('Hello {{1}} is empty');
		expect(simulator.state.messages).toEqual([]);
	});
});

describe('a template by its code name', () => {
	const byHand = {
		resource: 'message',
		operation: 'sendTemplate',
		phoneNumber: '9999999999',
		bodyValues: list({ value: '={{ $json.name }}' }),
	};

	test('typed, is sent without the list', async () => {
		await runOnce({ ...byHand, template: byName('welcome_message') }, { rows: [{ name: 'Asha' }] });

		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{ name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] },
		]);
		expect(listRequests(simulator)).toEqual([]);
	});

	test('that comes by expression, is sent with its values', async () => {
		const { error } = await runOnce(
			{ ...byHand, template: byName('={{ $json.template }}'), languageCode: '={{ $json.language }}' },
			{ rows: [{ template: 'welcome_message', language: 'en', name: 'Asha' }] },
		);

		expect(error).toBeUndefined();
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{ name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] },
		]);
	});

	test('and language as the picker gives them, by expression, is sent with the values of the map', async () => {
		const { error } = await runOnce(
			send({ __rl: true, mode: 'name', value: '={{ $json.template }}' }, { body1: '={{ $json.name }}' }),
			{ rows: [{ template: 'welcome_message|en', name: 'Asha' }] },
		);

		expect(error).toBeUndefined();
		expect(simulator.state.messages.map(({ body }) => body.template)).toEqual([
			{ name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] },
		]);
	});
});

test('a campaign is created with a picked template', async () => {
	const { outputs, error } = await runOnce({
		resource: 'campaign',
		operation: 'create',
		campaignName: 'Diwali Sale',
		template: picked('diwali_offer', 'hi'),
	});

	expect(error).toBeUndefined();
	expect(simulator.state.requests.map(({ path, body }) => ({ path, body }))).toEqual([
		{
			path: '/create-campaign/',
			body: {
				campaign_name: 'Diwali Sale',
				campaign_type: 'PublicAPI',
				template_name: 'diwali_offer',
				language_code: 'hi',
			},
		},
	]);
	expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted', campaignId: expect.any(String) }]);
});

describe('Map Automatically', () => {
	const run = async (json: IDataObject, dryRun = false) => {
		simulator.state.templates = [
			template('parcel', {
				header_format: 'TEXT',
				header: 'About {{1}}',
				body: 'Hi {{customer_name}}, order {{order_id}} is ready.',
				body_text: ['Asha', '1042'],
				buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }],
			}),
		];
		return await runNode(simulator, {
			parameters: {
				resource: 'message',
				dryRun,
				operation: 'sendTemplate',
				phoneNumber: '9999999999',
				template: picked('parcel'),
				templateValues: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
			},
			credential: newAccount(simulator),
			rows: [json],
		});
	};
	const columns = {
		header: 'your order',
		'Customer Name': 'Asha',
		orderId: 1042,
		'Track URL': '1042',
		city: 'Pune',
	};

	test('fills each value from the column of its name, whatever its case and blanks', async () => {
		const { outputs } = await run(columns, true);

		expect(jsons(outputs[0])).toMatchObject([
			{
				findings: [],
				preview: { header: 'About your order', body: 'Hi Asha, order 1042 is ready.' },
				request: { body: { template: { buttonValues: { '0': ['1042'] } } } },
			},
		]);
	});

	test('fills numbered variables from columns with their numbers', async () => {
		simulator.state.templates = [
			template('order_update', { body: 'Hi {{1}}, {{2}}', body_text: ['a', 'b'] }),
		];
		const { error } = await runNode(simulator, {
			parameters: {
				resource: 'message',
				operation: 'sendTemplate',
				phoneNumber: '9999999999',
				template: picked('order_update'),
				templateValues: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] },
			},
			credential: newAccount(simulator),
			rows: [{ '1': 'Asha', body2: '1042' }],
		});

		expect(error).toBeUndefined();
		expect(simulator.state.messages[0]?.body.template).toMatchObject({ bodyValues: ['Asha', '1042'] });
	});

	test('refuses an item without a column for a value, and names it', async () => {
		const { orderId: _, ...others } = columns;
		const { error } = await run(others);

		expect(error?.message).toBe('{{order_id}} is empty');
		expect(error?.description).toContain('the item has none for "order_id"');
		expect(simulator.state.messages).toEqual([]);
	});

	test('refuses two columns for one value', async () => {
		const { error } = await run({ ...columns, order_id: '1043' });

		expect(error?.message).toBe('{{order_id}} could be "orderId" and "order_id" of the item');
		expect(simulator.state.messages).toEqual([]);
	});
});
