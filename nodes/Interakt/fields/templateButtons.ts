import type { INodeProperties } from 'n8n-workflow';

import { limits } from '../payload/limits';

/** What a button is. Read by `templateButtons`. */
export const buttonValues: NonNullable<INodeProperties['options']> = [
	{
		displayName: 'Button',
		name: 'values',
		values: [
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{
						name: 'Call a Phone Number',
						value: 'PHONE_NUMBER',
					},
					{
						name: 'Open a Web Address',
						value: 'URL',
					},
					{
						name: 'Quick Reply',
						value: 'QUICK_REPLY',
					},
				],
				default: 'QUICK_REPLY',
			},
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				placeholder: 'e.g. View Details',
				description: `Text on the button, at most ${limits.templateButtonText} characters`,
			},
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/orders/{{1}}',
				description: 'Address to open; {{1}} at its end makes it a dynamic one',
				displayOptions: { show: { type: ['URL'] } },
			},
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +919999999999',
				description: 'Number to call, with its country code',
				displayOptions: { show: { type: ['PHONE_NUMBER'] } },
			},
		],
	},
];

export const buttonsField: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Button',
	default: {},
	description: 'What the customer can tap: quick replies, or addresses and phone numbers',
	options: buttonValues,
};
