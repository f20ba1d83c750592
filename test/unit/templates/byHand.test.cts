import type { INodeParameters } from 'n8n-workflow';

import { byName, list } from '../../contract/row.cts';
import { build } from '../parameters.cts';

const headerValue = 'https://example.com/item.jpg';

const template = (additionalFields: INodeParameters, parameters: INodeParameters = {}) =>
	build('message.sendTemplate', {
		phoneNumber: '9999999999',
		template: byName('offer'),
		additionalFields,
		...parameters,
	});

describe('what is missing or wrong is refused by name', () => {
	test.each<[string, INodeParameters, INodeParameters, string]>([
		['no template', {}, { template: byName('') }, 'Template is empty'],
		['no language', {}, { languageCode: '' }, 'Language Code is empty'],
		['empty body value', {}, { bodyValues: list({ value: 'a' }, { value: '' }) }, 'Body Value 2 is empty'],
		['empty button value', { buttonValues: list({ index: 1, value: '' }) }, {}, 'Button 1 Value is empty'],
		['empty payload', { buttonPayload: list({ payload: '' }) }, {}, 'Button 0 Payload is empty'],
		[
			'button twice',
			{ buttonValues: list({ index: 1, value: 'a' }, { index: 1, value: 'b' }) },
			{},
			'Button Index 1 is given twice',
		],
		[
			'index below 0',
			{ buttonValues: list({ index: -1, value: 'a' }) },
			{},
			'Button Index "-1" is not a position',
		],
		[
			'index above 9',
			{ buttonValues: list({ index: 10, value: 'a' }) },
			{},
			'Button Index "10" is not a position',
		],
		[
			'index 1.5',
			{ buttonValues: list({ index: 1.5, value: 'a' }) },
			{},
			'Button Index "1.5" is not a position',
		],
		[
			'empty value in a card',
			{ carouselCards: list({ headerValue }, { headerValue, bodyValues: list({ value: '' }) }) },
			{},
			'Card 2 Body Value 1 is empty',
		],
		[
			'button of a card twice',
			{
				carouselCards: list(
					{ headerValue },
					{ headerValue, buttonValues: list({ value: 'a' }, { value: 'b' }) },
				),
			},
			{},
			'Card 2 Button Index 0 is given twice',
		],
		[
			'card without a header',
			{ carouselCards: list({ headerValue }, { bodyValues: list({ value: 'a' }) }) },
			{},
			'Card 2 Header Value is empty',
		],
		[
			'SMS without a provider',
			{
				smsFallback: {
					values: { senderId: 's', peId: 'p', providerName: '', message: 'm', dltTemplateId: 't' },
				},
			},
			{},
			'SMS Provider Name is empty',
		],
		[
			'order without ID',
			{ orderStatus: { values: { status: 'shipped' } } },
			{},
			'Order Reference ID is empty',
		],
		[
			'unknown order status',
			{ orderStatus: { values: { referenceId: 'r', status: 'lost' } } },
			{},
			'Order Status "lost" is not a status',
		],
		[
			'flow data',
			{ flow: { values: { token: 't', data: '{ day }' } } },
			{},
			expect.stringContaining('Flow Data is not valid JSON'),
		],
		[
			'SMS without its fields',
			{ smsFallback: { values: {} } },
			{},
			'SMS Sender ID is empty; SMS Principal Entity ID is empty; SMS Message is empty; SMS DLT Template ID is empty',
		],
	])('%s', (_, additionalFields, parameters, message) => {
		expect(template(additionalFields, parameters).message).toEqual(message);
	});
});

describe('the number of carousel cards', () => {
	const cards = (count: number) =>
		template({
			carouselCards: list(
				...Array.from({ length: count }, (_, index) => ({ headerValue: `https://example.com/${index}.jpg` })),
			),
		});
	const sent = (count: number) => cards(count).request.body?.template;

	test('none: nothing is sent of them', () => {
		expect(sent(0)).toEqual({ name: 'offer', languageCode: 'en' });
	});

	test('1 is sent, with a notice', () => {
		expect(sent(1)).toMatchObject({ carouselCards: [{ headerValues: ['https://example.com/0.jpg'] }] });
		expect(cards(1)).toMatchObject({ found: [], notices: [expect.stringContaining('at least 2 cards')] });
	});

	test.each([2, 10])('%i are sent, without a notice', (count) => {
		expect(sent(count)).toMatchObject({
			carouselCards: Array.from({ length: count }, () => expect.anything()),
		});
		expect(cards(count)).toMatchObject({ found: [], notices: [] });
	});

	test('11 are refused', () => {
		expect(cards(11).message).toBe('Carousel Cards are 11, at most 10');
	});
});

describe('variables', () => {
	test('that are numbers are sent as text', () => {
		const { request } = template(
			{ headerValue: 7, buttonValues: list({ index: 0, value: 1042 }) },
			{ bodyValues: list({ value: 2 }, { value: 0 }) },
		);

		expect(request.body?.template).toEqual({
			name: 'offer',
			languageCode: 'en',
			headerValues: ['7'],
			bodyValues: ['2', '0'],
			buttonValues: { '0': ['1042'] },
		});
	});

	test('are cleaned of white space that the API refuses, each with a notice', () => {
		const { request, notices } = template(
			{ headerValue: 'a\tb' },
			{ bodyValues: list({ value: 'MG Road\nPune' }, { value: 'x' }) },
		);

		expect(request.body?.template).toMatchObject({
			headerValues: ['a b'],
			bodyValues: ['MG Road Pune', 'x'],
		});
		expect(notices).toEqual([
			'Header Value: a tab was replaced by a space',
			'Body Value 1: a line break was replaced by a space',
		]);
	});

	test('with such white space are refused on request', () => {
		const { message } = template({ whiteSpace: 'refuse' }, { bodyValues: list({ value: 'MG Road\nPune' }) });

		expect(message).toBe('Body Value 1 holds a line break, which Interakt does not accept');
	});

	test('that hold a list of lists are refused', () => {
		const { message } = template(
			{},
			{ bodyValues: { values: [{ value: [['a', 'b']] }] } as unknown as INodeParameters },
		);

		expect(message).toBe('Body Value 1 holds a list whose items are no texts');
	});
});

test('white space around the name, the language and the file name is taken off', () => {
	const { request } = template(
		{ fileName: ' Invoice 1042.pdf ' },
		{ template: byName(' offer '), languageCode: 'en ' },
	);

	expect(request.body?.template).toEqual({
		name: 'offer',
		languageCode: 'en',
		fileName: 'Invoice 1042.pdf',
	});
});

describe('a header given by hand', () => {
	const headers = ({ request }: ReturnType<typeof build>) =>
		(request.body?.template as { headerValues?: string[] }).headerValues;

	test.each([
		['http://example.com/a.png', 'is not a secure address'],
		['https://192.168.1.7/a.png', 'cannot be reached from outside your network'],
	])('that is no public address of a file is refused: %s', (url, what) => {
		expect(template({ headerValue: url }).message).toBe(`Header Value "${url}" ${what}`);
		expect(template({ carouselCards: list({ headerValue: url }, { headerValue }) }).message).toBe(
			`Card 1 Header Value "${url}" ${what}`,
		);
	});

	test('that is an address is sent without the blanks around it, and words are sent as they are', () => {
		expect(headers(template({ headerValue: ` ${headerValue} ` }))).toEqual([headerValue]);
		expect(headers(template({ headerValue: 'see http://example.com' }))).toEqual(['see http://example.com']);
	});
});

describe('a template name', () => {
	test.each([
		['with its language needs no Language Code', byName('offer|hi')],
		['as plain text is understood too', 'offer|hi'],
	])('%s', (_, given) => {
		const { request, found } = template({}, { template: given, bodyValues: list({ value: 'Asha' }) });

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({
			template: { name: 'offer', languageCode: 'hi', bodyValues: ['Asha'] },
		});
	});
});
