import type { INodeProperties } from 'n8n-workflow';

import { limits } from '../payload/limits';
import { orderStatuses } from '../payload/template';
import { bodyValuesField } from './bodyValues';
import { fileInsteadField } from './media';
import { messageAdditionalFields } from './message';
import { whiteSpaceField } from './shared';
import { byHand, picked } from './templateLocator';

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

export const carouselCardsField: INodeProperties = {
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

const orderStatusField: INodeProperties = {
	displayName: 'Order Status',
	name: 'orderStatus',
	type: 'fixedCollection',
	placeholder: 'Add Order Status',
	default: {},
	description: 'For an order-status template',
	options: [
		{
			displayName: 'Order Status',
			name: 'values',
			values: [
				{
					displayName: 'Reference ID',
					name: 'referenceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. order-1042',
					description: 'Your own ID of the order',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: orderStatuses.map((value) => ({ name: titleCase(value), value })),
					default: 'processing',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Your order has been shipped',
					description: 'Text for the customer about the new status',
				},
			],
		},
	],
};

const flowField: INodeProperties = {
	displayName: 'Flow',
	name: 'flow',
	type: 'fixedCollection',
	placeholder: 'Add Flow',
	default: {},
	description: 'For a template with a button that opens a WhatsApp flow',
	options: [
		{
			displayName: 'Flow',
			name: 'values',
			values: [
				{
					displayName: 'Token',
					name: 'token',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					placeholder: 'e.g. booking-1042',
					description: 'Comes back with the answers of the flow',
				},
				{
					displayName: 'Data',
					name: 'data',
					type: 'json',
					default: '{}',
					description: 'Values for the first screen of the flow',
				},
			],
		},
	],
};

export const smsFallbackField: INodeProperties = {
	displayName: 'SMS Fallback',
	name: 'smsFallback',
	type: 'fixedCollection',
	placeholder: 'Add SMS',
	default: {},
	description: 'SMS that Interakt sends when WhatsApp does not reach the customer',
	options: [
		{
			displayName: 'SMS',
			name: 'values',
			values: [
				{
					displayName: 'DLT Template ID',
					name: 'dltTemplateId',
					type: 'string',
					default: '',
					description: 'ID of the SMS template as registered with the DLT platform',
				},
				{
					displayName: 'Message',
					name: 'message',
					type: 'string',
					default: '',
					description: 'Text of the SMS, as registered',
				},
				{
					displayName: 'Principal Entity ID',
					name: 'peId',
					type: 'string',
					default: '',
					description: 'Your entity ID on the DLT platform',
				},
				{
					displayName: 'Provider Name',
					name: 'providerName',
					type: 'string',
					default: 'default',
					description: 'SMS provider as named by Interakt',
				},
				{
					displayName: 'Sender ID',
					name: 'senderId',
					type: 'string',
					default: '',
					placeholder: 'e.g. MYSHOP',
				},
				{
					displayName: 'Variables',
					name: 'variables',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Variable',
					default: {},
					options: [
						{
							displayName: 'Variable',
							name: 'values',
							values: [
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. 123456',
								},
							],
						},
					],
				},
			],
		},
	],
};

const categoryField: INodeProperties = {
	displayName: 'Only If Category Is',
	name: 'templateCategory',
	type: 'options',
	options: [
		{
			name: 'Authentication',
			value: 'Authentication',
		},
		{
			name: 'Marketing',
			value: 'Marketing',
		},
		{
			name: 'Utility',
			value: 'Utility',
		},
	],
	default: 'Utility',
	description: 'Refuse to send when Meta has moved the template to another, perhaps dearer category',
};

const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Invoice 1042.pdf',
	description: 'Name of the document in a document header, as the customer sees it',
};

const includePreviewField: INodeProperties = {
	displayName: 'Include Preview',
	name: 'includePreview',
	type: 'boolean',
	default: true,
	description: 'Whether to show in the output what the customer sees',
};

/** Values that are asked for one by one only when the template's code name was typed. */
const byHandFields = [
	buttonPayloadField,
	buttonValuesField,
	carouselCardsField,
	fileNameField,
	flowField,
	headerFileField,
	headerValueField,
].map((field) => ({ ...field, displayOptions: { show: { '/template': byHand } } }));

/** Everything of a template message beside its name, language and values. Read by `templateContent` and `tracking`. */
export const templateAdditionalFields = messageAdditionalFields(
	...byHandFields,
	categoryField,
	includePreviewField,
	orderStatusField,
	smsFallbackField,
	whiteSpaceField,
);

/** The values of a picked template: exactly its variables. Read by `fillTemplate`. */
export const templateValuesField: INodeProperties = {
	displayName: 'Values',
	name: 'templateValues',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	noDataExpression: true,
	description: 'What the customer reads in place of each variable',
	typeOptions: {
		loadOptionsDependsOn: ['template.value'],
		resourceMapper: {
			resourceMapperMethod: 'templateVariables',
			mode: 'add',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
	displayOptions: { show: { template: picked } },
};

function titleCase(value: string): string {
	return value
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
