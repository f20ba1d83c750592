import type { INodeParameters } from 'n8n-workflow';

import { list } from '../../contract/row.cts';
import { build } from '../parameters.cts';

const person = { phoneNumber: '9999999999' };
const many = (count: number, row: INodeParameters) => list(...Array.from({ length: count }, () => row));

describe('the cards of a carousel', () => {
	const carousel = (count: number) =>
		build('rcsMessage.sendCarousel', { ...person, cards: many(count, { title: 'Product' }) });

	test('0 are refused', () => {
		expect(carousel(0).message).toBe('Cards is empty');
	});

	test('1 is sent, with a notice', () => {
		expect(carousel(1)).toMatchObject({ found: [], notices: [expect.stringContaining('at least 2 cards')] });
	});

	test.each([2, 10])('%i are sent, without a notice', (count) => {
		const { request, found, notices } = carousel(count);

		expect({ found, notices }).toEqual({ found: [], notices: [] });
		expect(request.body).toMatchObject({
			message: {
				richCardDetails: {
					carousel: {
						contents: Array.from({ length: count }, () => ({ cardTitle: 'Product', suggestions: [] })),
					},
				},
			},
		});
	});

	test('11 are refused', () => {
		expect(carousel(11).message).toBe('Cards are 11, at most 10');
	});

	test.each<[INodeParameters, string]>([
		[{ title: '' }, 'Card 2 Title is empty'],
		[{ title: 'One', mediaUrl: 'photo.jpg' }, 'Card 2 File URL "photo.jpg" is not a web address'],
		[
			{ title: 'One', binaryPropertyName: 'photo' },
			'Input Data Field Name "photo" holds no file in this item',
		],
		[{ title: 'One', suggestions: list({ text: '' }) }, 'Card 2 Suggestion 1 Text is empty'],
		[{ title: 'One', suggestions: many(5, { text: 'More' }) }, 'Card 2 Suggestions are 5, at most 4'],
	])('%j is refused by name', (second, message) => {
		const cards = list({ title: 'One' }, second);

		expect(build('rcsMessage.sendCarousel', { ...person, cards }).message).toBe(message);
	});
});

describe('the suggestions of a card', () => {
	const card = (parameters: INodeParameters) =>
		build('rcsMessage.sendRichCard', { ...person, title: 'Offer', ...parameters });

	test('4 are sent', () => {
		const { request, found } = card({ suggestions: many(4, { text: 'More' }) });

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({
			message: {
				richCardDetails: {
					standalone: {
						content: {
							suggestions: Array.from({ length: 4 }, () => ({
								reply: { plainText: 'More', postBack: { data: 'More' } },
							})),
						},
					},
				},
			},
		});
	});

	test('5 are refused', () => {
		expect(card({ suggestions: many(5, { text: 'More' }) }).message).toBe('Suggestions are 5, at most 4');
	});

	test.each<[INodeParameters, string]>([
		[{ title: ' ' }, 'Title is empty'],
		[{ mediaUrl: 'photo.jpg' }, 'File URL "photo.jpg" is not a web address'],
		[{ suggestions: list({ text: 'Yes' }, { text: '' }) }, 'Suggestion 2 Text is empty'],
		[{ phoneNumber: 'nobody' }, 'Phone Number "nobody" holds letters'],
	])('%j is refused by name', (parameters, message) => {
		expect(card(parameters).message).toBe(message);
	});
});

test.each<[string, INodeParameters, string]>([
	['sendText', { message: ' ' }, 'Text is empty'],
	['sendTemplate', { template: '' }, 'Template is empty'],
	[
		'sendText',
		{
			message: 'Hi',
			additionalFields: {
				smsFallback: { values: { peId: 'p', message: 'm', dltTemplateId: 't' } },
			},
		},
		'SMS Sender ID is empty',
	],
])('%s with %j is refused by name', (operation, parameters, message) => {
	expect(build(`rcsMessage.${operation}`, { ...person, ...parameters }).message).toBe(message);
});

test('a card of a template needs no header by RCS', () => {
	const { request, found } = build('rcsMessage.sendTemplate', {
		...person,
		template: 'offer',
		additionalFields: { carouselCards: many(2, { bodyValues: list({ value: 'Hi' }) }) },
	});

	expect(found).toEqual([]);
	expect(request.body).toMatchObject({
		template: { carouselCards: [{ bodyValues: ['Hi'] }, { bodyValues: ['Hi'] }] },
	});
});
