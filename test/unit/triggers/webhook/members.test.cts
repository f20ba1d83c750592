import { Settings } from 'luxon';

import { undelivered } from '../../../../nodes/Interakt/triggers/webhook/deliveryErrors';
import {
	customerOf,
	firstText,
	objectAt,
	omitUndefined,
	personByNumber,
	utc,
} from '../../../../nodes/Interakt/triggers/webhook/read';

test.each<[unknown, string | undefined]>([
	['2024-01-01T10:00:00.123456', '2024-01-01T10:00:00.123Z'],
	['2024-01-01T10:00:00', '2024-01-01T10:00:00.000Z'],
	['2024-01-01 10:00:00.250000', '2024-01-01T10:00:00.250Z'],
	['2024-01-01T10:00:00Z', '2024-01-01T10:00:00.000Z'],
	['2024-01-01T10:00:00+05:30', '2024-01-01T04:30:00.000Z'],
	[1704103200, '2024-01-01T10:00:00.000Z'],
	[1704103200123, '2024-01-01T10:00:00.123Z'],
	['1704103200', '2024-01-01T10:00:00.000Z'],
	['', undefined],
	['2024-01-01T10:00:00'.padEnd(100), '2024-01-01T10:00:00.000Z'],
	['2024-01-01T10:00:00'.padEnd(101), undefined],
	['1704103200123', '2024-01-01T10:00:00.123Z'],
	['17041032001', undefined],
	['x1704103200', undefined],
	['17041032001234', undefined],
	['x1704103200123', undefined],
	[' 2024-01-01T10:00:00\n', '2024-01-01T10:00:00.000Z'],
	['2024-01-01   10:00:00', '2024-01-01T10:00:00.000Z'],
	['yesterday', undefined],
	[null, undefined],
	[Infinity, undefined],
	[{}, undefined],
])('the time %j is %s', (given, expected) => {
	expect(utc(given)).toBe(expected);
});

test('a time without a zone is of UTC, whatever zone n8n is in', () => {
	const { defaultZone } = Settings;
	Settings.defaultZone = 'Asia/Kolkata';
	const read = utc('2024-01-01T10:00:00');
	Settings.defaultZone = defaultZone;

	expect(read).toBe('2024-01-01T10:00:00.000Z');
});

describe('a person', () => {
	test.each<[string, Parameters<typeof customerOf>[0], object]>([
		[
			'has the number of the channel, and the country that Interakt says',
			{ channel_phone_number: '14155550100', country_code: '+1', phone_number: '4155550100' },
			{ phoneNumber: '+14155550100', countryCode: '+1' },
		],
		[
			'without the number of the channel has the two parts',
			{ country_code: '+91', phone_number: '9999999999' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'without a country has the one that the number begins with',
			{ channel_phone_number: '919999999999' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'whose number has the country in front and beside it has it once',
			{ country_code: '+91', phone_number: '919999999999' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'without any country is one of the account',
			{ phone_number: '9999999999' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'keeps traits as they are',
			{ traits: { name: 'Asha', city: 'Pune' } },
			{ name: 'Asha', traits: { name: 'Asha', city: 'Pune' } },
		],
		[
			'whose number has its code in front and beside it has it once',
			{ phone_number: '919999999999', country_code: '+91' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'whose number of the channel has no code has the one beside it',
			{ channel_phone_number: '9999999999', country_code: '+91' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'without any code is of the country of the account',
			{ phone_number: '09999999999' },
			{ phoneNumber: '+919999999999', countryCode: '+91' },
		],
		[
			'abroad keeps the country of the number',
			{ channel_phone_number: '14155550100' },
			{ phoneNumber: '+14155550100', countryCode: '+1' },
		],
		['has no name of null', { traits: { name: null } }, { traits: { name: null } }],
		['without anything is nobody', {}, {}],
		['of other types is nobody', { channel_phone_number: [], traits: 'x', id: {} }, {}],
	])('%s', (_, customer, expected) => {
		expect(customerOf(customer)).toEqual(expected);
	});

	test('without any code is of the country that a person set', () => {
		const france = { phoneNumber: '+33612345678', countryCode: '+33' };

		expect(customerOf({ phone_number: '0612345678' }, '+33')).toEqual(france);
		expect(personByNumber('0612345678', undefined, '+33')).toEqual(france);
	});

	test('by number alone', () => {
		expect(personByNumber('+91 99999-99999')).toEqual({ phoneNumber: '+919999999999', countryCode: '+91' });
		expect(personByNumber(null)).toEqual({});
	});

	test('without a country is one of the account, wherever that is', () => {
		const german = { phoneNumber: '+4915123456789', countryCode: '+49' };

		expect(customerOf({ phone_number: '01512 3456789' }, '+49')).toEqual(german);
		expect(customerOf({ channel_phone_number: '4915123456789' }, '+91')).toEqual(german);
		expect(personByNumber('01512 3456789', undefined, '+49')).toEqual(german);
	});
});

test('members are found, and what is inherited is none', () => {
	expect(objectAt({ a: { b: { c: 1 } } }, 'a', 'b')).toEqual({ c: 1 });
	expect(objectAt({ a: 1 }, 'a', 'b')).toEqual({});
	expect(objectAt({}, 'constructor')).toEqual({});
	expect(firstText(null, '', ' ', 0, 'x')).toBe('0');
	expect(firstText({}, [], false)).toBe('false');
	expect(Object.keys(omitUndefined({ a: 1, b: undefined, c: null }))).toEqual(['a', 'c']);
});

test.each<[unknown, unknown, string]>([
	['131047', null, 'The person has not written to you within the last 24 hours'],
	[131049, null, 'Meta held the message back because the person gets much marketing'],
	[null, 'Message undeliverable', 'The number cannot receive WhatsApp messages'],
	[null, 'The user is NOT on WhatsApp', 'The number cannot receive WhatsApp messages'],
	[null, 'On WhatsApp, and not anywhere else', 'The message was not delivered'],
	[null, `Template ${'x'.repeat(2000)} paused`, 'The message was not delivered'],
	[null, 'Media could not be downloaded', 'WhatsApp could not get the file'],
	[null, 'Re-engagement message', 'The person has not written to you within the last 24 hours'],
	['999999', 'Template is paused', 'The template has been paused or turned off by Meta'],
	[null, 'Paused template message', 'The message was not delivered'],
	[' 131047 ', null, 'The person has not written to you within the last 24 hours'],
	['999999', 'Whatever', 'The message was not delivered'],
	[null, null, 'The message was not delivered'],
])('a message that is not delivered for %j, %j: %s', (code, reason, failureMeaning) => {
	expect(undelivered(code, reason)).toMatchObject({
		failureMeaning,
		failureRemedy: expect.stringMatching(/\.$/),
	});
});
