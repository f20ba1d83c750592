import { sessionFallbacks } from '../../fields/fallback';
import type { Operation } from '../operation';
import { mediaFields, mediaRequest } from './media';

/** Sends an audio file within the 24-hour window. Source: S4 §2.4. */
export const sendAudio: Operation = {
	option: {
		name: 'Send Audio',
		value: 'sendAudio',
		action: 'Send an audio message',
		description: 'Send an audio file to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/audio.mp3', 'captionAndFileName'),
	request: (parameters) => mediaRequest('Audio', parameters),
	fallbacks: sessionFallbacks,
};
