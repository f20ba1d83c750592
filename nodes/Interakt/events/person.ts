import type { IDataObject } from 'n8n-workflow';

import { usualCountryCode } from '../input/phone';
import { webhookNumber } from '../input/webhookNumber';
import { isObject } from '../transport/reply';
import type { Person } from './event';
import { firstText, present } from './members';

const phone = (number: unknown, countryCode: unknown, defaultCountryCode: string): Person =>
	present(webhookNumber(firstText(number) ?? '', firstText(countryCode) ?? '', defaultCountryCode) ?? {});

/**
 * The person of a webhook of the WhatsApp family (contract §13): `channel_phone_number` is the number in
 * full, `phone_number` goes with `country_code`.
 *
 * @param defaultCountryCode The country of the account, for a number without one.
 */
export function customerOf(customer: IDataObject, defaultCountryCode = usualCountryCode): Person {
	const { channel_phone_number: full, country_code: code, phone_number: national } = customer;
	const traits = isObject(customer.traits) ? customer.traits : undefined;
	const inFull = phone(full, code, defaultCountryCode);
	return present({
		...('phoneNumber' in inFull
			? inFull
			: phone(national, firstText(code) ?? defaultCountryCode, defaultCountryCode)),
		name: firstText(traits?.name, customer.name),
		contactId: firstText(customer.id),
		traits,
	});
}

/**
 * The person of a webhook that names them by their full number and perhaps their name.
 *
 * @param defaultCountryCode The country of the account, for a number without one.
 */
export const personByNumber = (
	number: unknown,
	name?: unknown,
	defaultCountryCode = usualCountryCode,
): Person => present({ ...phone(number, '', defaultCountryCode), name: firstText(name) });
