/** The records of other apps, each made a contact by Map Automatically: nothing that nobody asked for refuses it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { build } from '../unit/parameters.cts';
import { validateRequest } from '../contract/contract.cts';
import { records } from './records.cts';

const at = (json: unknown, path: readonly string[]): unknown =>
	path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], json);

/** What becomes of an item, as if its number had been dragged into Phone Number. */
function contactOf(json: IDataObject, path: readonly string[], additionalFields: INodeParameters = {}) {
	const parameters = {
		phoneNumber: at(json, path) as string,
		traitsInput: 'automatic',
		additionalFields,
	};
	// What an expression names ends at the first place in a list (`mentionsIn`).
	const place = path.findIndex((name) => /^\d+$/.test(name));
	const mentioned = path.slice(0, place < 0 ? undefined : place);
	const made = build('contact.upsert', parameters, { json, mentions: { phoneNumber: [mentioned] } });
	return { ...made, traits: ((made.request.body as IDataObject).traits ?? {}) as IDataObject };
}

test('there are 30 records of 20 apps at least', () => {
	expect(records.length).toBeGreaterThanOrEqual(30);
	expect(new Set(records.map(({ source }) => source.split(/ |,/)[0])).size).toBeGreaterThanOrEqual(20);
});

test.each(records.map((record) => [record.source, record] as const))(
	'a record of %s becomes a contact',
	(_, { json, phone, name, email, traits: wanted = {}, not = [] }) => {
		const { request, found, notices, traits } = contactOf(json, phone);

		expect(found).toEqual([]);
		expect(request.body).toMatchObject({ phoneNumber: '9999999999', countryCode: '+91' });
		expect(traits).toMatchObject(wanted);
		expect(traits.name).toBe(name);
		expect(traits.email).toBe(email);
		expect(Object.keys(traits).filter((one) => not.includes(one))).toEqual([]);
		expect(Object.values(traits).map(String)).not.toContain('919999999999');
		expect(notices.filter((notice) => notice.startsWith('Traits left out')).length).toBeLessThanOrEqual(1);
		const body = JSON.parse(JSON.stringify(request.body)) as IDataObject;
		expect(validateRequest('POST', '/track/users/', body, undefined)).toEqual([]);
	},
);

describe('Map Automatically', () => {
	const json = {
		name: 'Asha Rao',
		phone: '99999 99999',
		city: 'Pune',
		plan: 'pro',
		address: { city: 'Pune', id: 7 },
	};

	test('leaves excluded columns out', () => {
		expect(contactOf(json, ['phone'], { excludedColumns: 'Plan, city' }).traits).toEqual({
			name: 'Asha Rao',
		});
	});

	test('flattens or refuses nested values on request', () => {
		const flat = contactOf(json, ['phone'], { nestedValues: 'flatten' });
		const refused = contactOf(json, ['phone'], { nestedValues: 'refuse' });

		expect(flat.traits).toEqual({ name: 'Asha Rao', city: 'Pune', plan: 'pro', 'address.city': 'Pune' });
		expect(refused.found).toMatchObject([{ field: 'Trait "address"' }]);
	});

	test('leaves a column out that cannot be sent, with a notice', () => {
		const { found, traits, notices } = contactOf(
			{ phone: '9999999999', prototype: 'T1', code: 1101000000000000001 },
			['phone'],
		);

		expect(found).toEqual([]);
		expect(traits).toEqual({});
		expect(notices).toEqual([
			'Trait "prototype" has a name that cannot be sent, so it was left out',
			expect.stringMatching(/^Trait "code" .*, so it was left out$/),
		]);
	});

	test('gives way to traits that are set by hand', () => {
		const traits = { values: [{ name: 'plan', value: 'basic' }] };
		const { request, found } = build(
			'contact.upsert',
			{ phoneNumber: '9999999999', traitsInput: 'automatic', traits },
			{ json: { plan: 'pro', city: 'Pune' } },
		);

		expect(found).toEqual([]);
		expect((request.body as IDataObject).traits).toEqual({ plan: 'basic', city: 'Pune' });
	});

	test('knows the number under any form, and takes other numbers for traits', () => {
		const numbers = {
			a: '+91 99999-99999',
			b: 919999999999,
			c: '099999 99999',
			d: '99999 88888',
			e: 9999999999,
		};

		expect(contactOf(numbers, ['a']).traits).toEqual({ d: '99999 88888' });
	});

	test('works for events and for the older product', () => {
		const event = build(
			'event.track',
			{ phoneNumber: '9999999999', event: 'Order Placed', traitsInput: 'automatic' },
			{ json, mentions: { phoneNumber: [['phone']] } },
		);
		const lead = build(
			'lead.upsert',
			{ email: 'asha@example.com', attributesInput: 'automatic' },
			{ json: { email: 'asha@example.com', ...json, sizes: ['S'] }, mentions: { email: [['email']] } },
		);

		expect(event.found).toEqual([]);
		expect((event.request.body as IDataObject).traits).toEqual({
			name: 'Asha Rao',
			city: 'Pune',
			plan: 'pro',
		});
		expect(lead.found).toEqual([]);
		expect(lead.request.body).toEqual({
			email: 'asha@example.com',
			name: 'Asha Rao',
			phone: '99999 99999',
			city: 'Pune',
			plan: 'pro',
		});
		expect(lead.notices).toEqual([expect.stringContaining('lists: address, sizes')]);
	});
});
