import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { zoneHint } from '../input/dateField';
import { limits } from '../input/limits';
import { byDisplayName, byName } from '../shared/strings';
import { inToolsOnly } from './guards';

/** The country of the numbers of an item. Read by `countryOf`. */
export const countryField: INodeProperties = {
	displayName: 'Default Country Code',
	name: 'countryCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. +91, IN or India',
	description:
		'The country of numbers that are written without a country code: its calling code, its ISO code or its English name. If left empty, the country of the credential.',
};

/** The same, where a person can also be named in another way than by number. */
export const countryFieldBy = (parameter: string): INodeProperties => ({
	...countryField,
	displayOptions: { show: { [`/${parameter}`]: ['phoneNumber'] } },
});

/**
 * In which way several values are given, e.g. one by one in fields, which every kind has.
 *
 * @param plural What the values are called, e.g. `Traits`.
 * @param others The other ways.
 */
export const specifyField = (
	plural: string,
	name: string,
	others: readonly INodePropertyOptions[],
): INodeProperties => ({
	displayName: `Specify ${plural}`,
	name,
	type: 'options',
	noDataExpression: true,
	options: [...others, { name: 'Using Fields Below', value: 'fields' }].sort(byName),
	default: 'fields',
	description: `How to give the ${plural.toLowerCase()}`,
});

/** Keeps the values of the input item in the output. Read for every operation alike, in `plan`. */
const includeInputFieldsField: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether to put out the values of the input item too, behind what this node says of it. A value that has the name of one of those stands in input.',
};

const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to show the request, the message as the customer would see it and everything that is wrong with it, without sending',
};

/** Shows a message in place of sending it; in a tool the model cannot fill it in. Read for every operation alike, in `plan`. */
export const dryRunFields: INodeProperties[] = [
	{ ...dryRunField, displayOptions: { show: { '@tool': [false] } } },
	{ ...dryRunField, noDataExpression: true, displayOptions: inToolsOnly },
];

/** The Additional Fields of an operation, in alphabetical order: its own, and what every operation has. */
export const additionalFieldsOf = (...own: INodeProperties[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [includeInputFieldsField, ...own].sort(byDisplayName),
});

/** What to do with white space that the API refuses (S0). Read by `whiteSpaceChoice`. */
export const whiteSpaceField: INodeProperties = {
	displayName: 'White Space',
	name: 'whiteSpace',
	type: 'options',
	options: [
		{
			name: 'Clean Up',
			value: 'clean',
			description: 'Replace line breaks, tabs and long runs of spaces by one space; the output says where',
		},
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'Refuse the item and say which value is meant',
		},
	],
	default: 'clean',
	description:
		'What to do with line breaks, tabs, non-breaking spaces and more than two spaces in a row, which Interakt does not accept',
};

/** What to do with values that hold others. Read by `readNamedValues`. */
export const nestedValuesField: INodeProperties = {
	displayName: 'Nested Values',
	name: 'nestedValues',
	type: 'options',
	options: [
		{
			name: 'Flatten',
			value: 'flatten',
			description: 'Give each value inside an object its own name, such as address.city',
		},
		{
			name: 'Leave Out',
			value: 'leaveOut',
			description: 'Leave out what holds objects; the output names it',
		},
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'Refuse the item and say which value is meant',
		},
	],
	default: 'leaveOut',
	description: 'What to do with values that hold objects or lists of objects, which Interakt does not store',
};

/** Lets texts through that are plainly no value. Read for every operation alike, in `plan`. */
export const allowPlaceholdersField: INodeProperties = {
	displayName: 'Allow Placeholder Values',
	name: 'allowPlaceholders',
	type: 'boolean',
	default: true,
	description:
		'Whether to send texts that are plainly no value, such as undefined, null, NaN, #N/A, [object Object] or an expression in braces, which are refused otherwise',
};

export const createdAtField: INodeProperties = {
	displayName: 'Created At',
	name: 'createdAt',
	type: 'dateTime',
	default: '',
	description: `When it happened, if not now. ${zoneHint}.`,
};

/** Which of two numbers in a date is the day. Read by `readDate`, wherever it stands among optional fields. */
export const dayMonthOrderField: INodeProperties = {
	displayName: 'Day and Month Order',
	name: 'dayMonthOrder',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description:
				'Month first where the Default Country Code is +1, day first elsewhere; the output says where that was guessed, and a guess is refused where another item has the other order in the same field',
		},
		{
			name: 'Day First',
			value: 'dayFirst',
			description: 'Like 31/01/2026',
		},
		{
			name: 'Month First',
			value: 'monthFirst',
			description: 'Like 01/31/2026',
		},
	],
	default: 'automatic',
	description: 'How to read dates that may be meant either way, such as 12/05/2026',
};

export const ownIdField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer-4711',
	description:
		'Your own ID of this person, by which the contact can be found later. It cannot be changed afterwards.',
};

/** Fields that every message has in its Additional Fields. Read by `tracking`. */
export const callbackDataField: INodeProperties = {
	displayName: 'Callback Data',
	name: 'callbackData',
	type: 'string',
	default: '',
	placeholder: 'e.g. order 1042',
	description: `A text of yours, such as an order number, that the Interakt Trigger gives with every status of this message, so that you know which one it is about; at most ${limits.callbackData} characters. The customer does not see it.`,
};

export const campaignIdField: INodeProperties = {
	displayName: 'Campaign ID',
	name: 'campaignId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4fdff884-c388-4c1e-aea6-1890222dbc2e',
	description: 'ID of the campaign under which Interakt counts this message',
};

/** The key under which something is sent at most once. Read for every operation alike, in `prepare`. */
export const sendOnceKeyField: INodeProperties = {
	displayName: 'Send Once Key',
	name: 'sendOnceKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_update 1042',
	description:
		'What is sent under this key is sent at most once by this node: the same item is skipped when it comes again, in this run or a later one, also after a retry or a restart. An item for another person, or with other values, is refused. Use an expression, such as an order ID and the name of the template.',
};

/** The values of `ifMaybeSentField`, with their names. */
export const ifMaybeSentChoices = { doNotSend: 'Do Not Send', sendAgain: 'Send Again' } as const;

/** What to do with a key that an earlier run has left open. Goes with the key; read in `plan`. */
export const ifMaybeSentField: INodeProperties = {
	displayName: 'If an Earlier Run May Have Sent It',
	name: 'ifMaybeSent',
	type: 'options',
	options: [
		{
			name: 'Do Not Send',
			value: 'doNotSend',
			description: 'End the item as unknown, so that a person can look in Interakt',
		},
		{
			name: 'Send Again',
			value: 'sendAgain',
			description:
				'Send it, although the customer may get it twice. Not while another run with the same keys is under way.',
		},
	],
	default: 'doNotSend',
	description:
		'What to do with an item whose Send Once Key was used by a run that was interrupted, or that got no answer from Interakt',
};
