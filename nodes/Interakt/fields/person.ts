import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../input/choice';
import type { Findings } from '../input/findings';
import { collection, isAdded, type Parameters, type Values } from '../input/parameters';
import { isInvisible } from '../input/placeholder';
import { identifier, text } from '../input/text';
import { parsePhone, type Phone } from '../input/phone';
import { isObject } from '../shared/isObject';

/** A phone number in any form. Read by `readPhone`. */
export const phoneField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 99999 99999 or +91 99999 99999',
	description:
		'The WhatsApp number in any form: with or without country code, leading zero, spaces or dashes',
};

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
	{ ...phoneField, displayOptions: { show: { identifyBy: ['phoneNumber'] } } },
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

/** The country of numbers without one: of the item's own field, else of the account. */
export function countryOf(parameters: Parameters): string {
	const { countryCode } = collection(parameters, 'additionalFields');
	const given = text(countryCode, 'Default Country Code', parameters.findings);
	return isInvisible(given) ? parameters.country : given;
}

/** Reads the phone fields alone, for routes that know people by their number only. */
export function readPhone(parameters: Parameters): Phone {
	const { findings } = parameters;
	const value = parameters.value('phoneNumber');
	const country = countryOf(parameters);
	const given = isGroup(value)
		? numberInside(value, country, parameters)
		: text(value, 'Phone Number', findings);
	if (given === undefined) return blank;
	const phone = parsePhone(given, country);
	if (!('what' in phone)) return phone;
	findings.add(phone.field, phone.what, phone.remedy);
	return blank;
}

const blank: Phone = { phoneNumber: '', countryCode: '' };

/** Whether other apps give a value so that it holds others: a list or an object, and no date. */
const isGroup = (value: unknown): value is object =>
	Array.isArray(value) || (isObject(value) && !(value instanceof Date) && !('toISO' in value));

/** A number inside a list or an object, and the way to it: `[0].value`. */
interface Inner {
	readonly path: string;
	readonly number: string;
	readonly isPrimary: boolean;
}

/** Names of members that hold a number; an `id` looks like one. */
const numberName = /phone|mobile|whatsapp|cell|tel|number|value|full/i;

/** Lists and objects of other apps are not deeper, and not longer. */
const mostInner = { depth: 3, entries: 50 } as const;

/** The numbers inside, as Pipedrive (`[{ value, primary }]`), HubSpot (`{ value }`) and JotForm (`{ full }`) give them. */
function numbersIn(group: object, country: string, path = '', isPrimary = false): Inner[] {
	const members: Array<[string, unknown]> = Object.entries(group).slice(0, mostInner.entries);
	const has = Object.fromEntries(members);
	if (typeof has.area === 'string' && typeof has.phone === 'string') {
		const code = String(has.country ?? '').replace(/\D/g, '');
		const number = `${code === '' ? '' : `+${code} `}${has.area} ${has.phone}`;
		return 'what' in parsePhone(number, country) ? [] : [{ path, number, isPrimary }];
	}
	const primary = isPrimary || has.primary === true;
	return members.flatMap(([name, value]) => {
		const isEntry = Array.isArray(group);
		const inner =
			path + (isEntry ? `[${name}]` : /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
		if (isGroup(value)) {
			return inner.split(/[.[]/).length > mostInner.depth ? [] : numbersIn(value, country, inner, primary);
		}
		if (!(isEntry || numberName.test(name)) || (typeof value !== 'string' && typeof value !== 'number'))
			return [];
		const number = String(value);
		return 'what' in parsePhone(number, country) ? [] : [{ path: inner, number, isPrimary: primary }];
	});
}

/** The primary or only number inside, with a notice; otherwise a finding names the way to the first of several. */
function numberInside(group: object, country: string, { findings, raw }: Parameters): string | undefined {
	const inside = numbersIn(group, country);
	const primary = inside.filter(({ isPrimary }) => isPrimary);
	const chosen = primary.length > 0 ? primary : inside;
	const [first] = chosen;
	const kind = Array.isArray(group) ? 'a list' : 'an object';
	if (first !== undefined && chosen.every(({ number }) => number === first.number)) {
		findings.notice(`Phone Number: "${first.number.slice(0, 60)}" was taken out of ${kind}`);
		return first.number;
	}
	const [, expression] = /^=\{\{([^{}]{1,200})\}\}$/.exec(String(raw?.('phoneNumber') ?? '')) ?? [];
	const way = first && expression !== undefined ? `{{ ${expression.trim()}${first.path} }}` : undefined;
	findings.add(
		'Phone Number',
		first === undefined ? `holds ${kind} without a phone number` : `holds ${kind} with several phone numbers`,
		way === undefined ? 'Give Phone Number a single value.' : `Choose one, for example ${way}.`,
	);
	return undefined;
}

/** One string per person, by which delivery keeps the order of their messages: `+919999999999` or the user ID. */
export function recipient(person: Person): string {
	return 'userId' in person ? person.userId : `${person.countryCode}${person.phoneNumber}`;
}
