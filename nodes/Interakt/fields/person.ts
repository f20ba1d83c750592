import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

/** A phone number in any form. Read by `readPhone`. */
export const phoneFields: INodeProperties[] = [
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 99999 99999 or +91 99999 99999',
		description:
			'The WhatsApp number in any form: with or without country code, leading zero, spaces or dashes',
	},
	{
		displayName: 'Default Country Code',
		name: 'countryCode',
		type: 'string',
		default: '+91',
		placeholder: 'e.g. +91',
		description: 'The country of numbers that are written without a country code',
	},
];

/** Who the request is about: a phone number in any form, or the business's own ID. Read by `readPerson`. */
export const personFields: INodeProperties[] = [
	{
		displayName: 'Identify By',
		name: 'identifyBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Phone Number',
				value: 'phoneNumber',
			},
			{
				name: 'User ID',
				value: 'userId',
				description: 'Your own ID of the person, as given to Interakt when the contact was created',
			},
		],
		default: 'phoneNumber',
		description: 'How to say which person is meant',
	},
	...updateDisplayOptions({ show: { identifyBy: ['phoneNumber'] } }, phoneFields),
	{
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. customer-4711',
		description: 'Your own ID of the person, as given to Interakt when the contact was created',
		displayOptions: { show: { identifyBy: ['userId'] } },
	},
];
