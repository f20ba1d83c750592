import type { INodeProperties } from 'n8n-workflow';

type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/**
 * Shows a field as soon as a text holds a first variable. n8n takes the conditions in their order up to one that is
 * not met: its 1.x stops every workflow that contains the node when it looks for words in a text that is not there.
 *
 * @param text The name of the field with the text, at the root of the node.
 */
export const whenItHoldsVariable = (text: string): Show => ({
	[`/${text}`]: [{ _cnd: { exists: true } }],
	[text]: [{ _cnd: { includes: '{{1}}' } }, { _cnd: { includes: '{{ 1 }}' } }],
});

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
