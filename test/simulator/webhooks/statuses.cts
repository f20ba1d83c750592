/** What becomes of messages that were sent: statuses, clicks, submitted flows (contract §13). */
import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../state.cts';
import { customerBody, envelope, messageBody, type MessageGiven } from '../../contract/webhooks/envelope.cts';
import { flowAnswers, flowReply } from './received.cts';
import { clickTime, withoutZone } from '../../contract/webhooks/times.cts';

export type StatusName = 'sent' | 'delivered' | 'read' | 'failed';

/** Who sent the message: the API, a campaign of the dashboard, or an agent in the inbox. */
export type Source = 'api' | 'campaign' | 'agent';

export interface Failure {
	code: string;
	reason: string;
}

/** A template with the values of its body, or anything else that was sent within the 24-hour window. */
export type SentContent =
	| { template: string; definition?: JsonObject; bodyValues?: string[] }
	| { type: string; text: string };

export interface SentGiven extends MessageGiven {
	source?: Source;
	/** Comes back as it was given when the message was sent. */
	callbackData?: string;
	campaign?: { id: string; name: string };
	/** What was sent; an order update by template unless told, and a text when an agent sent it. */
	content?: SentContent;
	failure?: Failure;
}

interface Origin {
	prefix: string;
	chatMessageType: string;
	metaSource: string;
}

const ORIGINS: Record<Source, Origin> = {
	api: { prefix: 'message_api', chatMessageType: 'PublicApiMessage', metaSource: 'PublicInterakt' },
	campaign: { prefix: 'message_campaign', chatMessageType: 'CampaignMessage', metaSource: 'Campaign' },
	agent: { prefix: 'agent_message', chatMessageType: 'AgentMessage', metaSource: 'Inbox' },
};

/** Milliseconds after the sending at which each status comes, unless told. */
const AFTER: Record<StatusName | 'clicked', number> = {
	sent: 0,
	delivered: 1_000,
	read: 5_000,
	failed: 500,
	clicked: 9_000,
};

const DISPLAYED: Record<StatusName, string> = {
	sent: 'Sent',
	delivered: 'Delivered',
	read: 'Read',
	failed: 'Failed',
};

/** Why a message fails unless told. */
export const NOT_ON_WHATSAPP: Failure = { code: '1013', reason: 'Recipient is not a valid WhatsApp user' };

/** The values of a template's body as the webhook has them: JSON in a string. */
const templateMessage = (values: string[]) =>
	JSON.stringify([{ type: 'body', parameters: values.map((text) => ({ type: 'text', text })) }]);

/** The members of `data.message` that say what was sent. */
function contentBody(content: SentContent): JsonObject {
	if ('text' in content) {
		return { is_template_message: false, message_content_type: content.type, message: content.text };
	}
	const { template, definition, bodyValues = [] } = content;
	const raw = { name: template, language: 'en', category: 'UTILITY', ...definition };
	return {
		is_template_message: true,
		raw_template: JSON.stringify(raw),
		message_content_type: 'Template',
		message: templateMessage(bodyValues),
	};
}

const usualContent = (source: Source): SentContent =>
	source === 'agent' ? { type: 'Text', text: 'How may I help?' } : { template: 'order_update' };

const metaData = ({ source = 'api', callbackData }: SentGiven): JsonObject => ({
	source: ORIGINS[source].metaSource,
	source_data: { callback_data: callbackData ?? null },
});

/** `data.message` of a message that went out, as it is at one of its statuses. */
function sentMessage(name: StatusName, given: SentGiven, at: number): JsonObject {
	const { source = 'api', campaign, failure, content = usualContent(source) } = given;
	const failed = name === 'failed' ? (failure ?? NOT_ON_WHATSAPP) : undefined;
	const reached = (status: StatusName) => name === 'read' || name === status;
	return messageBody(
		{ ...given, at },
		{
			chat_message_type: ORIGINS[source].chatMessageType,
			message_status: DISPLAYED[name],
			delivered_at_utc: reached('delivered') ? withoutZone(at + AFTER.delivered) : null,
			seen_at_utc: reached('read') ? withoutZone(at + AFTER.read) : null,
			channel_failure_reason: failed?.reason ?? null,
			channel_error_code: failed?.code ?? null,
			campaign_id: campaign?.id ?? null,
			campaign_name: campaign?.name ?? null,
			...contentBody(content),
			meta_data: metaData(given),
		},
	);
}

/** A status of a message. */
export function status(name: StatusName, given: SentGiven = {}): JsonObject {
	const at = given.at ?? Date.now();
	return envelope(`${ORIGINS[given.source ?? 'api'].prefix}_${name}`, at + AFTER[name], {
		customer: customerBody(given.customer),
		message: sentMessage(name, given, at),
	});
}

/** All statuses of a message that arrived and was read, in their order. */
export function statuses(given: SentGiven = {}): JsonObject[] {
	const one = { ...given, at: given.at ?? Date.now(), id: given.id ?? randomUUID() };
	return [status('sent', one), status('delivered', one), status('read', one)];
}

export interface Click {
	/** QR: a quick reply; CTA: a link. */
	type?: 'QR' | 'CTA';
	text: string;
	/** What was given with the quick reply when the template was sent. */
	payload?: string;
	link?: string;
	/** Where in the webhook the click stands; three places are known. */
	place?: 'metaData' | 'event' | 'message';
	/** When, in milliseconds since the epoch. The same message can be clicked more than once. */
	at?: number;
}

/** A click on a button of a template. */
export function clicked(click: Click, given: SentGiven = {}): JsonObject {
	const at = given.at ?? Date.now();
	const clickedAt = click.at ?? at + AFTER.clicked;
	const { type = 'QR', text, payload, link = '', place = type === 'QR' ? 'metaData' : 'event' } = click;
	const members: JsonObject = {
		click_type: type,
		button_text: text,
		button_link: link,
		click_timestamp: clickTime(clickedAt),
		...(type === 'QR' && {
			button_payload: { payload: { type: 'QUICK_REPLY', text, ...(payload && { payload }) } },
		}),
	};
	const message = sentMessage('read', given, at);
	return envelope(`${ORIGINS[given.source ?? 'api'].prefix}_clicked`, clickedAt, {
		customer: customerBody(given.customer),
		message: {
			...message,
			...(place === 'message' && members),
			meta_data: { ...metaData(given), ...(place === 'metaData' && members) },
		},
		...(place === 'event' && { event: { callbackData: given.callbackData ?? null, ...members } }),
	});
}

/** A submitted flow, as it arrives the second time. */
export function flowResponse(answers: JsonObject, given: SentGiven = {}): JsonObject {
	const at = given.at ?? Date.now();
	return envelope(`${ORIGINS[given.source ?? 'api'].prefix}_flow_response`, at, {
		customer: customerBody(given.customer),
		message: messageBody(
			{ ...given, at },
			{
				message_content_type: 'InteractiveFlowReply',
				message: JSON.stringify(flowAnswers(answers)),
				meta_data: metaData(given),
			},
		),
	});
}

/** Both arrivals of one submitted flow: the same message ID under two types (W). */
export function flowSubmission(answers: JsonObject, given: SentGiven = {}): JsonObject[] {
	const one = { ...given, at: given.at ?? Date.now(), id: given.id ?? randomUUID() };
	return [flowReply(answers, one), flowResponse(answers, one)];
}
