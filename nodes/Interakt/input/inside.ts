import { DateTime } from 'luxon';

import { isObject } from '../shared/isObject';

/** Whether a value holds others, as other apps give them: a list or an object, and no date. */
export const isGroup = (value: unknown): value is object =>
	Array.isArray(value) || (isObject(value) && !(value instanceof Date) && !DateTime.isDateTime(value));

/** A value inside a list or an object, and the way to it: `[0].value`. */
export interface Inner {
	readonly path: string;
	readonly value: string;
	readonly isPrimary: boolean;
}

/** Lists and objects of other apps are not deeper, and not longer. */
const mostInner = { depth: 3, entries: 50 } as const;

/**
 * What is meant of the values inside, as Pipedrive (`[{ value, primary }]`), HubSpot (`{ value }`) and JotForm
 * (`{ full }`) give them.
 *
 * @param read The value as it is taken, also of a group as a whole; nothing where it is not one. The name is that of
 * the member, empty in a list.
 */
export function valuesInside(
	group: object,
	read: (value: unknown, name: string) => string | undefined,
	path = '',
	isPrimary = false,
): Inner[] {
	const whole = path === '' ? read(group, '') : undefined;
	if (whole !== undefined) return [{ path, value: whole, isPrimary }];
	const primary = isPrimary || ('primary' in group && group.primary === true);
	const members: Array<[string, unknown]> = Object.entries(group).slice(0, mostInner.entries);
	return members.flatMap(([name, value]) => {
		const isEntry = Array.isArray(group);
		const step = isEntry
			? `[${name}]`
			: /^[A-Za-z_]\w*$/.test(name)
				? `.${name}`
				: `[${JSON.stringify(name)}]`;
		const inner = path + step;
		const own = read(value, isEntry ? '' : name);
		if (own !== undefined) return [{ path: inner, value: own, isPrimary: primary }];
		if (!isGroup(value) || inner.split(/[.[]/).length > mostInner.depth) return [];
		return valuesInside(value, read, inner, primary);
	});
}

/** The primary or only one of the values; nothing where there are several, or none. */
export function onlyOne(inside: readonly Inner[]): Inner | undefined {
	const primary = inside.filter(({ isPrimary }) => isPrimary);
	const chosen = primary.length > 0 ? primary : inside;
	const [first] = chosen;
	return chosen.every(({ value }) => value === first?.value) ? first : undefined;
}

/** What a group is called in a sentence. */
export const kindOf = (group: object): string => (Array.isArray(group) ? 'a list' : 'an object');

/** The one value of a list that has no other, as Airtable gives what it looks up; all else as it is. */
export const onlyEntry = (value: unknown): unknown =>
	Array.isArray(value) && value.length === 1 && !isGroup(value[0]) ? (value[0] as unknown) : value;

/** Members by which apps call a thing, the likeliest first. */
const names = ['title', 'name', 'label', 'value', 'plain_text', 'text', 'content', 'url'];

/**
 * The way to what a person would read of an object, for the remedy of a refusal: `.title`, `.text.content`; empty where
 * there is nothing to read in it.
 */
export function readableWay(object: object): string {
	const read = (value: unknown, name: string) =>
		isGroup(value) || value === null || value === undefined ? undefined : name;
	const ways = valuesInside(object, read);
	const isNamed = (name: string) => ways.find(({ value }) => value === name);
	return (names.map(isNamed).find((way) => way !== undefined) ?? ways[0])?.path ?? '';
}
