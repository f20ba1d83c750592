import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../fields/message';
import { whiteSpaceField } from '../fields/additional';
import { smsFallbackField } from '../fields/smsFallback';
import { byHandFields } from './byHandFields';
import { whenPicked } from './locator';
import { emptyChoices, showChoices } from './showAs';

const categoryField: INodeProperties = {
	displayName: 'Only If Category Is',
	name: 'templateCategory',
	type: 'options',
	options: [
		{
			name: 'Authentication',
			value: 'Authentication',
		},
		{
			name: 'Marketing',
			value: 'Marketing',
		},
		{
			name: 'Utility',
			value: 'Utility',
		},
	],
	default: 'Utility',
	description: 'Refuse to send when Meta has moved the template to another, perhaps dearer category',
};

const includePreviewField: INodeProperties = {
	displayName: 'Include Preview',
	name: 'includePreview',
	type: 'boolean',
	default: true,
	description: 'Whether to show in the output what the customer sees',
};

/** A row of Show As: which value, how it is shown, and what to do without it. */
const showAsRow: INodeProperties[] = [
	{
		displayName: 'Shown Variable',
		name: 'variable',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2',
		description:
			'Number or name of a variable in the body, or the name of another value, such as Header or Card 2 {{1}}. Leave it empty for all that have no row of their own.',
	},
	{
		displayName: 'Show As',
		name: 'showAs',
		type: 'options',
		options: Object.entries(showChoices)
			.map(([value, name]) => ({ name, value }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		default: 'asGiven',
		description:
			'How the customer reads it, in the language of the template and the time zone of the workflow',
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
			values: showAsRow,
		},
	],
};

/** Everything of a template message beside its name, language and values. Read by `templateContent` and `tracking`. */
export const templateMessageFields = messageFields(
	...byHandFields,
	categoryField,
	includePreviewField,
	showAsField,
	smsFallbackField,
	whiteSpaceField,
);

/** The values of a picked template: exactly its variables. Read by `fillTemplate`, in automatic mode by `columnValues`. */
export const templateValuesField: INodeProperties = {
	displayName: 'Variables',
	name: 'templateValues',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	noDataExpression: true,
	description: 'What the customer reads in place of each variable',
	typeOptions: {
		loadOptionsDependsOn: ['template.value'],
		resourceMapper: {
			resourceMapperMethod: 'templateVariables',
			// With "add", n8n stops an empty variable by its ID before our own checks see the item, even in a dry run.
			mode: 'map',
			valuesLabel: 'Variables of the Template',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			refreshStaleSchemaOnOpen: true,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
	displayOptions: whenPicked,
};
