import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Findings } from '../../../nodes/Interakt/input/findings';
import { checkPreview, previewOf, sessionPreview } from '../../../nodes/Interakt/templates/preview';
import { list } from '../../contract/row.cts';
import { build } from '../parameters.cts';
import { definition, fill } from './reading.cts';

const shown = (entry: Parameters<typeof definition>[0], values: IDataObject) => {
	const template = definition(entry);
	return previewOf(template, fill(template, values).content);
};

describe('the customer will see', () => {
	test('header, body with its values, footer and buttons', () => {
		expect(
			shown(
				{
					header_format: 'TEXT',
					header: 'About {{1}}',
					body: 'Hi {{1}}, your order {{2}} is on its way, {{ 1 }}.',
					footer: 'Team Interakt',
					buttons: [
						{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' },
						{ type: 'URL', text: 'Shop', url: 'https://example.com/shop' },
						{ type: 'QUICK_REPLY', text: 'Thanks' },
					],
				},
				{ header: 'your order', body1: 'Asha', body2: '1042', button0: '1042', payload2: 'thanks-1042' },
			),
		).toEqual({
			header: 'About your order',
			body: 'Hi Asha, your order 1042 is on its way, Asha.',
			footer: 'Team Interakt',
			buttons: ['Track (https://example.com/orders/1042)', 'Shop (https://example.com/shop)', 'Thanks'],
		});
	});

	test('a fixed header', () => {
		expect(shown({ header_format: 'TEXT', header: 'Your order' }, {})).toEqual({
			header: 'Your order',
			body: 'Thank you',
		});
	});

	test('a medium as its address', () => {
		expect(shown({ header_format: 'IMAGE' }, { header: 'https://example.com/a.png' })).toEqual({
			header: 'https://example.com/a.png',
			body: 'Thank you',
		});
	});

	test('the body alone, where there is nothing else', () => {
		expect(shown({}, {})).toEqual({ body: 'Thank you' });
	});

	test('a code in its sentence', () => {
		const authentication = {
			category: 'AUTHENTICATION' as const,
			body: '{{1}} is your code.',
			buttons: [{ type: 'OTP', text: 'Copy code' }],
		};

		expect(shown(authentication, { code: '4711' })).toEqual({
			body: '4711 is your code.',
			buttons: ['Copy code'],
		});
	});

	test('each card of a carousel with its own values', () => {
		const card = {
			header_format: 'IMAGE',
			body: '{{1}} for you',
			buttons: [{ type: 'URL', text: 'Shop', url: 'https://example.com/{{1}}' }],
		};

		expect(
			shown(
				{ body: 'Our {{1}} is here', carousel_cards: [card, card] },
				{
					body1: 'sale',
					card1_header: 'https://example.com/1.png',
					card1_body1: 'Kurta',
					card1_button0: 'items/1',
					card2_header: 'https://example.com/2.png',
					card2_body1: 'Saree',
					card2_button0: 'items/2',
				},
			),
		).toEqual({
			body: 'Our sale is here',
			cards: [
				{
					header: 'https://example.com/1.png',
					body: 'Kurta for you',
					buttons: ['Shop (https://example.com/items/1)'],
				},
				{
					header: 'https://example.com/2.png',
					body: 'Saree for you',
					buttons: ['Shop (https://example.com/items/2)'],
				},
			],
		});
	});

	test('which value is missing', () => {
		expect(previewOf(definition({ body: 'Hi {{1}}, {{2}}' }), { bodyValues: ['Asha'] }).body).toBe(
			'Hi Asha, {{2}}',
		);
	});

	test('a value that looks like a variable as it is', () => {
		expect(shown({ body: 'Hi {{1}}, {{2}}' }, { body1: '{{2}} $1 $&', body2: 'b' }).body).toBe(
			'Hi {{2}} $1 $&, b',
		);
	});
});

describe('the length of the body with its values', () => {
	const found = (value: string) => {
		const findings = new Findings();
		checkPreview(shown({ body: '12345 {{1}}' }, { body1: value }), findings);
		return findings.found.map(({ field, what }) => `${field} ${what}`);
	};

	test.each(['a', '🪔'])('may be 1,024 characters: %s', (character) => {
		expect(found(character.repeat(1018))).toEqual([]);
	});

	test('may not be more', () => {
		expect(found('a'.repeat(1019))).toEqual([
			'The body is too long with its values filled in (1025 characters, at most 1024)',
		]);
	});
});

describe('of a session message the customer will see', () => {
	test.each<[string, IDataObject, unknown]>([
		['Text', { message: 'Hello *Asha*' }, { body: 'Hello *Asha*' }],
		[
			'Image',
			{ message: 'Your order', mediaUrl: 'https://example.com/a.png' },
			{ header: 'https://example.com/a.png', body: 'Your order' },
		],
		[
			'Document',
			{ mediaUrl: 'https://example.com/a.pdf', fileName: 'Invoice.pdf' },
			{ header: 'https://example.com/a.pdf', body: '' },
		],
		[
			'Sticker',
			{ mediaUrl: 'https://example.com/a.webp' },
			{ header: 'https://example.com/a.webp', body: '' },
		],
	])('%s', (type, data, preview) => {
		expect(sessionPreview({ type, data })).toEqual(preview);
	});

	const buttons = {
		header: { type: 'text', text: 'Order 1042' },
		body: { text: 'Is it right?' },
		footer: { text: 'Team Interakt' },
		action: {
			buttons: [
				{ type: 'reply', reply: { id: 'y', title: 'Yes' } },
				{ type: 'reply', reply: { id: 'n', title: 'No' } },
			],
		},
	};
	const seen = {
		header: 'Order 1042',
		body: 'Is it right?',
		footer: 'Team Interakt',
		buttons: ['Yes', 'No'],
	};

	test('buttons, in either form', () => {
		expect(
			sessionPreview({ type: 'InteractiveButton', data: { message: { type: 'button', ...buttons } } }),
		).toEqual(seen);
		expect(sessionPreview({ type: 'InteractiveButton', data: buttons })).toEqual(seen);
	});

	test('the medium above buttons', () => {
		const header = { type: 'image', image: { link: 'https://example.com/a.png' } };

		expect(
			sessionPreview({
				type: 'InteractiveButton',
				data: { message: { type: 'button', ...buttons, header } },
			}),
		).toEqual({
			...seen,
			header: 'https://example.com/a.png',
		});
	});

	test('the rows of a list, in either form', () => {
		const list = {
			body: { text: 'How can we help?' },
			action: {
				button: 'View',
				sections: [
					{
						title: 'Orders',
						rows: [
							{ id: '1', title: 'Track' },
							{ id: '2', title: 'Return' },
						],
					},
					{ title: 'Other', rows: [{ id: '3', title: 'Talk to us' }] },
				],
			},
		};
		const rows = { body: 'How can we help?', buttons: ['Track', 'Return', 'Talk to us'] };

		expect(sessionPreview({ type: 'InteractiveList', data: { message: { type: 'list', ...list } } })).toEqual(
			rows,
		);
		expect(sessionPreview({ type: 'InteractiveList', data: list })).toEqual(rows);
	});

	test.each<[string, INodeParameters, object]>([
		['rcsMessage.sendText', { message: 'Your order is ready' }, { body: 'Your order is ready' }],
		[
			'rcsMessage.sendRichCard',
			{
				title: 'Silk dupatta',
				description: 'In three colours',
				mediaUrl: 'https://example.com/a.jpg',
				suggestions: list({ text: 'Buy' }, { text: 'Ask us' }),
			},
			{
				header: 'https://example.com/a.jpg',
				body: 'Silk dupatta\nIn three colours',
				buttons: ['Buy', 'Ask us'],
			},
		],
		['rcsMessage.sendRichCard', { title: 'Silk dupatta' }, { body: 'Silk dupatta' }],
		[
			'rcsMessage.sendCarousel',
			{ cards: list({ title: 'One', suggestions: list({ text: 'Buy' }) }, { title: 'Two' }) },
			{ body: '', cards: [{ body: 'One', buttons: ['Buy'] }, { body: 'Two' }] },
		],
	])('of RCS: %s with %j', (operation, parameters, preview) => {
		const { request } = build(operation, { phoneNumber: '9999999999', ...parameters });

		expect(sessionPreview(request.body)).toEqual(preview);
	});

	test('nothing of what is no message', () => {
		expect(sessionPreview(undefined)).toBeUndefined();
		expect(sessionPreview({ traits: {} })).toBeUndefined();
		expect(sessionPreview({ template: { name: 'x' } })).toBeUndefined();
	});
});
