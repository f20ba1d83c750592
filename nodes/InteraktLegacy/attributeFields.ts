import type { INodeProperties } from 'n8n-workflow';

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

/** Free attributes, as rows or as JSON. Read by `readAttributes`. */
export const attributeFields: INodeProperties[] = [
	{
		displayName: 'Specify Attributes',
		name: 'attributesInput',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
			},
			{
				name: 'Using JSON',
				value: 'json',
			},
		],
		default: 'fields',
		description: 'How to give further attributes',
	},
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Attribute',
		default: {},
		description: `Further attributes to store. ${atHint}.`,
		options: [
			{
				displayName: 'Attribute',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. plan',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. pro',
					},
				],
			},
		],
		displayOptions: { show: { attributesInput: ['fields'] } },
	},
	{
		displayName: 'Attributes (JSON)',
		name: 'attributesJson',
		type: 'json',
		default: '{}',
		description: `Further attributes to store, as one JSON object. ${atHint}.`,
		displayOptions: { show: { attributesInput: ['json'] } },
	},
];

/** A flat hash of further values. Read by `readCustomFields`. */
export const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Values for the custom data of the member, kept apart from the attributes',
	options: [
		{
			displayName: 'Custom Field',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. plan',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. pro',
				},
			],
		},
	],
};

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
