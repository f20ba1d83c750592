import type { INodeProperties } from 'n8n-workflow';

import { emptyChoices, showChoices } from './showAs';
import { byName } from '../shared/strings';

const variableField: INodeProperties = {
	displayName: 'Shown Variable',
	name: 'variable',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2',
	description:
		'Number or name of a variable in the body, or the name of another value, such as Header or Card 2 {{1}}. Leave it empty for all that have no row of their own.',
};

/** How one value is shown, and what to do without it: the members of a row that `valueReader` takes. */
export const showAsRowFields: INodeProperties[] = [
	{
		displayName: 'Show As',
		name: 'showAs',
		type: 'options',
		options: Object.entries(showChoices)
			.map(([value, name]) => ({ name, value }))
			.sort(byName),
		default: 'asGiven',
		description:
			'How the customer reads it, in the language of the template and the Time Zone of the credential, else of the workflow',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'INR',
		placeholder: 'e.g. INR',
		description: 'Code of the currency, of three letters',
		displayOptions: { show: { showAs: ['money'] } },
	},
	{
		displayName: 'In Paise or Cents',
		name: 'inMinorUnits',
		type: 'boolean',
		default: false,
		description: 'Whether 149900 means 1,499.00, as Razorpay and Stripe write it',
		displayOptions: { show: { showAs: ['money'] } },
	},
	{
		displayName: 'If Empty',
		name: 'ifEmpty',
		type: 'options',
		options: Object.entries(emptyChoices).map(([value, name]) => ({ name, value })),
		default: 'refuse',
		description: 'What to do when there is no value, or a text ends where its value belongs',
	},
	{
		displayName: 'Text If Empty',
		name: 'textIfEmpty',
		type: 'string',
		default: '',
		placeholder: 'e.g. there',
		description: 'What the customer reads in place of the value',
		displayOptions: { show: { ifEmpty: ['text'] } },
	},
];

/** How values of a template are shown, and what becomes of an empty one. Read by `valueReader`. */
export const showAsField: INodeProperties = {
	displayName: 'Show As',
	name: 'showAs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Value',
	default: {},
	description: 'How the customer reads a value, and what to do when it is empty',
	options: [
		{
			displayName: 'Value',
			name: 'values',
			values: [variableField, ...showAsRowFields],
		},
	],
};
