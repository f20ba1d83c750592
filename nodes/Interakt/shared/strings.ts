import type { IDataObject } from 'n8n-workflow';

/** `created_at` as `createdAt`; a name that is in camel case already stays as it is. */
export const camelCase = (name: string): string =>
	name.replace(
		/([a-zA-Z0-9])_+([a-zA-Z0-9])/g,
		(_, before: string, after: string) => before + after.toUpperCase(),
	);

/** An object with its own names in camel case; what stands in its values stays as it is. */
export const camelCased = (given: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(given).map(([name, value]) => [camelCase(name), value]));

/** A text without a character that it ends with, however often; in linear time, which a pattern would not take. */
export function withoutEnd(text: string, character: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === character) end--;
	return text.slice(0, end);
}

/** By their letters: the order of a language takes ten milliseconds to load. */
function inAlphabet(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	return first < second ? -1 : first > second ? 1 : 0;
}

/** The order of choices, for `sort`: by their names, which are our own. */
export const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
	inAlphabet(one.name, other.name);

/** The same of fields, by their display names. */
export const byDisplayName = (
	one: { readonly displayName: string },
	other: { readonly displayName: string },
): number => inAlphabet(one.displayName, other.displayName);
