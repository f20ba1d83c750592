import type { INodeProperties } from 'n8n-workflow';

import { limits } from '../payload/limits';
import { bodyValuesField } from './bodyValues';
import { flowField } from './flow';
import { fileInsteadField } from './media';
import { orderStatusField } from './orderStatus';
import { whenNamed } from './templateLocator';

const headerValueField: INodeProperties = {
	displayName: 'Header Value',
	name: 'headerValue',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/invoice.pdf',
	description:
		'The variable of a text header, or the public web address of the image, video or document of a media header',
};

const headerFileField: INodeProperties = { ...fileInsteadField, displayName: 'Header File From Input Field' };

const buttonValuesField: INodeProperties = {
	displayName: 'Button Values',
	name: 'buttonValues',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Button Value',
	default: {},
	description: 'Values for buttons with a dynamic web address, and the code of an authentication template',
	options: [
		{
			displayName: 'Button Value',
			name: 'values',
			values: [
				{
					displayName: 'Button Index',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 9 },
					default: 0,
					description: 'Position of the button in the template, counted from 0',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. orders/1042',
					description: 'The part of the web address after the fixed beginning; it is sent as you type it',
				},
			],
		},
	],
};

const buttonPayloadField: INodeProperties = {
	displayName: 'Button Payloads',
	name: 'buttonPayload',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Button Payload',
	default: {},
	description: `Text that comes back when a quick-reply button is tapped, at most ${limits.buttonPayloads} buttons`,
	options: [
		{
			displayName: 'Button Payload',
			name: 'values',
			values: [
				{
					displayName: 'Button Index',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 9 },
					default: 0,
					description: 'Position of the button in the template, counted from 0',
				},
				{
					displayName: 'Payload',
					name: 'payload',
					type: 'string',
					default: '',
					placeholder: 'e.g. confirm-1042',
					description: `At most ${limits.buttonPayload} characters`,
				},
			],
		},
	],
};

const carouselCardsField: INodeProperties = {
	displayName: 'Carousel Cards',
	name: 'carouselCards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	description: `The cards of a carousel template, ${limits.carouselCardsFewest} to ${limits.carouselCardsMost}, in the order of the template`,
	options: [
		{
			displayName: 'Card',
			name: 'values',
			values: [headerValueField, headerFileField, bodyValuesField, buttonValuesField, buttonPayloadField],
		},
	],
};

const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Invoice 1042.pdf',
	description: 'Name of the document in a document header, as the customer sees it',
};

/** Values that are asked for one by one only when the template is given by its name. Read by `templateContent`. */
export const byHandFields = [
	buttonPayloadField,
	buttonValuesField,
	carouselCardsField,
	fileNameField,
	flowField,
	headerFileField,
	headerValueField,
	orderStatusField,
].map((field) => ({ ...field, displayOptions: whenNamed }));
