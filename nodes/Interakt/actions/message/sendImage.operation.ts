import { sessionFallbacks } from '../../fields/fallback';
import type { Operation } from '../operation';
import { mediaFields, mediaRequest } from './media';

/** Sends an image within the 24-hour window. Source: S4 §2.1. */
export const sendImage: Operation = {
	option: {
		name: 'Send Image',
		value: 'sendImage',
		action: 'Send an image message',
		description: 'Send an image to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/invoice.jpg', 'caption'),
	request: (parameters) => mediaRequest('Image', parameters),
	fallbacks: sessionFallbacks,
};
