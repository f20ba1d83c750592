import { readCard, readCards } from '../../../nodes/Interakt/fields/rcs';
import { list } from '../../contract/row.cts';
import { build, plainParameters } from '../parameters.cts';

const url = 'https://example.com/kurta.jpg';

const read = (values: Record<string, unknown>) => {
	const parameters = plainParameters({});
	const card = readCard({ title: 'Kurta', ...values }, 'Card 1 ', parameters);
	const { found } = parameters.findings;
	return { card, found: found.map(({ field, what, remedy }) => [`${field} ${what}`, remedy]) };
};

describe('a card', () => {
	test('has what was given', () => {
		const suggestions = list({ text: 'More' }, { text: 'Buy', data: ' buy-1042 ' });

		expect(read({ description: 'Handmade', mediaUrl: url, mediaHeight: 'tall', suggestions })).toEqual({
			found: [],
			card: {
				cardTitle: 'Kurta',
				cardDescription: 'Handmade',
				cardMedia: { mediaHeight: 'TALL', contentInfo: { fileUrl: url } },
				suggestions: [
					{ reply: { plainText: 'More', postBack: { data: 'More' } } },
					{ reply: { plainText: 'Buy', postBack: { data: 'buy-1042' } } },
				],
			},
		});
	});

	test.each([{}, { description: '', mediaUrl: ' ', binaryPropertyName: ' ' }, { mediaUrl: null }])(
		'has no more than that: %j',
		(values) => {
			expect(read(values)).toEqual({ found: [], card: { cardTitle: 'Kurta', suggestions: [] } });
		},
	);

	test('is of medium height where nothing else is said', () => {
		expect(read({ mediaUrl: url }).card.cardMedia).toMatchObject({ mediaHeight: 'MEDIUM' });
	});

	test.each<[Record<string, unknown>, string]>([
		[{ title: 'undefined' }, 'Card 1 Title holds "undefined", which is no value'],
		[{ description: 'NaN' }, 'Card 1 Description holds "NaN", which is no value'],
		[{ mediaUrl: url, mediaHeight: 'HUGE' }, 'Card 1 Media Height "HUGE" is none of its values'],
		[{ suggestions: list({ text: 'null' }) }, 'Card 1 Suggestion 1 Text holds "null", which is no value'],
		[
			{ suggestions: list({ text: 'More', data: [1] }) },
			'Card 1 Suggestion 1 Data holds a list instead of text',
		],
	])('is refused by the name of its field: %j', (values, what) => {
		expect(read(values).found.map(([words]) => words)).toEqual([what]);
	});

	test('may have low media', () => {
		expect(read({ mediaUrl: url, mediaHeight: 'Short' }).card.cardMedia).toMatchObject({
			mediaHeight: 'SHORT',
		});
	});

	test('takes images and videos only', () => {
		const files = { terms: { fileName: 'terms.pdf', mimeType: 'application/pdf' } };
		const parameters = plainParameters({}, { files });
		readCard({ title: 'Kurta', binaryPropertyName: 'terms' }, '', parameters);

		expect(parameters.findings.found).toMatchObject([
			{ what: '"terms" holds a file of type application/pdf, which is not an image or video' },
		]);
	});

	test('has at most four suggestions', () => {
		const more = { text: 'More' };

		expect(read({ suggestions: list(more, more, more, more) }).found).toEqual([]);
		expect(read({ suggestions: list(more, more, more, more, more) }).found).toEqual([
			['Card 1 Suggestions are 5, at most 4', 'Remove suggestions.'],
		]);
	});
});

test.each<[number, string[][], string[]]>([
	[0, [['Cards is empty', 'Add 2 to 10 cards.']], []],
	[1, [], ['Cards: RCS wants at least 2 cards, one was given']],
	[2, [], []],
	[10, [], []],
	[11, [['Cards are 11, at most 10', 'Remove cards.']], []],
])('of %i cards', (count, refused, notices) => {
	const parameters = plainParameters({});
	const cards = readCards(list(...Array.from({ length: count }, () => ({ title: 'Kurta' }))), parameters);

	expect(cards).toHaveLength(count);
	expect(parameters.findings.notices).toEqual(notices);
	expect(parameters.findings.found.map(({ field, what, remedy }) => [`${field} ${what}`, remedy])).toEqual(
		refused,
	);
});

describe('the request of an RCS message', () => {
	const text = (additionalFields = {}) =>
		build('rcsMessage.sendText', { phoneNumber: '9999999999', message: 'Hi', additionalFields });

	test('is sent, to the number of the customer', () => {
		expect(text()).toMatchObject({
			found: [],
			request: { method: 'POST', path: '/rcs/message/', effect: 'send', recipient: '+919999999999' },
		});
		expect(text().request.body).not.toHaveProperty('fallback');
	});

	test('has the SMS that takes its place', () => {
		const sms = { senderId: 'MYSHOP', peId: 'p', providerName: 'default', message: 'Hi', dltTemplateId: 't' };

		expect(text({ smsFallback: { values: sms } }).request.body).toMatchObject({
			fallback: [{ channel: 'sms', sender_id: 'MYSHOP' }],
		});
	});
});
