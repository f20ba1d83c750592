/** What is done when a message is refused because the customer is unknown, or the 24-hour window closed. */
import type { INodeParameters } from 'n8n-workflow';

import { list } from '../../contract/row.cts';
import { build, buildOf, plainParameters, valuesOf } from '../parameters.cts';

const text = (additionalFields: INodeParameters, given: INodeParameters = {}) =>
	build('message.sendText', {
		phoneNumber: '9999999999',
		message: 'Hello',
		...given,
		additionalFields,
	});

const asha = { phoneNumber: '9999999999', countryCode: '+91' };

describe('Create Contact If Unknown', () => {
	test('creates the contact first, then sends the same message', () => {
		const { fallbacks, request, found } = text({ createContact: true });

		expect(found).toEqual([]);
		expect(fallbacks).toEqual([
			{
				reason: 'unknownCustomer',
				first: [
					{
						method: 'POST',
						path: '/track/users/',
						effect: 'upsert',
						recipient: '+919999999999',
						body: asha,
					},
				],
				then: request,
				notice: 'Interakt did not know this customer, so the contact was created first',
			},
		]);
	});

	test('does so for a User ID too', () => {
		const { fallbacks } = text({ createContact: 'true' }, { identifyBy: 'userId', userId: 'customer-4711' });

		expect(fallbacks[0]?.first).toMatchObject([
			{ recipient: 'customer-4711', body: { userId: 'customer-4711' } },
		]);
	});

	test.each<[INodeParameters]>([[{}], [{ createContact: false }]])('does nothing for %j', (fields) => {
		expect(text(fields).fallbacks).toEqual([]);
	});

	test('that says neither is refused', () => {
		expect(text({ createContact: 'perhaps' }).message).toBe(
			'Create Contact If Unknown "perhaps" is neither true nor false',
		);
	});
});

describe('Template If Window Is Closed', () => {
	const windowTemplate = (values: INodeParameters, more: INodeParameters = {}) =>
		text({ windowTemplate: { values }, ...more });

	test('is sent in place of the message, with its tracking', () => {
		const { fallbacks, found } = windowTemplate(
			{ name: ' order_update ', languageCode: 'hi', bodyValues: list({ value: 'Asha' }, { value: 7 }) },
			{ callbackData: 'order 1042', campaignId: 'c1' },
		);

		expect(found).toEqual([]);
		expect(fallbacks).toEqual([
			{
				reason: 'outsideWindow',
				first: [],
				then: {
					method: 'POST',
					path: '/message/',
					effect: 'send',
					recipient: '+919999999999',
					body: {
						...asha,
						type: 'Template',
						template: { name: 'order_update', languageCode: 'hi', bodyValues: ['Asha', '7'] },
						callbackData: 'order 1042',
						campaignId: 'c1',
					},
				},
				notice: 'The 24-hour window was closed, so the template order_update was sent instead',
			},
		]);
	});

	test('without values has none', () => {
		const [fallback] = windowTemplate({ name: 'order_update', languageCode: 'en' }).fallbacks;

		expect(fallback?.then.body?.template).toEqual({ name: 'order_update', languageCode: 'en' });
	});

	test.each<[INodeParameters, string]>([
		[{ name: '', languageCode: 'en' }, 'Template If Window Is Closed Code Name is empty'],
		[
			{ name: 'order_update', languageCode: 'xx yy' },
			'Template If Window Is Closed Language Code "xx yy" is not a language code',
		],
		[
			{ name: 'order_update', languageCode: 'en', bodyValues: list({ value: 'Asha' }, { value: ' ' }) },
			'Template If Window Is Closed Body Value 2 is empty',
		],
		[
			{ name: 'order_update', languageCode: 'en', bodyValues: list({ value: 'undefined' }) },
			'Template If Window Is Closed Body Value 1 holds "undefined", which is no value',
		],
	])('%j is refused by name', (values, message) => {
		expect(windowTemplate(values).message).toBe(message);
	});

	test('whose expression gives nothing is refused, and one that was not added is none', () => {
		const given = valuesOf('message.sendText', { phoneNumber: '9999999999', message: 'Hello' });
		const parameters = plainParameters({ ...given, additionalFields: { windowTemplate: '' } });

		expect(buildOf('message.sendText', parameters).message).toBe(
			'Template If Window Is Closed gives nothing',
		);
		expect(text({}).fallbacks).toEqual([]);
	});

	test('comes after the contact that is created, each for its own reason', () => {
		const { fallbacks } = windowTemplate({ name: 'a', languageCode: 'en' }, { createContact: true });

		expect(fallbacks.map(({ reason }) => reason)).toEqual(['unknownCustomer', 'outsideWindow']);
	});

	test('writes a date as the language of the template does', () => {
		const value = { value: '2026-01-31T11:30:00Z', showAs: 'date' };
		const [fallback] = windowTemplate({
			name: 'a',
			languageCode: 'de',
			bodyValues: list(value),
		}).fallbacks;

		expect(fallback?.then.body?.template).toMatchObject({ bodyValues: ['31.01.2026'] });
	});

	test('is no choice for templates, which need no window', () => {
		const { fallbacks } = build('message.sendTemplate', {
			phoneNumber: '9999999999',
			template: { __rl: true, mode: 'name', value: 'a' },
			languageCode: 'en',
			additionalFields: { createContact: true, windowTemplate: { values: { name: 'b' } } },
		});

		expect(fallbacks.map(({ reason }) => reason)).toEqual(['unknownCustomer']);
	});
});
