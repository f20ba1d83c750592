/** What is told of a value that is shown in another way, and where a row of Show As or of If Empty is wrong. */
import type { INodeParameters } from 'n8n-workflow';

import { localeOf, type TemplateValue, valueReader } from '../../../nodes/Interakt/fields/showAs';
import { list } from '../../contract/row.cts';
import { plainParameters } from '../parameters.cts';

function read(given: unknown, rows: INodeParameters[] = [], value: Partial<TemplateValue> = {}) {
	const parameters = plainParameters({});
	const reader = valueReader(parameters, { whiteSpace: 'clean', showAs: list(...rows), language: 'en' });
	const text = reader.read(given, { label: 'Body {{1}}', names: ['1'], ...value });
	reader.close();
	const { found, notices } = parameters.findings;
	return { text, notices, found: found.map(({ field, what, remedy }) => [`${field} ${what}`, remedy]) };
}

describe('what is shown by itself is told', () => {
	test.each<[unknown, string, string]>([
		[
			new Date('2026-01-31T11:30:00Z'),
			'31 Jan 2026, 5:00 pm',
			'Body {{1}}: the date is shown as "31 Jan 2026, 5:00 pm", in the zone Asia/Kolkata; Show As changes that',
		],
		[['Kurta', 'Dupatta'], 'Kurta, Dupatta', 'Body {{1}}: the list is shown as "Kurta, Dupatta"'],
		[
			'For Kurta,Dupatta',
			'For Kurta, Dupatta',
			'Body {{1}}: the list in it is shown as "For Kurta, Dupatta"',
		],
		[
			1499.5,
			'1499.5',
			'Body {{1}} looks like an amount without its currency and is sent as it is; Show As > Money makes it readable',
		],
		['Hi ', 'Hi', 'Body {{1}} ends in "Hi": its expression may have given nothing there'],
		['₹', '₹', 'Body {{1}} ends in "₹": its expression may have given nothing there'],
		['MG Road\nPune', 'MG Road Pune', 'Body {{1}}: a line break was replaced by a space'],
	])('%j', (given, text, notice) => {
		expect(read(given)).toEqual({ text, notices: [notice], found: [] });
	});

	test.each<[unknown, string]>([
		[['Kurta'], 'Kurta'],
		[true, 'true'],
		[1042, '1042'],
	])('of %j there is nothing to tell', (given, text) => {
		expect(read(given)).toEqual({ text, notices: [], found: [] });
	});
});

describe('a value that is refused is refused once', () => {
	test.each<[unknown, Partial<TemplateValue>, string]>([
		[undefined, { required: true }, 'Body {{1}} is empty'],
		[[], { required: true }, 'Body {{1}} is empty'],
		['Asha Rao', { max: 7 }, 'Body {{1}} is too long (8 characters, at most 7)'],
		[['a', { b: 1 }], { required: true }, 'Body {{1}} holds a list of objects instead of texts'],
		[new Date('no'), { required: true }, 'Body {{1}} is empty'],
	])('%j %j', (given, value, what) => {
		expect(read(given, [], value).found.map(([words]) => words)).toEqual([what]);
	});

	test('one that need not be there is sent empty', () => {
		expect(read(undefined)).toEqual({ text: '', notices: [], found: [] });
		expect(read('1234567', [], { max: 7 })).toMatchObject({ text: '1234567', found: [] });
	});
});

describe('a row that is wrong is refused by the name of its field', () => {
	test.each<[INodeParameters, string, string]>([
		[
			{ variable: { a: 1 } },
			'Show As 1 Variable holds an object instead of text',
			'Give Show As 1 Variable a single value, for example with .a at the end of the expression.',
		],
		[
			{ variable: '2' },
			'Show As "2" is no value of this template',
			'Give the number or the name of a variable, or leave Variable empty for all.',
		],
		[
			{ variable: '1', ifEmpty: 'wait' },
			'If Empty "wait" is none of its values',
			'Use one of: leaveOut, refuse, text.',
		],
		[
			{ variable: '1', ifEmpty: 'text' },
			'Text If Empty is empty',
			'Fill in Text If Empty; if it comes from an expression, check that the item has this value.',
		],
		[
			{ variable: '1', ifEmpty: 'refuse' },
			'Body {{1}} ends in "Hi", where its value is empty',
			'Check that the item has this value, or choose another If Empty.',
		],
	])('%j', (row, what, remedy) => {
		expect(read('Hi ', [row]).found).toEqual([[what, remedy]]);
	});

	test.each<[INodeParameters, string, string]>([
		[
			{ inMinorUnits: 'maybe' },
			'In Paise or Cents "maybe" is neither true nor false',
			'Write true or false.',
		],
		[
			{ currency: 'US' },
			'Currency "US" is not the code of a currency',
			'Write three letters, like INR or USD.',
		],
		[
			{ currency: 'USDX' },
			'Currency "USDX" is not the code of a currency',
			'Write three letters, like INR or USD.',
		],
		[
			{ currency: 'US1' },
			'Currency "US1" is not the code of a currency',
			'Write three letters, like INR or USD.',
		],
	])('of money: %j', (row, what, remedy) => {
		expect(read(1499, [{ variable: '1', showAs: 'money', ...row }]).found).toEqual([[what, remedy]]);
	});

	test('and what cannot be shown by the name of its value', () => {
		expect(read('soon', [{ variable: '1', showAs: 'date' }]).found).toEqual([
			['Body {{1}} "soon" is not a date', 'Give a date, or show the value As Given.'],
		]);
	});
});

describe('a row means', () => {
	const money = (variable: string) => [{ variable, showAs: 'money', currency: ' usd ' }];

	test.each(['', 'all', ' ALL ', '1', '{{1}}', 'body 1', 'Body {{ 1 }}'])('the value by %j', (variable) => {
		expect(read(1499, money(variable))).toEqual({ text: '$1,499.00', notices: [], found: [] });
	});

	test.each(['', 'all'])('no code by %j, but by its name', (variable) => {
		expect(read(1499, money(variable), { isCode: true })).toEqual({ text: '1499', notices: [], found: [] });
		expect(read(1499, money('1'), { isCode: true }).text).toBe('$1,499.00');
	});

	test.each([
		['Hi ', 'Hi there'],
		['₹', '₹there'],
		['', 'there'],
		[[null, ['']], 'there'],
		[Infinity, 'there'],
		['Asha', 'Asha'],
	])('a text in place of nothing: %j is %j', (given, text) => {
		expect(read(given, [{ variable: '1', ifEmpty: 'text', textIfEmpty: ' there ' }])).toMatchObject({
			text,
			found: [],
		});
	});
});

test.each([
	['hi', '+91', 'hi-IN'],
	['en', '+800', 'en'],
	['pt_BR', '+91', 'pt-BR'],
	['zh_Hans', '+1', 'zh-Hans-US'],
])('%s in the country %s is %s', (language, country, locale) => {
	expect(localeOf(language, country)).toBe(locale);
});
