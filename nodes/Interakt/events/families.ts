import type { IDataObject } from 'n8n-workflow';

import type { InteraktEvent } from './event';
import { rcsEvent } from './rcs';
import { whatsAppEvent } from './whatsapp';

/**
 * The event of a body of either family, told apart by their members (contract §13 and §3): RCS has an
 * `entityType`, WhatsApp a `type`. What is of neither is of an unknown type.
 */
export function eventOf(body: IDataObject): InteraktEvent {
	if (typeof body.entityType === 'string') return rcsEvent(body);
	if (typeof body.type === 'string') return whatsAppEvent(body);
	return { event: 'unknown', channel: 'whatsapp', type: '', details: body };
}
