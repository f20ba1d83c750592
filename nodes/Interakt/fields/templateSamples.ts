import type { INodeProperties } from 'n8n-workflow';

/** Shown as soon as a text holds a first variable. */
export const holdsVariable = [{ _cnd: { includes: '{{1}}' } }, { _cnd: { includes: '{{ 1 }}' } }];

export const sampleValues: NonNullable<INodeProperties['options']> = [
	{
		displayName: 'Sample',
		name: 'values',
		values: [
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asha',
				description: 'An example of what the variable will hold',
			},
		],
	},
];
