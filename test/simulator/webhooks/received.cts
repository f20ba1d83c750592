/** Messages that a customer sends (contract §13). */
import { isObject } from '../rules.cts';
import type { JsonObject, PersonBody } from '../state.cts';
import { customerBody, envelope, messageBody, type MessageGiven } from '../../contract/webhooks/envelope.cts';

export type MediaKind = 'Image' | 'Video' | 'Audio' | 'Document' | 'Sticker';

export interface ListChoice {
	id: string;
	title: string;
	description?: string;
}

function received(contentType: string, content: JsonObject, given: MessageGiven): JsonObject {
	const at = given.at ?? Date.now();
	return envelope('message_received', at, {
		customer: customerBody(given.customer),
		message: messageBody({ ...given, at }, { message_content_type: contentType, ...content }),
	});
}

/** What is not plain text comes as JSON inside a string. */
const choice = (contentType: string, value: JsonObject, given: MessageGiven) =>
	received(contentType, { message: JSON.stringify(value) }, given);

export const receivedText = (text: string, given: MessageGiven = {}): JsonObject =>
	received('Text', { message: text }, given);

/** A file; without a caption the text is the word "None" (W). */
export const receivedMedia = (
	kind: MediaKind,
	mediaUrl: string,
	given: MessageGiven & { caption?: string } = {},
): JsonObject => received(kind, { media_url: mediaUrl, message: given.caption ?? 'None' }, given);

/** A tap on a button of a session message. */
export const buttonReply = (button: { id: string; title: string }, given: MessageGiven = {}): JsonObject =>
	choice('InteractiveButtonReply', { type: 'button_reply', button_reply: { ...button } }, given);

/** A choice from a list. */
export const listReply = (row: ListChoice, given: MessageGiven = {}): JsonObject =>
	choice('InteractiveListReply', { type: 'list_reply', list_reply: { ...row } }, given);

/** What a flow hands over: its answers are JSON in a string, inside JSON in a string. */
export const flowAnswers = (answers: JsonObject): JsonObject => ({
	type: 'nfm_reply',
	nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify(answers) },
});

/** A submitted flow, as it arrives first; `flowSubmission` gives both arrivals. */
export const flowReply = (answers: JsonObject, given: MessageGiven = {}): JsonObject =>
	choice('InteractiveFlowReply', flowAnswers(answers), given);

export const receivedLocation = (
	place: { latitude: number; longitude: number; name?: string; address?: string },
	given: MessageGiven = {},
): JsonObject => choice('Location', { ...place }, given);

/** An emoji put on one of our messages. */
export const receivedReaction = (
	{ emoji, messageId }: { emoji: string; messageId: string },
	given: MessageGiven = {},
): JsonObject => choice('Reaction', { emoji, message_id: messageId }, given);

/** One of our own messages that comes back as if it had been received: whoever answers it answers himself for ever. */
export const echo = (
	text: string,
	given: MessageGiven & { chatMessageType?: 'AgentMessage' | 'PublicApiMessage' | 'BotMessage' } = {},
): JsonObject =>
	received('Text', { message: text, chat_message_type: given.chatMessageType ?? 'AgentMessage' }, given);

/** Who wrote, when the webhook is a message that a customer sent: by it the 24-hour window opens. */
export function personOfReceived({ type, data }: JsonObject): PersonBody | undefined {
	if (type !== 'message_received' || !isObject(data)) return undefined;
	const { customer, message } = data;
	if (!isObject(customer) || !isObject(message) || message.chat_message_type !== 'CustomerMessage')
		return undefined;
	const { phone_number: phoneNumber, country_code: countryCode } = customer;
	if (typeof phoneNumber !== 'string' || typeof countryCode !== 'string') return undefined;
	return { phoneNumber, countryCode };
}
