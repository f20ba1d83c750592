import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { limits } from '../input/limits';
import type { Parameters, Values } from '../input/parameters';
import { identifier, optional } from '../input/text';
import type { InteraktRequest } from '../transport/request';
import {
	additionalFieldsOf,
	allowPlaceholdersField,
	callbackDataField,
	campaignIdField,
	countryFieldBy,
	dryRunFields,
	ifMaybeSentField,
	sendOnceKeyField,
} from './additional';
import { orderedBodyValuesField } from './bodyValues';
import { type Person, recipient } from './person';

export const createContactField: INodeProperties = {
	displayName: 'Create Contact If Unknown',
	name: 'createContact',
	type: 'boolean',
	default: true,
	description: 'Whether to create the contact and send again when Interakt does not know the customer yet',
};

/** What goes out in place of a session message when the 24-hour window is closed. Read by `sessionFallbacks`. */
export const windowTemplateField: INodeProperties = {
	displayName: 'Template If Window Is Closed',
	name: 'windowTemplate',
	type: 'fixedCollection',
	placeholder: 'Add Template',
	default: {},
	description: 'Template that is sent instead when the customer has not written within the last 24 hours',
	options: [
		{
			displayName: 'Template',
			name: 'values',
			values: [
				{
					displayName: 'Code Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order_update',
					description: 'Code name of an approved template',
				},
				{
					displayName: 'Language Code',
					name: 'languageCode',
					type: 'string',
					default: 'en',
					placeholder: 'e.g. en',
					description: 'Language of the template, exactly as in Interakt',
				},
				orderedBodyValuesField,
			],
		},
	],
};

/** What stands below the fields of every message: Dry Run, and the Additional Fields of its kind with those of all. */
export const messageFields = (...own: INodeProperties[]): INodeProperties[] => [
	...dryRunFields,
	additionalFieldsOf(
		allowPlaceholdersField,
		callbackDataField,
		campaignIdField,
		countryFieldBy('identifyBy'),
		createContactField,
		ifMaybeSentField,
		sendOnceKeyField,
		...own,
	),
];

/** The kinds of `POST /message/` (contract §1, routes 3 and 4). */
export type MessageType =
	| 'Text'
	| 'Image'
	| 'Document'
	| 'Video'
	| 'Audio'
	| 'Sticker'
	| 'InteractiveButton'
	| 'InteractiveList'
	| 'Template';

/** What a message carries: a template under its own name, everything else as `data`. */
export type Content = { readonly data: IDataObject } | { readonly template: IDataObject };

/** The request of any message: who, what, and what comes back on the status webhooks. Source: S3, S4 §2 and §3. */
export function messageRequest(
	person: Person,
	type: MessageType,
	content: Content,
	additional: IDataObject = {},
): InteraktRequest {
	return {
		method: 'POST',
		path: '/message/',
		effect: 'send',
		recipient: recipient(person),
		body: { ...person, type, ...content, ...additional },
	};
}

/** `callbackData` (S3: at most 512 characters) and `campaignId`, the same for every message. */
export function tracking(parameters: Parameters, fields: Values): IDataObject {
	const { findings } = parameters;
	return {
		...optional(
			'callbackData',
			identifier(fields.callbackData, 'Callback Data', findings, { max: limits.callbackData }),
		),
		...optional('campaignId', identifier(fields.campaignId, 'Campaign ID', findings)),
	};
}
