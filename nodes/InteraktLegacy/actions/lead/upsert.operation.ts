import type { IDataObject } from 'n8n-workflow';

import type { RequestOperation } from '../../../Interakt/actions/operation';
import { dayMonthOrderField } from '../../../Interakt/fields/additional';
import { collection } from '../../../Interakt/input/parameters';
import { extra, optional } from '../../../Interakt/input/text';
import { attributeFields, cartsField, emailField, ordersField } from '../../fields/attributes';
import { readAttributes, readEmail, readObjects } from '../../payload/attributes';

/** Creates or updates a lead. Source: S1, Creating Leads. */
export const upsert: RequestOperation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a lead',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: [
		emailField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				cartsField,
				{
					displayName: 'Company',
					name: 'company',
					type: 'string',
					default: '',
					placeholder: 'e.g. Example Traders',
				},
				{
					displayName: 'Country',
					name: 'country',
					type: 'string',
					default: '',
					placeholder: 'e.g. India',
				},
				dayMonthOrderField,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Asha Rao',
				},
				ordersField,
				{
					displayName: 'Phone Number',
					name: 'phoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. 99999 99999',
					description:
						'Sent as phone_number; the example of the older document has phone, which can be given as an attribute',
				},
				{
					displayName: 'Website',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com',
				},
			],
		},
		...attributeFields,
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const email = readEmail(parameters);
		const known: IDataObject = Object.assign(
			{
				email,
				...optional('name', extra(fields.name, 'Name', findings)),
				...optional('phone_number', extra(fields.phoneNumber, 'Phone Number', findings)),
				...optional('company', extra(fields.company, 'Company', findings)),
				...optional('url', extra(fields.url, 'Website', findings)),
				...optional('country', extra(fields.country, 'Country', findings)),
			},
			readObjects(fields.orders, 'orders', 'Orders (JSON)', parameters),
			readObjects(fields.carts, 'carts', 'Carts (JSON)', parameters),
		);
		return {
			method: 'POST',
			path: '/leads',
			effect: 'upsert',
			recipient: email,
			body: { ...known, ...readAttributes(parameters, Object.keys(known)) },
		};
	},
};
