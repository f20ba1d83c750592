import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { choice } from '../input/choice';
import type { Findings } from '../input/findings';
import { isAdded, type Parameters, type Values } from '../input/parameters';
import { isInvisible } from '../input/placeholder';
import { identifier, text } from '../input/text';
import { parsePhone, type Phone } from '../input/phone';

/** A phone number in any form. Read by `readPhone`. */
export const phoneFields: INodeProperties[] = [
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 99999 99999 or +91 99999 99999',
		description:
			'The WhatsApp number in any form: with or without country code, leading zero, spaces or dashes',
	},
	{
		displayName: 'Default Country Code',
		name: 'countryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. +91, IN or India',
		description:
			'The country of numbers that are written without a country code: its calling code, its ISO code or its English name. If left empty, the country of the credential.',
	},
];

/** Who the request is about: a phone number in any form, or the business's own ID. Read by `readPerson`. */
export const personFields: INodeProperties[] = [
	{
		displayName: 'Identify By',
		name: 'identifyBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Phone Number',
				value: 'phoneNumber',
			},
			{
				name: 'User ID',
				value: 'userId',
				description: 'Your own ID of the person, as given to Interakt when the contact was created',
			},
		],
		default: 'phoneNumber',
		description: 'How to say which person is meant',
	},
	...updateDisplayOptions({ show: { identifyBy: ['phoneNumber'] } }, phoneFields),
	{
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. customer-4711',
		description: 'Your own ID of the person, as given to Interakt when the contact was created',
		displayOptions: { show: { identifyBy: ['userId'] } },
	},
];

/** How a request says who it is about: the pair of phone fields, or the business's own ID (contract §1). */
export type Person = Phone | { readonly userId: string };

const identifiers = { phoneNumber: 'Phone Number', userId: 'User ID' };

/** Reads the person fields (`fields/person.ts`). What is wrong becomes a finding, and the person is then a blank. */
export function readPerson(parameters: Parameters): Person {
	const { findings } = parameters;
	const by = choice(parameters.value('identifyBy'), 'Identify By', identifiers, findings);
	if (by !== 'userId') return readPhone(parameters);
	return { userId: identifier(parameters.value('userId'), 'User ID', findings, { required: true }) };
}

/** The business's own ID beside a phone number. It names the person for ever, so one that gives nothing is refused. */
export function readOwnId(fields: Values, findings: Findings): { userId?: string } {
	if (!isAdded(fields, 'userId')) return {};
	return { userId: identifier(fields.userId, 'User ID', findings, { required: true }) };
}

/** Reads the phone fields alone, for routes that know people by their number only. */
export function readPhone(parameters: Parameters): Phone {
	const { findings } = parameters;
	const given = text(parameters.value('phoneNumber'), 'Phone Number', findings);
	const countryCode = text(parameters.value('countryCode'), 'Default Country Code', findings);
	const phone = parsePhone(given, isInvisible(countryCode) ? parameters.country : countryCode);
	if (!('what' in phone)) return phone;
	findings.add(phone.field, phone.what, phone.remedy);
	return { phoneNumber: '', countryCode: '' };
}

/** One string per person, by which delivery keeps the order of their messages: `+919999999999` or the user ID. */
export function recipient(person: Person): string {
	return 'userId' in person ? person.userId : `${person.countryCode}${person.phoneNumber}`;
}
