import type { INodeProperties } from 'n8n-workflow';

/** Values for the variables of a body, in their order. Read by `variables` and `messageRemedies`. */
export const bodyValuesField: INodeProperties = {
	displayName: 'Body Values',
	name: 'bodyValues',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Value',
	default: {},
	description: 'Values for {{1}}, {{2}} and so on in the body, in this order',
	options: [
		{
			displayName: 'Value',
			name: 'values',
			values: [
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Asha',
					description: 'Text that takes the place of the variable',
				},
			],
		},
	],
};
