import type { IDataObject } from 'n8n-workflow';

import type { InteraktEvent } from './event';
import { rcsEvent } from './rcs';
import { whatsAppEvent } from './whatsapp';

/**
 * The event of a body of either family, told apart by their members (contract §13 and §3): RCS has an
 * `entityType`, WhatsApp a `type`. What has neither is no event, nor is what has nothing of what its type is about.
 */
export function eventOf(body: IDataObject): InteraktEvent | undefined {
	if (isName(body.entityType)) return rcsEvent(body);
	if (isName(body.type)) return whatsAppEvent(body);
	return undefined;
}

const isName = (value: unknown) => typeof value === 'string' && value.trim() !== '';
