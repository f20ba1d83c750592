import type { INodeProperties } from 'n8n-workflow';

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
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 99999 99999 or +91 99999 99999',
		description:
			'The WhatsApp number in any form: with or without country code, leading zero, spaces or dashes',
		displayOptions: { show: { identifyBy: ['phoneNumber'] } },
	},
	{
		displayName: 'Default Country Code',
		name: 'countryCode',
		type: 'string',
		default: '+91',
		placeholder: 'e.g. +91',
		description: 'The country of numbers that are written without a country code',
		displayOptions: { show: { identifyBy: ['phoneNumber'] } },
	},
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
