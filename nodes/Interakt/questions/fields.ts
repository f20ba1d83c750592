import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { limits } from '../input/limits';
import { oneLine } from '../input/oneLine';
import { type Parameters, rows } from '../input/parameters';
import {
	additionalFieldsOf,
	allowPlaceholdersField,
	callbackDataField,
	campaignIdField,
	countryField,
	dryRunFields,
	ifMaybeSentField,
	sendOnceKeyField,
} from '../fields/additional';
import { footerField } from '../fields/interactive';
import { createContactField, windowTemplateField } from '../fields/message';
import { phoneField } from '../fields/person';
import { templateContentFields, templateOptions } from '../templates/fields';
import { deadlineFields } from './deadline';

export const responseTypes = { approval: 'Approval', choice: 'Choice', freeText: 'Free Text' } as const;

export type ResponseType = keyof typeof responseTypes;

export const waysOfAsking = { message: 'Message', template: 'Template' } as const;

const whenApproval = { show: { askBy: ['message'], responseType: ['approval'] } };
const whenChoice = { show: { askBy: ['message'], responseType: ['choice'] } };

/** What a template message has that a question has no place for: its quick replies carry the answers. */
const notAsked = new Set(['buttonPayload', 'carouselCards', 'flow']);

/** Fields that belong to one way of asking; the path holds inside a collection too. */
const onlyBy = (way: keyof typeof waysOfAsking, fields: readonly INodeProperties[]) =>
	updateDisplayOptions({ show: { '/askBy': [way] } }, [...fields]);

const label = (displayName: string, name: string, usual: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: usual,
	placeholder: `e.g. ${usual}`,
	description: `Text on the button, at most ${limits.buttonTitle} characters`,
	displayOptions: whenApproval,
});

const listButtonField: INodeProperties = {
	displayName: 'List Button Label',
	name: 'listButton',
	type: 'string',
	default: 'Choose',
	placeholder: 'e.g. Choose a Day',
	description: `Text on the button that opens a list, at most ${limits.listButton} characters`,
};

const declineByTextField: INodeProperties = {
	displayName: 'Decline by Typed Text',
	name: 'declineByText',
	type: 'boolean',
	default: true,
	description:
		'Whether a text that the person types in place of tapping declines. The text is put out as answer.text, and is what an agent reads as the reason.',
	displayOptions: { show: { '/responseType': ['approval'] } },
};

const whenTapped = { show: { '/responseType': ['approval', 'choice'] } };

/** For a reminder, which is the same node again in a loop: n8n skips a node when its wait is over. */
const keepEarlierField: INodeProperties = {
	displayName: 'Keep Earlier Buttons Valid',
	name: 'keepEarlierButtons',
	type: 'boolean',
	default: true,
	description:
		'Whether the buttons of the rounds before answer too, when a loop asks the same person for the same choices again because nobody has answered. For a reminder: lead what is not answered back to this node.',
	// The review of an agent's tool asks once for each call.
	displayOptions: { show: { '@tool': [false] } },
};

const questionTemplateField: INodeProperties = {
	...windowTemplateField,
	description:
		'Template that is sent instead when the customer has not written within the last 24 hours. It needs a quick reply for each choice, in their order; with Free Text none.',
};

/** What is asked, what can be answered and how long it is waited for. */
export const questionFields: INodeProperties[] = [
	phoneField,
	{
		displayName: 'Ask By',
		name: 'askBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Message',
				value: 'message',
				description: 'Within 24 hours after the person wrote',
			},
			{
				name: 'Template',
				value: 'template',
				description: 'At any time; the quick replies of an approved template are the answers',
			},
		],
		default: 'message',
		description: 'What is sent to ask',
		hint: 'The answer comes by an Interakt Trigger: publish a workflow with one in this n8n, with the same credential and Verify Signature on',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Shall we ship order 1042 today?',
		description: `The question, at most ${limits.body} characters, with Free Text ${limits.text}`,
		displayOptions: { show: { askBy: ['message'] } },
	},
	...onlyBy('template', templateContentFields),
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: Object.entries(responseTypes).map(([value, name]) => ({ name, value })),
		default: 'approval',
		description:
			'What the person can answer. Of a template, the first of two quick replies approves, or each is a choice. Free Text takes the next text that the person types.',
	},
	label('Approve Label', 'approveLabel', 'Approve'),
	label('Decline Label', 'declineLabel', 'Decline'),
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		required: true,
		placeholder: 'Add Choice',
		default: { values: [{ title: '' }] },
		description: `What the person can choose: up to ${limits.buttons} are buttons, up to ${limits.listRows} a list`,
		displayOptions: whenChoice,
		options: [
			{
				displayName: 'Choice',
				name: 'values',
				values: [
					{
						displayName: 'Choice',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Tomorrow',
						description: `Text of the choice, at most ${limits.buttonTitle} characters on a button and ${limits.rowTitle} in a list`,
					},
				],
			},
		],
	},
	...deadlineFields,
	...dryRunFields,
	additionalFieldsOf(
		allowPlaceholdersField,
		callbackDataField,
		campaignIdField,
		countryField,
		createContactField,
		declineByTextField,
		ifMaybeSentField,
		keepEarlierField,
		sendOnceKeyField,
		...onlyBy('message', [
			...updateDisplayOptions(whenTapped, [footerField, listButtonField]),
			questionTemplateField,
		]),
		...onlyBy(
			'template',
			templateOptions.filter(({ name }) => !notAsked.has(name)),
		),
	),
];

/** The titles of what can be chosen. */
export function readChoices(parameters: Parameters, isApproval: boolean): string[] {
	const { findings } = parameters;
	if (isApproval) {
		const read = (name: string, field: string) =>
			oneLine(parameters.value(name), field, findings, { required: true, max: limits.buttonTitle });
		return [read('approveLabel', 'Approve Label'), read('declineLabel', 'Decline Label')];
	}
	const given = rows(parameters.value('choices'));
	if (given.length < 1 || given.length > limits.listRows) {
		findings.add(
			'Choices',
			given.length < 1 ? 'is empty' : `has ${given.length} choices, at most ${limits.listRows}`,
			`Give 1 to ${limits.listRows} choices.`,
		);
	}
	const max = given.length > limits.buttons ? limits.rowTitle : limits.buttonTitle;
	return given.map(({ title }, index) =>
		oneLine(title, `Choice ${index + 1}`, findings, { required: true, max }),
	);
}
