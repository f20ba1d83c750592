import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../input/choice';
import { countryCodeOf } from '../input/country';
import type { Findings } from '../input/findings';
import { decode } from '../input/json';
import { type Inner, isGroup, kindOf, onlyOne, valuesInside } from '../input/inside';
import { collection, isAdded, type Parameters, type Values } from '../input/parameters';
import { isInvisible } from '../input/placeholder';
import { checkValue, identifier, refusePlaceholder, text } from '../input/text';
import { e164, parsePhone, type Phone } from '../input/phone';
import { isMissing } from './readNamedValues';

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
		displayName: 'Identify Customer By',
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
		description:
			'Who the customer is: by WhatsApp number, or by the ID that your own system has given Interakt for them',
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
	const by = choice(parameters.value('identifyBy'), 'Identify Customer By', identifiers, findings);
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
	const value = decode(parameters.value('phoneNumber'));
	const country = countryOf(parameters);
	const given = isGroup(value)
		? numberInside(value, country, parameters)
		: text(value, 'Phone Number', findings);
	if (given === undefined) return blank;
	const phone = parsePhone(given, country);
	if (!('what' in phone)) return phone;
	const before = findings.found.length;
	if (!isInvisible(given)) refusePlaceholder(given, 'Phone Number', findings, checkValue);
	if (findings.found.length === before) findings.add(phone.field, phone.what, phone.remedy);
	return blank;
}

const blank: Phone = { phoneNumber: '', countryCode: '' };

/** Names of members that hold a number; an `id` looks like one. */
const numberName = /phone|mobile|whatsapp|cell|tel|number|value|full|text/i;

/** Names of members that say of which country the number beside them is: `{ dial_code, phone }`, `{ country: { code }, value }`. */
const countryName = /country|dial|^(?:isd_?)?code$/i;

/** The country that an object names; an empty text where it is none, or where it is said in two ways. */
function countryBeside(parts: Values, outer: string): string {
	const given = Object.entries(parts).filter(([name, value]) => countryName.test(name) && !isMissing(value));
	const read = (value: unknown) => (isGroup(value) ? undefined : countryCodeOf(String(value)));
	const named = (value: unknown, name: string) =>
		/code|iso|name|value/i.test(name) ? read(value) : undefined;
	const said = given.map(([, value]) =>
		isGroup(value) ? onlyOne(valuesInside(value, named))?.value : read(value),
	);
	return said.length === 0 ? outer : new Set(said).size === 1 ? (said[0] ?? '') : '';
}

/** The group with its numbers in full, where an object says their country; what is no number there is left out. */
function inFull(group: unknown, country: string, own = country, depth = 0): unknown {
	if (!isGroup(group) || depth > 3) return group;
	if (Array.isArray(group)) return group.map((one) => inFull(one, country, own, depth + 1));
	const parts = asValues(group);
	const within = 'area' in parts ? own : countryBeside(parts, own);
	const members = Object.entries(parts).map(([name, value]): [string, unknown] => {
		if (isGroup(value)) return [name, inFull(value, country, within, depth + 1)];
		if (within === country || !numberName.test(name) || countryName.test(name)) return [name, value];
		const phone = parsePhone(String(value ?? ''), within);
		return [name, 'what' in phone ? undefined : e164(phone)];
	});
	return Object.fromEntries(members);
}

/** The numbers inside; JotForm gives one in parts (`{ country, area, phone }`). */
function numbersIn(group: object, country: string): Inner[] {
	const numberIn = (value: unknown) => {
		if (typeof value !== 'string' && typeof value !== 'number') return undefined;
		return 'what' in parsePhone(String(value), country) ? undefined : String(value);
	};
	return valuesInside(group, (value, name) => {
		if (!isGroup(value)) return name === '' || numberName.test(name) ? numberIn(value) : undefined;
		const parts = asValues(value);
		if (typeof parts.area !== 'string' || typeof parts.phone !== 'string') return undefined;
		const phone = parsePhone(`${parts.area} ${parts.phone}`, countryBeside(parts, country));
		return 'what' in phone ? undefined : e164(phone);
	});
}

const asValues = (group: object): Values => ({ ...group });

/** The primary or only number inside, with a notice; otherwise a finding names the way to the first of several. */
function numberInside(group: object, country: string, { findings, raw }: Parameters): string | undefined {
	const full = inFull(group, countryCodeOf(country) ?? country);
	const inside = isGroup(full) ? numbersIn(full, country) : [];
	const one = onlyOne(inside);
	const kind = kindOf(group);
	if (one !== undefined) {
		findings.notice(`Phone Number: "${one.value.slice(0, 60)}" was taken out of ${kind}`);
		return one.value;
	}
	const [first] = inside;
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
