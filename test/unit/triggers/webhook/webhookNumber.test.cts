import fc from 'fast-check';

import { webhookNumber } from '../../../../nodes/Interakt/triggers/webhook/read';
import { randomFrom, realNumbers } from '../../../phone/numbers.cts';

type Row = [number: string, countryCode: string, defaultCountryCode: string, full: string, code?: string];

test.each<Row>([
	['919999999999', '+91', '+91', '+919999999999', '+91'],
	['9999999999', '+91', '+91', '+919999999999', '+91'],
	['9999999999', '', '+91', '+919999999999', '+91'],
	['919999999999', '', '+1', '+919999999999', '+91'],
	['+919999999999', '', '', '+919999999999', '+91'],
	['9199999999', '+91', '+91', '+919199999999', '+91'],
	['9199999999', '', '+91', '+919199999999', '+91'],
	['09999999999', '91', '+1', '+919999999999', '+91'],
	['919999999999', '+1', '+91', '+919999999999', '+91'],
	['14155550100', '+1', '+91', '+14155550100', '+1'],
	['4155550100', '1', '+91', '+14155550100', '+1'],
	['4155550100', '', '+1', '+14155550100', '+1'],
	['5215512345678', '+52', '+91', '+525512345678', '+52'],
	['2250701234567', '', '+91', '+2250701234567', '+225'],
	['0701234567', '+225', '+91', '+2250701234567', '+225'],
	['91 99999-99999', '+91', '+91', '+919999999999', '+91'],
	['01512 3456789', '', '+49', '+4915123456789', '+49'],
	['004915123456789', '', '+91', '+4915123456789', '+49'],
	// No number of any country is given as it came, with its code once.
	['91123', '+91', '+91', '+9191123', '+91'],
	['91999999999999', '+91', '+91', '+91999999999999', '+91'],
	['99912345678901', '', '', '+99912345678901', undefined],
	['12', '+0', 'nowhere', '+12', '+1'],
])('%j with %j beside it, of an account of %j, is %s', (number, beside, own, phoneNumber, countryCode) => {
	expect(webhookNumber(number, beside, own)).toEqual({ phoneNumber, countryCode });
});

test.each(['', ' ', '-', 'unknown', 'IN.1234567890', ' in.1234567890'])('%j is no number', (number) => {
	expect(webhookNumber(number, '+91', '+91')).toBeUndefined();
});

test('a mobile number of any country is the same in full and beside its code', () => {
	for (const number of realNumbers('mobile', 2, randomFrom(7))) {
		const full = { phoneNumber: `+${number.code}${number.national}`, countryCode: `+${number.code}` };

		expect(webhookNumber(number.code + number.national, '', '+91')).toEqual(full);
		expect(webhookNumber(number.code + number.national, `+${number.code}`, '+91')).toEqual(full);
		expect(webhookNumber(number.national, `+${number.code}`, '+91')).toEqual(full);
	}
});

test('whatever comes, there is a number of digits or none', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (number, beside, own) => {
			const found = webhookNumber(number, beside, own);

			if (found !== undefined) expect(found.phoneNumber).toMatch(/^\+\d+$/);
		}),
	);
});
