/** Map Automatically, column by column: what becomes a trait, and what is taken for the person's name and address. */
import type { IDataObject } from 'n8n-workflow';

import { mappedColumns, outOfGroup } from '../../../nodes/Interakt/fields/columns';
import { Findings } from '../../../nodes/Interakt/input/findings';
import { plainParameters } from '../parameters.cts';

/** What is mapped of an item whose column `phone` was dragged into Phone Number. */
function mapped(
	json: IDataObject,
	{
		fields = {},
		mentions = {},
		phone = '9999999999',
	}: { fields?: IDataObject; mentions?: Record<string, string[][]>; phone?: string } = {},
) {
	const parameters = plainParameters(
		{ identifyBy: 'phoneNumber', phoneNumber: phone, additionalFields: fields },
		{ json, mentions: { phoneNumber: [['phone']], ...mentions } },
	);
	const values = mappedColumns(parameters).map(({ name, value }) => [name, value]);
	return { traits: Object.fromEntries(values) as IDataObject, notices: parameters.findings.notices };
}

const traits = (...given: Parameters<typeof mapped>) => mapped(...given).traits;

test('each value is a column that nobody named, under its name without blanks', () => {
	const parameters = plainParameters({ phoneNumber: '9999999999' }, { json: { ' City ': 'Pune' } });

	expect(mappedColumns(parameters)).toEqual([{ name: 'City', value: 'Pune', row: {}, isColumn: true }]);
	expect(mappedColumns({ ...plainParameters({}), json: undefined } as never)).toEqual([]);
});

describe('what is left out without a word', () => {
	test.each([
		'$id',
		'$createdAt',
		'row_number',
		'Row Num',
		'id',
		'ID',
		'admin_graphql_api_id',
		'__EMPTY',
		'__EMPTY_2',
		'_id',
		'_links',
		'_edit_lock',
		'formMode',
		'formQueryParameters',
		'token',
		'access_token',
		'clientSecret',
		'password',
		'x-signature',
		'order_key',
		'API Key',
		'ip',
		'IP Address',
		'client_ip',
		'Remote IP',
		'etag',
		'@odata.etag',
		'User Agent',
		'Powered by',
	])('the column %s', (name) => {
		expect(mapped({ [name]: 'x1', city: 'Pune' })).toEqual({ traits: { city: 'Pune' }, notices: [] });
	});

	test.each([
		'order_id',
		'ids',
		'empty',
		'key',
		'tokens',
		'ip2',
		'shipping',
		'agent',
		'powered',
		'row',
		'row numbers',
	])('not the column %s', (name) => {
		const { traits: kept } = mapped({ [name]: 'x1' });

		expect(Object.keys(kept)).toEqual([name]);
	});

	test.each([null, undefined, '', ' ', [], {}])('%j, which is nothing', (value) => {
		expect(traits({ city: value as IDataObject[string] })).toEqual({});
	});

	test('what was left in an object of nothing but such', () => {
		expect(traits({ a: { id: 1, token: 'x' }, b: { id: 1, city: 'Pune' } })).toEqual({ b: { city: 'Pune' } });
	});

	test('the number of the person under any form', () => {
		expect(
			traits({
				phone: 'x',
				a: '+91 99999 99999',
				b: 919999999999,
				c: 'whatsapp:+919999999999',
				d: '8888888888',
				e: 99999,
				f: `${' '.repeat(40)}9999999999`,
			}),
		).toEqual({ d: '8888888888', e: 99999, f: `${' '.repeat(40)}9999999999` });
	});

	test('no number where the person has none that can be read', () => {
		expect(traits({ a: '9999999999' }, { phone: '' })).toEqual({ a: '9999999999' });
	});

	test('headers and params of a call, as objects only', () => {
		expect(traits({ headers: { host: 'x' }, params: { a: 1 }, query: { b: 2 }, city: 'Pune' })).toEqual({
			query: { b: 2 },
			city: 'Pune',
		});
		expect(traits({ headers: 'tall', params: 'p' })).toEqual({ headers: 'tall', params: 'p' });
	});
});

describe('columns that other fields use', () => {
	test('are left out, with all that is in them', () => {
		const json = { phone: '1', mail: 'a', tagged: { a: 1 }, order: { id: 7, no: 'x' }, city: 'Pune' };

		expect(
			traits(json, {
				mentions: { additionalFields: [['tagged']], event: [['order', 'no']], email: [['mail']] },
			}),
		).toEqual({ city: 'Pune' });
		expect(traits({ sizes: ['S'], city: 'Pune' }, { mentions: { userId: [['sizes', 'length']] } })).toEqual({
			city: 'Pune',
		});
	});

	test('open no list and no record, unless they say who is meant', () => {
		const json = {
			phone: '1',
			discounts: [{ title: 'WELCOME10', value: '10.0' }],
			data: { kind: 'order', total: 5 },
		};
		const mentions = { additionalFields: [['discounts', 'title']], event: [['data', 'kind']] };

		expect(traits(json, { mentions })).toEqual({ data: { total: 5 } });
	});

	test('leave their neighbours in an object', () => {
		const json = { phone: '1', order: { no: 'x', total: 5 } };

		expect(traits(json, { mentions: { event: [['order', 'no']] } })).toEqual({ order: { total: 5 } });
	});

	test('or that are excluded are left out, by any spelling, also inside', () => {
		const json = { 'Plan Name': 'pro', notes: 'x', address: { zip: 1, city: 'Pune' } };

		expect(traits(json, { fields: { excludedColumns: 'planName, NOTES, address.zip' } })).toEqual({
			address: { city: 'Pune' },
		});
		expect(traits(json, { fields: { excludedColumns: ['plan_name', 'address'] } })).toEqual({ notes: 'x' });
	});
});

describe('the content of a file', () => {
	const base64 = 'QUJD'.repeat(250);

	test.each(['data:image/png;base64,QUJD', 'data:image/svg+xml;base64,', base64, `${base64}QQ==\r\n`])(
		'is left out with a notice: %.30s',
		(picture) => {
			expect(mapped({ photo: picture })).toEqual({
				traits: {},
				notices: ['Column "photo" holds the content of a file, so it was left out'],
			});
		},
	);

	test.each([
		'see data:image/png;base64,QUJD',
		'data:image/png',
		base64.slice(1),
		`${base64} and so on`,
		`-${base64}`,
	])('is not %.30s', (text) => {
		expect(mapped({ photo: text })).toEqual({ traits: { photo: text }, notices: [] });
	});
});

describe('the name of the person', () => {
	test.each([
		'name',
		'Name',
		'Full Name',
		'fullName',
		'full_name',
		'Your name',
		'customer_name',
		'Contact Name',
		'Client Name',
		'Lead name',
		'SENDER_NAME',
		'Buyer Name',
		'billing_name',
		'display name',
		'Name of Customer',
		'नाम',
		'names',
		'पूरा नाम',
		'आपका नाम',
	])('is in the column %s', (column) => {
		expect(traits({ [column]: 'Asha Rao', city: 'Pune' })).toEqual({ name: 'Asha Rao', city: 'Pune' });
	});

	test.each(['Company Name', 'product_name', 'username', 'Name of Product', 'named'])(
		'is not in the column %s',
		(column) => {
			expect(traits({ [column]: 'Asha Rao' })).toEqual({ [column]: 'Asha Rao' });
		},
	);

	test.each<[IDataObject, IDataObject]>([
		[
			{ first_name: ' Asha ', last_name: ' Rao ' },
			{ name: 'Asha Rao', first_name: ' Asha ', last_name: ' Rao ' },
		],
		[
			{ 'Given Name': 'Asha', Surname: 'Rao' },
			{ name: 'Asha Rao', 'Given Name': 'Asha', Surname: 'Rao' },
		],
		[{ firstName: 'Asha' }, { name: 'Asha', firstName: 'Asha' }],
		[{ familyName: 'Rao' }, { name: 'Rao', familyName: 'Rao' }],
		[
			{ NAME: 'Asha', LAST_NAME: 'Rao' },
			{ name: 'Asha Rao', LAST_NAME: 'Rao' },
		],
		[
			{ name: 'Asha Rao', first_name: 'Asha' },
			{ name: 'Asha Rao', first_name: 'Asha' },
		],
		[
			{ name: 'Asha', first_name: 'Asha' },
			{ name: 'Asha', first_name: 'Asha' },
		],
		[
			{ name: ' Asha ', first_name: 'Usha', last_name: 'Rao' },
			{ name: 'Usha Rao', first_name: 'Usha', last_name: 'Rao' },
		],
		[{ name: 'Asha' }, { name: 'Asha' }],
		[
			{ first_name: '#1042', last_name: 'Rao' },
			{ name: 'Rao', first_name: '#1042', last_name: 'Rao' },
		],
		[{ name: { first: ' Asha ', middle: 'K', last: 'Rao ' } }, { name: 'Asha K Rao' }],
		[
			{ contact_name: 'Rao Textiles', first_name: 'Asha', last_name: 'Rao' },
			{ name: 'Asha Rao', contact_name: 'Rao Textiles', first_name: 'Asha', last_name: 'Rao' },
		],
		[
			{ 'Full name': 'Smt. ASHA K Rao', first_name: 'Asha', last_name: 'Rao' },
			{ name: 'Smt. ASHA K Rao', first_name: 'Asha', last_name: 'Rao' },
		],
		[
			{ name: 'Rao Textiles', first_name: 'Asha' },
			{ name: 'Rao Textiles', first_name: 'Asha' },
		],
		[
			{ name: 'Rao Textiles', last_name: 'Rao' },
			{ name: 'Rao Textiles', last_name: 'Rao' },
		],
		[{ name: { full: 'Asha Rao' } }, { name: 'Asha Rao' }],
		[{ name: { value: 'Asha Rao' } }, { name: 'Asha Rao' }],
		[{ 'Full name': { given_name: 'Asha', surname: 'Rao' } }, { name: 'Asha Rao' }],
	])('of %j gives %j', (json, expected) => {
		expect(traits({ ...json, city: 'Pune' })).toEqual({ ...expected, city: 'Pune' });
	});

	test.each(['#1042', 'SO-1042', '1042', 'projects/p/leads', '???'])('is not %s, which is said', (name) => {
		expect(mapped({ name, city: 'Pune' })).toEqual({
			traits: { city: 'Pune' },
			notices: [`"${name}" in the column name is no name of a person, so it was left out`],
		});
	});

	test.each(['Asha 2', 'Asha #', 'c/o Rao', 'Asha 42'])('may be %s', (name) => {
		expect(traits({ name })).toEqual({ name });
	});

	test('that is long is cut in what is said', () => {
		const name = `#1${'x'.repeat(100)}`;

		expect(mapped({ name }).notices).toEqual([
			`"${name.slice(0, 80)}" in the column name is no name of a person, so it was left out`,
		]);
	});

	test('is looked for beside the phone number first', () => {
		const json = {
			shipping: { name: 'Ravi Iyer' },
			billing: { name: 'Asha Rao', phone: '9999999999', city: 'Pune' },
			name: 'Order of Ravi',
		};

		expect(mapped(json)).toEqual({
			traits: { name: 'Asha Rao', shipping: { name: 'Ravi Iyer' }, billing: { city: 'Pune' } },
			notices: ['"Order of Ravi" in the column name is no name of a person, so it was left out'],
		});
		const { name: _, ...without } = json;
		expect(traits(without)).toEqual({
			name: 'Asha Rao',
			shipping: { name: 'Ravi Iyer' },
			billing: { city: 'Pune' },
		});
	});

	test.each(['phone', 'phones', 'mobile_number', 'Phone Number', 'tel', 'telephone', 'WhatsApp', 'mobile'])(
		'is also beside an object %s that the number stands in',
		(name) => {
			const person = { name: 'Asha Rao', [name]: { value: '9999999999', kind: 'work' } };

			expect(traits({ person, other: { name: 'Ravi' } })).toEqual({
				name: 'Asha Rao',
				person: { [name]: { kind: 'work' } },
				other: { name: 'Ravi' },
			});
		},
	);

	test('of an inner record counts before that of what is around it', () => {
		const json = { table: 'x', name: 'Sales Team', record: { phone: '8888888888', name: 'Asha Rao' } };
		const mentions = { userId: [['record', 'id']] };

		expect(traits(json, { mentions }).name).toBe('Asha Rao');
		expect(
			traits({ ...json, mail: 'a@example.com', record: { mail: 'b@example.com', x: 1 } }, { mentions }),
		).toMatchObject({
			email: 'b@example.com',
			name: 'Sales Team',
		});
	});

	test('is not beside an object of another name', () => {
		const person = { name: 'Asha Rao', agent: { value: '9999999999', kind: 'work' } };

		expect(traits({ person, city: 'Pune' })).toEqual({
			person: { name: 'Asha Rao', agent: { kind: 'work' } },
			city: 'Pune',
		});
	});
});

describe('the e-mail address of the person', () => {
	test.each<[IDataObject, IDataObject]>([
		[{ Mail: 'asha@example.com' }, { email: 'asha@example.com' }],
		[{ contact: 'asha@example.com' }, { email: 'asha@example.com' }],
		[
			{ contact: 'a@example.com', 'E-mail': 'asha@example.com' },
			{ email: 'asha@example.com', contact: 'a@example.com' },
		],
		[{ emails: [{ value: 'asha@example.com' }] }, { emails: [{ value: 'asha@example.com' }] }],
		[{ email: [{ value: 'asha@example.com' }] }, { email: 'asha@example.com' }],
		[{ owner: { value: 'a@example.com' } }, { owner: { value: 'a@example.com' } }],
		[{ email: 'none' }, { email: 'none' }],
	])('of %j gives %j', (json, expected) => {
		expect(traits({ ...json, city: 'Pune' })).toEqual({ ...expected, city: 'Pune' });
	});
});

describe('a trait that is set by hand', () => {
	const taken = (name: string, value: unknown) => {
		const findings = new Findings();
		return { value: outOfGroup({ name, value, row: {} }, findings).value, notices: findings.notices };
	};

	test('of a name or an address in a group is taken out of it, with a notice', () => {
		expect(taken('Name', { first: 'Asha', last: 'Rao' })).toEqual({
			value: 'Asha Rao',
			notices: ['Trait "Name": "Asha Rao" was taken out of an object'],
		});
		expect(taken('email', [{ value: 'asha@example.com' }])).toEqual({
			value: 'asha@example.com',
			notices: ['Trait "email": "asha@example.com" was taken out of a list'],
		});
		expect(taken('name', { full: 'A'.repeat(120) }).notices).toEqual([
			`Trait "name": "${'A'.repeat(100)}" was taken out of an object`,
		]);
	});

	test.each<[string, unknown]>([
		['names', { first: 'Asha' }],
		['work email', [{ value: 'asha@example.com' }]],
		['email 2', [{ value: 'asha@example.com' }]],
		['name', { id: 7 }],
		['name', 'Asha'],
		['email', [{ value: 'a@example.com' }, { value: 'b@example.com' }]],
	])('stays as it is otherwise: %s %j', (name, value) => {
		expect(taken(name, value)).toEqual({ value, notices: [] });
	});
});
