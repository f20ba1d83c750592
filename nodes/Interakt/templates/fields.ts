import type { INodeProperties } from 'n8n-workflow';

import { whiteSpaceField } from '../fields/additional';
import { bodyValuesField } from '../fields/bodyValues';
import { showAsField } from '../fields/showAsFields';
import { smsFallbackField } from '../fields/smsFallback';
import { byHandFields } from './byHandFields';
import { templateFields, whenNamed, whenPicked } from './locator';

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

/** What a template message has beside its values and what every message has. Read by `templateContent` and `request`. */
export const templateOptions: readonly INodeProperties[] = [
	...byHandFields,
	categoryField,
	includePreviewField,
	showAsField,
	smsFallbackField,
	whiteSpaceField,
];

/** The values of a picked template: exactly its variables. Read by `fillTemplate`, in automatic mode by `columnsByName`. */
const templateValuesField: INodeProperties = {
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

/** Which template is meant, and the values of its variables. */
export const templateContentFields: readonly INodeProperties[] = [
	...templateFields,
	templateValuesField,
	{ ...bodyValuesField, displayOptions: whenNamed },
];
