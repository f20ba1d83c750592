import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/reply';

/** The object at a place in a body; an empty one when there is none. Webhooks promise nothing about their members. */
export function objectAt(body: IDataObject, ...path: string[]): IDataObject {
	let value: unknown = body;
	for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	return isObject(value) ? value : {};
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
export function present<T extends object>(members: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
	const there = Object.entries(members).filter(([, value]) => value !== undefined);
	return Object.fromEntries(there) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
