import type { INodeProperties } from 'n8n-workflow';

import { type NamedValues, namedValueFields, namedValueRows } from '../Interakt/fields/namedValues';

const atHint = 'A name that ends in _at makes it a date: any form of date is turned into a Unix timestamp';

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'e.g. asha@example.com',
	required: true,
	default: '',
	description: 'Email address, by which Interakt knows the person; without one it would ignore the call',
};

/** Free attributes of a member or a lead. */
export const attributeValues: NamedValues = {
	singular: 'Attribute',
	plural: 'Attributes',
	parameter: 'attributes',
};

/** The custom data of a member, kept apart from the attributes. */
export const customFieldValues: NamedValues = {
	singular: 'Custom Field',
	plural: 'Custom Fields',
	parameter: 'customFields',
};

const examples = { name: 'plan', value: 'pro' };

/** Free attributes, as rows or as JSON. Read by `readAttributes`. */
export const attributeFields: INodeProperties[] = namedValueFields(
	attributeValues,
	namedValueRows(attributeValues, `Further attributes to store. ${atHint}.`, examples),
	`Further attributes to store, as one JSON object. ${atHint}.`,
);

/** A flat hash of further values. Read by `readCustomFields`. */
export const customFieldsField: INodeProperties = namedValueRows(
	customFieldValues,
	'Values for the custom data of the member, kept apart from the attributes',
	examples,
);

export const ordersField: INodeProperties = {
	displayName: 'Orders (JSON)',
	name: 'orders',
	type: 'json',
	default: '[]',
	description: 'The orders of the person, as a JSON list of objects',
};

export const cartsField: INodeProperties = {
	displayName: 'Carts (JSON)',
	name: 'carts',
	type: 'json',
	default: '[]',
	description: 'The carts of the person, as a JSON list of objects',
};
