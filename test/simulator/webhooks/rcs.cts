/** The RCS family (S4 §9). */
import { randomUUID } from 'node:crypto';

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

const rcs = (entityType: string, { number, botId }: RcsGiven, entity: JsonObject): JsonObject => ({
	userPhoneNumber: number ?? '+919999999999',
	botId: botId ?? 'bot_123',
	entityType,
	entity,
});

/** Unlike those of the other family, these times carry a zone, and whole seconds (S4 §9.1). */
const time = (at = Date.now()) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

function message(type: string, content: JsonObject, given: RcsGiven): JsonObject {
	const { id = randomUUID(), at } = given;
	return rcs('USER_MESSAGE', given, {
		messageId: id,
		sendTime: time(at),
		text: null,
		type,
		mediaUrl: null,
		...content,
	});
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
	rcs(eventType === 'MESSAGE_SENT' || eventType === 'MESSAGE_FAILED' ? 'SERVER_EVENT' : 'USER_EVENT', given, {
		eventType,
		messageId: given.id ?? randomUUID(),
		sendTime: time(given.at),
		eventId: `evt_${randomUUID()}`,
	});
