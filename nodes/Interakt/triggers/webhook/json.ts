import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';

/** Interakt's webhooks are six levels deep, and n8n cannot store what is nested without end. */
export const deepestBody = 64;

/** As many digits may be more than a number of JavaScript holds, which ends at 2^53. */
const longInteger = 16;

const isDigit = (code: number) => code >= 48 && code <= 57;

/** The place behind a string that begins here; the end of the text when it has no end. */
function behindString(text: string, start: number): number {
	let index = start + 1;
	while (index < text.length) {
		const sign = text[index];
		if (sign === '"') return index + 1;
		index += sign === '\\' ? 2 : 1;
	}
	return text.length;
}

/** The place behind the digits that begin here. */
function behindDigits(text: string, start: number): number {
	let index = start;
	while (isDigit(text.charCodeAt(index))) index++;
	return index;
}

interface Scan {
	readonly isTooDeep: boolean;
	/** Where long integers begin and end, in their order. */
	readonly longIntegers: ReadonlyArray<readonly [number, number]>;
}

/** Reads JSON once, without recursion: how deep it is, and which integers are long. */
function scan(text: string): Scan {
	const longIntegers: Array<[number, number]> = [];
	let depth = 0;
	let index = 0;
	while (index < text.length) {
		const sign = text[index] ?? '';
		if (sign === '"') {
			index = behindString(text, index);
			continue;
		}
		if (isDigit(text.charCodeAt(index))) {
			const end = behindDigits(text, index);
			const start = text[index - 1] === '-' ? index - 1 : index;
			// Digits behind a point or an exponent, or before one, are a part of a number that is no integer.
			const isPart = /[.eE+]/.test(text[start - 1] ?? '') || /[.eE]/.test(text[end] ?? '');
			if (end - index >= longInteger && !isPart) longIntegers.push([start, end]);
			index = end;
			continue;
		}
		if (sign === '{' || sign === '[') depth++;
		else if (sign === '}' || sign === ']') depth--;
		if (depth > deepestBody) return { isTooDeep: true, longIntegers: [] };
		index++;
	}
	return { isTooDeep: false, longIntegers };
}

/** JSON with its long integers as text. */
function quoted(text: string, longIntegers: Scan['longIntegers']): string {
	const pieces: string[] = [];
	let done = 0;
	for (const [start, end] of longIntegers) {
		pieces.push(text.slice(done, start), '"', text.slice(start, end), '"');
		done = end;
	}
	return [...pieces, text.slice(done)].join('');
}

/** A value of JSON, or why there is none. */
export type Read = { readonly value: unknown } | 'tooDeep' | 'notJson';

/**
 * Reads JSON in one pass and a parse. Integers of 16 digits and more become text, so that IDs beyond 2^53 stay exact.
 * Never throws, whatever the text.
 */
export function readJson(text: string): Read {
	const { isTooDeep, longIntegers } = scan(text);
	if (isTooDeep) return 'tooDeep';
	try {
		const value: unknown = JSON.parse(text);
		return { value: longIntegers.length === 0 ? value : JSON.parse(quoted(text, longIntegers)) };
	} catch {
		return 'notJson';
	}
}

/** The JSON object or list of objects that some text holds, also encoded twice, or that a value is; nothing when it is none. */
export function decoded(value: unknown): IDataObject | IDataObject[] | undefined {
	if (typeof value === 'string') {
		// What does not begin like it is not even read.
		const read = /^\s*["[{]/.test(value) && readJson(value);
		return typeof read === 'object' ? decoded(read.value) : undefined;
	}
	if (Array.isArray(value)) return value.filter(isObject);
	return isObject(value) ? value : undefined;
}

/** The JSON object that some text holds, or that a value is; nothing when it is none. */
export function objectIn(value: unknown): IDataObject | undefined {
	const found = decoded(value);
	return Array.isArray(found) ? undefined : found;
}

/** As far as a name is looked for in a body of which nothing proves that it comes from Interakt, in bytes. */
const looked = 1024 * 1024;

/** A text with its quotation marks as its value; nothing when it is damaged or too long for a name. */
function nameIn(text: string, start: number, end: number): string | undefined {
	if (end - start > 200) return undefined;
	const read = readJson(text.slice(start, end));
	return typeof read === 'object' && typeof read.value === 'string' ? read.value : undefined;
}

/**
 * The text of a member of a JSON object, without a parse of all that stands around it: one pass that ends at the member,
 * at a depth that no webhook has, or after a megabyte.
 */
export function textMember(bytes: Buffer, member: string): string | undefined {
	const text = bytes.subarray(0, looked).toString('utf8');
	let depth = 0;
	let isNext = false;
	let index = 0;
	while (index < text.length && depth <= deepestBody) {
		const sign = text[index] ?? '';
		if (sign === '"') {
			const end = behindString(text, index);
			if (isNext) return nameIn(text, index, end);
			// Only what a colon follows is the name of a member.
			const behind = text.slice(end, end + 20).trimStart();
			isNext = depth === 1 && behind.startsWith(':') && nameIn(text, index, end) === member;
			index = end;
			continue;
		}
		if (isNext && !/[:\s]/.test(sign)) return undefined;
		if (sign === '{' || sign === '[') depth++;
		else if (sign === '}' || sign === ']') depth--;
		index++;
	}
	return undefined;
}
