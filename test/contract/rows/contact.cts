import { list, type ContractRow } from '../row.cts';

const row = { operation: 'contact.upsert', path: '/track/users/' } as const;

/** Every `POST /track/users/` of S0, S2 and S4 §1.1, and what contract §1.1 adds. */
export const contactRows: ContractRow[] = [
	{
		...row,
		source: 'S0',
		shows: 'add a user',
		parameters: {
			phoneNumber: '+91 99999 99999',
			traits: list(
				{ name: 'name', value: 'Gavin Roberts' },
				{ name: 'email', value: 'gavin@example.com' },
				{ name: 'dob', value: '1996-12-01' },
				{ name: 'Sample trait a', value: 'value y' },
			),
			additionalFields: { userId: '0123abc45d' },
		},
		body: {
			userId: '0123abc45d',
			phoneNumber: '9999999999',
			countryCode: '+91',
			traits: {
				name: 'Gavin Roberts',
				email: 'gavin@example.com',
				dob: '1996-12-01',
				'Sample trait a': 'value y',
			},
		},
	},
	{
		...row,
		source: 'S0',
		shows: 'change an attribute',
		parameters: {
			phoneNumber: '9999999999',
			traits: list({ name: 'dob', type: 'date', value: '1997-12-01' }),
			additionalFields: { userId: '0123abc45d' },
		},
		body: {
			userId: '0123abc45d',
			phoneNumber: '9999999999',
			countryCode: '+91',
			traits: { dob: '1997-12-01' },
		},
	},
	{
		...row,
		source: 'S0',
		shows: 'add an attribute',
		parameters: {
			phoneNumber: '9999999999',
			traits: list({ name: 'Pin code', value: '400001' }),
			additionalFields: { userId: '0123abc45d' },
		},
		body: {
			userId: '0123abc45d',
			phoneNumber: '9999999999',
			countryCode: '+91',
			traits: { 'Pin code': '400001' },
		},
	},
	{
		...row,
		source: 'S0',
		shows: 'tags',
		parameters: {
			phoneNumber: '09999999999',
			traitsInput: 'json',
			traitsJson: '{ "name": "Gavin Roberts", "email": "gavin@example.com" }',
			additionalFields: { tags: 'new customer, potential lead' },
		},
		body: {
			phoneNumber: '9999999999',
			countryCode: '+91',
			traits: { name: 'Gavin Roberts', email: 'gavin@example.com' },
			tags: ['new customer', 'potential lead'],
		},
	},
	{
		...row,
		source: 'S2',
		shows: 'track.user',
		parameters: {
			phoneNumber: '9999999999',
			traits: list(
				{ name: 'name', value: 'John Doe' },
				{ name: 'email', value: 'john@email.com' },
				{ name: 'age', type: 'number', value: '24' },
				{ name: 'dob', value: '1998-01-01' },
			),
			additionalFields: { userId: '<user_id in your db>' },
		},
		body: {
			userId: '<user_id in your db>',
			countryCode: '+91',
			phoneNumber: '9999999999',
			traits: { name: 'John Doe', email: 'john@email.com', age: 24, dob: '1998-01-01' },
		},
	},
	{
		...row,
		source: 'S2',
		shows: 'track.user, change an attribute',
		parameters: {
			phoneNumber: '9999999999',
			traits: list({ name: 'dob', value: '1997-12-01' }),
			additionalFields: { userId: '<user_id in your db>' },
		},
		body: {
			userId: '<user_id in your db>',
			countryCode: '+91',
			phoneNumber: '9999999999',
			traits: { dob: '1997-12-01' },
		},
	},
	{
		...row,
		source: 'S2',
		shows: 'track.user, add an attribute',
		parameters: {
			phoneNumber: '9999999999',
			traits: list({ name: 'Pin code', type: 'string', value: '400001' }),
			additionalFields: { userId: '<user_id in your db>' },
		},
		body: {
			userId: '<user_id in your db>',
			countryCode: '+91',
			phoneNumber: '9999999999',
			traits: { 'Pin code': '400001' },
		},
	},
	{
		...row,
		source: 'S4 §1.1',
		parameters: {
			phoneNumber: '99999 99999',
			traits: list(
				{ name: 'email', value: 'abc@gmail.com' },
				{ name: 'name', value: 'John Doe' },
				{ name: 'dob', value: '1990-01-01' },
			),
			additionalFields: { tags: ['new_user', 'lead'] },
		},
		body: {
			phoneNumber: '9999999999',
			countryCode: '+91',
			traits: { email: 'abc@gmail.com', name: 'John Doe', dob: '1990-01-01' },
			tags: ['new_user', 'lead'],
		},
	},
	{
		...row,
		source: 'contract §1.1',
		shows: 'by user ID alone',
		parameters: {
			identifyBy: 'userId',
			userId: 'customer-4711',
			traits: list({ name: 'city', value: 'Pune' }),
		},
		body: { userId: 'customer-4711', traits: { city: 'Pune' } },
	},
	{
		...row,
		source: 'contract §1.1',
		shows: 'createdAt and add_to_sales_cycle',
		parameters: {
			phoneNumber: '+1 415 555 0100',
			additionalFields: { createdAt: '2026-01-31T17:00:00', addToSalesCycle: true },
		},
		body: {
			phoneNumber: '4155550100',
			countryCode: '+1',
			createdAt: '2026-01-31T11:30:00.000Z',
			add_to_sales_cycle: true,
		},
	},
	{
		...row,
		source: 'contract §1.1',
		shows: 'not in the sales cycle',
		parameters: { phoneNumber: '9999999999', additionalFields: { addToSalesCycle: false } },
		body: { phoneNumber: '9999999999', countryCode: '+91', add_to_sales_cycle: false },
	},
	{
		...row,
		source: 'S0',
		shows: 'every type of trait',
		parameters: {
			phoneNumber: '9999999999',
			traits: list(
				{ name: 'city', type: 'string', value: 'Pune' },
				{ name: 'orders', type: 'number', value: '3' },
				{ name: 'opted in', type: 'boolean', value: 'yes' },
				{ name: 'last order', type: 'date', value: '2026-01-31T17:00' },
				{ name: 'sizes', type: 'list', value: 'S, M' },
			),
		},
		body: {
			phoneNumber: '9999999999',
			countryCode: '+91',
			traits: {
				city: 'Pune',
				orders: 3,
				'opted in': true,
				'last order': '2026-01-31T11:30:00.000Z',
				sizes: ['S', 'M'],
			},
		},
	},
];
