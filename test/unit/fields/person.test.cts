import { readOwnId, readPerson, readPhone, recipient } from '../../../nodes/Interakt/fields/person';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { build, plainParameters } from '../parameters.cts';

function read(phoneNumber: unknown) {
	const parameters = { ...plainParameters({ phoneNumber }), raw: () => '={{ $json.phone }}' };
	const { phoneNumber: number, countryCode } = readPhone(parameters);
	const { found, notices } = parameters.findings;
	return { number: `${countryCode}${number}`, found, notices };
}

describe('a phone number that another app gives inside a list or an object', () => {
	test.each([
		[[{ value: '9999999999', primary: true }]],
		[[{ value: '8888888888' }, { value: '9999999999', primary: true }]],
		[{ full: '(999) 999-9999' }],
		[{ country: '91', area: '99999', phone: '99999' }],
		[{ value: '+91 99999 99999', versions: [] }],
		[['99999 99999']],
	])('is taken out with a notice: %j', (given) => {
		const { number, found, notices } = read(given);

		expect({ number, found }).toEqual({ number: '+919999999999', found: [] });
		expect(notices).toEqual([
			expect.stringMatching(/^Phone Number: ".+" was taken out of (a list|an object)$/),
		]);
	});

	test('of several is refused with the way to one', () => {
		expect(read([{ value: '8888888888' }, { value: '9999999999' }]).found).toEqual([
			{
				field: 'Phone Number',
				what: 'holds a list with several phone numbers',
				remedy: 'Choose one, for example {{ $json.phone[0].value }}.',
			},
		]);
	});

	test.each([[[]], [{}], [{ id: 9999999999 }], [{ city: 'Pune' }]])(
		'that is not there is said once: %j',
		(given) => {
			expect(read(given).found).toMatchObject([{ what: expect.stringMatching(/ without a phone number$/) }]);
		},
	);
});

describe('the country that an object names beside a number', () => {
	const read = (phoneNumber: unknown) =>
		build('message.sendText', { phoneNumber: phoneNumber as string, message: 'Hi' });

	test.each<[unknown]>([
		[{ country_code: '+44', number: '7400123456' }],
		[{ dial_code: '44', phone: '07400 123456' }],
		[{ country: 'GB', phone: '447400123456' }],
		[{ phone: '7400123456', countryShortName: 'gb' }],
		[{ country: 'GB', area: '7400', phone: '123456' }],
		[{ country: '44', area: '07400', phone: '123456' }],
		[{ code: '+44', number: 7400123456 }],
		[{ value: '7400123456', country: { id: 1, code: 'GB', name: 'United Kingdom' } }],
		[{ country: 'United Kingdom', country_code: 'GB', phones: [{ value: '7400123456' }] }],
		['{"dial_code":"+44","phone":"7400123456"}'],
	])('is that of %j', (given) => {
		const { request, found } = read(given);

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({ countryCode: '+44', phoneNumber: '7400123456' });
	});

	test.each<[unknown]>([
		[{ country: 'Wonderland', phone: '7400123456' }],
		[{ country: 'GB', country_code: '+91', phone: '7400123456' }],
		[{ country_code: '+44', number: '9999999999' }],
	])('makes that of %j no number, where it does not fit', (given) => {
		expect(read(given).found).toMatchObject([
			{ field: 'Phone Number', what: 'holds an object without a phone number' },
		]);
	});

	test('does not matter where the number has its own', () => {
		const { request } = read({ country: 'US', phone: '+91 99999 99999' });

		expect(request.body).toMatchObject({ countryCode: '+91', phoneNumber: '9999999999' });
	});
});

describe('who is meant', () => {
	const person = (values: Readonly<Record<string, unknown>>) => {
		const parameters = plainParameters(values);
		const given = readPerson(parameters);
		const { found } = parameters.findings;
		return { given, found: found.map(({ field, what }) => `${field} ${what}`) };
	};
	const asha = { phoneNumber: '9999999999', countryCode: '+91' };

	test('is said by a number or by an ID, and only one of them is looked at', () => {
		const both = { phoneNumber: '9999999999', userId: ' customer-4711 ' };

		expect(person({ ...both, identifyBy: 'phoneNumber' })).toEqual({ given: asha, found: [] });
		expect(person(both)).toEqual({ given: asha, found: [] });
		expect(person({ ...both, identifyBy: 'userId' })).toEqual({
			given: { userId: 'customer-4711' },
			found: [],
		});
	});

	test.each<[Record<string, unknown>, string]>([
		[{ identifyBy: 'userId', userId: ' ' }, 'User ID is empty'],
		[{ identifyBy: 'userId', userId: 'undefined' }, 'User ID holds "undefined", which is no value'],
		[
			{ identifyBy: 'email', phoneNumber: '9999999999' },
			'Identify Customer By "email" is none of its values',
		],
		[{ phoneNumber: '' }, 'Phone Number is empty'],
		[{ phoneNumber: 'undefined' }, 'Phone Number holds "undefined", which is no value'],
		[{ phoneNumber: 'N/A' }, 'Phone Number "N/A" holds letters'],
		[{ phoneNumber: 'Asha' }, 'Phone Number "Asha" holds letters'],
		[{ phoneNumber: true }, 'Phone Number "true" holds letters'],
	])('%j is refused once, by the name of its field', (values, words) => {
		const { found } = person(values);

		expect(found).toEqual([words]);
	});

	test('is one text, by which the order of messages is kept', () => {
		expect(recipient(asha)).toBe('+919999999999');
		expect(recipient({ userId: 'customer-4711' })).toBe('customer-4711');
	});

	test('may have an ID beside the number, which has to be there where it was added', () => {
		const own = (fields: Record<string, unknown>) => {
			const findings = new Findings();
			return {
				own: readOwnId(fields, findings),
				found: findings.found.map(({ field, what }) => field + what),
			};
		};

		expect(own({})).toEqual({ own: {}, found: [] });
		expect(own({ userId: ' customer-4711 ' })).toEqual({ own: { userId: 'customer-4711' }, found: [] });
		expect(own({ userId: '' }).found).toEqual(['User IDis empty']);
		expect(own({ userId: null }).found).toEqual(['User IDis empty']);
	});
});

describe('the country of numbers without one', () => {
	const number = (countryCode: unknown) => {
		const parameters = plainParameters({ phoneNumber: '7400123456', additionalFields: { countryCode } });
		const { countryCode: code } = readPhone(parameters);
		return { code, found: parameters.findings.found.map(({ field }) => field) };
	};

	test.each([undefined, '', ' '])('is that of the account for %j', (countryCode) => {
		expect(number(countryCode)).toEqual({ code: '+91', found: [] });
	});

	test.each(['+44', '44', 44, 'GB', 'United Kingdom'])('is that of the item for %j', (countryCode) => {
		expect(number(countryCode)).toEqual({ code: '+44', found: [] });
	});

	test.each(['Wonderland', {}])('that is none is refused by its own name: %j', (countryCode) => {
		expect(number(countryCode).found).toContain('Default Country Code');
	});
});

describe('numbers deep inside', () => {
	test.each<[unknown]>([
		[{ contact: { phone: { value: '9999999999' } } }],
		[{ country: null, phone: '9999999999' }],
		[{ country: '', phone: '9999999999' }],
		[{ country: {}, phone: '9999999999' }],
		[{ country: ' ', country_code: [], phone: '9999999999' }],
		[{ code: undefined, phone: '9999999999' }],
		[{ number: 9999999999, verified: true }],
		[{ area: '99999', phone: '99999' }],
		[{ phone: '9999999999', mobile: null }],
		[{ phone: '9999999999', mobile: '' }],
	])('are found: %j', (given) => {
		expect(read(given)).toMatchObject({ number: '+919999999999', found: [] });
	});

	test.each<[unknown]>([
		[{ phone: true }],
		[{ area: 99999, phone: 99999 }],
		[{ area: '99999', phone: 'none' }],
		[{ a: { b: { c: { d: { e: { f: { country: 'GB', phone: '7400123456' } } } } } } }],
	])('are none: %j', (given) => {
		expect(read(given).found).toMatchObject([{ field: 'Phone Number' }]);
	});

	test('are told of, cut where the text is long', () => {
		const long = `9999999999${' '.repeat(80)}`;

		expect(read([long]).notices).toEqual([`Phone Number: "${long.slice(0, 60)}" was taken out of a list`]);
	});

	test('of several say to give one, where no way to it is known', () => {
		const parameters = plainParameters({ phoneNumber: ['8888888888', '9999999999'] });
		readPhone(parameters);

		expect(parameters.findings.found).toEqual([
			{
				field: 'Phone Number',
				what: 'holds a list with several phone numbers',
				remedy: 'Give Phone Number a single value.',
			},
		]);
	});
});
