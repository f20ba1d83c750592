import { list, type ContractRow } from '../row.cts';

const path = '/apis/users/';
const query = { offset: 0, limit: 100 };
const all = { returnAll: true };

/** Contact queries, as an Indian user would type them (5 pm, Asia/Kolkata): S0, S4 §6, P. */
export const contactQueryRows: ContractRow[] = [
	{
		source: 'S0 Contacts Retrieval',
		shows: 'created after 5 pm',
		operation: 'contact.getAll',
		parameters: { ...all, filters: { createdAfter: '2021-09-08T17:00:00' } },
		path,
		query,
		body: { filters: [{ trait: 'created_at_utc', op: 'gt', val: '2021-09-08T11:30:00.000Z' }] },
	},
	{
		source: 'S0 Contacts Retrieval',
		shows: 'created before 5 pm',
		operation: 'contact.getAll',
		parameters: { ...all, filters: { createdBefore: '2021-09-08 17:00' } },
		path,
		query,
		body: { filters: [{ trait: 'created_at_utc', op: 'lt', val: '2021-09-08T11:30:00.000Z' }] },
	},
	{
		source: 'S0 Contacts Retrieval',
		shows: 'created between 5 pm and 5 pm, the times written in full UTC',
		operation: 'contact.getAll',
		parameters: {
			...all,
			filters: { createdAfter: '2021-09-07T17:00', createdBefore: '2021-09-08T17:00' },
		},
		path,
		query,
		body: {
			filters: [
				{ trait: 'created_at_utc', op: 'gt', val: '2021-09-07T11:30:00.000Z' },
				{ trait: 'created_at_utc', op: 'lt', supr_op: 'and', val: '2021-09-08T11:30:00.000Z' },
			],
		},
	},
	{
		source: 'S0 Contacts Retrieval',
		shows: 'modified after 5 pm',
		operation: 'contact.getAll',
		parameters: { ...all, filters: { modifiedAfter: '2021-09-08T17:00:00+05:30' } },
		path,
		query,
		body: { filters: [{ trait: 'modified_at_utc', op: 'gt', val: '2021-09-08T11:30:00.000Z' }] },
	},
	{
		source: 'S0 Contacts Retrieval',
		shows: 'a date alone means 00:00 UTC; a limit; conditions on traits',
		operation: 'contact.getAll',
		parameters: {
			limit: 5,
			filters: {
				modifiedBefore: '2021-09-08',
				conditions: list({ trait: 'orders', op: 'gt', value: '3' }),
			},
		},
		path,
		query: { offset: 0, limit: 5 },
		body: {
			filters: [
				{ trait: 'modified_at_utc', op: 'lt', val: '2021-09-08T00:00:00.000Z' },
				{ trait: 'orders', op: 'gt', supr_op: 'and', val: '3' },
			],
		},
	},
	{
		source: 'S4 §6.1',
		operation: 'contact.getAll',
		parameters: { ...all, filters: { createdAfter: '2024-01-01T00:00:00.000Z' } },
		path,
		query,
		body: { filters: [{ trait: 'created_at_utc', op: 'gt', val: '2024-01-01T00:00:00.000Z' }] },
	},
	{
		source: 'contract §1.9',
		shows: 'by phone number',
		operation: 'contact.get',
		parameters: { phoneNumber: '+91 99999 99999' },
		method: 'GET',
		path: '/apis/users/phone_number/9999999999',
	},
	{
		source: 'contract §1.9',
		shows: 'by user ID',
		operation: 'contact.get',
		parameters: { identifyBy: 'userId', userId: 'shop/4711' },
		method: 'GET',
		path: '/apis/users/id/shop%2F4711',
	},
];
