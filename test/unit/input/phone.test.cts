import fc from 'fast-check';

import { numberingPlan } from '../../../nodes/Interakt/input/numberingPlan';
import { parsePhone } from '../../../nodes/Interakt/input/phone';

const nbsp = '\u00a0';
const zeroWidth = '\u200b';
const embedding = ['\u202a', '\u202c'] as const;

/** In Italy, Ivory Coast and some more countries numbers begin with a zero. */
function hasZeroInFront(countryCode: string): boolean {
	const { mobile, other } = numberingPlan(countryCode.slice(1))!;
	return [...mobile.keys(), ...other.keys()].some((beginning) => beginning.startsWith('0'));
}

describe('the same number in every form', () => {
	test.each([
		['as the API wants it', '9999999999'],
		['with code, space and dash', '+91 99999-99999'],
		['with code, no plus', '919999999999'],
		['with code, no plus, spaced', '91 99999 99999'],
		['with plus', '+919999999999'],
		['with plus and space behind it', '+ 91 99999 99999'],
		['with trunk zero', '09999999999'],
		['with trunk zero and code', '+91 09999999999'],
		['with 00', '00919999999999'],
		['with 00 and spaces', '00 91 99999 99999'],
		['with brackets around the code', '(+91) 99999 99999'],
		['with brackets and dots', '(99999) 99.999'],
		['as a tel: link', 'tel:+91-99999-99999'],
		['as a WhatsApp address', 'whatsapp:+919999999999'],
		['from a Facebook lead', 'p:+919999999999'],
		['as spreadsheet text', "'9999999999"],
		['as a decimal', '9999999999.0'],
		['as a decimal with code', '919999999999.0'],
		['in Devanagari digits', '९९९९९९९९९९'],
		['in full-width digits', '＋９１　９９９９９９９９９９'],
		['in Arabic digits', '+٩١٩٩٩٩٩٩٩٩٩٩'],
		['with non-breaking spaces', `+91${nbsp}99999${nbsp}99999`],
		['with zero-width characters', `${zeroWidth}99999${zeroWidth}99999\ufeff`],
		['copied from a contact card', `${embedding[0]}+91 99999 99999${embedding[1]}`],
		['with an en dash', '+91 99999–99999'],
		['with a non-breaking hyphen', '99999\u201199999'],
		['with white space around', ' \t9999999999\n'],
	])('%s', (_, given) => {
		expect(parsePhone(given, '+91')).toEqual({ phoneNumber: '9999999999', countryCode: '+91' });
	});
});

describe('numbers of other countries carry their own code', () => {
	test.each([
		['(+1) 415 555 0100', '4155550100', '+1'],
		['+1 (415) 555-0100', '4155550100', '+1'],
		['0014155550100', '4155550100', '+1'],
		['+44 (0)20 7946 0018', '2079460018', '+44'],
		['+971 50 123 4567', '501234567', '+971'],
		['+254 712 345678', '712345678', '+254'],
		['+65 8123 4567', '81234567', '+65'],
		['+852 5123 4567', '51234567', '+852'],
		['+39 06 1234 5678', '0612345678', '+39'],
		['+7 912 345-67-89', '9123456789', '+7'],
	])('%s', (given, phoneNumber, countryCode) => {
		expect(parsePhone(given, '+91')).toEqual({ phoneNumber, countryCode });
	});
});

describe('the default country code', () => {
	test.each([
		['+91', '9999999999', '+91'],
		['91', '9999999999', '+91'],
		['0091', '9999999999', '+91'],
		[' +91 ', '9999999999', '+91'],
		['+971', '0501234567', '+971'],
		['+1', '4155550100', '+1'],
		['+1', '14155550100', '+1'],
		['+1-', '(415) 555-0100', '+1'],
		['＋９１', '9999999999', '+91'],
	])('%s', (defaultCountryCode, given, countryCode) => {
		expect(parsePhone(given, defaultCountryCode)).toMatchObject({ countryCode });
	});

	test.each(['+0', '', 'Narnia', '+9', '999', '+91 22'])('%s is refused by name', (defaultCountryCode) => {
		expect(parsePhone('9999999999', defaultCountryCode)).toMatchObject({
			field: 'Default Country Code',
			what: `"${defaultCountryCode}" is not a country`,
			remedy: 'Write it like +91, IN or India.',
		});
	});

	test('keeps the zero of Italian landlines, which belongs to the number', () => {
		const landline = { phoneNumber: '0612345678', countryCode: '+39' };

		expect(parsePhone('+39 06 1234 5678', '+91')).toEqual(landline);
		expect(parsePhone('06 1234 5678', '+39')).toEqual(landline);
	});

	test('is not needed when the number carries its own', () => {
		expect(parsePhone('+91 99999 99999', '')).toEqual({ phoneNumber: '9999999999', countryCode: '+91' });
	});
});

test('ten digits that begin like the country code are a national number', () => {
	expect(parsePhone('9199999999', '+91')).toEqual({ phoneNumber: '9199999999', countryCode: '+91' });
	expect(parsePhone('+919199999999', '+91')).toEqual({ phoneNumber: '9199999999', countryCode: '+91' });
	expect(parsePhone('919199999999', '+91')).toEqual({ phoneNumber: '9199999999', countryCode: '+91' });
});

describe('what is no phone number is refused, with what to do', () => {
	test.each([
		['', 'is empty'],
		['   ', 'is empty'],
		[zeroWidth, 'is empty'],
		['9.2E+11', 'was shortened by a spreadsheet'],
		['9,2E+11', 'was shortened by a spreadsheet'],
		['9.99999999E9', 'was shortened by a spreadsheet'],
		['99999 9999O', 'holds letters'],
		['not a number', 'holds letters'],
		['undefined', 'holds letters'],
		['+91 99999 99999 ext. 4', 'holds letters'],
		['99999 99999, 88888 88888', 'holds more than one number'],
		['9999999999/8888888888', 'holds more than one number'],
		['9999999999;8888888888', 'holds more than one number'],
		['+919999999999 +918888888888', 'holds more than one number'],
		['#9999999999', 'holds characters that no phone number has'],
		['99999*99999', 'holds characters that no phone number has'],
		['999999999', 'is too short (9 digits after the country code, +91 numbers have 10)'],
		['99999999991', 'is too long (11 digits after the country code, +91 numbers have 10)'],
		['9999999999 8888888888', 'is too long'],
		['+91', 'is too short (0 digits after the country code, +91 numbers have 10)'],
		['+1 415 555 010', 'is too short (9 digits after the country code, +1 numbers have 10)'],
		['+971 50 123 45678', 'is too long (10 digits after the country code, +971 numbers have 9)'],
		['+49 30', 'is too short (2 digits after the country code, +49 numbers have 4 to 13)'],
		['+999 9999999', 'begins with no country code that exists'],
		['+', 'begins with no country code that exists'],
		['-', 'is too short'],
	])('%j %s', (given, what) => {
		expect(parsePhone(given, '+91')).toMatchObject({
			field: 'Phone Number',
			what: expect.stringContaining(what),
			remedy: expect.stringMatching(/\w\.$/),
		});
	});
});

describe('for any input', () => {
	const national = fc.stringMatching(/^[6-9]\d{9}$/);
	const decoration = fc.constantFrom('', ' ', '-', ' - ', nbsp, zeroWidth, ')', '–');
	const prefix = fc.constantFrom('', '0', '+91', '91', '0091', '+91 ', '91-', '(+91)', 'tel:+91', ' ', "'");

	test('a national number parses to itself, however it is written', () => {
		fc.assert(
			fc.property(
				national,
				prefix,
				fc.array(decoration, { minLength: 9, maxLength: 9 }),
				(number, before, between) => {
					const written = before + [...number].map((digit, index) => digit + (between[index] ?? '')).join('');

					expect(parsePhone(written, '+91')).toEqual({ phoneNumber: number, countryCode: '+91' });
				},
			),
		);
	});

	test('a dot between digits is decoration', () => {
		fc.assert(
			fc.property(national, fc.integer({ min: 2, max: 8 }), (number, at) => {
				expect(parsePhone(`${number.slice(0, at)}.${number.slice(at)}`, '+91')).toEqual({
					phoneNumber: number,
					countryCode: '+91',
				});
			}),
			{ examples: [['9999900000', 5]] },
		);
	});

	test('there is a number in the form of the API or a finding, and never an exception', () => {
		const digits = fc.string({ unit: fc.constantFrom(...'0123456789+-() .'), maxLength: 24 });
		const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), digits);
		fc.assert(
			fc.property(text, fc.oneof(fc.constant('+91'), fc.string()), (given, countryCode) => {
				const parsed = parsePhone(given, countryCode);

				if ('what' in parsed) {
					expect(parsed.remedy).not.toBe('');
				} else {
					expect(parsed.phoneNumber).toMatch(hasZeroInFront(parsed.countryCode) ? /^\d+$/ : /^[1-9]\d*$/);
					expect(parsed.countryCode).toMatch(/^\+[1-9]\d{0,2}$/);
					expect((parsed.countryCode + parsed.phoneNumber).length).toBeLessThanOrEqual(16);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	test('what was parsed parses to itself', () => {
		const before = fc.constantFrom('', '0', '91', '+91 0', '+1 ', '0044 ', '+65', '+971 ');
		const text = fc.tuple(before, fc.stringMatching(/^[1-9]\d{7,9}$/)).map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, (given) => {
				const parsed = parsePhone(given, '+91');
				fc.pre(!('what' in parsed));

				expect(parsePhone(parsed.countryCode + parsed.phoneNumber, '+91')).toEqual(parsed);
				expect(parsePhone(parsed.phoneNumber, parsed.countryCode)).toEqual(parsed);
			}),
			{ numRuns: 500 },
		);
	});
});
