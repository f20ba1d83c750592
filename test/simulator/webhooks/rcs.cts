/** The RCS family (S4 §9). */
import { randomUUID } from 'node:crypto';

import { rcsEnvelope, rcsMessage, rcsTime } from '../../contract/webhooks/rcsEnvelope.cts';
import type { JsonObject } from '../state.cts';

export type RcsEvent = 'MESSAGE_SENT' | 'MESSAGE_DELIVERED' | 'MESSAGE_READ' | 'MESSAGE_FAILED' | 'IS_TYPING';

export interface RcsGiven {
	id?: string;
	/** With its plus and country code. */
	number?: string;
	/** In milliseconds since the epoch. */
	at?: number;
	botId?: string;
}

function message(type: string, content: JsonObject, given: RcsGiven): JsonObject {
	const { id = randomUUID(), at = Date.now() } = given;
	return rcsEnvelope('USER_MESSAGE', rcsMessage({ id, at }, type, content), given);
}

export const rcsText = (text: string, given: RcsGiven = {}): JsonObject => message('text', { text }, given);

export const rcsFile = (mediaUrl: string, given: RcsGiven = {}): JsonObject =>
	message('userFile', { mediaUrl, userFile: { payload: { fileUri: mediaUrl } } }, given);

export const rcsLocation = (
	location: { latitude: number; longitude: number },
	given: RcsGiven = {},
): JsonObject => message('location', { location: { ...location } }, given);

/** A tap on a suggestion. */
export const rcsSuggestion = (
	{ text, postBack }: { text: string; postBack: string },
	given: RcsGiven = {},
): JsonObject =>
	message(
		'suggestionResponse',
		{ text, suggestionResponse: { postBack: { data: postBack }, plainText: text } },
		given,
	);

/** What became of a message. That the server knows it (sent, failed) or the person's phone, the entity type says. */
export const rcsEvent = (eventType: RcsEvent, given: RcsGiven = {}): JsonObject =>
	rcsEnvelope(
		eventType === 'MESSAGE_SENT' || eventType === 'MESSAGE_FAILED' ? 'SERVER_EVENT' : 'USER_EVENT',
		{
			eventType,
			messageId: given.id ?? randomUUID(),
			sendTime: rcsTime(given.at ?? Date.now()),
			eventId: `evt_${randomUUID()}`,
		},
		given,
	);
