import type { IDataObject } from 'n8n-workflow';

import { template } from '../../simulator/templates.cts';
import { byName, list, type ContractRow } from '../row.cts';

const row = { operation: 'message.sendTemplate', path: '/message/' } as const;
const phoneNumber = '9999999999';
const body = (template: IDataObject, additional: IDataObject = {}): IDataObject => ({
	countryCode: '+91',
	phoneNumber,
	type: 'Template',
	template,
	...additional,
});

const imageUrl =
	'https://interaktstorage.blob.core.windows.net/mediastoragecontainer/91e5634a-33b0-44b4-a075-884778f02feb/message_template_sample/tcITOHfOz6vy.png?se=2026-08-13T11%3A53%3A58Z&sp=rt&sv=2019-12-12&sr=b&sig=PDn3cPLmV%2BYu3D7Wd10JYmPLQeyGyytl013wAtmbL6g%3D';
const documentUrl =
	'https://interaktstorage.blob.core.windows.net/mediastoragecontainer/07ed4524-9549-481b-ad51-400200cabe0b/message_template_media/UkJYYpHdmCBc.pdf?se=2027-01-14T09%3A53%3A35Z&sp=rt&sv=2019-12-12&sr=b&sig=iJvIT6trhzcb81xg92HytxN2SH8p4YPX8xg5IItCUgQ%3D';

/** Every template message of S3. Its `+xx` and `xxxxxxxxxx` are a number here. */
const s3Rows: ContractRow[] = [
	{
		...row,
		source: 'S3 example 1',
		shows: 'text header, body, dynamic URL',
		parameters: {
			phoneNumber,
			template: byName('delivered_alert_101'),
			bodyValues: list({ value: 'There' }, { value: '1234' }),
			additionalFields: {
				callbackData: 'some_callback_data',
				headerValue: 'Alert',
				fileName: 'dummy.pdf',
				buttonValues: list({ index: 0, value: '12344' }),
			},
		},
		body: body(
			{
				name: 'delivered_alert_101',
				languageCode: 'en',
				headerValues: ['Alert'],
				fileName: 'dummy.pdf',
				bodyValues: ['There', '1234'],
				buttonValues: { '0': ['12344'] },
			},
			{ callbackData: 'some_callback_data' },
		),
	},
	{
		...row,
		source: 'S3 example 2',
		shows: 'media header, body, dynamic URL in the second button',
		parameters: {
			phoneNumber,
			template: byName('delivered_alert_101'),
			bodyValues: list({ value: 'There' }, { value: '1234' }),
			additionalFields: {
				callbackData: 'some_callback_data',
				headerValue: imageUrl,
				buttonValues: list({ index: 1, value: '12344' }),
			},
		},
		body: body(
			{
				name: 'delivered_alert_101',
				languageCode: 'en',
				headerValues: [imageUrl],
				bodyValues: ['There', '1234'],
				buttonValues: { '1': ['12344'] },
			},
			{ callbackData: 'some_callback_data' },
		),
	},
	{
		...row,
		source: 'S3 example 3',
		shows: 'payloads of quick-reply buttons',
		parameters: {
			phoneNumber,
			template: byName('temp_with_quick_reply_buttons'),
			bodyValues: list({ value: 'some text here if any variable in message body' }),
			additionalFields: {
				callbackData: 'some text here',
				headerValue: documentUrl,
				fileName: 'Sample Document for testing.pdf',
				buttonPayload: list(
					{ index: 0, payload: 'payload0' },
					{ index: 1, payload: 'payload1' },
					{ index: 2, payload: 'payload2' },
				),
			},
		},
		body: body(
			{
				name: 'temp_with_quick_reply_buttons',
				languageCode: 'en',
				headerValues: [documentUrl],
				fileName: 'Sample Document for testing.pdf',
				bodyValues: ['some text here if any variable in message body'],
				buttonPayload: { '0': ['payload0'], '1': ['payload1'], '2': ['payload2'] },
			},
			{ callbackData: 'some text here' },
		),
	},
	{
		...row,
		source: 'S3',
		shows: 'a payload of every kind of character',
		parameters: {
			phoneNumber,
			template: byName('temp_with_quick_reply_buttons'),
			additionalFields: {
				buttonPayload: list({ payload: '12 345abc( ) ? ! . # % @ ^ = + – & * ` ~ ; : < > { }' }),
			},
		},
		body: body({
			name: 'temp_with_quick_reply_buttons',
			languageCode: 'en',
			buttonPayload: { '0': ['12 345abc( ) ? ! . # % @ ^ = + – & * ` ~ ; : < > { }'] },
		}),
	},
];

/** Every template message of S4 §3. */
const s4Rows: ContractRow[] = [
	{
		...row,
		source: 'S4 §3.1',
		parameters: {
			phoneNumber,
			template: byName('welcome_message'),
			bodyValues: list({ value: 'John' }),
		},
		body: body({ name: 'welcome_message', languageCode: 'en', bodyValues: ['John'] }),
	},
	{
		...row,
		source: 'S4 §3.2',
		parameters: {
			phoneNumber,
			template: byName('invoice_delivery'),
			bodyValues: list({ value: 'ORD-555' }),
			additionalFields: { headerValue: 'https://example.com/invoice.pdf' },
		},
		body: body({
			name: 'invoice_delivery',
			languageCode: 'en',
			headerValues: ['https://example.com/invoice.pdf'],
			bodyValues: ['ORD-555'],
		}),
	},
	{
		...row,
		source: 'S4 §3.3',
		shows: 'authentication',
		parameters: {
			phoneNumber,
			template: byName('auth_one_tap_code'),
			bodyValues: list({ value: '1234' }),
			additionalFields: { buttonValues: list({ index: 0, value: '1234' }) },
		},
		body: body({
			name: 'auth_one_tap_code',
			languageCode: 'en',
			bodyValues: ['1234'],
			buttonValues: { '0': ['1234'] },
		}),
	},
	{
		...row,
		source: 'S4 §3.4',
		shows: 'the whole address of a dynamic button that takes one',
		templates: [
			template('dynamic_cta_template', {
				buttons: [
					{ type: 'QUICK_REPLY', text: 'Stop' },
					{ type: 'URL', text: 'Open', url: 'https://shop.example/open?to={{1}}' },
				],
			}),
		],
		parameters: {
			phoneNumber,
			template: byName('dynamic_cta_template'),
			bodyValues: list({ value: 'John' }),
			additionalFields: { buttonValues: list({ index: 1, value: 'https://dynamic-link.com' }) },
		},
		body: body({
			name: 'dynamic_cta_template',
			languageCode: 'en',
			bodyValues: ['John'],
			buttonValues: { '1': ['https://dynamic-link.com'] },
		}),
	},
	{
		...row,
		source: 'S4 §3.5',
		shows: 'carousel of one card',
		parameters: {
			phoneNumber,
			template: byName('product_carousel'),
			bodyValues: list({ value: 'Summer Sale' }),
			additionalFields: {
				carouselCards: list({
					headerValue: 'https://example.com/item1.jpg',
					bodyValues: list({ value: 'Item 1' }),
					buttonValues: list({ index: 1, value: 'item_1_id' }),
				}),
			},
		},
		body: body({
			name: 'product_carousel',
			languageCode: 'en',
			bodyValues: ['Summer Sale'],
			carouselCards: [
				{
					headerValues: ['https://example.com/item1.jpg'],
					bodyValues: ['Item 1'],
					buttonValues: { '1': ['item_1_id'] },
				},
			],
		}),
	},
	{
		...row,
		source: 'S4 §3.6',
		shows: 'order status',
		parameters: {
			phoneNumber,
			template: byName('order_status_update'),
			bodyValues: list({ value: '$200' }),
			additionalFields: {
				orderStatus: {
					values: {
						referenceId: 'ref_123',
						status: 'shipped',
						description: 'Your order has been shipped',
					},
				},
			},
		},
		body: body({
			name: 'order_status_update',
			languageCode: 'en',
			bodyValues: ['$200'],
			order_status: {
				reference_id: 'ref_123',
				order: { status: 'shipped', description: 'Your order has been shipped' },
			},
		}),
	},
];

/** What contract §1.4 adds (P, W). */
const moreRows: ContractRow[] = [
	{
		...row,
		source: 'contract §1.4',
		shows: 'another language, no values',
		parameters: { phoneNumber, template: byName('welcome_message'), languageCode: 'en_US' },
		body: body({ name: 'welcome_message', languageCode: 'en_US' }),
	},
	{
		...row,
		source: 'contract §1.4',
		shows: 'carousel of three cards',
		parameters: {
			phoneNumber,
			template: byName('product_carousel'),
			additionalFields: {
				carouselCards: list(
					{
						headerValue: 'https://example.com/item1.jpg',
						bodyValues: list({ value: 'Item 1' }, { value: '₹ 500' }),
						buttonValues: list({ index: 0, value: 'items/1' }),
					},
					{
						headerValue: 'https://example.com/item2.jpg',
						bodyValues: list({ value: 'Item 2' }, { value: '₹ 700' }),
						buttonPayload: list({ index: 1, payload: 'item-2' }),
					},
					{ headerValue: 'https://example.com/item3.jpg' },
				),
			},
		},
		body: body({
			name: 'product_carousel',
			languageCode: 'en',
			carouselCards: [
				{
					headerValues: ['https://example.com/item1.jpg'],
					bodyValues: ['Item 1', '₹ 500'],
					buttonValues: { '0': ['items/1'] },
				},
				{
					headerValues: ['https://example.com/item2.jpg'],
					bodyValues: ['Item 2', '₹ 700'],
					buttonPayload: { '1': ['item-2'] },
				},
				{ headerValues: ['https://example.com/item3.jpg'] },
			],
		}),
	},
	...['processing', 'partially_shipped', 'completed', 'canceled'].map((status) => ({
		...row,
		source: 'contract §1.4',
		shows: `order ${status}`,
		parameters: {
			phoneNumber,
			template: byName('order_status_update'),
			additionalFields: { orderStatus: { values: { referenceId: 'ref_123', status } } },
		},
		body: body({
			name: 'order_status_update',
			languageCode: 'en',
			order_status: { reference_id: 'ref_123', order: { status } },
		}),
	})),
	{
		...row,
		source: 'contract §1.4',
		shows: 'flow',
		parameters: {
			phoneNumber,
			template: byName('booking'),
			additionalFields: {
				flow: { values: { token: 'booking-1042', data: '{ "day": "Friday", "seats": 2 }' } },
			},
		},
		body: body({
			name: 'booking',
			languageCode: 'en',
			is_flow_template: true,
			buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
			buttonValues: { '0': ['booking-1042'], '1': ['{"day":"Friday","seats":2}'] },
		}),
	},
	{
		...row,
		source: 'contract §1.4',
		shows: 'campaignId and template_category',
		parameters: {
			phoneNumber,
			template: byName('diwali_offer'),
			additionalFields: {
				campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e',
				templateCategory: 'Marketing',
			},
		},
		body: body(
			{ name: 'diwali_offer', languageCode: 'en' },
			{ campaignId: '4fdff884-c388-4c1e-aea6-1890222dbc2e', template_category: 'Marketing' },
		),
	},
	{
		...row,
		source: 'contract §1.4',
		shows: 'SMS fallback',
		parameters: {
			phoneNumber,
			template: byName('welcome_message'),
			bodyValues: list({ value: 'John' }),
			additionalFields: {
				smsFallback: {
					values: {
						senderId: 'MYSHOP',
						peId: '1101000000000000001',
						providerName: 'sms-provider',
						message: 'Hi {#var#}, welcome',
						dltTemplateId: '1107000000000000001',
						variables: list({ value: 'John' }),
					},
				},
			},
		},
		body: body(
			{ name: 'welcome_message', languageCode: 'en', bodyValues: ['John'] },
			{
				fallback: [
					{
						channel: 'sms',
						sender_id: 'MYSHOP',
						pe_id: '1101000000000000001',
						provider_name: 'sms-provider',
						content: {
							message: 'Hi {#var#}, welcome',
							dlt_te_id: '1107000000000000001',
							variables: ['John'],
						},
					},
				],
			},
		),
	},
	{
		...row,
		source: 'contract §1',
		shows: 'to a user ID',
		parameters: {
			identifyBy: 'userId',
			userId: 'customer-4711',
			template: byName('welcome_message'),
			bodyValues: list({ value: 'John' }),
		},
		body: {
			userId: 'customer-4711',
			type: 'Template',
			template: { name: 'welcome_message', languageCode: 'en', bodyValues: ['John'] },
		},
	},
];

export const templateRows: ContractRow[] = [...s3Rows, ...s4Rows, ...moreRows];
