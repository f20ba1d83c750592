import { readPhone } from '../../../nodes/Interakt/fields/person';
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
