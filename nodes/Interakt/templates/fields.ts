import type { INodeProperties } from 'n8n-workflow';

import { messageAdditionalFields } from '../fields/message';
import { whiteSpaceField } from '../fields/additional';
import { smsFallbackField } from '../fields/smsFallback';
import { byHandFields } from './byHandFields';
import { whenPicked } from './locator';

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

/** Everything of a template message beside its name, language and values. Read by `templateContent` and `tracking`. */
export const templateAdditionalFields = messageAdditionalFields(
	...byHandFields,
	categoryField,
	includePreviewField,
	smsFallbackField,
	whiteSpaceField,
);

/** The values of a picked template: exactly its variables. Read by `fillTemplate`. */
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
			supportAutoMap: false,
		},
	},
	displayOptions: whenPicked,
};
