/** The rules of the contract that a schema cannot say. */
import type { Json, JsonObject, PersonBody } from './state.cts';

/** What the API refuses in values: line breaks, tabs, non-breaking spaces, more than two spaces in a row (S0, contract §1.1). */
const refusedWhiteSpace = /[\r\n\t\u00a0\u2028\u2029]| {3,}/;

/** Every text inside a value. */
function* texts(value: Json | undefined): Generator<string> {
	if (typeof value === 'string') yield value;
	else if (Array.isArray(value)) for (const item of value) yield* texts(item);
	else if (typeof value === 'object' && value !== null) {
		for (const item of Object.values(value)) yield* texts(item);
	}
}

export function holdsRefusedWhiteSpace(value: Json | undefined): boolean {
	for (const text of texts(value)) if (refusedWhiteSpace.test(text)) return true;
	return false;
}

/** Whether a phone number is one that could be dialled: digits only, ten of them in India. */
export function isPhone({ phoneNumber, countryCode = '+91', fullPhoneNumber }: PersonBody): boolean {
	if (fullPhoneNumber !== undefined) return /^\d{7,15}$/.test(fullPhoneNumber);
	if (phoneNumber === undefined) return true;
	if (!/^\+\d{1,4}$/.test(countryCode)) return false;
	if (!/^[1-9]\d{3,13}$/.test(phoneNumber)) return false;
	return countryCode !== '+91' || phoneNumber.length === 10;
}

/** A number of a query, not below 0, or what stands for one that is missing, 0 or no number. */
export const numberOf = (text: string | undefined, otherwise: number): number =>
	Math.max(0, Number(text)) || otherwise;

/** The values of a list, of an object, or the one that stands alone; none when nothing is given. */
export function valuesOf(value: Json | undefined): Json[] {
	if (value === undefined || value === null) return [];
	if (typeof value !== 'object') return [value];
	return Object.values(value).filter((each) => each !== undefined);
}

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
