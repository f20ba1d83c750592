import { list, type ContractRow } from '../row.cts';

/** Members & Leads: S1. */
export const legacyRows: ContractRow[] = [
	{
		source: 'S1 Creating Leads',
		operation: 'lead.upsert',
		parameters: {
			email: 'sudhanshu@interakt.co',
			additionalFields: {
				name: 'sudhanshu',
				company: 'interakt.co',
				url: 'https://interakt.co',
				country: 'United States',
			},
			attributesInput: 'json',
			attributesJson: '{ "phone": 123455667 }',
		},
		path: '/leads',
		body: {
			email: 'sudhanshu@interakt.co',
			name: 'sudhanshu',
			phone: 123455667,
			company: 'interakt.co',
			url: 'https://interakt.co',
			country: 'United States',
		},
	},
	{
		source: 'S1 Creating Leads',
		shows: 'phone_number, as the table of parameters has it',
		operation: 'lead.upsert',
		parameters: { email: 'asha@example.com', additionalFields: { phoneNumber: '99999 99999' } },
		path: '/leads',
		body: { email: 'asha@example.com', phone_number: '99999 99999' },
	},
	{
		source: 'S1 Creating Member',
		operation: 'member.upsert',
		parameters: {
			email: 'support@interakt.co',
			additionalFields: {
				name: 'support',
				createdAt: '1257553080',
				city: 'New York',
				country: 'United States',
			},
			customFields: list({ name: 'plan', value: 'pro' }),
		},
		path: '/members',
		body: {
			email: 'support@interakt.co',
			name: 'support',
			created_at: 1257553080,
			custom_fields: { plan: 'pro' },
			city: 'New York',
			country: 'United States',
		},
	},
	{
		source: 'S1 Timestamps',
		operation: 'member.upsert',
		parameters: {
			email: 'test@interakt.com',
			additionalFields: { name: 'test', city: 'Delhi', country: 'India', createdAt: '2016-07-07T12:49:29' },
			attributesInput: 'json',
			attributesJson:
				'{ "age": 25, "date_of_birth_at": "1467875969", "testing_at": "Interakt", "joined_at": "1467875969test", "app_id": "fe61d23f7b3db4d4c5ef8454bdc626ef" }',
		},
		path: '/members',
		body: {
			email: 'test@interakt.com',
			name: 'test',
			city: 'Delhi',
			country: 'India',
			age: 25,
			created_at: 1467875969,
			date_of_birth_at: '1467875969',
			testing_at: 'Interakt',
			joined_at: '1467875969test',
			app_id: 'fe61d23f7b3db4d4c5ef8454bdc626ef',
		},
	},
	{
		source: 'S1 Timestamps',
		shows: 'signedup_at',
		operation: 'member.upsert',
		parameters: { email: 'asha@example.com', additionalFields: { signedupAt: '2016-07-07T07:19:29Z' } },
		path: '/members',
		body: { email: 'asha@example.com', signedup_at: 1467875969 },
	},
	{
		source: 'S1 Array Of JSON',
		shows: 'orders and carts',
		operation: 'member.upsert',
		parameters: {
			email: 'asha@example.com',
			additionalFields: {
				orders: '[{ "id": "1042", "value": 500 }]',
				carts: '[{ "id": "7", "items": 2 }]',
			},
		},
		path: '/members',
		body: {
			email: 'asha@example.com',
			orders: [{ id: '1042', value: 500 }],
			carts: [{ id: '7', items: 2 }],
		},
	},
];
