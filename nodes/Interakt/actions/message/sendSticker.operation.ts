import { sessionFallbacks } from '../../fields/fallback';
import type { Operation } from '../operation';
import { mediaFields, mediaRequest } from './media';

/** Sends a sticker within the 24-hour window. Source: S4 §2.5. */
export const sendSticker: Operation = {
	option: {
		name: 'Send Sticker',
		value: 'sendSticker',
		action: 'Send a sticker message',
		description: 'Send a sticker to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/sticker.webp', 'none'),
	request: (parameters) => mediaRequest('Sticker', parameters),
	fallbacks: sessionFallbacks,
};
