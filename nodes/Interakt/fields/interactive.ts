import type { INodeProperties } from 'n8n-workflow';

import { limits } from '../input/limits';
import { specifyField } from './additional';
import { fileInsteadField } from './media';
import { messageFields, windowTemplateField } from './message';

/** Body of an interactive message. Read by `readFrame`. */
export const interactiveBodyField: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Would you like to confirm the order?',
	description: `The text above the choices, at most ${limits.body} characters`,
};

/**
 * What a customer can choose: its title, what stands below it, and the ID that comes back.
 *
 * @param what What the customer does, e.g. `button is tapped`.
 * @param examples Of a title and an ID.
 */
export const choiceFields = (
	what: string,
	titleDescription: string,
	examples: { readonly title: string; readonly id: string },
	...between: INodeProperties[]
): INodeProperties[] => [
	{
		displayName: 'Choice Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: `e.g. ${examples.title}`,
		description: titleDescription,
	},
	...between,
	{
		displayName: 'Choice ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: `e.g. ${examples.id}`,
		description: `What comes back when the ${what}; the title if left empty`,
	},
];

const memberField = (
	displayName: string,
	name: string,
	byDefault: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: byDefault,
	placeholder: `e.g. ${byDefault}`,
	description,
});

/**
 * Choices one by one in `own`, or taken from a list of the item. Read by `givenChoices`.
 *
 * @param plural What the choices are called, e.g. `Rows`.
 */
export function choicesFields(plural: 'Buttons' | 'Rows', own: INodeProperties): INodeProperties[] {
	const way = `${plural.toLowerCase()}Input`;
	const hasDescription = plural === 'Rows';
	const fromList: INodeProperties[] = [
		{
			displayName: `List of ${plural}`,
			name: 'choiceList',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.slots }}',
			description: 'Expression that gives a list of objects or of texts; a text is a title',
		},
		memberField('Title Field', 'titleMember', 'title', 'Name of the field of an object that is the title'),
		...(hasDescription
			? [
					memberField(
						'Description Field',
						'descriptionMember',
						'description',
						'Name of the field that is the description, where the objects have one',
					),
				]
			: []),
		memberField(
			'ID Field',
			'idMember',
			'id',
			'Name of the field that comes back; the title where it is not there',
		),
	];
	return [
		specifyField(plural, way, [
			{
				name: 'From a List',
				value: 'list',
				description: 'From a list of the item, such as the free times of a day',
			},
		]),
		{ ...own, displayOptions: { show: { [way]: ['fields'] } } },
		...fromList.map((field) => ({ ...field, displayOptions: { show: { [way]: ['list'] } } })),
	];
}

export const footerField: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reply within 24 hours',
	description: `Small text below the body, at most ${limits.footer} characters`,
};

const formField: INodeProperties = {
	displayName: 'Request Format',
	name: 'requestFormat',
	type: 'options',
	options: [
		{
			name: 'Nested',
			value: 'nested',
			description: 'The form that works on live accounts',
		},
		{
			name: 'Flat',
			value: 'flat',
			description: 'The form of the older API document, if Interakt asks you to use it',
		},
	],
	default: 'nested',
	description:
		'In which of the two documented forms the message is handed to Interakt. The customer sees the same. Leave it as it is unless Interakt refuses the message.',
};

const headerTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	default: '',
	placeholder: 'e.g. Order 1042',
	description: `Text above the body, at most ${limits.headerText} characters`,
};

const listHeaderField: INodeProperties = {
	displayName: 'Header',
	name: 'header',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Header',
	options: [
		{
			displayName: 'Header',
			name: 'values',
			values: [headerTextField],
		},
	],
};

const buttonsHeaderField: INodeProperties = {
	displayName: 'Header',
	name: 'header',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Header',
	options: [
		{
			displayName: 'Header',
			name: 'values',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{
							name: 'Document',
							value: 'document',
						},
						{
							name: 'Image',
							value: 'image',
						},
						{
							name: 'Text',
							value: 'text',
						},
						{
							name: 'Video',
							value: 'video',
						},
					],
					default: 'text',
				},
				{ ...headerTextField, displayOptions: { show: { type: ['text'] } } },
				{
					displayName: 'File URL',
					name: 'mediaUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/offer.jpg',
					description: 'Public web address of the file, which opens without logging in',
					displayOptions: { show: { type: ['document', 'image', 'video'] } },
				},
				{
					...fileInsteadField,
					displayOptions: { show: { type: ['document', 'image', 'video'] } },
				},
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Invoice 1042.pdf',
					description: 'Name of the document as the customer sees it',
					displayOptions: { show: { type: ['document'] } },
				},
			],
		},
	],
};

const interactiveFields = (headerField: INodeProperties) =>
	messageFields(footerField, headerField, formField, windowTemplateField);

/** Buttons take a header of text or media; a list takes one of text only (WhatsApp). */
export const buttonsMessageFields = interactiveFields(buttonsHeaderField);
export const listMessageFields = interactiveFields(listHeaderField);
