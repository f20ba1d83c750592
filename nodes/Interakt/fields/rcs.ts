import type { INodeProperties } from 'n8n-workflow';

import { limits } from '../payload/limits';
import { fileInsteadField } from './media';
import { bodyValuesField } from './bodyValues';
import { sendOnceKeyField } from './shared';
import { smsFallbackField } from './smsFallback';

/** The members of a rich card. Read by `readCard`. */
export const cardFields: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Product 1',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Handmade, in three colours',
	},
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/product.jpg',
		description: 'Public web address of the image or video on the card',
	},
	fileInsteadField,
	{
		displayName: 'Media Height',
		name: 'mediaHeight',
		type: 'options',
		options: [
			{
				name: 'Medium',
				value: 'MEDIUM',
			},
			{
				name: 'Short',
				value: 'SHORT',
			},
			{
				name: 'Tall',
				value: 'TALL',
			},
		],
		default: 'MEDIUM',
	},
	{
		displayName: 'Suggestions',
		name: 'suggestions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Suggestion',
		default: {},
		description: `Replies that the customer can tap, at most ${limits.rcsSuggestions}`,
		options: [
			{
				displayName: 'Suggestion',
				name: 'values',
				values: [
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. View Details',
					},
					{
						displayName: 'Data',
						name: 'data',
						type: 'string',
						default: '',
						placeholder: 'e.g. details-1042',
						description: 'What comes back when the suggestion is tapped; the text if left empty',
					},
				],
			},
		],
	},
];

/** Additional fields of RCS messages. */
export const rcsAdditionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [sendOnceKeyField, smsFallbackField],
};

/** The values of the cards of an RCS template, which has variables in its bodies only (P). */
export const rcsTemplateCardsField: INodeProperties = {
	displayName: 'Carousel Cards',
	name: 'carouselCards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	description: 'The values of each card, in the order of the template',
	options: [
		{
			displayName: 'Card',
			name: 'values',
			values: [bodyValuesField],
		},
	],
};
