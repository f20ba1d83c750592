/** Forms of phone numbers, countries and dates that expressions, gateways, lists of countries and databases give. */
import { countryCodeOf } from '../../../nodes/Interakt/input/country.ts';
import { isoText, readMoment } from '../../../nodes/Interakt/input/date.ts';
import { parsePhone } from '../../../nodes/Interakt/input/phone.ts';
import { build } from '../parameters.cts';

const read = (given: string, country: string): string => {
	const phone = parsePhone(given, country);
	return 'what' in phone ? phone.what : `${phone.countryCode} ${phone.phoneNumber}`;
};

describe('a phone number', () => {
	test.each([
		'Ph: 9999999999',
		'Ph. No. 99999 99999',
		'M: 9999999999',
		'Mob. No. 9999999999',
		'Mobile No: 9999999999',
		'Phone Number - 9999999999',
		'WhatsApp No 9999999999',
		'Contact: +91 99999 99999',
		'मोबाइल: 9999999999',
		'मोबाइल नंबर: ९९९९९ ९९९९९',
		'फ़ोन: 9999999999',
		'https://wa.me/919999999999',
		'https://wa.me/+919999999999?text=Hi',
		'wa.me/919999999999',
		'https://api.whatsapp.com/send?phone=919999999999&text=Hi',
		'919999999999@c.us',
		'919999999999@s.whatsapp.net',
		'919999999999:12@s.whatsapp.net',
		'9999999999.00000000',
		'+91+919999999999',
		'+91 +91 99999 99999',
		'+91 91 99999 99999',
		'+91+9999999999',
		'91919999999999',
	])('%j is a number of India', (given) => {
		expect(read(given, '+91')).toBe('+91 9999999999');
	});

	test.each([
		['447400123456@c.us', '+91', '+44 7400123456'],
		['+91 +1 415 555 0100', '+91', '+1 4155550100'],
		['+62+6581234567', '+62', '+65 81234567'],
		['+62+81234567890', '+62', '+62 81234567890'],
		['+1+14155550100', '+1', '+1 4155550100'],
		['T: +1 415 555 0100', '+91', '+1 4155550100'],
	])('%j, default %s, is %s', (given, country, number) => {
		expect(read(given, country)).toBe(number);
	});

	test.each([
		['9999999999\n8888888888', 'holds more than one number'],
		['Asha 9999999999', 'holds letters'],
		['+49 1511234567¹', 'holds characters that no phone number has'],
		['+91+14155550100 +919999999999', 'holds more than one number'],
	])('%j %s', (given, what) => {
		expect(read(given, '+91')).toContain(what);
	});

	test.each<[unknown, string]>([
		['{{ $json.phone }}', 'holds "{{ $json.phone }}", which is no value'],
		['undefined', 'holds "undefined", which is no value'],
		['#N/A', 'holds "#N/A", which is no value'],
	])('%j is told to be no value', (phoneNumber, what) => {
		const { found } = build('message.sendText', { phoneNumber: phoneNumber as string, message: 'Hi' });

		expect(found).toMatchObject([{ field: 'Phone Number', what }]);
	});

	test.each(['["9999999999"]', '[{"value":"9999999999","primary":true}]', '{"phone":"99999 99999"}'])(
		'%s as JSON is taken out of it',
		(phoneNumber) => {
			const { request, found } = build('message.sendText', { phoneNumber, message: 'Hi' });

			expect(found).toEqual([]);
			expect(request.body).toMatchObject({ phoneNumber: expect.stringMatching(/^9{5} ?9{5}$/) as string });
		},
	);
});

test.each([
	['Iran, Islamic Republic of', '+98'],
	['Tanzania, United Republic of', '+255'],
	['Bolivia, Plurinational State of', '+591'],
	['Venezuela (Bolivarian Republic of)', '+58'],
	['Moldova, Republic of', '+373'],
	['Taiwan, Province of China', '+886'],
	['Micronesia, Federated States of', '+691'],
	['Bahamas, The', '+1'],
	['Korea, Republic of', '+82'],
	["Korea, Democratic People's Republic of", '+850'],
	['Congo, The Democratic Republic of the', '+243'],
	['Republic of India', '+91'],
	['Kingdom of Saudi Arabia', '+966'],
	["People's Republic of China", '+86'],
	['Republic of China', '+886'],
	['United Kingdom of Great Britain and Northern Ireland', '+44'],
	['United States of America (USA)', '+1'],
	['India (IN)', '+91'],
	['Hong Kong SAR', '+852'],
	['KSA', '+966'],
	['Scotland', '+44'],
	['91.0', '+91'],
	['+1-876', '+1'],
	['+1876', '+1'],
	['+44-1481', '+44'],
	['N/A', undefined],
	['n.a.', undefined],
	['Pune, Maharashtra', undefined],
	['9999999999', undefined],
	['', undefined],
])('the country %j is %s', (given, code) => {
	expect(countryCodeOf(given)).toBe(code);
});

test.each<[unknown, string | undefined]>([
	[{ date: '2026-01-31 11:30:00.000000', timezone_type: 3, timezone: 'UTC' }, '2026-01-31T11:30:00.000Z'],
	[{ date: '2026-01-31 17:00:00.000000', timezone_type: 1, timezone: '+05:30' }, '2026-01-31T11:30:00.000Z'],
	[{ date: '2026-01-31', time: '17:00:00' }, '2026-01-31T11:30:00.000Z'],
	[{ date: '2026-01-31', time: '' }, '2026-01-31'],
	[{ date: '31/01/2026', time: '5:00 pm', timezone: 'UTC' }, '2026-01-31T17:00:00.000Z'],
	[{ seconds: 1769859000, nanoseconds: 0 }, '2026-01-31T11:30:00.000Z'],
	[{ _seconds: 1769859000, _nanoseconds: 0 }, '2026-01-31T11:30:00.000Z'],
	[{ $date: '2026-01-31T11:30:00Z' }, '2026-01-31T11:30:00.000Z'],
	[{ $date: { $numberLong: '1769859000000' } }, '2026-01-31T11:30:00.000Z'],
	[{ type: 'date', date: { start: '2026-01-31', end: null, time_zone: null } }, '2026-01-31'],
	[
		{ start: { dateTime: '2026-01-31T17:00:00+05:30', timeZone: 'Asia/Kolkata' } },
		'2026-01-31T11:30:00.000Z',
	],
	[{ value: '1769859000000' }, '2026-01-31T11:30:00.000Z'],
	['31/01/2026 17h00', '2026-01-31T11:30:00.000Z'],
	['31/01/2026 17 h 05', '2026-01-31T11:35:00.000Z'],
	['31/01/2026 25h00', undefined],
	[{ start: { date: { value: { $date: '2026-01-31' } } } }, undefined],
	[{ name: 'Asha' }, undefined],
])('the date %j is %s', (given, wanted) => {
	const moment = readMoment(given, { timeZone: 'Asia/Kolkata' });

	expect(moment && isoText(moment)).toBe(wanted);
});
