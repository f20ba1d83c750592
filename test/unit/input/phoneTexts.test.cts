/** What a text with a number in it says beside the number, and what is said of one that holds none. */
import { parsePhone } from '../../../nodes/Interakt/input/phone';

const read = (given: string, country = '+91') => {
	const parsed = parsePhone(given, country);
	return 'what' in parsed ? `${parsed.field} ${parsed.what}` : `${parsed.countryCode} ${parsed.phoneNumber}`;
};
const remedyOf = (given: string, country = '+91') => {
	const parsed = parsePhone(given, country);
	return 'what' in parsed ? parsed.remedy : undefined;
};

describe('a number is taken out of what stands around it', () => {
	test.each([
		[',,9999999999,,', '+91', '+91 9999999999'],
		['919999999999  +', '+1', '+91 9999999999'],
		['(00) 91 99999 99999', '+1', '+91 9999999999'],
		['+91 00 99999 99999', '+91', '+91 9999999999'],
		['+44 ( 0 )20 7946 0018', '+91', '+44 2079460018'],
		['+44 [0]20 7946 0018', '+91', '+44 2079460018'],
		['(030)/1234567', '+49', '+49 301234567'],
		['030/12/34567', '+49', '+49 301234567'],
		['99,99,99,99,99', '+91', '+91 9999999999'],
		['+91,999,999,99,99', '+1', '+91 9999999999'],
		// A landline of Berlin, whose last digits are those of a mobile number.
		['3015112345678', '+49', '+49 3015112345678'],
		// With and without what is dialled before a number, whole or by the carrier.
		['1831 412 345 678', '+61', '+61 412345678'],
		['03 301 2345678', '+57', '+57 3012345678'],
		['011 2345-6789', '+54', '+54 1123456789'],
		['+800 1234 5678', '+91', '+800 12345678'],
	])('%j of %s', (given, country, expected) => {
		expect(read(given, country)).toBe(expected);
	});
});

describe('several numbers are told from one with marks in it', () => {
	test.each([
		'999,999',
		'9999,999,999',
		'9,999,9999,999',
		'(+91 99999 99999) +91 99999 00001',
		'1234567/12345678',
		'030/123',
		'030/9999999999/1234567',
	])('%s', (given) => {
		expect(read(given)).toBe(`Phone Number "${given}" holds more than one number`);
		expect(remedyOf(given)).toBe('Give one number for each item.');
	});
});

describe('what is said of a text that is no number', () => {
	const example = 'Write it like 99999 99999 or, with the country, +91 99999 99999.';

	test.each([
		[' ', 'is empty', `${example} If it comes from an expression, check that the item has this value.`],
		[' x ', '"x" holds letters', example],
		['99999   x', '"99999 x" holds letters', example],
		['x'.repeat(60), `"${'x'.repeat(60)}" holds letters`, example],
		['x'.repeat(61), `"${'x'.repeat(60)}…" holds letters`, example],
		[` ${'x'.repeat(100)} `, `"${'x'.repeat(60)}…" holds letters`, example],
		['x'.repeat(101), `"${'x'.repeat(60)}…" is too long for a phone number`, example],
		['99999 tel:99999', '"99999 tel:99999" holds letters', example],
		['a 9.2E+11', '"a 9.2E+11" holds letters', example],
		['9.2E+11x', '"9.2E+11x" holds letters', example],
		[
			'9.2E+11',
			'"9.2E+11" was shortened by a spreadsheet',
			'Format the column as text in the spreadsheet, then export it again.',
		],
		['#9999', '"#9999" holds characters that no phone number has', example],
	])('%j', (given, what, remedy) => {
		expect(read(given)).toBe(`Phone Number ${what}`);
		expect(remedyOf(given)).toBe(remedy);
	});
});

describe('what is said of digits that are no number', () => {
	const example = 'Write it like 99999 99999 or, with the country, +91 99999 99999.';
	const meant = 'If +971501234567 is meant, write it with the plus.';

	test.each([
		['9999999999.0 5', '+91', 'is too long (12 digits after the country code, +91 numbers have 10)', example],
		['919999999999+5', '+91', 'is too long (11 digits after the country code, +91 numbers have 10)', example],
		[
			'91 99999 999999',
			'+91',
			'is too long (11 digits after the country code, +91 numbers have 10)',
			example,
		],
		['9199999', '+91', 'is too short (7 digits after the country code, +91 numbers have 10)', example],
		['0091 99999', '+91', 'is too short (5 digits after the country code, +91 numbers have 10)', example],
		['+91 9999', '+91', 'is too short (4 digits after the country code, +91 numbers have 10)', example],
		[
			'+91 91 99999 999999',
			'+91',
			'is too long (13 digits after the country code, +91 numbers have 10)',
			example,
		],
		['971123456', '+971', 'is no number of +971 (none with 9 digits begins with 97)', example],
		['971501234567', '+91', 'is too long (12 digits after the country code, +91 numbers have 10)', meant],
		['+800 123', '+91', 'is too short (3 digits after the country code, +800 numbers have 8)', example],
		['+999 123', '+91', 'begins with no country code that exists', example],
	])('%j of %s', (given, country, what, remedy) => {
		expect(read(given, country)).toBe(`Phone Number "${given}" ${what}`);
		expect(remedyOf(given, country)).toBe(remedy);
	});
});
