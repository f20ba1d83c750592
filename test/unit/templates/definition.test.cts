import type { IDataObject } from 'n8n-workflow';

import { pickedValue, readDefinition, readPicked } from '../../../nodes/Interakt/templates/definition';

const buttons = [
	{ type: 'quick_reply', text: 'Yes' },
	{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' },
];
const cards = [
	{ header_format: 'image', body: 'Only {{1}}', body_text: ['₹ 500'], buttons },
	{ header_format: 'IMAGE', body: 'And this', buttons: JSON.stringify(buttons) },
];
const entry: IDataObject = {
	id: '1',
	name: 'order_update',
	display_name: 'Order Update',
	language: 'en_US',
	category: 'Utility',
	approval_status: 'approved',
	header_format: 'Text',
	header: 'About {{1}}',
	body: 'Hi {{1}}, your order {{2}} is on its way.',
	footer: 'Team Asha',
};
const once = (value: unknown) => JSON.stringify(value);
const twice = (value: unknown) => once(once(value));

describe('an entry of the list is read', () => {
	test.each([
		['as it is', (value: unknown) => value],
		['encoded', once],
		['encoded twice', twice],
	])('whose lists come %s', (_, encode) => {
		const read = readDefinition({
			...entry,
			buttons: encode(buttons),
			body_text: encode(['Asha', 1042]),
			carousel_cards: encode(cards),
		} as IDataObject);

		expect(read).toMatchObject({
			name: 'order_update',
			displayName: 'Order Update',
			language: 'en_US',
			category: 'UTILITY',
			status: 'APPROVED',
			headerFormat: 'TEXT',
			header: 'About {{1}}',
			body: 'Hi {{1}}, your order {{2}} is on its way.',
			footer: 'Team Asha',
			samples: ['Asha', '1042'],
			isOrderStatus: false,
		});
		expect(read.buttons).toEqual([
			{ type: 'QUICK_REPLY', text: 'Yes', url: '' },
			{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' },
		]);
		expect(read.cards).toMatchObject([
			{ headerFormat: 'IMAGE', body: 'Only {{1}}', samples: ['₹ 500'] },
			{ headerFormat: 'IMAGE', body: 'And this', samples: [], buttons: read.buttons },
		]);
	});

	test.each<[string, IDataObject]>([
		['without them', {}],
		[
			'with nothing in them',
			{ header_format: null, header: null, footer: null, buttons: null, body_text: '' },
		],
		['with text that is no list', { buttons: '[', body_text: 'Asha', carousel_cards: '"{}"', footer: 7 }],
		['with entries that are no objects', { buttons: '["Yes", null, 3]', carousel_cards: '[1, null]' }],
	])('%s', (_, members) => {
		expect(readDefinition({ name: 'plain', ...members })).toEqual({
			name: 'plain',
			displayName: '',
			language: '',
			category: '',
			status: '',
			headerFormat: '',
			header: '',
			body: '',
			footer: '',
			samples: [],
			buttons: [],
			cards: [],
			isOrderStatus: false,
		});
	});

	test('whose header stands under its other name', () => {
		expect(readDefinition({ header_format: 'TEXT', header_text: 'Your order' }).header).toBe('Your order');
	});

	test.each(['ORDER_STATUS', 'order status', 'OrderStatus'])('that reports an order: %s', (sub_category) => {
		expect(readDefinition({ ...entry, sub_category }).isOrderStatus).toBe(true);
	});
});

describe('what the picker gives', () => {
	test('is read back as name and language', () => {
		expect(readPicked(pickedValue(readDefinition(entry)))).toEqual({
			name: 'order_update',
			language: 'en_US',
		});
	});

	test.each(['order_update', '', 'a|b|c', undefined, null, 7, { value: 'a|b' }])(
		'is told from what was typed: %j',
		(value) => {
			expect(readPicked(value)).toBeUndefined();
		},
	);
});
