import type { INodeParameters } from 'n8n-workflow';

import { variableNumbers } from '../../../nodes/Interakt/templates/variables';
import { byName, list } from '../../contract/row.cts';
import { build, type Surroundings } from '../parameters.cts';

const create = (parameters: INodeParameters, surroundings?: Surroundings) =>
	build(
		'template.create',
		{ displayName: 'Offer', language: byName('English'), body: 'Hi', ...parameters },
		surroundings,
	);
const values = (...texts: unknown[]) => list(...texts.map((value) => ({ value }) as INodeParameters));

describe('the variables of a text', () => {
	test.each<[string, number[]]>([
		['Hi', []],
		['Hi {{1}}', [1]],
		['{{2}} and {{1}}', [1, 2]],
		['{{1}} and again {{1}}', [1]],
		['{{ 1 }}', [1]],
		['{{10}} {{9}}', [9, 10]],
		['{{name}} {1} {{}}', []],
	])('%s', (words, numbers) => {
		expect(variableNumbers(words)).toEqual(numbers);
	});
});

describe('samples', () => {
	test('are sent in their order, as text', () => {
		const { request, found } = create({ body: 'Hi {{1}}, {{2}}', bodySamples: values('Asha', 1042) });

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({ body_text: ['Asha', '1042'] });
	});

	test('are not sent for a text without variables', () => {
		expect(create({ body: 'Hi' }).request.body).not.toHaveProperty('body_text');
	});

	test.each<[string, INodeParameters, string]>([
		['none', { body: 'Hi {{1}}' }, 'Body Samples has 0 values for 1 variables'],
		[
			'too few',
			{ body: '{{1}} {{2}}', bodySamples: values('a') },
			'Body Samples has 1 values for 2 variables',
		],
		[
			'too many',
			{ body: '{{1}}', bodySamples: values('a', 'b') },
			'Body Samples has 2 values for 1 variables',
		],
		['an empty one', { body: '{{1}}', bodySamples: values(' ') }, 'Body Sample 1 is empty'],
		[
			'a variable that is left out',
			{ body: '{{1}} {{3}}', bodySamples: values('a', 'b') },
			'Body numbers its variables {{1}}, {{3}}',
		],
		[
			'one that begins at 0',
			{ body: '{{0}} {{1}}', bodySamples: values('a', 'b') },
			'Body numbers its variables {{0}}, {{1}}',
		],
		[
			'none for the header',
			{ headerFormat: 'TEXT', headerText: 'Order {{1}}' },
			'Header Text Samples has 0 values for 1 variables',
		],
		[
			'a header that begins at 2',
			{ headerFormat: 'TEXT', headerText: 'Order {{2}}', headerSamples: values('a') },
			'Header Text numbers its variables {{2}}',
		],
	])('are refused by name: %s', (_, parameters, message) => {
		expect(create(parameters).message).toContain(message);
	});
});

/** Contract §3, "template header text". */
describe('the header', () => {
	const files = { data: { fileName: 'offer.jpg', mimeType: 'image/jpeg' } };
	const uploads = { data: { url: 'https://files.example.com/1', handle: '4::abc', fileName: 'offer.jpg' } };

	test.each<[string, INodeParameters, Record<string, unknown>]>([
		['none', {}, {}],
		['none, chosen', { headerFormat: 'none' }, {}],
		[
			'text without a variable: both names carry the copy',
			{ headerFormat: 'TEXT', headerText: 'Welcome Offer' },
			{ header_format: 'TEXT', header: 'Welcome Offer', header_text: 'Welcome Offer' },
		],
		[
			'text with a variable: header the copy, header_text the samples',
			{ headerFormat: 'TEXT', headerText: 'Order {{1}}', headerSamples: values('1042') },
			{ header_format: 'TEXT', header: 'Order {{1}}', header_text: ['1042'] },
		],
		...['IMAGE', 'VIDEO', 'DOCUMENT'].map((format): [string, INodeParameters, Record<string, unknown>] => [
			`${format} by its handle`,
			{ headerFormat: format, mediaSource: 'handle', headerHandle: ' 4::abc ' },
			{ header_format: format, header_handle: ['4::abc'] },
		]),
		[
			'handle, address and name',
			{
				headerFormat: 'IMAGE',
				mediaSource: 'handle',
				headerHandle: '4::abc',
				mediaUrl: 'https://example.com/offer.jpg',
				fileName: 'offer.jpg',
			},
			{
				header_format: 'IMAGE',
				header_handle: ['4::abc'],
				header_handle_file_url: 'https://example.com/offer.jpg',
				header_handle_file_name: 'offer.jpg',
			},
		],
		[
			'a file of the item, once it has been uploaded',
			{ headerFormat: 'IMAGE' },
			{
				header_format: 'IMAGE',
				header_handle: ['4::abc'],
				header_handle_file_url: 'https://files.example.com/1',
				header_handle_file_name: 'offer.jpg',
			},
		],
	])('%s', (_, parameters, header) => {
		const { request, found } = create(parameters, { files, uploads });

		expect(found).toEqual([]);
		expect(request.body).toEqual({
			display_name: 'Offer',
			language: 'English',
			category: 'Utility',
			body: 'Hi',
			...header,
		});
	});

	test('that is a file asks for its upload', () => {
		const { files: wanted, found } = create({ headerFormat: 'IMAGE' }, { files });

		expect(found).toEqual([]);
		expect([...wanted.values()]).toEqual([{ item: 0, property: 'data', ...files.data }]);
	});

	test.each<[INodeParameters, string]>([
		[{ headerFormat: 'TEXT', headerText: ' ' }, 'Header Text is empty'],
		[{ headerFormat: 'IMAGE' }, 'Input Data Field Name "data" holds no file in this item'],
		[{ headerFormat: 'IMAGE', binaryPropertyName: '' }, 'Input Data Field Name is empty'],
		[{ headerFormat: 'IMAGE', mediaSource: 'handle', headerHandle: '' }, 'File Handle is empty'],
	])('%j is refused by name', (parameters, message) => {
		expect(create(parameters).message).toBe(message);
	});
});

describe('the buttons', () => {
	const quick = { type: 'QUICK_REPLY', text: 'Yes' };
	const url = { type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' };
	const phone = { type: 'PHONE_NUMBER', text: 'Call us', phoneNumber: '+919999999999' };

	test.each<[string, INodeParameters[], string, unknown[]]>([
		['quick replies', [quick], 'Quick Replies', [quick]],
		['an address', [url], 'Call To Action', [url]],
		[
			'a phone number',
			[phone],
			'Call To Action',
			[{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+919999999999' }],
		],
		['a mixture', [quick, url], 'Call To Action', [quick, url]],
	])('%s say what they are', (_, given, buttonType, buttons) => {
		const { request, found } = create({ buttons: list(...given) });

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({ button_type: buttonType, buttons });
	});

	test.each([
		['+919999999999', '+919999999999'],
		['tel:+91-99999-99999', '+919999999999'],
		['99999 99999', '+919999999999'],
		['09999999999', '+919999999999'],
		['919999999999.0', '+919999999999'],
		['1800 123 4567', '+9118001234567'],
		['+44 (0)20 7946 0018', '+442079460018'],
		['+39 06 1234 5678', '+390612345678'],
		['(+1) 415 555 0100', '+14155550100'],
		['00 971 50 123 4567', '+971501234567'],
	])('call the number %j, as %s', (phoneNumber, sent) => {
		const { request, found } = create({ buttons: list({ ...phone, phoneNumber }) });

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({ buttons: [{ phone_number: sent }] });
	});

	test('that are none are not sent', () => {
		const { body } = create({ buttons: list() }).request;

		expect(body).not.toHaveProperty('buttons');
		expect(body).not.toHaveProperty('button_type');
	});

	test.each<[INodeParameters, string]>([
		[{ ...quick, text: ' ' }, 'Button 1 Text is empty'],
		[{ ...url, url: '' }, 'Button 1 URL is empty'],
		[{ ...phone, phoneNumber: '' }, 'Button 1 Phone Number is empty'],
		[
			{ ...phone, phoneNumber: '+91 99999 9999' },
			'Button 1 Phone Number "+91 99999 9999" is too short (9 digits after the country code, +91 numbers have 10)',
		],
		[{ ...phone, phoneNumber: '99999 99999 (M)' }, 'Button 1 Phone Number "99999 99999 (M)" holds letters'],
	])('%j is refused by name', (button, message) => {
		expect(create({ buttons: list(button) }).message).toBe(message);
	});
});

describe('the cards of a carousel', () => {
	const card = { headerHandle: '4::abc', body: 'Look' };
	const carousel = (...cards: INodeParameters[]) =>
		create({ templateKind: 'carousel', cards: list(...cards) });
	const many = (count: number) => carousel(...Array.from({ length: count }, () => card));

	test('0 are refused', () => {
		expect(many(0).message).toBe('Cards is empty');
	});

	test('1 is sent, with a notice', () => {
		expect(many(1)).toMatchObject({
			found: [],
			notices: [expect.stringContaining('at least 2 cards')],
			request: { body: { carousel_cards: [{ card_index: 0 }] } },
		});
	});

	test.each([2, 10])('%i are sent, numbered from 0, without a notice', (count) => {
		const { request, found, notices } = many(count);

		expect({ found, notices }).toEqual({ found: [], notices: [] });
		expect(request.body?.carousel_cards).toEqual(
			Array.from({ length: count }, (_, index) => ({
				card_index: index,
				header_format: 'IMAGE',
				header_handle: ['4::abc'],
				body: 'Look',
			})),
		);
	});

	test('11 are refused', () => {
		expect(many(11).message).toBe('Cards are 11, at most 10');
	});

	test('have samples, buttons and a title of their own', () => {
		const { request, found } = carousel(card, {
			...card,
			headerFormat: 'VIDEO',
			title: 'Product',
			body: 'For {{1}}',
			bodySamples: values('₹ 500'),
			buttons: list({ type: 'QUICK_REPLY', text: 'More' }),
		});

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({
			carousel_cards: [
				{},
				{
					card_index: 1,
					header_format: 'VIDEO',
					cardTitle: 'Product',
					body: 'For {{1}}',
					body_text: ['₹ 500'],
					buttons: [{ type: 'QUICK_REPLY', text: 'More' }],
				},
			],
		});
	});

	test.each<[INodeParameters, string]>([
		[{ ...card, body: '' }, 'Card 2 Body is empty'],
		[{ body: 'Look' }, 'Card 2 File Handle is empty'],
		[{ body: 'Look', binaryPropertyName: 'data' }, 'Input Data Field Name "data" holds no file in this item'],
		[{ ...card, body: '{{1}}' }, 'Card 2 Body Samples has 0 values for 1 variables'],
		[{ ...card, buttons: list({ text: '' }) }, 'Card 2 Button 1 Text is empty'],
	])('%j is refused by name', (second, message) => {
		expect(carousel(card, second).message).toBe(message);
	});
});

describe('what every template needs', () => {
	test.each<[INodeParameters, string]>([
		[{ displayName: ' ' }, 'Name is empty'],
		[{ language: byName('') }, 'Language is empty'],
		[{ body: '' }, 'Body is empty'],
		[{ body: '', displayName: '' }, 'Body is empty; Name is empty'],
	])('%j is refused by name', (parameters, message) => {
		expect(create(parameters).message).toBe(message);
	});
});

describe('a campaign', () => {
	const campaign = (parameters: INodeParameters) =>
		build('campaign.create', { campaignName: 'Diwali', template: byName('offer'), ...parameters });

	test.each<[INodeParameters, string]>([
		[{ campaignName: '' }, 'Name is empty'],
		[{ template: byName(' ') }, 'Template is empty'],
		[{ languageCode: '' }, 'Language Code is empty'],
	])('%j is refused by name', (parameters, message) => {
		expect(campaign(parameters).message).toBe(message);
	});

	test('is named without white space around', () => {
		expect(campaign({ campaignName: ' Diwali ' }).request.body).toMatchObject({ campaign_name: 'Diwali' });
	});
});
