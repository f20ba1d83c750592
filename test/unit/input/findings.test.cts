import { planItem } from '../../../nodes/Interakt/actions/run/plan';
import { describeFindings, Findings } from '../../../nodes/Interakt/input/findings';
import { text } from '../../../nodes/Interakt/input/text';
import { list } from '../../contract/row.cts';
import { build, nothingKnown, operationOf, parametersOf } from '../parameters.cts';

test('everything that is wrong with an item comes in one message', () => {
	const { message, description } = build('event.track', {
		phoneNumber: '12',
		event: '',
		traits: list({ name: 'orders', type: 'number', value: 'many' }, { name: '', value: 'x' }),
		additionalFields: { createdAt: 'soon' },
	});

	expect(message.split('; ')).toEqual([
		'Phone Number "12" is too short (2 digits after the country code, +91 numbers have 10)',
		'Event Name is empty',
		'Trait Name is empty',
		'Trait "orders" "many" is not a number',
		'Created At "soon" is not a date',
	]);
	expect(description).toContain('Write it like 99999 99999');
	expect(description).toContain('Write digits with a point for decimals, like 1999.50.');
});

test('the same finding is said once', () => {
	const finding = { field: 'Tags', what: 'holds a list instead of text', remedy: 'Give one.' };

	expect(describeFindings([finding, finding])).toEqual({
		message: 'Tags holds a list instead of text',
		description: 'Give one.',
	});
});

describe('text of any kind of value', () => {
	test.each<[unknown, string]>([
		['Asha', 'Asha'],
		[0, '0'],
		[9999999999, '9999999999'],
		[false, 'false'],
		[12n, '12'],
		[null, ''],
		[undefined, ''],
		[new Date('2026-01-31T11:30:00Z'), '2026-01-31T11:30:00.000Z'],
	])('%p', (value, expected) => {
		const findings = new Findings();

		expect(text(value, 'Field', findings)).toBe(expected);
		expect(findings.found).toEqual([]);
	});

	test.each([
		[['a'], 'holds a list instead of text'],
		[{ a: 1 }, 'holds an object instead of text'],
	])('%j is refused', (value, what) => {
		const findings = new Findings();

		expect(text(value, 'Field', findings, { required: true, max: 1 })).toBe('');
		expect(findings.found).toMatchObject([{ field: 'Field', what }]);
	});
});

describe('a person', () => {
	test.each([
		['', 'Phone Number is empty'],
		['not a number', 'Phone Number "not a number" holds letters'],
	])('with the phone number %j is refused', (phoneNumber, message) => {
		expect(build('message.sendText', { phoneNumber, message: 'Hi' }).message).toBe(message);
	});

	test('with a number out of an expression is read', () => {
		expect(build('message.sendText', { phoneNumber: 919999999999, message: 'Hi' }).request).toMatchObject({
			recipient: '+919999999999',
			body: { phoneNumber: '9999999999', countryCode: '+91' },
		});
	});

	test('without a user ID is refused', () => {
		expect(build('message.sendText', { identifyBy: 'userId', userId: ' ', message: 'Hi' }).message).toBe(
			'User ID is empty',
		);
	});

	test('with a user ID is the recipient', () => {
		expect(
			build('message.sendText', { identifyBy: 'userId', userId: 4711, message: 'Hi' }).request,
		).toMatchObject({
			recipient: '4711',
			body: { userId: '4711' },
		});
	});
});

describe('the size of a request', () => {
	const { operation } = operationOf('contact.upsert');
	const prepared = (length: number) => {
		const traits = list({ name: 'note', value: 'x'.repeat(length) });
		return planItem(
			operation,
			parametersOf('contact.upsert', { phoneNumber: '9999999999', traits }),
			nothingKnown,
		);
	};
	const empty = JSON.stringify({
		phoneNumber: '9999999999',
		countryCode: '+91',
		traits: { note: '' },
	}).length;

	test('of 32 KB passes', () => {
		expect(prepared(32 * 1024 - empty)).toMatchObject({ recipient: '+919999999999' });
	});

	test('of one byte more is refused', () => {
		expect(prepared(32 * 1024 - empty + 1)).toMatchObject({
			status: 'rejected',
			failure: {
				reason: 'invalidInput',
				message: expect.stringContaining('The request is too large'),
				description: 'Send fewer or shorter values.',
			},
		});
	});
});
