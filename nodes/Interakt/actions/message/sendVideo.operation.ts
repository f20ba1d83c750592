import { sessionFallbacks } from '../../fields/fallback';
import type { Operation } from '../operation';
import { mediaFields, mediaRequest } from './media';

/** Sends a video within the 24-hour window. Source: S4 §2.3. */
export const sendVideo: Operation = {
	option: {
		name: 'Send Video',
		value: 'sendVideo',
		action: 'Send a video message',
		description: 'Send a video to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/demo.mp4', 'captionAndFileName'),
	request: (parameters) => mediaRequest('Video', parameters),
	fallbacks: sessionFallbacks,
};
