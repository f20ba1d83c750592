import { readPhone } from '../../../nodes/Interakt/fields/person';
import { plainParameters } from '../parameters.cts';

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
