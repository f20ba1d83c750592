import type { INodeProperties } from 'n8n-workflow';

import { binaryField, fileInsteadField } from '../fields/media';
import { limits } from '../input/limits';
import { buttonValues } from './byHandFields';

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

/** Examples of the variables of a text: `Header` or `Body`. */
const sampleValues = (of: 'Header' | 'Body'): NonNullable<INodeProperties['options']> => [
	{
		displayName: 'Sample',
		name: 'values',
		values: [
			{
				displayName: `${of} Sample`,
				name: 'value',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asha',
				description: 'An example of what the variable will hold',
			},
		],
	},
];

export const handleField: INodeProperties = {
	displayName: 'File Handle',
	name: 'headerHandle',
	type: 'string',
	default: '',
	description: 'The handle that File > Upload gave for the sample file',
};

/** What kind of header a template has, and what each kind needs. Read by `header`. */
export const headerFields: INodeProperties[] = [
	{
		displayName: 'Header',
		name: 'headerFormat',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Document',
				value: 'DOCUMENT',
			},
			{
				name: 'Image',
				value: 'IMAGE',
			},
			{
				name: 'None',
				value: 'none',
			},
			{
				name: 'Text',
				value: 'TEXT',
			},
			{
				name: 'Video',
				value: 'VIDEO',
			},
		],
		default: 'none',
		description: 'What stands above the body',
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Welcome Offer',
		description: `At most ${limits.headerText} characters; may hold one variable, {{1}}`,
		displayOptions: { show: { headerFormat: ['TEXT'] } },
	},
	{
		displayName: 'Header Samples',
		name: 'headerSamples',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Sample',
		default: {},
		description: 'An example for the variable of the header, which Meta wants for its review',
		options: sampleValues('Header'),
		displayOptions: { show: { headerFormat: ['TEXT'], ...whenItHoldsVariable('headerText') } },
	},
	{
		displayName: 'Sample File',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Input Field',
				value: 'binary',
			},
			{
				name: 'File Handle',
				value: 'handle',
			},
		],
		default: 'binary',
		description: 'Where the sample for the header comes from. A file of the item is uploaded first.',
		displayOptions: { show: { headerFormat: ['DOCUMENT', 'IMAGE', 'VIDEO'] } },
	},
	{
		...binaryField,
		required: true,
		displayOptions: { show: { headerFormat: ['DOCUMENT', 'IMAGE', 'VIDEO'], mediaSource: ['binary'] } },
	},
	{
		...handleField,
		required: true,
		displayOptions: { show: { headerFormat: ['DOCUMENT', 'IMAGE', 'VIDEO'], mediaSource: ['handle'] } },
	},
	{
		displayName: 'File URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/image.jpg',
		description: 'Address of the sample file',
		displayOptions: { show: { headerFormat: ['DOCUMENT', 'IMAGE', 'VIDEO'], mediaSource: ['handle'] } },
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. offer.jpg',
		description: 'Name of the sample file',
		displayOptions: { show: { headerFormat: ['DOCUMENT', 'IMAGE', 'VIDEO'], mediaSource: ['handle'] } },
	},
];

/** The body and, once it holds a variable, its samples. */
export const bodyFields: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Hi {{1}}, get 10% off on your first order.',
		description: `The text, at most ${limits.body} characters, with {{1}}, {{2}} and so on for its variables`,
	},
	{
		displayName: 'Body Samples',
		name: 'bodySamples',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Sample',
		default: {},
		description: 'One example for each variable, in their order, which Meta wants for its review',
		options: sampleValues('Body'),
		displayOptions: { show: whenItHoldsVariable('body') },
	},
];

/** The cards of a carousel. Read by `cardDefinitions`. */
export const cardsField: INodeProperties = {
	displayName: 'Cards',
	name: 'cards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	description: `The cards from left to right, ${limits.carouselCardsFewest} to ${limits.carouselCardsMost}; all need the same kind of header and buttons`,
	options: [
		{
			displayName: 'Card',
			name: 'values',
			values: [
				{
					displayName: 'Body',
					name: 'body',
					type: 'string',
					default: '',
					placeholder: 'e.g. Description for Product 1',
					description: 'Text of the card, with {{1}} and so on for its variables',
				},
				{
					displayName: 'Body Samples',
					name: 'bodySamples',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Sample',
					default: {},
					options: sampleValues('Body'),
				},
				{
					displayName: 'Buttons',
					name: 'buttons',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Button',
					default: {},
					options: buttonValues,
				},
				{
					displayName: 'Header',
					name: 'headerFormat',
					type: 'options',
					options: [
						{
							name: 'Image',
							value: 'IMAGE',
						},
						{
							name: 'Video',
							value: 'VIDEO',
						},
					],
					default: 'IMAGE',
				},
				handleField,
				fileInsteadField,
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Product 1',
				},
			],
		},
	],
};
