import type { INodeParameters } from 'n8n-workflow';

import { build } from '../unit/parameters.cts';
import { validateRequest } from './contract.cts';
import { byName, list } from './row.cts';

const person = { phoneNumber: '99999 99999' };
const definition = { displayName: 'Offer', language: byName('English'), body: 'Hi' };
const button = (values: INodeParameters) => ({ ...definition, buttons: list(values) });
const card = (values: INodeParameters) => ({
	...definition,
	templateKind: 'carousel',
	cards: list({ headerHandle: '4::abc', body: 'Look' }, { headerHandle: '4::abc', body: 'Look', ...values }),
});
const many = (count: number, values: INodeParameters) => list(...Array.from({ length: count }, () => values));
const rcsTemplate = (additionalFields: INodeParameters) => ({
	...person,
	template: byName('offer'),
	additionalFields,
});

/** Input that would break the contract: the operation, what is wrong, the parameters, and the field that is named. */
const table: Array<[string, string, INodeParameters, string]> = [
	['template.create', 'a code as the language', { ...definition, language: byName('en') }, 'Language'],
	['template.create', 'an unknown category', { ...definition, category: 'Promotion' }, 'Category'],
	['template.create', 'no category', { ...definition, category: '' }, 'Category'],
	['contact.get', 'half an emoji', { identifyBy: 'userId', userId: 'asha-\uD83D' }, 'User ID'],
	['message.sendText', 'half an emoji', { ...person, message: 'Hello \uDE00' }, 'Text'],
	['template.create', 'a name that is too long', { ...definition, displayName: 'x'.repeat(513) }, 'Name'],
	[
		'template.create',
		'two variables in the header',
		{
			...definition,
			headerFormat: 'TEXT',
			headerText: '{{1}} {{2}}',
			headerSamples: list({ value: 'a' }, { value: 'b' }),
		},
		'Header Text',
	],
	[
		'template.create',
		'a file name as the address of the sample',
		{
			...definition,
			headerFormat: 'IMAGE',
			mediaSource: 'handle',
			headerHandle: '4::abc',
			mediaUrl: 'offer.jpg',
		},
		'File URL',
	],
	[
		'template.create',
		'an address without https://',
		button({ type: 'URL', text: 'Shop', url: 'example.com' }),
		'Button 1 URL',
	],
	[
		'template.create',
		'text as the number to call',
		button({ type: 'PHONE_NUMBER', text: 'Call us', phoneNumber: 'our number in the office' }),
		'Button 1 Phone Number',
	],
	['template.create', 'a card whose text is too long', card({ body: 'x'.repeat(161) }), 'Card 2 Body'],
	[
		'template.create',
		'a card with three buttons',
		card({ buttons: many(3, { type: 'QUICK_REPLY', text: 'Yes' }) }),
		'Card 2 Buttons',
	],
	['template.create', 'a card with a document', card({ headerFormat: 'DOCUMENT' }), 'Card 2 Header'],
	[
		'campaign.create',
		'the name of a language',
		{ campaignName: 'Diwali', template: byName('offer'), languageCode: 'English' },
		'Language Code',
	],
	[
		'message.sendTemplate',
		'the name of a language',
		{ ...person, template: byName('offer'), languageCode: 'English' },
		'Language Code',
	],
	[
		'message.sendTemplate',
		'an unknown category',
		{ ...person, template: byName('offer'), additionalFields: { templateCategory: 'Promotion' } },
		'Only If Category Is',
	],
	[
		'rcsMessage.sendRichCard',
		'an unknown height',
		{ ...person, title: 'Hi', mediaUrl: 'https://example.com/a.jpg', mediaHeight: 'HUGE' },
		'Media Height',
	],
	[
		'rcsMessage.sendRichCard',
		'an unknown orientation',
		{ ...person, title: 'Hi', cardOrientation: 'DIAGONAL' },
		'Orientation',
	],
	[
		'rcsMessage.sendCarousel',
		'an unknown width',
		{ ...person, cards: many(2, { title: 'Hi' }), cardWidth: 'HUGE' },
		'Card Width',
	],
	['rcsMessage.sendTemplate', 'a header value', rcsTemplate({ headerValue: 'Hi' }), 'Header Value'],
	[
		'rcsMessage.sendTemplate',
		'a button value',
		rcsTemplate({ buttonValues: list({ index: 0, value: 'x' }) }),
		'Button',
	],
	[
		'rcsMessage.sendTemplate',
		'a button payload',
		rcsTemplate({ buttonPayload: list({ index: 0, payload: 'x' }) }),
		'Button',
	],
	[
		'rcsMessage.sendTemplate',
		'a header of a card',
		rcsTemplate({ carouselCards: many(2, { headerValue: 'https://example.com/a.jpg' }) }),
		'Card',
	],
	[
		'lead.upsert',
		'a list as an attribute',
		{ email: 'a@example.com', attributesInput: 'json', attributesJson: '{"seen_at":[[1]]}' },
		'Attribute "seen_at"',
	],
	[
		'contact.getAll',
		'an operator that dates do not know',
		{ filters: { conditions: list({ trait: 'created_at_utc', op: 'eq', value: '2026-01-31' }) } },
		'Filter Operator',
	],
];

/** Whatever passes the node unsaid fits the contract; whatever does not fit is named before anything is sent. */
test.each(table)('%s refuses by name, or never sends, %s', (operation, _, parameters, field) => {
	const { request, found } = build(operation, parameters);
	const { method, path, query, body } = request;

	if (found.length > 0)
		expect(found.map((finding) => finding.field)).toContainEqual(expect.stringContaining(field));
	else expect(validateRequest(method, path, JSON.parse(JSON.stringify(body ?? {})), query)).toEqual([]);
});

describe('what is plainly no value is refused wherever a customer would read it', () => {
	const fields: Array<[string, string, (value: string) => INodeParameters]> = [
		['Text', 'message.sendText', (message) => ({ message })],
		[
			'Body Value 1',
			'message.sendTemplate',
			(value) => ({ template: byName('offer'), bodyValues: list({ value }) }),
		],
		[
			'Header Value',
			'message.sendTemplate',
			(headerValue) => ({ template: byName('offer'), additionalFields: { headerValue } }),
		],
		[
			'Caption',
			'message.sendImage',
			(message) => ({ mediaUrl: 'https://example.com/a.jpg', additionalFields: { message } }),
		],
		[
			'Button 1 Title',
			'message.sendButtons',
			(title) => ({ body: 'Well?', buttons: list({ id: 'a', title }) }),
		],
	];
	const placeholders = [
		'{{ $json.name }}',
		'{{name}}',
		'[object Object]',
		'undefined',
		'null',
		'NaN',
		'Infinity',
		'Invalid Date',
		'#N/A',
		'#REF!',
		'#VALUE!',
		'#NAME?',
		'A\uFFFDa',
		'\u200B\u2060',
	];

	test.each(fields)('%s of %s', (field, operation, parameters) => {
		for (const placeholder of placeholders) {
			const { found } = build(operation, { ...person, ...parameters(placeholder) });
			expect([placeholder, found.map((finding) => finding.field)]).toEqual([placeholder, [field]]);
		}
	});
});
