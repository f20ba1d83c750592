import type { INodeProperties } from 'n8n-workflow';

import { bodyValuesField } from '../fields/bodyValues';
import { fileInsteadField } from '../fields/media';
import { limits } from '../input/limits';
import { flowField } from './flow';
import { whenNamed } from './locator';
import { orderStatusField } from './orderStatus';

const headerValueField: INodeProperties = {
	displayName: 'Header Value',
	name: 'headerValue',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/invoice.pdf',
	description:
		'The variable of a text header, or the public web address of the image, video or document of a media header',
};

const headerFileField: INodeProperties = { ...fileInsteadField, displayName: 'Header Input Data Field Name' };

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
					displayName: 'Button Index of Value',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 9 },
					default: 0,
					description: 'Position of the button in the template, counted from 0',
				},
				{
					displayName: 'Button Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. orders/1042',
					description:
						'The part of the web address after the fixed beginning, or the code; a whole address is cut to that part',
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
	description: `What the Interakt Trigger gives when the customer taps a quick-reply button, such as confirm-1042; the customer does not see it. At most ${limits.buttonPayloads} buttons.`,
	options: [
		{
			displayName: 'Button Payload',
			name: 'values',
			values: [
				{
					displayName: 'Button Index of Payload',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 9 },
					default: 0,
					description: 'Position of the button in the template, counted from 0',
				},
				{
					displayName: 'Button Payload',
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

/** What a button is. Read by `templateButtons`. */
export const buttonValues: NonNullable<INodeProperties['options']> = [
	{
		displayName: 'Button',
		name: 'values',
		values: [
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{
						name: 'Call a Phone Number',
						value: 'PHONE_NUMBER',
					},
					{
						name: 'Open a Web Address',
						value: 'URL',
					},
					{
						name: 'Quick Reply',
						value: 'QUICK_REPLY',
					},
				],
				default: 'QUICK_REPLY',
			},
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				placeholder: 'e.g. View Details',
				description: `Text on the button, at most ${limits.templateButtonText} characters`,
			},
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/orders/{{1}}',
				description: 'Address to open; {{1}} at its end makes it a dynamic one',
				displayOptions: { show: { type: ['URL'] } },
			},
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +919999999999',
				description: 'Number to call, with its country code',
				displayOptions: { show: { type: ['PHONE_NUMBER'] } },
			},
		],
	},
];

export const buttonsField: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Button',
	default: {},
	description: 'What the customer can tap: quick replies, or addresses and phone numbers',
	options: buttonValues,
};
