import type { IDataObject } from 'n8n-workflow';

import type { RequestOperation } from '../../../Interakt/actions/operation';
import { dayMonthOrderField } from '../../../Interakt/fields/additional';
import { collection } from '../../../Interakt/input/parameters';
import { extra, optional } from '../../../Interakt/input/text';
import {
	attributeFields,
	cartsField,
	customFieldsField,
	emailField,
	ordersField,
} from '../../fields/attributes';
import {
	readAttributes,
	readCustomFields,
	readEmail,
	readObjects,
	timeField,
} from '../../payload/attributes';

/** Creates or updates a member. Source: S1, Creating Member. */
export const upsert: RequestOperation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a member',
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
					displayName: 'City',
					name: 'city',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pune',
				},
				{
					displayName: 'Country',
					name: 'country',
					type: 'string',
					default: '',
					placeholder: 'e.g. India',
				},
				{
					displayName: 'Created At',
					name: 'createdAt',
					type: 'dateTime',
					default: '',
					description: 'When the member signed up, sent as created_at',
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
					displayName: 'Signed Up At',
					name: 'signedupAt',
					type: 'dateTime',
					default: '',
					description: 'When the member signed up, sent as signedup_at; use this or Created At',
				},
			],
		},
		customFieldsField,
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
				...optional('city', extra(fields.city, 'City', findings)),
				...optional('country', extra(fields.country, 'Country', findings)),
			},
			timeField('created_at', fields.createdAt, 'Created At', parameters),
			timeField('signedup_at', fields.signedupAt, 'Signed Up At', parameters),
			readCustomFields(parameters),
			readObjects(fields.orders, 'orders', 'Orders (JSON)', parameters),
			readObjects(fields.carts, 'carts', 'Carts (JSON)', parameters),
		);
		return {
			method: 'POST',
			path: '/members',
			effect: 'upsert',
			recipient: email,
			body: { ...known, ...readAttributes(parameters, Object.keys(known)) },
		};
	},
};
