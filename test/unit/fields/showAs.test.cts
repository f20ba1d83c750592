/** What customers read of the values that other apps hand over: of a picked template, and by hand. */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { localeOf, valueReader } from '../../../nodes/Interakt/fields/showAs';
import { byName, list } from '../../contract/row.cts';
import { build, plainParameters } from '../parameters.cts';
import { definition, fill } from '../templates/reading.cts';

interface Setting {
	readonly row?: IDataObject;
	readonly language?: string;
	readonly timeZone?: string;
	readonly countryCode?: string;
	readonly isCode?: boolean;
	readonly source?: string;
}

/** What becomes of one value of a body. */
function read(
	given: unknown,
	{
		row,
		language = 'en',
		timeZone = 'Asia/Kolkata',
		countryCode = '+91',
		isCode = false,
		source,
	}: Setting = {},
) {
	const parameters = plainParameters({ additionalFields: { countryCode } }, { timeZone });
	const showAs = row && list({ variable: '1', ...row });
	const reader = valueReader(parameters, { whiteSpace: 'clean', showAs, language });
	const text = reader.read(given, {
		label: '{{1}}',
		names: ['1'],
		required: true,
		isCode,
		...(source && { source }),
	});
	reader.close();
	const { found, notices, emptyValues } = parameters.findings;
	return {
		text,
		notices,
		found: found.map(({ field, what }) => `${field} ${what}`),
		remedies: found.map(({ remedy }) => remedy),
		leftOut: [...emptyValues],
	};
}

const iso = '2026-01-31T11:30:00.000Z';
const dateTime = { showAs: 'dateTime' };
const money = { showAs: 'money' };

test.each([
	['', '+1', 'Jan 31, 2026'],
	['', 'IN', '31 Jan 2026'],
	['IN', '+1', '31 Jan 2026'],
])(
	'dates are written as in the country of the item %j, else of the account %s',
	(countryCode, country, words) => {
		const parameters = plainParameters({ additionalFields: { countryCode } }, { country });
		const showAs = list({ variable: '1', showAs: 'date' });
		const reader = valueReader(parameters, { whiteSpace: 'clean', showAs, language: 'en' });

		expect(reader.read(iso, { label: '{{1}}', names: ['1'] })).toBe(words);
	},
);

describe('Show As', () => {
	test.each<[unknown, string, IDataObject, Setting]>([
		[iso, '31 Jan 2026, 5:00 pm', dateTime, {}],
		[iso, '31 Jan 2026', { showAs: 'date' }, {}],
		[new Date(iso), '31 Jan 2026, 5:00 pm', dateTime, {}],
		[DateTime.fromISO(iso), '31 Jan 2026, 5:00 pm', dateTime, {}],
		['46053.708333', '31 Jan 2026, 5:00 pm', dateTime, {}],
		[46053.708333, '31 Jan 2026, 5:00 pm', dateTime, {}],
		[1769859000, '31 Jan 2026, 5:00 pm', dateTime, {}],
		['1769859000000', '31 Jan 2026, 5:00 pm', dateTime, {}],
		['2026-01-31', '31 Jan 2026', dateTime, {}],
		['2026-01-31 17:00', '31 Jan 2026, 5:00 pm', dateTime, {}],
		[iso, '31 Jan 2026, 11:30 am', dateTime, { timeZone: 'UTC' }],
		[iso, '31 Jan 2026, 6:30 am', dateTime, { timeZone: 'America/New_York' }],
		['2026-01-31T20:00:00Z', '1 Feb 2026', { showAs: 'date' }, {}],
		['2026-01-31T20:00:00Z', '31 Jan 2026', { showAs: 'date' }, { timeZone: 'America/New_York' }],
		[iso, 'Jan 31, 2026, 5:00 PM', dateTime, { language: 'en_US' }],
		[iso, '31.01.2026, 17:00', dateTime, { language: 'de' }],
		['149900', '₹1,499.00', { ...money, inMinorUnits: true }, {}],
		[149900, '₹1,499.00', { ...money, inMinorUnits: true, currency: 'inr' }, {}],
		['1499.00', '₹1,499.00', money, {}],
		['1499.5', '₹1,499.50', money, {}],
		['2026-01-31T11:30:00', '31 Jan 2026, 11:30 am', dateTime, {}],
		['2026-01-31T11:30:00', '31 Jan 2026, 5:00 pm', dateTime, { source: '={{ $json.date_paid_gmt }}' }],
		['₹1,49,900.50', '₹1,49,900.50', money, {}],
		['Rs. 1,499', '₹1,499.00', money, {}],
		['INR 1499', '₹1,499.00', money, {}],
		['1,499', '₹1,499.00', money, {}],
		['1.499,50 EUR', '€1,499.50', { ...money, currency: 'EUR' }, {}],
		['PLN 1499.125', 'PLN 1,499.13', { ...money, currency: 'PLN' }, {}],
		['Rs.1499/-', '₹1,499.00', money, {}],
		['-₹1,499.00', '-₹1,499.00', money, {}],
		[149900, '₹1,49,900.00', money, {}],
		[149900, '₹1,49,900.00', money, { language: 'hi' }],
		[149900, '149.900,00 €', { ...money, currency: 'EUR' }, { language: 'de' }],
		[149900, '$149,900.00', { ...money, currency: 'USD' }, { language: 'en_US' }],
		[1499, '¥1,499', { ...money, currency: 'JPY', inMinorUnits: true }, { language: 'en_US' }],
		[0, '₹0.00', money, {}],
		['ASHA RAO ', 'Asha Rao', { showAs: 'name' }, {}],
		['asha', 'Asha', { showAs: 'name' }, {}],
		["O'BRIEN", "O'Brien", { showAs: 'name' }, {}],
		['anne-marie d’souza', 'Anne-Marie D’Souza', { showAs: 'name' }, {}],
		['McDonald', 'McDonald', { showAs: 'name' }, {}],
		['आशा राव', 'आशा राव', { showAs: 'name' }, { language: 'hi' }],
		['ASHA RAO ', 'Asha', { showAs: 'firstName' }, {}],
		['Mr. Asha Rao', 'Asha', { showAs: 'firstName' }, {}],
		['Rao, Asha', 'Asha', { showAs: 'firstName' }, {}],
		['आशा राव', 'आशा', { showAs: 'firstName' }, { language: 'hi' }],
		[['Kurta', 'Dupatta'], 'Kurta, Dupatta', { showAs: 'list' }, {}],
		['["Kurta","Dupatta"]', 'Kurta, Dupatta', { showAs: 'list' }, {}],
		['Kurta,Dupatta', 'Kurta, Dupatta', { showAs: 'list' }, {}],
		['<div>Wants <b>200</b> units</div>', 'Wants 200 units', { showAs: 'html' }, {}],
		['Kurta &#8211; M', 'Kurta – M', { showAs: 'html' }, {}],
		['a &amp; b<br>c', 'a & b c', { showAs: 'html' }, {}],
		['5 &lt; 6&nbsp;kg', '5 < 6 kg', { showAs: 'html' }, {}],
		[iso, iso, { showAs: 'asGiven' }, {}],
	])('%j is read as %j', (given, text, row, setting) => {
		expect(read(given, { row, ...setting })).toMatchObject({ text, found: [] });
	});

	test.each(['hi', 'ar'])(
		'%s: a date in words of the language, without what Interakt refuses',
		(language) => {
			const { text, found, notices } = read(iso, { row: dateTime, language });

			expect(found).toEqual([]);
			expect(notices).toEqual([]);
			expect(text).toMatch(/2026/);
			expect(text).toMatch(language === 'ar' ? /5:00 م/ : /जन.*5:00/u);
		},
	);

	test.each<[unknown, IDataObject, string]>([
		['soon', dateTime, '{{1}} "soon" is not a date'],
		['many', money, '{{1}} "many" is not an amount'],
		['1,49', money, '{{1}} "1,49" is not an amount'],
		['1.499', money, '{{1}} "1.499" is not an amount'],
		['ISO 9001', money, '{{1}} "ISO 9001" is not an amount'],
		[
			'1499.50',
			{ ...money, inMinorUnits: true },
			'{{1}} "1499.50" has decimals, so it is not in paise or cents',
		],
		['1499', { ...money, currency: 'Rupees' }, 'Currency "Rupees" is not the code of a currency'],
		[1042, { showAs: 'name' }, '{{1}} "1042" is not a name'],
		[{ a: 1 }, { showAs: 'html' }, '{{1}} an object is not text'],
		['x', { showAs: 'pretty' }, 'Show As "pretty" is none of its values'],
	])('%j as %j is refused', (given, row, what) => {
		expect(read(given, { row }).found).toEqual([what]);
	});

	test('goes by the language of the template, and by the country of the account where it names none', () => {
		expect(localeOf('en', '+91')).toBe('en-IN');
		expect(localeOf('en', 'United Kingdom')).toBe('en-GB');
		expect(localeOf('en_US', '+91')).toBe('en-US');
		expect(localeOf('', '')).toBe('en-IN');
		expect(localeOf('nothing', 'nowhere')).toBe('en-IN');
	});
});

describe('without Show As', () => {
	const asGiven: ReadonlyArray<readonly [given: unknown, text: string, notice?: string]> = [
		[new Date(iso), '31 Jan 2026, 5:00 pm', 'Asia/Kolkata'],
		[DateTime.fromISO(iso), '31 Jan 2026, 5:00 pm', 'Asia/Kolkata'],
		[new Date('1996-11-30T18:30:00.000Z'), '1 Dec 1996', 'Asia/Kolkata'],
		[['Kurta', 'Dupatta'], 'Kurta, Dupatta', 'Kurta, Dupatta'],
		[['Asha'], 'Asha'],
		[['Kurta', null, ' M '], 'Kurta, M', 'Kurta, M'],
		['You bought Kurta,Dupatta', 'You bought Kurta, Dupatta', 'Kurta, Dupatta'],
		['You bought ["Kurta","Dupatta"] today', 'You bought Kurta, Dupatta today', 'Kurta, Dupatta'],
		['See https://example.com/a,b', 'See https://example.com/a,b'],
		['1,499 and 2,50', '1,499 and 2,50'],
		[' Asha ', 'Asha'],
		['ASHA RAO ', 'ASHA RAO'],
		['Hi', 'Hi'],
		['5 < 6', '5 < 6'],
		['R&D', 'R&D'],
		['9999999999', '9999999999'],
		['110001', '110001'],
		[iso, iso, 'Show As > Date and Time'],
		['Due on 2026-01-31T11:30:00+05:30', 'Due on 2026-01-31T11:30:00+05:30', 'Show As > Date and Time'],
		['46058.708333', '46058.708333', 'Show As > Date and Time'],
		[1769859000, '1769859000', 'Show As > Date and Time'],
		['1769859000000', '1769859000000', 'Show As > Date and Time'],
		['1499.5', '1499.5', 'Show As > Money'],
		['<div>Wants <b>200</b> units</div>', '<div>Wants <b>200</b> units</div>', 'Show As > Text from HTML'],
		['a<br>b', 'a<br>b', 'Show As > Text from HTML'],
		['Kurta &#8211; M', 'Kurta &#8211; M', 'Show As > Text from HTML'],
		['a &amp; b', 'a &amp; b', 'Show As > Text from HTML'],
		['Rs ', 'Rs', 'may have given nothing'],
		['Hi ', 'Hi', 'may have given nothing'],
		['₹', '₹', 'may have given nothing'],
	];

	test.each(asGiven.map(([given, text, notice = '']) => ({ given, text, notice })))(
		'$given is read as $text',
		({ given, text, notice }) => {
			const shown = read(given);

			expect(shown).toMatchObject({ text, found: [] });
			expect(shown.notices).toEqual(notice === '' ? [] : [expect.stringContaining(notice)]);
		},
	);

	test.each<[unknown, string]>([
		[`born ${String(new Date('1996-12-01T00:00:00Z'))}`, 'which is no value'],
		['[object Object]', 'which is no value'],
		[{ a: 1 }, 'holds an object instead of text'],
		[[['a']], 'holds a list whose items are no texts'],
		[[], 'is empty'],
	])('%j is refused', (given, what) => {
		expect(read(given).found).toEqual([expect.stringContaining(what)]);
	});

	test('a list of objects is refused, with the expression that would work', () => {
		const { found, remedies } = read([{ id: 7, title: 'Kurta' }]);

		expect(found).toEqual(['{{1}} holds a list of objects instead of texts']);
		expect(remedies).toEqual([expect.stringContaining('.map(i => i.title)')]);
	});

	test('part of an address is sent as it is, without blanks around it', () => {
		expect(read(` ${iso} `, { isCode: true })).toMatchObject({ text: iso, notices: [] });
	});
});

describe('If Empty', () => {
	const empty = [undefined, null, '', '  ', [], [''], NaN, 'null', 'undefined', '#N/A'];

	test.each(empty)('%j: a text takes its place', (given) => {
		const row = { ifEmpty: 'text', textIfEmpty: 'there' };

		expect(read(given, { row })).toMatchObject({ text: 'there', found: [], leftOut: [] });
	});

	test.each(empty)('%j: the item is left out', (given) => {
		expect(read(given, { row: { ifEmpty: 'leaveOut', ...dateTime } }).leftOut).toEqual(['{{1}}']);
	});

	test.each(empty)('%j: refused', (given) => {
		const { found, leftOut } = read(given, { row: { ifEmpty: 'refuse' } });

		expect(found).toHaveLength(1);
		expect(leftOut).toEqual([]);
	});

	test('a text that ends where its value belongs is empty too', () => {
		expect(read('Hi ', { row: { ifEmpty: 'text', textIfEmpty: 'there' } }).text).toBe('Hi there');
		expect(read('Hi ', { row: { ifEmpty: 'leaveOut' } }).leftOut).toEqual(['{{1}}']);
		expect(read('Hi ', { row: { ifEmpty: 'refuse' } }).found).toEqual([
			'{{1}} ends in "Hi", where its value is empty',
		]);
	});

	test('a value that is there is sent, and 0 is one', () => {
		expect(read('Asha', { row: { ifEmpty: 'leaveOut' } })).toMatchObject({ text: 'Asha', leftOut: [] });
		expect(read(0, { row: { ifEmpty: 'leaveOut' } })).toMatchObject({ text: '0', leftOut: [] });
	});

	test('the text itself has to be one', () => {
		expect(read('', { row: { ifEmpty: 'text', textIfEmpty: '' } }).found).toEqual(['Text If Empty is empty']);
	});
});

describe('a row means the value that it names', () => {
	const template = definition({
		header_format: 'TEXT',
		header: 'For {{1}}',
		body: 'Hi {{1}}, {{2}}',
		body_text: ['Asha', 'today'],
		buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' }],
	});
	const values = { header: 'ASHA', body1: 'ASHA', body2: 'RAVI', button0: 'ASHA' };
	const filled = (...rows: IDataObject[]) => fill(template, values, { showAs: { values: rows } });
	const name = { showAs: 'name' };

	test.each<[string, IDataObject]>([
		['2', { headerValues: ['ASHA'], bodyValues: ['ASHA', 'Ravi'], buttonValues: { 0: ['ASHA'] } }],
		['{{ 2 }}', { headerValues: ['ASHA'], bodyValues: ['ASHA', 'Ravi'], buttonValues: { 0: ['ASHA'] } }],
		['header', { headerValues: ['Asha'], bodyValues: ['ASHA', 'RAVI'], buttonValues: { 0: ['ASHA'] } }],
		['Track URL', { headerValues: ['ASHA'], bodyValues: ['ASHA', 'RAVI'], buttonValues: { 0: ['Asha'] } }],
		['', { headerValues: ['Asha'], bodyValues: ['Asha', 'Ravi'], buttonValues: { 0: ['ASHA'] } }],
	])('%j', (variable, content) => {
		expect(filled({ variable, ...name })).toMatchObject({ content, findings: [] });
	});

	test('its own row goes before the one for all', () => {
		const { content } = filled({ variable: '', ...name }, { variable: '1', showAs: 'asGiven' });

		expect(content.bodyValues).toEqual(['ASHA', 'Ravi']);
	});

	test('one that names none is refused', () => {
		expect(filled({ variable: '3', ...name }).findings).toEqual(['Show As "3" is no value of this template']);
	});

	test.each(['message.sendTemplate', 'rcsMessage.sendTemplate'])('by hand too: %s', (operation) => {
		const { request, found } = build(operation, {
			phoneNumber: '9999999999',
			template: byName('offer'),
			bodyValues: list({ value: 'ASHA' }, { value: '149900' }),
			additionalFields: {
				showAs: list(
					{ variable: '2', showAs: 'money', inMinorUnits: true },
					{ variable: 'Body Value 1', showAs: 'name' },
				),
			},
		});

		expect(found).toEqual([]);
		expect(JSON.stringify(request.body)).toContain('["Asha","₹1,499.00"]');
	});
});
