import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import type { InteraktEvent } from './event';
import { readJson } from './json';
import { rcsEvent } from './rcs';
import { usualCountryCode } from '../../input/country';
import { whatsAppEvent } from './whatsapp';

/** n8n itself takes no larger body unless it is told to (`N8N_PAYLOAD_SIZE_MAX`). In bytes. */
export const largestBody = 16 * 1024 * 1024;

/** Why a body is no webhook of Interakt. */
export type Unreadable = 'empty' | 'tooLarge' | 'tooDeep' | 'notJson';

/** The JSON object that a body holds, or a list of them; or why it holds none. Never throws, whatever the bytes. */
export function readBody(bytes: Buffer): IDataObject | IDataObject[] | Unreadable {
	if (bytes.length === 0) return 'empty';
	if (bytes.length > largestBody) return 'tooLarge';
	const read = readJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
	if (typeof read === 'string') return read;
	const { value } = read;
	if (!Array.isArray(value)) return isObject(value) ? value : 'notJson';
	const objects = value.filter(isObject);
	return objects.length > 0 ? objects : 'notJson';
}

/**
 * The event of a body of either family, told apart by their members (contract §13 and §3): RCS has an
 * `entityType`, WhatsApp a `type`. What has neither is no event, nor is what has nothing of what its type is about.
 *
 * @param defaultCountryCode The country of the account, for a number without one, e.g. `+91`.
 */
export function eventOf(
	body: IDataObject,
	defaultCountryCode: string = usualCountryCode,
): InteraktEvent | undefined {
	if (isName(body.entityType)) return rcsEvent(body, defaultCountryCode);
	if (isName(body.type)) return whatsAppEvent(body, defaultCountryCode);
	return undefined;
}

const isName = (value: unknown) => typeof value === 'string' && value.trim() !== '';
