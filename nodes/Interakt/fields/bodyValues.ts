import type { INodeProperties } from 'n8n-workflow';

import { showAsRowFields } from './showAsFields';

const valueField: INodeProperties = {
	displayName: 'Body Value',
	name: 'value',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asha',
	description: 'Text that takes the place of the variable',
};

const variableField: INodeProperties = {
	displayName: 'Body Variable',
	name: 'variable',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer_name',
	hint: 'Leave it empty unless the variables of the template have names',
	description:
		'Name of the variable, for a template whose variables have names; the values are then sent in the order of the template',
};

const field = (...values: INodeProperties[]): INodeProperties => ({
	displayName: 'Body Values',
	name: 'bodyValues',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Value',
	default: {},
	description: 'Values for {{1}}, {{2}} and so on in the body, in this order',
	options: [{ displayName: 'Value', name: 'values', values }],
});

/** Values for the variables of a body, in their order or by name. Read by `bodyValues`. */
export const bodyValuesField = field(valueField, variableField);

/** The same in their order only, each with how it is shown. Read by `windowTemplate`. */
export const orderedBodyValuesField = field(valueField, ...showAsRowFields);
