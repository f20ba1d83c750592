/** What a customer reads of further values of shops, databases and forms, and where nothing is to be read. */
import type { INodeParameters } from 'n8n-workflow';

import { valueReader } from '../../../nodes/Interakt/fields/showAs.ts';
import { rows } from '../../../nodes/Interakt/input/parameters.ts';
import { list } from '../../contract/row.cts';
import { build, buildOf, plainParameters } from '../parameters.cts';

function read(given: unknown, showAs: INodeParameters = {}) {
	const parameters = plainParameters({});
	const values = valueReader(parameters, {
		whiteSpace: 'clean',
		showAs: list({ variable: '1', ...showAs }),
		language: 'en',
	});
	const words = values.read(given, { label: 'It', names: ['1'], required: true });
	const { found, notices, emptyValues } = parameters.findings;
	return { words, found, notices, leftOut: [...emptyValues] };
}

const money = (currency: string) => ({ showAs: 'money', currency });
const firstName = { showAs: 'firstName' };

test.each<[unknown, INodeParameters, string]>([
	['1499/-', money('INR'), '₹1,499.00'],
	['1 499,00 €', money('EUR'), '€1,499.00'],
	['1\u202f499,00 €', money('EUR'), '€1,499.00'],
	["CHF 1'499.00", money('CHF'), 'CHF 1,499.00'],
	['US$1,499.00', money('USD'), '$1,499.00'],
	['R$ 1.499,00', money('BRL'), 'R$1,499.00'],
	['Rp 1.499.000', money('IDR'), 'IDR 14,99,000'],
	['$1,499.00', money('CAD'), 'CA$1,499.00'],
	['Rs. 1,499', money('LKR'), 'LKR 1,499.00'],
	['1.500', money('KWD'), 'KWD 1.500'],
	['KWD 1.500', money('KWD'), 'KWD 1.500'],
	['२०००', money('INR'), '₹2,000.00'],
	[['1499.00'], money('INR'), '₹1,499.00'],
	['K. Lakshmi', firstName, 'Lakshmi'],
	['A.R. RAHMAN', firstName, 'Rahman'],
	['M Imran', firstName, 'Imran'],
	['Md. Imran Khan', firstName, 'Imran'],
	['Capt. Asha Rao', firstName, 'Asha'],
	['Dr. A. P. J. Abdul Kalam', firstName, 'Abdul'],
	['Suresh K', firstName, 'Suresh'],
	['A. R.', firstName, 'A.'],
	['李 小龍', firstName, '李'],
	[['asha rao'], firstName, 'Asha'],
	[['2026-01-31'], { showAs: 'date' }, '31 Jan 2026'],
	['{Kurta,"Silk Dupatta"}', { showAs: 'list' }, 'Kurta, Silk Dupatta'],
	["['Kurta', 'Dupatta']", { showAs: 'list' }, 'Kurta, Dupatta'],
	['Caf&eacute; &copy; &Uuml;ber', { showAs: 'html' }, 'Café © Über'],
	['<style>p { color: red }</style><p>Hi</p>', { showAs: 'html' }, 'Hi'],
])('%j as %j is %j', (given, showAs, words) => {
	expect(read(given, showAs)).toMatchObject({ words, found: [] });
});

test.each<[unknown, INodeParameters, string]>([
	['$1,499.00', money('INR'), '"$1,499.00" is in $, but Currency is INR'],
	['USD 1499', money('INR'), '"USD 1499" is in USD, but Currency is INR'],
	['US$ 1499', money('CAD'), '"US$ 1499" is in US$, but Currency is CAD'],
	['₹1,499', money('USD'), '"₹1,499" is in ₹, but Currency is USD'],
	['asha@example.com', firstName, '"asha@example.com" is not a name'],
	['N/A', firstName, '"N/A" is not a name'],
	['+91 99999 99999', { showAs: 'name' }, '"+91 99999 99999" is not a name'],
	[{ a: 'Kurta', b: 'Dupatta' }, { showAs: 'list' }, 'holds an object instead of a list of texts'],
])('%j as %j is refused: %s', (given, showAs, what) => {
	expect(read(given, showAs).found).toMatchObject([{ field: 'It', what }]);
});

describe('a place where an expression gave nothing', () => {
	const there = { ifEmpty: 'text', textIfEmpty: 'there' };

	test.each([
		['Hi , welcome', 'Hi there, welcome'],
		['Dear .', 'Dear there.'],
		['Hi ', 'Hi there'],
		['Pay ₹.', 'Pay ₹there.'],
	])('in %j is filled by If Empty', (given, words) => {
		expect(read(given, there)).toMatchObject({ words, found: [] });
	});

	test('leaves the item out or refuses it where that is chosen, else a notice tells', () => {
		expect(read('Hi , welcome', { ifEmpty: 'leaveOut' }).leftOut).toEqual(['It']);
		expect(read('Hi , welcome', { ifEmpty: 'refuse' }).found).toMatchObject([
			{ what: 'holds "Hi ,", where its value is empty' },
		]);
		expect(read('Hi , welcome').notices).toEqual([
			'It holds "Hi ,": its expression may have given nothing there',
		]);
	});

	test.each(['Hi, welcome', 'Hello! Rs. 500, paid', '₹ 500, paid', 'Rs. 1,499.'])('is not in %j', (given) => {
		expect(read(given)).toMatchObject({ words: given, found: [], notices: [] });
	});

	test.each(['-', 'N/A', 'asha@example.com'])('%j is no name, so If Empty counts', (given) => {
		expect(read(given, { ...firstName, ...there })).toMatchObject({ words: 'there', found: [] });
		expect(read(given, { ...firstName, ifEmpty: 'leaveOut' }).leftOut).toEqual(['It']);
	});
});

test.each<[unknown, string]>([
	[{ name: 'Asha' }, '.name'],
	[{ id: 7, text: { content: 'Asha' } }, '.text.content'],
	[{ type: 'text', plain_text: 'Asha', href: null }, '.plain_text'],
	[{ shop_money: { amount: '1499.00', currency_code: 'INR' } }, '.shop_money.amount'],
])('the refusal of %j names the way %s', (message, way) => {
	const { found } = build('message.sendText', { phoneNumber: '9999999999', message: message as string });

	expect(found).toMatchObject([
		{ remedy: `Give Text a single value, for example with ${way} at the end of the expression.` },
	]);
});

describe('rows of a fixed collection', () => {
	test.each<[unknown, unknown[]]>([
		[undefined, []],
		[{}, []],
		['', []],
		[{ values: [{ value: 'a' }] }, [{ value: 'a' }]],
		[{ values: { value: 'a' } }, [{ value: 'a' }]],
		[[{ value: 'a' }], [{ value: 'a' }]],
		[
			['a', 5],
			[{ value: 'a' }, { value: 5 }],
		],
		[{ values: ['a'] }, [{ value: 'a' }]],
		['a', [{ value: 'a' }]],
	])('%j are %j', (given, wanted) => {
		expect(rows(given)).toEqual(wanted);
	});

	test('are sent where an expression of Additional Fields gives them without the name of the group', () => {
		const { request, found } = buildOf(
			'message.sendTemplate',
			plainParameters({
				phoneNumber: '9999999999',
				template: 'order_update',
				languageCode: 'en',
				additionalFields: {
					buttonValues: [{ index: 0, value: 'x' }],
					orderStatus: { referenceId: 'o', status: 'shipped' },
				},
			}),
		);

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({
			template: { buttonValues: { 0: ['x'] }, order_status: { reference_id: 'o' } },
		});
	});
});

describe('an identifier', () => {
	test.each<[string, string]>([
		['N/A', 'holds "N/A", which is no value'],
		['-', 'holds "-", which is no value'],
		['1.101E+18', '"1.101E+18" was shortened by a spreadsheet'],
	])('%j is refused', (userId, what) => {
		expect(build('contact.get', { identifyBy: 'userId', userId }).found).toMatchObject([
			{ field: 'User ID', what },
		]);
	});

	test.each(['0', 'a-1', '४७', 'NA', '1.2e3', '🎉'])('%j is one', (userId) => {
		expect(build('contact.get', { identifyBy: 'userId', userId }).found).toEqual([]);
	});
});

test('titles of a list lose the blanks around them, which do not count', () => {
	const title = `  ${'x'.repeat(24)}\u00a0`;
	const { request, found, notices } = build('message.sendList', {
		phoneNumber: '9999999999',
		body: 'Choose',
		button: 'Open',
		rowsInput: 'list',
		choiceList: [title, { title: ' B ', id: 7 }] as unknown as string,
	});

	expect(found).toEqual([]);
	expect(notices).toEqual([]);
	expect(JSON.stringify(request.body)).toContain(
		`"rows":[{"id":"${'x'.repeat(24)}","title":"${'x'.repeat(24)}"},{"id":"7","title":"B"}]`,
	);
});

test('a Return All that cannot be read says nothing of the limit', () => {
	expect(build('contact.getAll', { returnAll: 'maybe' as unknown as boolean }).found).toMatchObject([
		{ field: 'Return All' },
	]);
});

test('attributes of the older product read dates in parts and lose the blanks around texts', () => {
	const { request, found } = build('lead.upsert', {
		email: 'asha@example.com',
		attributes: list(
			{ name: 'city', value: ' Pune ' },
			{ name: 'signup_at', value: { date: '2026-01-31 11:30:00.000000', timezone: 'UTC' } },
		),
	});

	expect(found).toEqual([]);
	expect(request.body).toMatchObject({ city: 'Pune', signup_at: 1769859000 });
});
