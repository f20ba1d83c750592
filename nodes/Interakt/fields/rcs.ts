import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { limits } from '../input/limits';
import { oneLine } from '../input/oneLine';
import { choice } from '../input/choice';
import { type Parameters, rows, type Values } from '../input/parameters';
import { optional, shownText, text } from '../input/text';
import type { InteraktRequest } from '../transport/request';
import {
	additionalFieldsOf,
	countryField,
	dryRunFields,
	allowPlaceholdersField,
	ifMaybeSentField,
	sendOnceKeyField,
} from './additional';
import { bodyValuesField } from './bodyValues';
import { fileInsteadField, mediaAddress } from './media';
import { readPhone, recipient } from './person';
import { smsFallback, smsFallbackField } from './smsFallback';

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
		displayName: 'File URL',
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

/** What stands below the fields of every RCS message. */
export const rcsMessageFields = (...own: INodeProperties[]): INodeProperties[] => [
	...dryRunFields,
	additionalFieldsOf(
		allowPlaceholdersField,
		countryField,
		ifMaybeSentField,
		sendOnceKeyField,
		smsFallbackField,
		...own,
	),
];

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

/** The kinds of `POST /rcs/message/` (S4 §7; `Template`: P). */
type RcsType = 'Text' | 'STANDALONE_CAROUSEL' | 'CAROUSEL' | 'Template';

/** The request of an RCS message, with the SMS that goes out when RCS does not reach the customer. */
export function rcsRequest(
	parameters: Parameters,
	type: RcsType,
	content: { message: IDataObject } | { template: IDataObject },
	fields: Values,
	additional: IDataObject = {},
): InteraktRequest {
	const person = readPhone(parameters);
	const fallback = smsFallback(fields, parameters.findings);
	return {
		method: 'POST',
		path: '/rcs/message/',
		effect: 'send',
		recipient: recipient(person),
		body: { ...person, type, ...content, ...additional, ...(fallback && { fallback }) },
	};
}

/** Reads a rich card; its members are the same alone and in a carousel. Source: S4 §7.2, §7.3. */
export function readCard(card: Values, prefix: string, parameters: Parameters): IDataObject {
	const { findings } = parameters;
	const suggestions = readSuggestions(card.suggestions, prefix, parameters);
	const hasMedia = [card.mediaUrl, card.binaryPropertyName].some(
		(value) => typeof value === 'string' && value.trim() !== '',
	);
	return {
		cardTitle: oneLine(card.title, `${prefix}Title`, findings, { required: true }),
		...optional('cardDescription', shownText(card.description, `${prefix}Description`, findings)),
		...(hasMedia && {
			cardMedia: {
				mediaHeight:
					choice(card.mediaHeight, `${prefix}Media Height`, ['SHORT', 'MEDIUM', 'TALL'], findings) ??
					'MEDIUM',
				contentInfo: {
					fileUrl: mediaAddress(
						{ url: card.mediaUrl, property: card.binaryPropertyName, kind: 'imageOrVideo' },
						`${prefix}File URL`,
						parameters,
					),
				},
			},
		}),
		suggestions,
	};
}

function readSuggestions(given: unknown, prefix: string, { findings }: Parameters): IDataObject[] {
	const suggestions = rows(given).map((suggestion, index) => {
		const field = `${prefix}Suggestion ${index + 1}`;
		const plainText = oneLine(suggestion.text, `${field} Text`, findings, { required: true });
		const data = text(suggestion.data, `${field} Data`, findings).trim();
		return { reply: { plainText, postBack: { data: data === '' ? plainText : data } } };
	});
	if (suggestions.length > limits.rcsSuggestions) {
		findings.add(
			`${prefix}Suggestions`,
			`are ${suggestions.length}, at most ${limits.rcsSuggestions}`,
			'Remove suggestions.',
		);
	}
	return suggestions;
}

/** Reads the cards of an RCS carousel; one card is sent with a notice. Source: S4 §7.2. */
export function readCards(given: unknown, parameters: Parameters): IDataObject[] {
	const { findings } = parameters;
	const { rcsCardsFewest, rcsCardsMost } = limits;
	const cards = rows(given).map((card, index) => readCard(card, `Card ${index + 1} `, parameters));
	if (cards.length === 0)
		findings.add('Cards', 'is empty', `Add ${rcsCardsFewest} to ${rcsCardsMost} cards.`);
	if (cards.length > rcsCardsMost)
		findings.add('Cards', `are ${cards.length}, at most ${rcsCardsMost}`, 'Remove cards.');
	if (cards.length === 1) findings.notice(`Cards: RCS wants at least ${rcsCardsFewest} cards, one was given`);
	return cards;
}
