import type { IDataObject } from 'n8n-workflow';

import { callingCodeOf } from '../payload/callingCodes';
import { isObject } from '../transport/reply';
import type { Person } from './event';
import { firstText, present } from './members';

const digitsOf = (value: unknown) => firstText(value)?.replace(/\D/g, '') ?? '';

/** A number in full and its country. The country is what Interakt says, or what the number begins with. */
function phone(full: string, countryCode: string): Person {
	if (full === '') return {};
	const code = full.startsWith(countryCode) ? countryCode : '';
	const known = code === '' ? callingCodeOf(full) : code;
	return present({ phoneNumber: `+${full}`, countryCode: known === undefined ? undefined : `+${known}` });
}

/**
 * The person of a webhook of the WhatsApp family (contract §13): `channel_phone_number` is the number in
 * full, `phone_number` goes with `country_code`.
 */
export function customerOf(customer: IDataObject): Person {
	const traits = isObject(customer.traits) ? customer.traits : undefined;
	const code = digitsOf(customer.country_code);
	const national = digitsOf(customer.phone_number);
	const full = digitsOf(customer.channel_phone_number) || (national === '' ? '' : code + national);
	return present({
		...phone(full, code),
		name: firstText(traits?.name, customer.name),
		contactId: firstText(customer.id),
		traits,
	});
}

/** The person of a webhook that names them by their full number and perhaps their name. */
export const personByNumber = (number: unknown, name?: unknown): Person =>
	present({ ...phone(digitsOf(number), ''), name: firstText(name) });
