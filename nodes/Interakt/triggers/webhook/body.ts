import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';

/** Interakt's webhooks are a few kilobytes; whatever is larger than this is none of them. In bytes. */
export const largestBody = 1024 * 1024;

/** Interakt's webhooks are six levels deep, and n8n cannot store what is nested without end. */
export const deepestBody = 64;

/** Why a body is no webhook of Interakt. */
export type Unreadable = 'empty' | 'tooLarge' | 'tooDeep' | 'notJson';

const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Whether brackets outside of strings are nested deeper than allowed. Reads once, without recursion. */
function isDeeperThan(bytes: Buffer, most: number): boolean {
	let depth = 0;
	let inString = false;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] ?? 0;
		if (inString) {
			if (byte === backslash) index++;
			else if (byte === quote) inString = false;
		} else if (byte === quote) inString = true;
		else if (opening.has(byte) && ++depth > most) return true;
		else if (closing.has(byte)) depth--;
	}
	return false;
}

/** The JSON object in some text, or nothing when there is none or it is nested too deep. */
export function objectIn(text: string): IDataObject | undefined {
	if (isDeeperThan(Buffer.from(text), deepestBody)) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The JSON object that a body holds, or why it holds none. Never throws, whatever the bytes. */
export function readBody(bytes: Buffer): IDataObject | Unreadable {
	if (bytes.length === 0) return 'empty';
	if (bytes.length > largestBody) return 'tooLarge';
	if (isDeeperThan(bytes, deepestBody)) return 'tooDeep';
	return objectIn(bytes.toString('utf8').replace(/^\uFEFF/, '')) ?? 'notJson';
}
