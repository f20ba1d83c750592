import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { packageFolder } from '../package/staged.cts';
import { mapOf, newAccount, picked } from './editor.cts';
import { fileItem, itemWith, jsons, runNode, sentTexts, unwelcomeWords } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const phoneNumber = '9999999999';
const customer = { phoneNumber, countryCode: '+91' };
const day = 24 * 60 * 60 * 1000;

const text: INodeParameters = { resource: 'message', operation: 'sendText', phoneNumber, message: 'Hello' };
const windowTemplate = {
	values: { name: 'welcome_message', languageCode: 'en', bodyValues: list({ value: 'Asha' }) },
};

const additionally = (additionalFields: INodeParameters, parameters = text): INodeParameters => ({
	...parameters,
	additionalFields,
});

/** Runs with an error output: the items that came out by each output. */
async function run(parameters: INodeParameters, rows: IDataObject[] = [{}], on = simulator) {
	const { outputs, error } = await runNode(on, {
		parameters,
		rows,
		credential: newAccount(on),
		onError: 'continueErrorOutput',
	});
	expect(error).toBeUndefined();
	return { accepted: jsons(outputs[0]), refused: jsons(outputs[1]) };
}

/** What was asked, in its order, as the paths of the requests. */
const paths = () => simulator.state.requests.map(({ path }) => path);

/** What reached a customer. */
const sentTypes = () => simulator.state.messages.map(({ type }) => type);

describe('a customer whom Interakt does not know', () => {
	test('is refused, and nothing is created, unless a person has chosen so', async () => {
		for (const parameters of [text, additionally({ createContact: false }), additionally({})]) {
			const { refused } = await run(parameters);

			expect(refused).toMatchObject([{ details: { reason: 'unknownCustomer' } }]);
		}
		expect(paths()).toEqual(['/message/', '/message/', '/message/']);
		expect(simulator.state.contacts).toEqual([]);
	});

	test('becomes a contact, then the message is tried again', async () => {
		const { refused } = await run(additionally({ createContact: true, windowTemplate }));

		expect(refused).toEqual([]);
		expect(paths()).toEqual(['/message/', '/track/users/', '/message/', '/message/']);
		expect(simulator.state.requests[1]?.body).toEqual({ countryCode: '+91', phoneNumber });
		expect(simulator.state.contacts).toMatchObject([{ phone_number: phoneNumber, country_code: '+91' }]);
	});

	test('by user ID becomes a contact with this ID', async () => {
		await run(
			additionally({ createContact: true }, { ...text, identifyBy: 'userId', userId: 'customer-4711' }),
		);

		expect(simulator.state.contacts).toMatchObject([{ user_id: 'customer-4711' }]);
	});

	// The simulator sends templates to anybody; a server that wants the contact first is played here.
	const refuseOnce = () =>
		simulator.misbehave({
			match: { path: '/message/', times: 1 },
			effect: { kind: 'status', status: 400, message: 'Customer is not available for the organization' },
		});

	test('gets the template exactly once, and the output says what was done', async () => {
		refuseOnce();
		const { accepted } = await run({
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumber,
			template: picked('welcome_message'),
			templateValues: mapOf({ body1: 'Asha' }),
			additionalFields: { createContact: true },
		});

		expect(accepted).toMatchObject([
			{
				status: 'accepted',
				phoneNumber: '+919999999999',
				notices: [expect.stringMatching(/did not know this customer.*contact was created/)],
			},
		]);
		expect(simulator.state.messages).toMatchObject([{ body: { template: { bodyValues: ['Asha'] } } }]);
		expect(simulator.state.contacts).toHaveLength(1);
	});

	test('that Interakt does not know afterwards either is refused: it is tried once', async () => {
		simulator.misbehave({
			match: { path: '/message/' },
			effect: { kind: 'status', status: 400, message: 'Customer is not available for the organization' },
		});
		const { refused } = await run(additionally({ createContact: true }));

		expect(refused).toMatchObject([{ details: { status: 'rejected', reason: 'unknownCustomer' } }]);
		expect(paths()).toEqual(['/message/', '/track/users/', '/message/']);
	});

	test.each<[string, FaultEffect, string]>([
		['is refused', { kind: 'status', status: 400, message: 'phoneNumber is invalid' }, 'invalidPhone'],
		['is not answered', { kind: 'resetBefore' }, 'noAnswer'],
		['meets a server that is down', { kind: 'status', status: 503, html: true }, 'serverUnavailable'],
	])('whose contact %s ends the item there', async (_, effect, reason) => {
		simulator.misbehave({ match: { path: '/track/users/' }, effect });
		const { accepted, refused } = await run(additionally({ createContact: true, windowTemplate }));

		expect(accepted).toEqual([]);
		expect(refused).toMatchObject([{ details: { status: 'rejected', reason } }]);
		expect([...new Set(paths())]).toEqual(['/message/', '/track/users/']);
		expect(simulator.state.messages).toEqual([]);
	});
});

describe('outside the 24-hour window', () => {
	beforeEach(() => simulator.state.customerWrites(customer, Date.now() - day - 60_000));

	test('a text is refused unless a template stands by', async () => {
		const { refused } = await run(text);

		expect(refused).toMatchObject([{ details: { reason: 'outsideWindow' } }]);
		expect(paths()).toEqual(['/message/']);
	});

	test.each<[string, INodeParameters]>([
		['a text', text],
		['an image', { ...text, operation: 'sendImage', mediaUrl: 'https://example.com/a.png' }],
		['a document', { ...text, operation: 'sendDocument', mediaUrl: 'https://example.com/a.pdf' }],
		['a video', { ...text, operation: 'sendVideo', mediaUrl: 'https://example.com/a.mp4' }],
		['an audio', { ...text, operation: 'sendAudio', mediaUrl: 'https://example.com/a.mp3' }],
		['a sticker', { ...text, operation: 'sendSticker', mediaUrl: 'https://example.com/a.webp' }],
		['buttons', { ...text, operation: 'sendButtons', body: 'Well?', buttons: list({ title: 'Yes' }) }],
		[
			'a list',
			{
				...text,
				operation: 'sendList',
				body: 'Well?',
				button: 'View',
				sections: list({ rows: list({ title: 'Billing' }) }),
			},
		],
	])('exactly one template is sent in place of %s', async (_, parameters) => {
		const { accepted } = await run(additionally({ windowTemplate, callbackData: 'order 1042' }, parameters));

		expect(simulator.state.messages.map(({ body }) => body)).toEqual([
			{
				...customer,
				type: 'Template',
				template: { name: 'welcome_message', languageCode: 'en', bodyValues: ['Asha'] },
				callbackData: 'order 1042',
			},
		]);
		expect(accepted).toMatchObject([
			{ status: 'accepted', notices: [expect.stringMatching(/window.*welcome_message was sent instead/)] },
		]);
	});

	test('the values of the template are shown as the person chose', async () => {
		const bodyValues = list({ value: '={{ $json.name }}', showAs: 'firstName' });
		const values = { name: 'welcome_message', languageCode: 'en', bodyValues };
		const left = list({ value: '={{ $json.name }}', ifEmpty: 'leaveOut' });
		const { accepted } = await run(additionally({ windowTemplate: { values } }), [{ name: 'ASHA RAO ' }]);
		const empty = await run(additionally({ windowTemplate: { values: { ...values, bodyValues: left } } }), [
			{ name: '' },
		]);

		expect(accepted).toMatchObject([{ status: 'accepted' }]);
		expect([...accepted, ...empty.accepted, ...empty.refused]).toMatchObject([
			{ status: 'accepted' },
			{ status: 'skipped' },
		]);
		expect(simulator.state.messages.map(({ body }) => body)).toMatchObject([
			{ template: { bodyValues: ['Asha'] } },
		]);
	});

	test('a template that is refused too ends the item with its own reason', async () => {
		const { refused } = await run(
			additionally({ windowTemplate: { values: { name: 'no_such_template', languageCode: 'en' } } }),
		);

		expect(refused).toMatchObject([{ details: { status: 'rejected', reason: 'templateNotFound' } }]);
		expect(paths()).toEqual(['/message/', '/message/']);
		expect(simulator.state.messages).toEqual([]);
	});

	test('what is wrong with the template that stands by is told before anything is sent', async () => {
		const { refused } = await run(
			additionally({
				windowTemplate: {
					values: { name: '', languageCode: ' ', bodyValues: list({ value: 'a' }, { value: '' }) },
				},
			}),
		);

		expect(refused).toMatchObject([
			{
				error: [
					'Template If Window Is Closed Code Name is empty',
					'Template If Window Is Closed Language Code is empty',
					'Template If Window Is Closed Body Value 2 is empty',
				].join('; '),
				details: { reason: 'invalidInput' },
			},
		]);
		expect(simulator.state.requests).toEqual([]);
	});

	test('a file of the item is uploaded once, though two messages are tried', async () => {
		await runNode(simulator, {
			credential: newAccount(simulator),
			items: [fileItem({ fileName: 'a.pdf', mimeType: 'application/pdf', content: 'bytes' })],
			parameters: additionally(
				{ windowTemplate },
				{ ...text, operation: 'sendDocument', mediaSource: 'binary', binaryPropertyName: 'data' },
			),
		});

		expect(simulator.state.files).toHaveLength(1);
		expect(sentTypes()).toEqual(['Template']);
	});
});

describe('inside the window', () => {
	test('a text is sent, and no template', async () => {
		simulator.state.customerWrites(customer);
		const { accepted } = await run(additionally({ windowTemplate, createContact: true }));

		expect(sentTexts(simulator)).toEqual(['Hello']);
		expect(paths()).toEqual(['/message/']);
		expect(accepted[0]).not.toHaveProperty('notices');
	});
});

describe('with both fallbacks', () => {
	test('an unknown customer gets exactly one message, and the output says both', async () => {
		const { accepted } = await run(additionally({ windowTemplate, createContact: true }));

		expect(paths()).toEqual(['/message/', '/track/users/', '/message/', '/message/']);
		expect(sentTypes()).toEqual(['Template']);
		expect(accepted).toMatchObject([
			{
				status: 'accepted',
				notices: [
					expect.stringMatching(/contact was created/),
					expect.stringMatching(/welcome_message was sent instead/),
				],
			},
		]);
	});

	test('each of 40 customers gets exactly one message, whatever their state', async () => {
		const rows = Array.from({ length: 40 }, (_, index) => ({ phone: String(9_999_900_000 + index) }));
		for (const [index, { phone }] of rows.entries()) {
			if (index % 3 === 0) simulator.state.customerWrites({ phoneNumber: phone, countryCode: '+91' });
			if (index % 3 === 1) {
				simulator.state.customerWrites({ phoneNumber: phone, countryCode: '+91' }, Date.now() - 2 * day);
			}
		}
		const { accepted } = await run(
			additionally({ windowTemplate, createContact: true }, { ...text, phoneNumber: '={{ $json.phone }}' }),
			rows,
		);

		expect(accepted).toHaveLength(40);
		const recipients = simulator.state.messages.map(({ recipient }) => recipient);
		expect(recipients.sort()).toEqual(rows.map(({ phone }) => `+91${phone}`));
		expect(sentTypes().filter((type) => type === 'Text')).toHaveLength(14);
		expect(accepted.map(({ notices }) => (Array.isArray(notices) ? notices.length : 0))).toEqual(
			rows.map((_, index) => index % 3),
		);
	});

	test.each<FaultEffect['kind']>(['resetBefore', 'resetAfter', 'html'])(
		'nothing is tried after a message that may have gone out: %s',
		async (kind) => {
			simulator.state.customerWrites(customer);
			simulator.misbehave({ match: { path: '/message/' }, effect: { kind } as FaultEffect });
			const { refused } = await run(additionally({ windowTemplate, createContact: true }));

			expect(refused).toMatchObject([{ details: { status: 'unknown' } }]);
			expect(paths()).toEqual(['/message/']);
			expect(simulator.state.messages.length).toBeLessThanOrEqual(1);
		},
	);
});

describe('a template that does not exist', () => {
	const send = (template: INodeParameters, more: INodeParameters = {}): INodeParameters => ({
		resource: 'message',
		operation: 'sendTemplate',
		phoneNumber,
		template,
		...more,
	});
	const description = async (parameters: INodeParameters) => {
		const { refused } = await run(parameters);
		expect(refused).toMatchObject([{ details: { reason: 'templateNotFound' } }]);
		return (refused[0]?.details as { description: string }).description;
	};

	test.each([
		['oder_update', /^Did you mean order_update \(en\)/],
		['diwali offers', /^Did you mean diwali_offer \(en\)/],
	])('is refused with the names that come nearest: %s', async (name, words) => {
		expect(await description(send(byName(name)))).toMatch(words);
	});

	test('in this language is refused with the languages that it has', async () => {
		simulator.state.templates.push(template('welcome_message', { language: 'hi' }));

		expect(await description(send(byName('welcome_message'), { languageCode: 'en_US' }))).toMatch(
			/^Did you mean welcome_message \(en\), welcome_message \(hi\)/,
		);
	});

	test('that waits for approval is refused, and is not among the names', async () => {
		simulator.state.templates.push(template('order_updates', { approval_status: 'PENDING' }));

		const words = await description(send(picked('order_updates'), { templateValues: mapOf({ body1: 'x' }) }));
		expect(words).toMatch(/^Did you mean order_update \(en\)/);
		expect(words.split('?')[0]).not.toContain('order_updates');
	});

	test('and is like none is refused with what to do', async () => {
		expect(await description(send(byName('qqqqqqq')))).toMatch(/^Use the code name/);
	});

	test.each(['category_sale', 'body_values', '24hours_left', 'new_tab', 'variable_price', 'phone_user_id'])(
		'is told as such, whatever its name reminds of: %s',
		async (name) => {
			expect(await description(send(byName(name)))).toContain(name);
		},
	);

	test('is told as such when the list cannot be had', async () => {
		simulator.misbehave({
			match: { path: '/track/organization/templates' },
			effect: { kind: 'status', status: 500 },
		});

		expect(await description(send(byName('oder_update')))).toMatch(/^Use the code name/);
	});

	test('is looked up once for many items', async () => {
		const rows = Array.from({ length: 30 }, (_, index) => ({ phone: String(9_999_900_000 + index) }));
		const { refused } = await run(send(byName('oder_update'), { phoneNumber: '={{ $json.phone }}' }), rows);

		expect(refused).toHaveLength(30);
		expect(paths().filter((path) => path === '/track/organization/templates')).toHaveLength(1);
	});
});

describe('each refusal of Interakt has a reason of its own for the next node', () => {
	test.each<[string, string | string[], string]>([
		['outside the window', 'Customer has not messaged within last 24 hours', 'outsideWindow'],
		['an unknown customer', 'Customer is not available for the organization', 'unknownCustomer'],
		['no such template', ["No approved template found with name 'x' and language 'en'"], 'templateNotFound'],
		['wrong values', 'Number of bodyValues does not match the variables of the template', 'variableMismatch'],
		['wrong button values', 'Number of buttonValues does not match: 1 expected', 'variableMismatch'],
		['wrong header values', 'headerValues must have 1 value for this template', 'variableMismatch'],
		['another category', 'Template category mismatch: the template is MARKETING', 'categoryChanged'],
		[
			'white space',
			'Param text cannot have new-line/tab characters or more than 2 consecutive spaces',
			'whiteSpace',
		],
		['a wrong number', 'phoneNumber is invalid', 'invalidPhone'],
		['a user ID that is taken', 'userId already belongs to another user', 'userIdTaken'],
		['a large request', 'Request size should not exceed 32KB', 'tooLarge'],
		['anything else', 'Not today', 'refused'],
	])('%s', async (_, message, reason) => {
		simulator.misbehave({
			match: { path: '/message/' },
			effect: { kind: 'status', status: 400, message },
		});
		const { refused } = await run(text);
		const [item] = refused;

		expect(item).toMatchObject({ details: { status: 'rejected', reason, httpStatus: 400 } });
		expect(item?.error).not.toMatch(unwelcomeWords);
		expect((item?.details as IDataObject).description).toMatch(/[.!?]$/);
	});

	test.each<[string, FaultEffect, string]>([
		['a wrong key', { kind: 'status', status: 401 }, 'invalidKey'],
		['a plan without it', { kind: 'status', status: 403 }, 'planLacksFeature'],
		['too many requests', { kind: 'status', status: 429, retryAfter: 0 }, 'rateLimited'],
		['a request that is too large', { kind: 'status', status: 413 }, 'tooLarge'],
		['refused with a 200', { kind: 'refuse', message: 'phoneNumber is invalid' }, 'invalidPhone'],
	])('%s', async (_, effect, reason) => {
		simulator.misbehave({ effect });

		expect((await run(text)).refused).toMatchObject([{ details: { status: 'rejected', reason } }]);
	});

	test('a plan without session messages', async () => {
		const growth = await startSimulator({ strict: true, sessionMessages: false });
		try {
			expect((await run(text, [{}], growth)).refused).toMatchObject([
				{ details: { reason: 'planLacksFeature', httpStatus: 403 } },
			]);
		} finally {
			await growth.close();
		}
	});

	test('a template that is no longer a utility, when only that may be sent', async () => {
		const { refused } = await run({
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumber,
			template: picked('diwali_offer'),
			templateValues: mapOf({ body1: 'Asha' }),
			additionalFields: { templateCategory: 'Utility' },
		});

		expect(refused).toMatchObject([{ details: { reason: 'categoryChanged' } }]);
		expect(simulator.state.messages).toEqual([]);
	});
});

test('the header of a picked template may be a file of each item', async () => {
	const { outputs, error } = await runNode(simulator, {
		credential: newAccount(simulator),
		items: ['a', 'b'].map((name) =>
			itemWith(
				{ invoice: { fileName: `${name}.pdf`, mimeType: 'application/pdf', content: name } },
				{ name },
			),
		),
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumber,
			template: picked('invoice_delivery'),
			templateValues: mapOf({
				file: 'invoice',
				fileName: '={{ $json.name }}.pdf',
				body1: '={{ $json.name }}',
			}),
		},
	});

	expect(error).toBeUndefined();
	expect(jsons(outputs[0])).toHaveLength(2);
	const { files, messages } = simulator.state;
	expect(files.map(({ fileName }) => fileName).sort()).toEqual(['a.pdf', 'b.pdf']);
	for (const name of ['a', 'b']) {
		const file = files.find(({ fileName }) => fileName === `${name}.pdf`);
		expect(messages.map(({ body }) => body.template)).toContainEqual({
			name: 'invoice_delivery',
			languageCode: 'en',
			headerValues: [file?.url],
			fileName: `${name}.pdf`,
			bodyValues: [name],
		});
	}
});

/** Each way out of a Switch node: the value that it compares with, and what it compares. */
interface SwitchParameters {
	readonly rules: {
		readonly values: ReadonlyArray<{
			readonly outputKey: string;
			readonly conditions: {
				readonly conditions: ReadonlyArray<{ readonly leftValue: string; readonly rightValue: string }>;
			};
		}>;
	};
	readonly options: { readonly fallbackOutput: string };
}

// The other nodes of the example are n8n's own, which are in a host only: here the Interakt nodes run, and the Switch
// node is read.
describe('the example of a refused message', () => {
	const { nodes } = JSON.parse(
		readFileSync(join(packageFolder, 'examples', 'refused-message.json'), 'utf8'),
	) as { nodes: INode[] };
	const parametersOf = (name: string) => nodes.find((node) => node.name === name)?.parameters ?? {};
	const { orders } = JSON.parse(String(parametersOf('Orders').jsonOutput)) as { orders: IDataObject[] };

	test('sends what can be sent, and knows the way for every reason that comes out', async () => {
		simulator.misbehave({
			match: { path: '/message/', recipient: '+919999900002' },
			effect: { kind: 'status', status: 400, message: 'Customer is not available for the organization' },
		});
		const { accepted, refused } = await run(parametersOf('Send Order Update'), orders);
		const { rules, options } = parametersOf('What Was the Reason?') as unknown as SwitchParameters;
		const wayOut = (reason: string) =>
			rules.values.find(({ conditions }) => conditions.conditions[0]?.rightValue === reason)?.outputKey ??
			options.fallbackOutput;

		expect(accepted).toMatchObject([{ status: 'accepted', phoneNumber: '+919999900001' }]);
		expect(
			refused.map(({ name, details }) => [name, wayOut((details as { reason: string }).reason)]),
		).toEqual([
			['Ravi', 'unknownCustomer'],
			['Meera', 'templateNotFound'],
			['Kabir', 'extra'],
		]);
		for (const { conditions } of rules.values) {
			expect(conditions.conditions).toMatchObject([{ leftValue: '={{ $json.details.reason }}' }]);
		}
	});

	test('creates the contact that was unknown', async () => {
		const { accepted } = await run(parametersOf('Create Contact'), orders.slice(1, 2));

		expect(accepted).toMatchObject([{ status: 'accepted' }]);
		expect(simulator.state.contacts).toMatchObject([
			{ phone_number: '9999900002', traits: { name: 'Ravi' } },
		]);
	});
});
