import { operationOf, validateAnswer, validateRequest } from './contract.cts';

const asha = { phoneNumber: '9999999999', countryCode: '+91' };
const text = { type: 'Text', data: { message: 'Hello' } };
const template = { name: 'welcome_message', languageCode: 'en' };
const reply = (index: number) => ({ type: 'reply', reply: { id: `id-${index}`, title: `Title ${index}` } });
const many = <T,>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index));
const row = (index: number) => ({ id: `id-${index}`, title: `Row ${index}` });
const buttons = (more: object) => ({
	...asha,
	type: 'InteractiveButton',
	data: { message: { type: 'button', body: { text: 'Well?' }, action: { buttons: [reply(1)] }, ...more } },
});
const list = (sections: unknown) => ({
	...asha,
	type: 'InteractiveList',
	data: { body: { text: 'Well?' }, action: { button: 'View', sections } },
});
const sent = (content: object) => ({ ...asha, type: 'Template', template: { ...template, ...content } });

describe('a wrong request is refused with a readable reason', () => {
	test.each<[string, string, unknown, string[]]>([
		[
			'nobody',
			'/track/users/',
			{},
			['the request needs phoneNumber with countryCode, fullPhoneNumber or userId'],
		],
		[
			'a phone number without its country',
			'/track/users/',
			{ phoneNumber: '9999999999' },
			['the request needs phoneNumber and countryCode together'],
		],
		[
			'both ways of giving a phone number',
			'/message/',
			{ ...asha, fullPhoneNumber: '919999999999', ...text },
			['the request needs phoneNumber with countryCode or fullPhoneNumber, never both'],
		],
		[
			'a leading zero',
			'/track/users/',
			{ ...asha, phoneNumber: '09999999999' },
			['phoneNumber must be a phone number of digits only, without country code and without a leading 0'],
		],
		[
			'a misspelt field',
			'/message/',
			{ ...asha, ...text, callbackdata: 'x' },
			['the request has an unknown field "callbackdata"'],
		],
		[
			'a misspelt field inside',
			'/message/',
			{ ...asha, type: 'Image', data: { mediaURL: 'x' } },
			['data needs mediaUrl', 'data has an unknown field "mediaURL"'],
		],
		[
			'an unknown type',
			'/message/',
			{ ...asha, type: 'Location' },
			[
				'the request needs a type that exists (Text, Image, Document, Video, Audio, Sticker, InteractiveButton, InteractiveList, Template)',
			],
		],
		[
			'a caption that is too long',
			'/message/',
			{ ...asha, type: 'Image', data: { mediaUrl: 'https://example.com/a.jpg', message: 'x'.repeat(1025) } },
			['data.message is longer than 1024 characters'],
		],
		[
			'callback data that is too long',
			'/message/',
			{ ...asha, ...text, callbackData: 'x'.repeat(513) },
			['callbackData is longer than 512 characters'],
		],
		[
			'four buttons',
			'/message/',
			buttons({ action: { buttons: many(4, reply) } }),
			['data.message.action.buttons has more than 3 items'],
		],
		[
			'a mixture of both interactive forms',
			'/message/',
			{ ...asha, type: 'InteractiveButton', data: { ...buttons({}).data, body: { text: 'Well?' } } },
			['data has an unknown field "body"'],
		],
		['the wrong kind inside', '/message/', buttons({ type: 'list' }), ['data.message.type must be "button"']],
		[
			'11 rows in two sections',
			'/message/',
			list([
				{ title: 'One', rows: many(5, row) },
				{ title: 'Two', rows: many(6, row) },
			]),
			['data has 11 rows in all sections, at most 10'],
		],
		[
			'a section without title beside another',
			'/message/',
			list([{ title: 'One', rows: [row(1)] }, { rows: [row(2)] }]),
			['data.action.sections[1] needs title'],
		],
		[
			'the name of a language',
			'/message/',
			sent({ languageCode: 'English' }),
			['template.languageCode must be a language code, e.g. en or en_US'],
		],
		[
			'two header values',
			'/message/',
			sent({ headerValues: ['a', 'b'] }),
			['template.headerValues has more than 1 items'],
		],
		[
			'a line break in a variable',
			'/message/',
			sent({ bodyValues: ['one\ntwo'] }),
			['template.bodyValues[0] cannot have new-line/tab characters or more than 2 consecutive spaces'],
		],
		[
			'a button by name',
			'/message/',
			sent({ buttonValues: { first: ['x'] } }),
			['template.buttonValues key "first" must be the index of a button, from 0'],
		],
		[
			'a payload that is too long',
			'/message/',
			sent({ buttonPayload: { '0': ['x'.repeat(129)] } }),
			['template.buttonPayload[0][0] is longer than 128 characters'],
		],
		[
			'eleven cards',
			'/message/',
			sent({ carouselCards: many(11, () => ({ headerValues: ['x'] })) }),
			['template.carouselCards has more than 10 items'],
		],
		[
			'an unknown order status',
			'/message/',
			sent({ order_status: { reference_id: '1', order: { status: 'lost' } } }),
			[
				'template.order_status.order.status must be processing, partially_shipped, shipped, completed or canceled',
			],
		],
		[
			'null as a trait',
			'/track/users/',
			{ ...asha, traits: { city: null } },
			['traits.city must be a string, a number, a boolean, a date or a list'],
		],
		[
			'a tab in a trait',
			'/track/users/',
			{ ...asha, traits: { city: 'a\tb' } },
			[
				'traits.city cannot have new-line/tab characters, non-breaking spaces or more than 2 consecutive spaces',
			],
		],
		[
			'a non-breaking space in a list',
			'/track/events/',
			{ ...asha, event: 'Seen', traits: { sizes: ['S', 'X\u00a0L'] } },
			[
				'traits.sizes[1] cannot have new-line/tab characters, non-breaking spaces or more than 2 consecutive spaces',
			],
		],
		[
			'a limit above 100',
			'/apis/users/?offset=0&limit=101',
			{ filters: [] },
			['limit must be at most 100 (S0)'],
		],
		[
			'an unknown query parameter',
			'/apis/users/?page=2',
			{ filters: [] },
			['the request has an unknown field "page"'],
		],
		[
			'a time of another zone',
			'/apis/users/',
			{ filters: [{ trait: 'created_at_utc', op: 'gt', val: '2026-01-01T00:00:00+05:30' }] },
			['filters[0].val must be in UTC, e.g. 2021-09-08T11:30:00.000Z, or a date'],
		],
		[
			'an unknown operator',
			'/apis/users/',
			{ filters: [{ trait: 'created_at_utc', op: '>', val: '2026-01-01' }] },
			['filters[0].op must be gt or lt'],
		],
		[
			'a second filter without supr_op',
			'/apis/users/',
			{ filters: many(2, () => ({ trait: 'created_at_utc', op: 'gt', val: '2026-01-01' })) },
			['filters[1] needs supr_op'],
		],
		[
			'a media header without its handle',
			'/track/templates/',
			{
				display_name: 'Offer',
				language: 'English',
				category: 'Marketing',
				header_format: 'IMAGE',
				body: 'Hi',
			},
			['the request needs header_handle'],
		],
		[
			'a text header without text',
			'/track/templates/',
			{
				display_name: 'Offer',
				language: 'English',
				category: 'Marketing',
				header_format: 'TEXT',
				body: 'Hi',
			},
			['the request with header_format TEXT needs the text of the header, in header or header_text'],
		],
		[
			'five suggestions',
			'/rcs/message/',
			{
				...asha,
				type: 'STANDALONE_CAROUSEL',
				message: {
					richCardDetails: {
						standalone: {
							cardOrientation: 'VERTICAL',
							content: {
								cardTitle: 'Hi',
								suggestions: many(5, (index) => ({
									reply: { plainText: `${index}`, postBack: { data: 'x' } },
								})),
							},
						},
					},
				},
			},
			['message.richCardDetails.standalone.content.suggestions has more than 4 items'],
		],
		[
			'RCS to a user ID',
			'/rcs/message/',
			{ userId: 'one', type: 'Text', message: { plainText: 'Hi' } },
			[
				'the request needs phoneNumber with countryCode or fullPhoneNumber',
				'the request has an unknown field "userId"',
			],
		],
		[
			'a file of another category',
			'/track/files/upload_to_fb/?fileCategory=other',
			{ uploadFile: 'offer.png' },
			['fileCategory must be "message_template_media"'],
		],
		['a member without e-mail', '/members', { name: 'Asha' }, ['the request needs email']],
		[
			'a hash as an attribute',
			'/leads',
			{ email: 'asha@example.com', plan: { name: 'pro' } },
			['plan must be a text, a number, a boolean or a list, neither null nor a hash'],
		],
		[
			'a missing trailing slash',
			'/message',
			{ ...asha, ...text },
			['POST /message is not in the contract; it needs its trailing slash'],
		],
		['nothing', '/message/', undefined, ['the request has no body']],
		['a list', '/track/users/', [], ['the request must be object']],
	])('%s', (_, path, body, found) => {
		expect(validateRequest('POST', path, body)).toEqual(found);
	});
});

describe('a right request is found valid', () => {
	test.each<[string, 'GET' | 'POST', string, unknown]>([
		[
			'a number of the United States',
			'POST',
			'/track/users/',
			{ phoneNumber: '4155550100', countryCode: '+1' },
		],
		[
			'traits of every type',
			'POST',
			'/track/users/',
			{ userId: 'one', traits: { a: 'x', b: 1.5, c: false, d: ['x', 2, true], e: '2026-01-31', f: '' } },
		],
		['two spaces in a row', 'POST', '/track/users/', { ...asha, traits: { a: 'one  two' } }],
		[
			'an emoji is one character',
			'POST',
			'/message/',
			buttons({ action: { buttons: [{ type: 'reply', reply: { id: 'x', title: '👍'.repeat(20) } }] } }),
		],
		[
			'ten rows in two sections',
			'POST',
			'/message/',
			list([
				{ title: 'One', rows: many(5, row) },
				{ title: 'Two', rows: many(5, row) },
			]),
		],
		['a section without title, alone', 'POST', '/message/', list([{ rows: [row(1)] }])],
		['no filters', 'POST', '/apis/users/?offset=0&limit=1', {}],
		[
			'a date alone',
			'POST',
			'/apis/users/',
			{ filters: [{ trait: 'modified_at_utc', op: 'gt', val: '2021-09-08' }] },
		],
		[
			'templates',
			'GET',
			'/track/organization/templates?offset=0&limit=1&approval_status=APPROVED',
			undefined,
		],
		['a contact by phone number', 'GET', '/apis/users/phone_number/9999999999', undefined],
		['a contact by ID', 'GET', '/apis/users/id/a%2Fb', undefined],
		[
			'an upload',
			'POST',
			'/track/files/upload_to_fb/?fileCategory=message_template_media',
			{ uploadFile: 'offer.png' },
		],
		[
			'orders of a member',
			'POST',
			'/members',
			{ email: 'asha@example.com', orders: [{ order_number: 'A1', order_value: 500 }] },
		],
	])('%s', (_, method, path, body) => {
		expect(validateRequest(method, path, body)).toEqual([]);
	});

	test('a query may come beside the path', () => {
		expect(validateRequest('POST', '/apis/users/', {}, { offset: 0, limit: 100 })).toEqual([]);
		expect(validateRequest('POST', '/apis/users/', {}, { offset: -1, limit: 100 })).toHaveLength(1);
	});
});

describe('an answer', () => {
	test('with a list as message is one', () => {
		expect(validateAnswer('POST', '/message/', 400, { result: false, message: ['one', 'two'] })).toEqual([]);
	});

	test('without the ID of the message is none', () => {
		expect(validateAnswer('POST', '/message/', 201, { result: true, message: 'Queued' })).toEqual([
			'the answer needs id',
		]);
	});

	test('with a status that the contract does not know is none', () => {
		expect(validateAnswer('POST', '/message/', 418, {})).toEqual([
			'sendMessage has no answer 418 in the contract',
		]);
	});
});

test('the operation of a request is found by its path', () => {
	expect(operationOf('get', '/apis/users/id/one')?.operation.operationId).toBe('getUserById');
	expect(operationOf('POST', '/apis/users/id/one')).toBeUndefined();
});
