import type { INodeProperties } from 'n8n-workflow';

import { fileInsteadField } from '../fields/media';
import { limits } from '../input/limits';
import { buttonValues } from './byHandFields';
import { handleField, sampleValues } from './createFields';

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
					options: sampleValues,
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
