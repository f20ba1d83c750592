import { sessionFallbacks } from '../../fields/fallback';
import type { Operation } from '../operation';
import { mediaFields, mediaRequest } from './media';

/** Sends a document within the 24-hour window. Source: S4 §2.2. */
export const sendDocument: Operation = {
	option: {
		name: 'Send Document',
		value: 'sendDocument',
		action: 'Send a document message',
		description: 'Send a document to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/report.pdf', 'captionAndFileName'),
	request: (parameters) => mediaRequest('Document', parameters),
	fallbacks: sessionFallbacks,
};
