import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byName, list } from '../contract/row.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { listRequests, mapOf, newAccount, otherRequests, picked } from './editor.cts';
import { fileItem, jsons, runNode } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.state.templates.push(order);
});

const order = template('order_ready', {
	header_format: 'TEXT',
	header: 'About {{1}}',
	body: 'Hi {{1}}, your order {{2}} is ready.',
	body_text: ['Asha', '1042'],
	footer: 'Team Interakt',
	buttons: [
		{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' },
		{ type: 'QUICK_REPLY', text: 'Thanks' },
	],
});

const message = { resource: 'message', phoneNumber: '9999999999' };

const send = (
	values: Parameters<typeof mapOf>[0],
	{ dryRun = false, ...additionalFields }: INodeParameters,
): INodeParameters => ({
	...message,
	dryRun,
	operation: 'sendTemplate',
	template: picked('order_ready'),
	templateValues: mapOf(values),
	additionalFields,
});

async function run(parameters: INodeParameters, rows: IDataObject[] = [{}]) {
	const { outputs, error } = await runNode(simulator, {
		parameters,
		rows,
		credential: newAccount(simulator),
	});
	expect(error).toBeUndefined();
	return jsons(outputs[0]);
}

const filled = { header: 'your order', body1: '={{ $json.name }}', body2: '1042', button0: '1042' };
const rows = [{ name: 'Asha' }, { name: 'Ravi' }];

describe('a dry run of a template', () => {
	test('shows the request and the message of each item, and sends nothing', async () => {
		const shown = await run(send(filled, { dryRun: true, callbackData: 'order 1042' }), rows);

		expect(shown).toEqual(
			rows.map(({ name }) => ({
				status: 'dryRun',
				reason: '',
				message: 'Not sent: Dry Run is on. Nothing is wrong with this item.',
				phoneNumber: '+919999999999',
				templateName: 'order_ready',
				templateLanguage: 'en',
				request: {
					method: 'POST',
					path: '/message/',
					body: {
						countryCode: '+91',
						phoneNumber: '9999999999',
						type: 'Template',
						template: {
							name: 'order_ready',
							languageCode: 'en',
							headerValues: ['your order'],
							bodyValues: [name, '1042'],
							buttonValues: { '0': ['1042'] },
						},
						callbackData: 'order 1042',
					},
				},
				preview: {
					header: 'About your order',
					body: `Hi ${name}, your order 1042 is ready.`,
					footer: 'Team Interakt',
					buttons: ['Track (https://example.com/orders/1042)', 'Thanks'],
				},
				findings: [],
				notices: [],
			})),
		);
		expect(listRequests(simulator)).toHaveLength(1);
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('shows exactly what is sent without it', async () => {
		const [shown] = await run(send(filled, { dryRun: true }), [{ name: 'Asha' }]);
		await run(send(filled, {}), [{ name: 'Asha' }]);

		expect(otherRequests(simulator).map(({ method, path, body }) => ({ method, path, body }))).toEqual([
			shown?.request,
		]);
	});

	test('tells everything that is wrong with an item, each with the name of its field', async () => {
		const [shown] = await run(
			{
				...send(
					{ header: '={{ "" }}', body1: '={{ $json.name }}', body2: '={{ $json.none }}' },
					{ dryRun: true },
				),
				phoneNumber: '12',
			},
			[{ name: 'A'.repeat(1100) }],
		);

		expect(shown).toMatchObject({ status: 'dryRun', request: { path: '/message/' } });
		expect(shown?.findings).toEqual([
			{
				field: 'Header {{1}}',
				message: 'Header {{1}} is empty',
				remedy: expect.stringMatching(/^Fill in Header/),
			},
			expect.objectContaining({ message: '{{2}} is empty' }),
			expect.objectContaining({ message: 'Track URL is empty' }),
			expect.objectContaining({ field: 'Phone Number' }),
			expect.objectContaining({ message: expect.stringMatching(/^The body is too long.*1131 characters/) }),
		]);
		for (const { message, remedy } of shown?.findings as Array<Record<string, string>>) {
			expect(message).toBeTruthy();
			expect(remedy).toMatch(/[.!]$/);
		}
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('says where the address of a file will stand, which is not uploaded', async () => {
		simulator.state.templates.push(template('bill', { header_format: 'DOCUMENT', body: 'Your bill' }));
		const { outputs } = await runNode(simulator, {
			parameters: {
				...send({ file: 'data' }, { dryRun: true }),
				template: picked('bill'),
			},
			items: [fileItem({ fileName: 'invoice.pdf', mimeType: 'application/pdf', content: 'bytes' })],
			credential: newAccount(simulator),
		});
		const address = '<address of "invoice.pdf" after its upload>';

		expect(jsons(outputs[0])).toMatchObject([
			{
				findings: [],
				preview: { header: address },
				request: { body: { template: { headerValues: [address] } } },
			},
		]);
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('tells what it changed', async () => {
		const [cleaned] = await run(send({ ...filled, body2: '={{ "10\\n42" }}' }, { dryRun: true }), [
			{ name: 'Asha' },
		]);

		expect(cleaned).toMatchObject({
			preview: { body: 'Hi Asha, your order 10 42 is ready.' },
			findings: [],
			notices: ['{{2}}: a line break was replaced by a space'],
		});
	});

	test('of items that are right and wrong shows all of them, in their order', async () => {
		const shown = await run(send(filled, { dryRun: true }), [
			{ name: 'Asha' },
			{ name: '' },
			{ name: 'Ravi' },
		]);

		expect(shown.map(({ findings }) => (findings as unknown[]).length)).toEqual([0, 1, 0]);
	});

	test('of a request over 32 KB says so', async () => {
		const long = 'x'.repeat(40_000);
		const [shown] = await run({
			...message,
			operation: 'sendTemplate',
			template: byName('order_ready'),
			bodyValues: list({ value: long }, { value: '1042' }),
			dryRun: true,
		});

		expect(shown?.findings).toContainEqual(
			expect.objectContaining({
				message: expect.stringMatching(/^The request is too large \(\d+ KB, at most 32 KB\)/),
			}),
		);
	});

	test('by its code name shows the message too, and counts its variables', async () => {
		const byHand = (...values: string[]) => ({
			...message,
			operation: 'sendTemplate',
			template: byName('order_ready'),
			bodyValues: list(...values.map((value) => ({ value }))),
			dryRun: true,
			additionalFields: { headerValue: 'your order' },
		});
		const [right] = await run(byHand('Asha', '1042'));
		const [wrong] = await run(byHand('Asha'));

		expect(right).toMatchObject({
			preview: { header: 'About your order', body: 'Hi Asha, your order 1042 is ready.' },
			findings: [],
		});
		expect(wrong).toMatchObject({
			findings: [{ message: 'Body Values has 1 values, the template has 2 variables' }],
		});
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('shows the request also when the list cannot be had', async () => {
		simulator.misbehave({ effect: { kind: 'status', status: 500 } });
		const [shown] = await run({
			...message,
			operation: 'sendTemplate',
			template: byName('order_ready'),
			bodyValues: list({ value: 'Asha' }, { value: '1042' }),
			dryRun: true,
		});

		expect(shown).toMatchObject({
			status: 'dryRun',
			request: { body: { template: { bodyValues: ['Asha', '1042'] } } },
			findings: [],
		});
		expect(shown).not.toHaveProperty('preview');
	});

	test('that is switched off sends', async () => {
		const [shown] = await run(send(filled, { dryRun: false }), [{ name: 'Asha' }]);

		expect(shown?.status).toBe('accepted');
		expect(simulator.state.messages).toHaveLength(1);
	});

	test('by expression is for the items that say so', async () => {
		const shown = await run(send(filled, { dryRun: '={{ $json.try }}' }), [
			{ name: 'Asha', try: true },
			{ name: 'Ravi', try: false },
		]);

		expect(shown).toMatchObject([
			{ status: 'dryRun', preview: { body: expect.stringContaining('Asha') } },
			{ status: 'accepted' },
		]);
		expect(simulator.state.messages).toMatchObject([
			{ body: { template: { bodyValues: ['Ravi', '1042'] } } },
		]);
	});

	test('with fallbacks chosen does none of them', async () => {
		await run(send(filled, { dryRun: true, createContact: true }), rows);

		expect(otherRequests(simulator)).toEqual([]);
	});
});

describe('a dry run of a session message', () => {
	test.each<[string, INodeParameters, IDataObject]>([
		['a text', { operation: 'sendText', message: 'Hello *Asha*' }, { body: 'Hello *Asha*' }],
		[
			'an image',
			{
				operation: 'sendImage',
				mediaUrl: 'https://example.com/a.png',
				additionalFields: { message: 'Your order' },
			},
			{ header: 'https://example.com/a.png', body: 'Your order' },
		],
		[
			'buttons',
			{
				operation: 'sendButtons',
				body: 'Is it right?',
				buttons: list({ title: 'Yes' }, { title: 'No' }),
				additionalFields: { footer: 'Team Interakt' },
			},
			{ body: 'Is it right?', footer: 'Team Interakt', buttons: ['Yes', 'No'] },
		],
		[
			'a list',
			{
				operation: 'sendList',
				body: 'How can we help?',
				button: 'View',
				sections: list({ rows: list({ title: 'Track' }, { title: 'Return' }) }),
			},
			{ body: 'How can we help?', buttons: ['Track', 'Return'] },
		],
	])('shows %s as the customer would see it, and asks Interakt nothing', async (_, parameters, preview) => {
		const [shown] = await run({ ...message, dryRun: true, ...parameters });

		expect(shown).toMatchObject({
			status: 'dryRun',
			phoneNumber: '+919999999999',
			request: { method: 'POST', path: '/message/' },
			findings: [],
			notices: [],
		});
		expect(shown?.preview).toEqual(preview);
		expect(simulator.state.requests).toEqual([]);
	});

	test('tells everything that is wrong', async () => {
		const [shown] = await run({
			...message,
			phoneNumber: '12',
			operation: 'sendButtons',
			body: '={{ "x".repeat(1025) }}',
			buttons: list({ title: 'A title that is much too long' }),
			dryRun: true,
			additionalFields: { callbackData: '={{ "c".repeat(513) }}' },
		});

		expect((shown?.findings as IDataObject[]).map(({ field }) => field).sort()).toEqual([
			'Body',
			'Button 1 Title',
			'Callback Data',
			'Phone Number',
		]);
		expect(simulator.state.requests).toEqual([]);
	});

	test('tells what is wrong with the template that stands by', async () => {
		const [shown] = await run({
			...message,
			operation: 'sendText',
			message: 'Hello',
			dryRun: true,
			additionalFields: {
				windowTemplate: { values: { name: '={{ "" }}', languageCode: 'en' } },
			},
		});

		expect(shown?.findings).toMatchObject([{ message: 'Template If Window Is Closed Code Name is empty' }]);
	});

	test('of a file of the item uploads nothing', async () => {
		const { outputs } = await runNode(simulator, {
			credential: newAccount(simulator),
			items: [fileItem({ fileName: 'a.pdf', mimeType: 'application/pdf', content: 'bytes' })],
			parameters: {
				...message,
				operation: 'sendDocument',
				mediaSource: 'binary',
				binaryPropertyName: 'data',
				dryRun: true,
			},
		});

		expect(jsons(outputs[0])).toMatchObject([{ status: 'dryRun', findings: [] }]);
		expect(simulator.state.requests).toEqual([]);
	});
});

describe('the preview beside a message that is sent', () => {
	test('is there on request', async () => {
		const [shown] = await run(send(filled, { includePreview: true }), [{ name: 'Asha' }]);

		expect(shown).toMatchObject({
			status: 'accepted',
			messageId: expect.any(String),
			preview: {
				header: 'About your order',
				body: 'Hi Asha, your order 1042 is ready.',
				footer: 'Team Interakt',
			},
		});
		expect(simulator.state.messages).toHaveLength(1);
		expect(JSON.stringify(simulator.state.messages[0]?.body)).not.toContain('preview');
	});

	test('is not there otherwise', async () => {
		const [shown] = await run(send(filled, {}), [{ name: 'Asha' }]);

		expect(shown).not.toHaveProperty('preview');
	});

	test('is that of each item', async () => {
		const shown = await run(send(filled, { includePreview: true }), rows);

		expect(shown.map(({ preview }) => (preview as IDataObject).body)).toEqual([
			'Hi Asha, your order 1042 is ready.',
			'Hi Ravi, your order 1042 is ready.',
		]);
	});

	test('is there for a template by its code name', async () => {
		const [shown] = await run({
			...message,
			operation: 'sendTemplate',
			template: byName('welcome_message'),
			bodyValues: list({ value: 'Asha' }),
			additionalFields: { includePreview: true },
		});

		expect(shown).toMatchObject({ status: 'accepted', preview: { body: 'Hello Asha' } });
	});

	test('does not keep a message back when the list cannot be had', async () => {
		simulator.misbehave({
			match: { path: '/track/organization/templates' },
			effect: { kind: 'resetBefore' },
		});
		const [shown] = await run({
			...message,
			operation: 'sendTemplate',
			template: byName('welcome_message'),
			bodyValues: list({ value: 'Asha' }),
			additionalFields: { includePreview: true },
		});

		expect(shown).toMatchObject({ status: 'accepted' });
		expect(shown).not.toHaveProperty('preview');
		expect(simulator.state.messages).toHaveLength(1);
	});
});

test('a body that is too long with its values is refused before anything is sent', async () => {
	const { error } = await runNode(simulator, {
		credential: newAccount(simulator),
		parameters: send({ ...filled, body1: '={{ "x".repeat(1000) }}' }, {}),
	});

	expect(error?.message).toMatch(
		/^The body is too long with its values filled in \(10\d\d characters, at most 1024\)$/,
	);
	expect(otherRequests(simulator)).toEqual([]);
});

const jsonItems = (...values: IDataObject[]) => values.map((json) => ({ json }));

describe('a whole address for the button of a template by its code name', () => {
	const byItem = {
		...message,
		operation: 'sendTemplate',
		template: byName('order_ready'),
		bodyValues: list({ value: 'Asha' }, { value: '1042' }),
		additionalFields: {
			headerValue: 'order 1042',
			buttonValues: list({ index: 0, value: '={{ $json.link }}' }),
		},
	};
	const suffixes = () =>
		simulator.state.messages.map(({ body }) => (body.template as IDataObject).buttonValues);
	const whole = { link: 'https://example.com/orders/1042' };

	test('is sent as its end, whichever item has it, and the list is read once', async () => {
		const shown = await run(byItem, [{ link: '1040' }, whole, whole]);

		expect(suffixes()).toEqual([{ '0': ['1040'] }, { '0': ['1042'] }, { '0': ['1042'] }]);
		expect(shown.map(({ notices = [] }) => (notices as string[]).length)).toEqual([0, 1, 1]);
		expect(listRequests(simulator)).toHaveLength(1);
	});

	test('of another host is refused', async () => {
		const { error } = await runNode(simulator, {
			credential: newAccount(simulator),
			parameters: byItem,
			items: jsonItems({ link: 'https://other.example/orders/1042' }),
		});

		expect(error?.message).toContain('is not an address that this button opens');
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('is refused when the list cannot be read, before anything is sent, and nothing else is', async () => {
		simulator.misbehave({
			match: { path: '/track/organization/templates' },
			effect: { kind: 'status', status: 403, message: 'Not allowed' },
		});
		const { error } = await runNode(simulator, {
			credential: newAccount(simulator),
			parameters: byItem,
			items: jsonItems({ link: '1040' }, whole, whole),
		});

		expect(error).toMatchObject({
			message: expect.stringMatching(/Button 0 Value is a whole address.* \(rows 2-3 of 3\)$/),
			description: expect.stringMatching(/Give only what comes after/),
		});
		expect(otherRequests(simulator)).toEqual([]);
		expect(listRequests(simulator)).toHaveLength(1);
	});

	test('is refused when the list does not have the template', async () => {
		simulator.state.templates = [];
		const { error } = await runNode(simulator, {
			credential: newAccount(simulator),
			parameters: byItem,
			items: jsonItems(whole),
		});

		expect(error?.message).toContain('does not have the template');
		expect(otherRequests(simulator)).toEqual([]);
	});

	test('of a card is sent as its end too', async () => {
		simulator.state.templates = [
			template('cards', {
				body: 'Look',
				body_text: [],
				carousel_cards: ['one', 'two'].map((name) => ({
					header_format: 'IMAGE',
					body: name,
					buttons: [{ type: 'URL', text: 'Open', url: 'https://example.com/{{1}}' }],
				})),
			}),
		];
		const card = (value: string) => ({
			headerValue: 'https://example.com/a.jpg',
			buttonValues: list({ index: 0, value }),
		});
		await run({
			...message,
			operation: 'sendTemplate',
			template: byName('cards'),
			additionalFields: { carouselCards: list(card('https://example.com/one'), card('two')) },
		});

		const sent = simulator.state.messages[0]?.body.template as IDataObject;
		expect(sent.carouselCards).toMatchObject([
			{ buttonValues: { '0': ['one'] } },
			{ buttonValues: { '0': ['two'] } },
		]);
	});

	test('a dry run of a later item has its preview too', async () => {
		const parameters = {
			...byItem,
			dryRun: '={{ $json.try }}',
		};
		const shown = await run(parameters, [{ link: '1040' }, { link: '1041', try: true }]);

		expect(shown).toMatchObject([
			{ status: 'accepted' },
			{ status: 'dryRun', preview: { body: 'Hi Asha, your order 1042 is ready.' } },
		]);
	});
});
