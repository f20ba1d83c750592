import type { INodeParameters } from 'n8n-workflow';

import { byName, list } from '../../contract/row.cts';
import { build } from '../parameters.cts';

const headerValue = 'https://example.com/item.jpg';

const person = { phoneNumber: '9999999999' };
const buttons = list({ title: 'Yes' });
const sections = list({ title: 'Support', rows: list({ title: 'Billing' }) });
const media = { ...person, mediaUrl: 'https://example.com/file' };

const button = (values: INodeParameters) => ({ ...person, body: 'Well?', buttons: list(values) });
const withButtons = (additionalFields: INodeParameters) => ({
	...person,
	body: 'Well?',
	buttons,
	additionalFields,
});
const listRow = (values: INodeParameters) => ({
	...person,
	body: 'Well?',
	button: 'View',
	sections: list({ rows: list(values) }),
});
const template = (additionalFields: INodeParameters) => ({
	...person,
	template: byName('offer'),
	additionalFields,
});

/** Each text with a limit: the limit of the contract, the field's name, the operation, and its parameters. */
const texts: Array<[number, string, string, (text: string) => INodeParameters]> = [
	[4096, 'Text', 'message.sendText', (message) => ({ ...person, message })],
	[1024, 'Caption', 'message.sendImage', (message) => ({ ...media, additionalFields: { message } })],
	[
		512,
		'Callback Data',
		'message.sendText',
		(callbackData) => ({ ...person, message: 'Hi', additionalFields: { callbackData } }),
	],
	[
		512,
		'Callback Data',
		'message.sendImage',
		(callbackData) => ({ ...media, additionalFields: { callbackData } }),
	],
	[512, 'Callback Data', 'message.sendTemplate', (callbackData) => template({ callbackData })],
	[1024, 'Body', 'message.sendButtons', (body) => ({ ...person, body, buttons })],
	[60, 'Footer', 'message.sendButtons', (footer) => withButtons({ footer })],
	[
		60,
		'Header Text',
		'message.sendButtons',
		(text) => withButtons({ header: { values: { type: 'text', text } } }),
	],
	[20, 'Button 1 Title', 'message.sendButtons', (title) => button({ title })],
	[256, 'Button 1 ID', 'message.sendButtons', (id) => button({ title: 'Yes', id })],
	[1024, 'Body', 'message.sendList', (body) => ({ ...person, body, button: 'View', sections })],
	[
		20,
		'Button Label',
		'message.sendList',
		(label) => ({ ...person, body: 'Well?', button: label, sections }),
	],
	[
		24,
		'Section 1 Title',
		'message.sendList',
		(title) => ({
			...listRow({ title: 'Billing' }),
			sections: list({ title, rows: list({ title: 'Billing' }) }),
		}),
	],
	[24, 'Section 1 Row 1 Title', 'message.sendList', (title) => listRow({ title })],
	[
		72,
		'Section 1 Row 1 Description',
		'message.sendList',
		(description) => listRow({ title: 'Billing', description }),
	],
	[200, 'Section 1 Row 1 ID', 'message.sendList', (id) => listRow({ title: 'Billing', id })],
	[
		128,
		'Button 0 Payload',
		'message.sendTemplate',
		(payload) => template({ buttonPayload: list({ payload }) }),
	],
	[
		128,
		'Card 1 Button 0 Payload',
		'message.sendTemplate',
		(payload) =>
			template({
				carouselCards: list({ headerValue, buttonPayload: list({ payload }) }, { headerValue }),
			}),
	],
];

describe.each(texts)('at most %i characters in %s of %s', (most, field, operation, parameters) => {
	test('exactly that many pass', () => {
		expect(build(operation, parameters('x'.repeat(most))).found).toEqual([]);
	});

	test('one more is refused by name', () => {
		expect(build(operation, parameters('x'.repeat(most + 1))).found).toEqual([
			{
				field,
				what: `is too long (${most + 1} characters, at most ${most})`,
				remedy: `Shorten ${field} to ${most} characters.`,
			},
		]);
	});

	test('an emoji is one character', () => {
		expect(build(operation, parameters('👍'.repeat(most))).found).toEqual([]);
		expect(build(operation, parameters('👍'.repeat(most + 1))).found).toHaveLength(1);
	});
});

const many = (count: number, row: (index: number) => INodeParameters) =>
	list(...Array.from({ length: count }, (_, index) => row(index)));

describe.each<[string, number, string, (count: number) => INodeParameters]>([
	[
		'buttons',
		3,
		'message.sendButtons',
		(count) => ({
			...person,
			body: 'Well?',
			buttons: many(count, (index) => ({ title: `Choice ${index}` })),
		}),
	],
	[
		'rows in one section',
		10,
		'message.sendList',
		(count) => ({
			...listRow({}),
			sections: list({ rows: many(count, (index) => ({ title: `Row ${index}` })) }),
		}),
	],
	[
		'rows in all sections',
		10,
		'message.sendList',
		(count) => ({
			...listRow({}),
			sections: many(count, (index) => ({
				title: `Section ${index}`,
				rows: list({ title: `Row ${index}` }),
			})),
		}),
	],
	[
		'button payloads',
		3,
		'message.sendTemplate',
		(count) => template({ buttonPayload: many(count, (index) => ({ index, payload: 'x' })) }),
	],
	[
		'carousel cards',
		10,
		'message.sendTemplate',
		(count) =>
			template({ carouselCards: many(count, () => ({ headerValue: 'https://example.com/item.jpg' })) }),
	],
])('%s: at most %i', (_, most, operation, parameters) => {
	test('exactly that many pass', () => {
		expect(build(operation, parameters(most)).found).toEqual([]);
	});

	test('one more is refused with the number given', () => {
		const { found, message } = build(operation, parameters(most + 1));

		expect(found).toHaveLength(1);
		expect(message).toContain(String(most + 1));
		expect(message).toContain(`at most ${most}`);
	});
});
