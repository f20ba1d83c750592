/** How a body is read that may be written in any of the ways that no source says are refused. */
import type { Json, JsonObject } from './state.cts';
import { isObject } from './rules.cts';

/** A body without members that are null: they are given as little as those that are missing. */
function withoutNull(value: Json): Json {
	if (Array.isArray(value)) return value.map(withoutNull);
	if (!isObject(value)) return value;
	const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
	return Object.fromEntries(members.map(([name, member]) => [name, withoutNull(member as Json)]));
}

const digits = (text: string) => text.replace(/^\+/, '');

/** The members that say who is meant, by how each is written in the contract. */
const written: Readonly<Record<string, (text: string) => string>> = {
	userId: (text) => text,
	phoneNumber: (text) => text,
	countryCode: (text) => `+${digits(text)}`,
	fullPhoneNumber: digits,
	user_phone_number: digits,
};

/**
 * Reads a body: null is nothing, an empty text says nobody, a number is as good as its text, and a phone number may
 * have its plus or lack it. No body is an empty one.
 */
export function readLeniently(body: Json | undefined): Json {
	const read = withoutNull(body ?? {});
	if (!isObject(read)) return read;
	const members = Object.entries(read).map(([name, value]): [string, Json | undefined] => {
		const write = written[name];
		if (!write || (typeof value !== 'string' && typeof value !== 'number')) return [name, value];
		return [name, value === '' ? undefined : write(String(value))];
	});
	return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as JsonObject;
}
