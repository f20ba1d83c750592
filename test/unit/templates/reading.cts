import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { Findings } from '../../../nodes/Interakt/input/findings';
import type { Parameters, UploadedFile } from '../../../nodes/Interakt/input/parameters';
import type { WhiteSpace } from '../../../nodes/Interakt/input/whiteSpace';
import { readDefinition, type TemplateDefinition } from '../../../nodes/Interakt/templates/definition';
import { fillTemplate } from '../../../nodes/Interakt/templates/fill';
import { mapFields } from '../../../nodes/Interakt/templates/mapFields';
import { valueReader } from '../../../nodes/Interakt/fields/showAs';
import { slotsOf, type Slot } from '../../../nodes/Interakt/templates/slots';
import { template, type Template } from '../../simulator/templates.cts';

/** What an item of a test has besides its values. */
export interface Item {
	readonly whiteSpace?: WhiteSpace;
	/** The rows of Show As. */
	readonly showAs?: { readonly values: readonly IDataObject[] };
	/** Language of the template. */
	readonly language?: string;
	/** What the editor showed when the values were filled in, where the template has changed since. */
	readonly stored?: readonly Slot[];
	/** Files of the item, by binary field. */
	readonly files?: readonly string[];
	/** Files of the item that have been uploaded, by binary field. */
	readonly uploads?: Readonly<Record<string, UploadedFile>>;
}

const parametersOf = ({ files = [], uploads = {} }: Item): Parameters => ({
	value: () => undefined,
	timeZone: 'Asia/Kolkata',
	country: '+91',
	file: (property) =>
		files.includes(property)
			? { item: 0, property, fileName: `${property}.pdf`, mimeType: 'application/pdf' }
			: undefined,
	uploads: new Map(Object.entries(uploads)),
	findings: new Findings(),
});

/** Fills slots with what a person typed: the content that is sent, and what was found. */
export function fillSlots(slots: readonly Slot[], values: IDataObject, item: Item = {}) {
	const parameters = parametersOf(item);
	const { whiteSpace = 'clean', stored = slots, showAs, language = 'en' } = item;
	const reader = valueReader(parameters, { whiteSpace, showAs, language });
	const content = fillTemplate(slots, values, { values: reader, parameters, stored });
	reader.close();
	const { found, notices, files } = parameters.findings;
	return { content, notices, files, findings: found.map(({ field, what }) => `${field} ${what}`) };
}

/** The same for a template of the account. */
export const fill = (definition: TemplateDefinition, values: IDataObject, item?: Item) =>
	fillSlots(slotsOf(definition), values, item);

/** Members of a list entry that the simulator does not know by name. */
type Entry = Partial<Template> & { sub_category?: string };

/** A template as the node reads it from the list. */
export const definition = (entry: Entry = {}, name = 'order_update'): TemplateDefinition =>
	readDefinition({ ...template(name, { body: 'Thank you', body_text: [], ...entry }) });

/** The name of the field for a value. */
export const labelOf = (definition: TemplateDefinition, id: string): string =>
	slotsOf(definition).find((slot) => slot.id === id)?.label ?? `no field ${id}`;

/** The fields as the editor keeps them in the map of a picked template. */
export const storedSchema = (definition: TemplateDefinition): ResourceMapperField[] => mapFields(definition);

const quickReplies = (...texts: string[]) => texts.map((text) => ({ type: 'QUICK_REPLY', text }));
const call = { type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+919999999999' };
const imageUrl = 'https://files.example.com/alert.png?sv=2019-12-12&sig=PDn3cPLmV%2BYu3D7W%3D';

/** A kind of template: what the editor asks for, and what is sent of it. */
export interface Kind {
	/** Where the request stands. */
	readonly source: string;
	readonly entry: Entry;
	/** Each field in its order: its place in the map, and words of its name or above it. A required one has a star. */
	readonly fields: ReadonlyArray<readonly [id: string, ...words: string[]]>;
	readonly values: IDataObject;
	/** What `template` holds beside name and language. */
	readonly content: IDataObject;
}

const card = (samples: string[] = []) => ({
	header_format: 'IMAGE',
	body: 'Only today: {{1}}',
	body_text: samples,
	buttons: [
		...quickReplies('More'),
		{ type: 'URL', text: 'Shop', url: 'https://shop.example.com/items/{{1}}' },
	],
});

/** Every kind of template of S3, S4 §3 and contract §1.4. */
export const kinds: readonly Kind[] = [
	{
		source: 'S3 example 1: text header, body, dynamic URL',
		entry: {
			header_format: 'TEXT',
			header: '{{1}} on your order',
			body: '{{1}}, your order {{2}} was delivered.',
			body_text: ['There', '1234'],
			buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }],
		},
		fields: [
			['header*', 'Header', '{{1}} on your order'],
			['body1*', '{{1}}, your order', 'e.g. There'],
			['body2*', 'your order {{2}} was delivered.', 'e.g. 1234'],
			['button0*', 'Track URL', 'https://example.com/orders/'],
		],
		values: { header: 'Alert', body1: 'There', body2: '1234', button0: '12344' },
		content: { headerValues: ['Alert'], bodyValues: ['There', '1234'], buttonValues: { '0': ['12344'] } },
	},
	{
		source: 'S3 example 2: media header, body, dynamic URL in the second button',
		entry: {
			header_format: 'IMAGE',
			body: '{{1}}, your order {{2}} was delivered.',
			body_text: ['There', '1234'],
			buttons: [call, { type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }],
		},
		fields: [
			['header*', 'Image URL'],
			['file', 'Image Input Field'],
			['body1*', '{{1}}, your order'],
			['body2*', 'your order {{2}} was delivered.'],
			['button1*', 'Track', 'https://example.com/orders/'],
		],
		values: { header: imageUrl, body1: 'There', body2: '1234', button1: '12344' },
		content: { headerValues: [imageUrl], bodyValues: ['There', '1234'], buttonValues: { '1': ['12344'] } },
	},
	{
		source: 'S3 example 3: document header, payloads of quick-reply buttons',
		entry: {
			header_format: 'DOCUMENT',
			body: 'Hello {{1}}',
			body_text: ['Asha'],
			buttons: quickReplies('Yes', 'No', 'Later'),
		},
		fields: [
			['header*', 'Document URL'],
			['file', 'Document Input Field'],
			['fileName', 'Document File Name'],
			['body1*', 'Hello {{1}}', 'e.g. Asha'],
			['payload0', 'Yes', 'Payload'],
			['payload1', 'No', 'Payload'],
			['payload2', 'Later', 'Payload'],
		],
		values: {
			header: 'https://files.example.com/sample.pdf',
			fileName: 'Sample Document for testing.pdf',
			body1: 'some text here if any variable in message body',
			payload0: 'payload0',
			payload1: 'payload1',
			payload2: '12 345abc( ) ? ! . # % @ ^ = + – & * ` ~ ; : < > { }',
		},
		content: {
			headerValues: ['https://files.example.com/sample.pdf'],
			fileName: 'Sample Document for testing.pdf',
			bodyValues: ['some text here if any variable in message body'],
			buttonPayload: {
				'0': ['payload0'],
				'1': ['payload1'],
				'2': ['12 345abc( ) ? ! . # % @ ^ = + – & * ` ~ ; : < > { }'],
			},
		},
	},
	{
		source: 'S4 §3.1: text',
		entry: { body: 'Hello {{1}}', body_text: ['Asha'] },
		fields: [['body1*', 'Hello {{1}}', 'e.g. Asha']],
		values: { body1: 'John' },
		content: { bodyValues: ['John'] },
	},
	{
		source: 'S4 §3.2: document header without a file name',
		entry: { header_format: 'DOCUMENT', body: 'Your invoice for {{1}}', body_text: ['ORD-1'] },
		fields: [
			['header*', 'Document URL'],
			['file', 'Document Input Field'],
			['fileName', 'Document File Name'],
			['body1*', 'invoice for {{1}}', 'e.g. ORD-1'],
		],
		values: { header: 'https://example.com/invoice.pdf', body1: 'ORD-555' },
		content: { headerValues: ['https://example.com/invoice.pdf'], bodyValues: ['ORD-555'] },
	},
	{
		source: 'S4 §3.3: authentication, one code for both places',
		entry: {
			category: 'AUTHENTICATION',
			body: '{{1}} is your verification code.',
			body_text: ['1234'],
			buttons: [{ type: 'OTP', text: 'Copy code' }],
		},
		fields: [['code*', 'One-Time Code']],
		values: { code: '1234' },
		content: { bodyValues: ['1234'], buttonValues: { '0': ['1234'] } },
	},
	{
		source: 'S4 §3.4: dynamic URL, sent as typed',
		entry: {
			body: 'Hello {{1}}',
			body_text: ['Asha'],
			buttons: [call, { type: 'URL', text: 'Shop', url: 'https://example.com/?to={{1}}' }],
		},
		fields: [
			['body1*', 'Hello {{1}}'],
			['button1*', 'Shop', 'https://example.com/?to='],
		],
		values: { body1: 'John', button1: 'https://dynamic-link.com' },
		content: { bodyValues: ['John'], buttonValues: { '1': ['https://dynamic-link.com'] } },
	},
	{
		source: 'S4 §3.5: carousel of one card',
		entry: {
			body: 'Our {{1}} is here',
			body_text: ['Summer Sale'],
			carousel_cards: [card(['Item'])],
		},
		fields: [
			['body1*', 'Our {{1}} is here', '{{1}} (Summer Sale)'],
			['card1_header*', 'Card 1', 'Image URL'],
			['card1_file', 'Card 1', 'Input Field'],
			['card1_body1*', 'Card 1 {{1}} (Item)', 'Only today: {{1}}'],
			['card1_payload0', 'Card 1', 'More', 'Payload'],
			['card1_button1*', 'Card 1', 'Shop', 'https://shop.example.com/items/'],
		],
		values: {
			body1: 'Summer Sale',
			card1_header: 'https://example.com/item1.jpg',
			card1_body1: 'Item 1',
			card1_button1: 'item_1_id',
		},
		content: {
			bodyValues: ['Summer Sale'],
			carouselCards: [
				{
					headerValues: ['https://example.com/item1.jpg'],
					bodyValues: ['Item 1'],
					buttonValues: { '1': ['item_1_id'] },
				},
			],
		},
	},
	{
		source: 'S4 §3.6: order status',
		entry: { body: 'Your order over {{1}}', body_text: ['$200'], sub_category: 'ORDER_STATUS' },
		fields: [
			['body1*', 'order over {{1}}', 'e.g. $200'],
			['orderReference*', 'Order Reference ID'],
			['orderStatus*', 'Order Status'],
			['orderDescription', 'Order Description'],
		],
		values: {
			body1: '$200',
			orderReference: 'ref_123',
			orderStatus: 'shipped',
			orderDescription: 'Your order has been shipped',
		},
		content: {
			bodyValues: ['$200'],
			order_status: {
				reference_id: 'ref_123',
				order: { status: 'shipped', description: 'Your order has been shipped' },
			},
		},
	},
	{
		source: 'contract §1.4: carousel of two cards, each with its own values',
		entry: { body: 'Hi, look at our sale', carousel_cards: [card(), card()] },
		fields: [
			['card1_header*', 'Card 1', 'Image URL'],
			['card1_file', 'Card 1', 'Input Field'],
			['card1_body1*', 'Card 1', '{{1}}'],
			['card1_payload0', 'Card 1', 'More'],
			['card1_button1*', 'Card 1', 'Shop'],
			['card2_header*', 'Card 2', 'Image URL'],
			['card2_file', 'Card 2', 'Input Field'],
			['card2_body1*', 'Card 2', '{{1}}'],
			['card2_payload0', 'Card 2', 'More'],
			['card2_button1*', 'Card 2', 'Shop'],
		],
		values: {
			card1_header: 'https://example.com/item1.jpg',
			card1_body1: 'Kurta',
			card1_payload0: 'more-1',
			card1_button1: 'items/1',
			card2_header: 'https://example.com/item2.jpg',
			card2_body1: 'Saree',
			card2_button1: 'items/2',
		},
		content: {
			carouselCards: [
				{
					headerValues: ['https://example.com/item1.jpg'],
					bodyValues: ['Kurta'],
					buttonPayload: { '0': ['more-1'] },
					buttonValues: { '1': ['items/1'] },
				},
				{
					headerValues: ['https://example.com/item2.jpg'],
					bodyValues: ['Saree'],
					buttonValues: { '1': ['items/2'] },
				},
			],
		},
	},
	{
		source: 'contract §1.4: flow',
		entry: { body: 'Choose a day', buttons: [{ type: 'FLOW', text: 'Book' }] },
		fields: [
			['flowToken', 'Flow Token'],
			['flowData', 'Flow Data'],
		],
		values: { flowToken: 'booking-1042', flowData: '{ "day": "Friday", "seats": 2 }' },
		content: {
			is_flow_template: true,
			buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
			buttonValues: { '0': ['booking-1042'], '1': ['{"day":"Friday","seats":2}'] },
		},
	},
	{
		source: 'contract §1.4: flow without a token',
		entry: { body: 'Choose a day', buttons: [{ type: 'FLOW', text: 'Book' }] },
		fields: [
			['flowToken', 'Flow Token'],
			['flowData', 'Flow Data'],
		],
		values: {},
		content: {
			is_flow_template: true,
			buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
			buttonValues: { '0': [''], '1': ['{}'] },
		},
	},
	{
		source: 'variables with a gap: a value for each that exists',
		entry: { body: 'Hi {{1}}, your order {{3}}', body_text: ['Asha', '1042'] },
		fields: [['body1*', 'Hi {{1}}, your order {{3}}'], ['body3*']],
		values: { body3: '1042', body1: 'Asha' },
		content: { bodyValues: ['Asha', '1042'] },
	},
	{
		source: 'variables with names: in the order of the template (a guess)',
		entry: { body: 'Hi {{customer_name}}, your order {{ order_id }}', body_text: [] },
		fields: [['body_customer_name*', '{{customer_name}}'], ['body_order_id*']],
		values: { body_order_id: '1042', body_customer_name: 'Asha' },
		content: { bodyValues: ['Asha', '1042'] },
	},
	{
		source: 'contract §1.4: flow without data',
		entry: { body: 'Hello {{1}}', buttons: [{ type: 'FLOW', text: 'Book' }] },
		fields: [
			['body1*', 'Hello {{1}}'],
			['flowToken', 'Flow Token'],
			['flowData', 'Flow Data'],
		],
		values: { body1: 'Asha', flowToken: 'booking-1042' },
		content: {
			bodyValues: ['Asha'],
			is_flow_template: true,
			buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
			buttonValues: { '0': ['booking-1042'], '1': ['{}'] },
		},
	},
	{
		source: 'contract §1.4: video header',
		entry: { header_format: 'VIDEO' },
		fields: [
			['header*', 'Video URL'],
			['file', 'Video Input Field'],
		],
		values: { header: 'https://example.com/tour.mp4' },
		content: { headerValues: ['https://example.com/tour.mp4'] },
	},
	{
		source: 'contract §1.4: a text header, a static URL and a phone number ask for nothing',
		entry: {
			header_format: 'TEXT',
			header: 'Your order',
			buttons: [call, { type: 'URL', text: 'Shop', url: 'https://example.com/shop' }],
		},
		fields: [],
		values: {},
		content: {},
	},
];
