import type { INodeProperties } from 'n8n-workflow';

import { bodyValuesField } from './bodyValues';
import { callbackDataField, campaignIdField, sendOnceKeyField } from './shared';

const createContactField: INodeProperties = {
	displayName: 'Create Contact If Unknown',
	name: 'createContact',
	type: 'boolean',
	default: true,
	description: 'Whether to create the contact and send again when Interakt does not know the customer yet',
};

const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description:
		'Whether to show the request, the message as the customer would see it and everything that is wrong with it, without sending',
};

/** What goes out in place of a session message when the 24-hour window is closed. Read by `sessionRemedies`. */
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
				bodyValuesField,
			],
		},
	],
};

/** The Additional Fields of a message: what every message has, and what this kind has besides, in alphabetical order. */
export function messageAdditionalFields(...own: INodeProperties[]): INodeProperties {
	const options = [
		callbackDataField,
		campaignIdField,
		createContactField,
		dryRunField,
		sendOnceKeyField,
		...own,
	];
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: options.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}
