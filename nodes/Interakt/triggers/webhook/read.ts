import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { fromUnix } from '../../input/dateNumber';
import { plainDigits } from '../../input/digits';
import { callingCodeOf, numberingPlan, numberLengths } from '../../input/numberingPlan';
import { usualCountryCode } from '../../input/country';
import { e164, parsePhone } from '../../input/phone';
import type { Person } from './event';
import { objectIn } from './json';

/** A number that Interakt says somebody has. */
export interface FullNumber {
	/** With plus and country code, e.g. `+919999999999`. */
	readonly phoneNumber: string;
	/** e.g. `+91`; nothing when the number begins with no country code that exists. */
	readonly countryCode: string | undefined;
}

function read(number: string, countryCode: string): FullNumber | undefined {
	const phone = parsePhone(number, countryCode);
	return 'what' in phone ? undefined : { phoneNumber: e164(phone), countryCode: phone.countryCode };
}

/**
 * The number of a webhook in full, as E.164 has it; nothing when there are no digits. A person is never refused: of what
 * is no number in any way the digits are given as they came.
 *
 * With a country code beside it, the number may have that code in front too. Without one it is a number in full, or,
 * when there is none such, one of the default country. Source: contract §13.
 *
 * @param number e.g. `919999999999` or `9999999999`.
 * @param countryCode The country code beside it, e.g. `+91`; may be empty.
 * @param defaultCountryCode The country of the account, e.g. `+91`.
 */
export function webhookNumber(
	number: string,
	countryCode: string,
	defaultCountryCode: string,
): FullNumber | undefined {
	// WhatsApp's ID of a person who shows no number, such as `IN.1234567890`.
	if (/^[A-Z]{2}\.\w/i.test(number.trim())) return undefined;
	const digits = plainDigits(number).replace(/\D/g, '');
	if (digits === '') return undefined;
	const plan = numberingPlan(plainDigits(countryCode).replace(/\D/g, ''));
	const inFull = () => read(`+${digits}`, '');
	const ofAccount = () => read(number, defaultCountryCode);
	const found =
		(plan && read(number, `+${plan.code}`)) ??
		// A zero in front belongs to no country code.
		(digits.startsWith('0') ? (ofAccount() ?? inFull()) : (inFull() ?? ofAccount()));
	if (found !== undefined) return found;
	const isShort = plan !== undefined && digits.length <= numberLengths(plan)[1];
	const full = plan !== undefined && (isShort || !digits.startsWith(plan.code)) ? plan.code + digits : digits;
	const code = callingCodeOf(full);
	return { phoneNumber: `+${full}`, countryCode: code === undefined ? undefined : `+${code}` };
}

/**
 * The object at a place in a body, also where it or what it stands in is JSON in a text; an empty one when there is none.
 * Webhooks promise nothing about their members.
 */
export function objectAt(body: IDataObject, ...path: string[]): IDataObject {
	let value: IDataObject | undefined = body;
	for (const name of path) {
		value = value && Object.hasOwn(value, name) ? objectIn(value[name]) : undefined;
	}
	return value ?? {};
}

/** The first of these values that says something, as text: numbers and booleans too, never `null` or nothing. */
export function firstText(...values: unknown[]): string | undefined {
	for (const value of values) {
		if (typeof value === 'string' && value.trim() !== '') return value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	}
	return undefined;
}

/** An object without the members that are not there. */
export function omitUndefined<T extends object>(
	members: T,
): { [Name in keyof T]: Exclude<T[Name], undefined> } {
	const there = Object.entries(members).filter(([, value]) => value !== undefined);
	return Object.fromEntries(there) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}

/**
 * A time of a webhook in ISO 8601 with its zone, e.g. `2024-01-01T10:00:00.000Z`. The WhatsApp family writes
 * its times without a zone and means UTC, a click's with a space in place of the `T` (contract §13).
 *
 * @param given Text, or seconds or milliseconds since the epoch; what is no time gives nothing.
 */
export function utc(given: unknown): string | undefined {
	const moment = typeof given === 'number' ? fromNumber(given) : fromText(given);
	return (moment?.isValid && moment.toUTC().toISO()) || undefined;
}

function fromNumber(given: number): DateTime | undefined {
	const millis = fromUnix(given);
	return millis === undefined ? undefined : DateTime.fromMillis(millis);
}

function fromText(given: unknown): DateTime | undefined {
	// No time is as long as this.
	if (typeof given !== 'string' || given.length > 100) return undefined;
	const text = given.trim();
	if (/^\d{10}$|^\d{13}$/.test(text)) return fromNumber(Number(text));
	const iso = text.replace(/^(\d{4}-\d\d-\d\d) +/, '$1T').replace(/ ?(UTC|GMT)$/i, 'Z');
	const moment = DateTime.fromISO(iso, { zone: 'utc', setZone: true });
	return moment.isValid ? moment : DateTime.fromHTTP(text);
}

const phone = (number: unknown, countryCode: unknown, defaultCountryCode: string): Person =>
	omitUndefined(
		webhookNumber(firstText(number) ?? '', firstText(countryCode) ?? '', defaultCountryCode) ?? {},
	);

/**
 * The person of a webhook of the WhatsApp family (contract §13): `channel_phone_number` is the number in
 * full, `phone_number` goes with `country_code`.
 *
 * @param defaultCountryCode The country of the account, for a number without one.
 */
export function customerOf(customer: IDataObject, defaultCountryCode = usualCountryCode): Person {
	const { channel_phone_number: full, country_code: code, phone_number: national } = customer;
	const traits = objectIn(customer.traits);
	const inFull = phone(full, code, defaultCountryCode);
	return omitUndefined({
		...('phoneNumber' in inFull ? inFull : phone(national, code, defaultCountryCode)),
		name: firstText(traits?.name, customer.name),
		contactId: firstText(customer.id),
		traits,
	});
}

/** The person of a webhook that names them by their number and perhaps their name. */
export const personByNumber = (
	number: unknown,
	name?: unknown,
	defaultCountryCode = usualCountryCode,
): Person => omitUndefined({ ...phone(number, '', defaultCountryCode), name: firstText(name) });
