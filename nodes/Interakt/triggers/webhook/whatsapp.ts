import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { objectIn } from './body';
import { contentOf } from './content';
import { undelivered } from './deliveryErrors';
import { accountEvents, type Click, type EventName, type InteraktEvent, type WorkflowAnswer } from './event';
import { customerOf, firstText, objectAt, personByNumber, omitUndefined, utc } from './read';

const types: ReadonlyMap<string, string> = new Map([
	['QR', 'quickReply'],
	['CTA', 'link'],
]);

/** What a quick reply carries: the payload that was sent with the template, or the words of the button. */
function payload(value: unknown): string | undefined {
	if (!isObject(value)) return firstText(value);
	const inner = value.payload;
	return isObject(inner) ? firstText(inner.payload, inner.text) : firstText(inner, value.text);
}

/** The click of a webhook. It stands in one of three places (contract §13). */
export function clickOf(data: IDataObject): Click {
	const places = [objectAt(data, 'message', 'meta_data'), objectAt(data, 'event'), objectAt(data, 'message')];
	const clicked = places.find((place) => 'click_type' in place || 'click_timestamp' in place) ?? {};
	const type = firstText(clicked.click_type);
	return omitUndefined({
		clickType: type === undefined ? undefined : (types.get(type.toUpperCase()) ?? type),
		clickText: firstText(clicked.button_text),
		clickLink: firstText(clicked.button_link),
		clickPayload: payload(clicked.button_payload),
		clickedAt: utc(clicked.click_timestamp),
	});
}

const statuses: ReadonlyMap<string, EventName> = new Map(
	Object.entries<EventName>({
		sent: 'messageSent',
		delivered: 'messageDelivered',
		read: 'messageRead',
		failed: 'messageFailed',
		clicked: 'messageClicked',
		flow_response: 'flowResponse',
	}),
);

/** What is nothing without its message. */
const aboutMessages: ReadonlySet<EventName> = new Set(['messageReceived', ...statuses.values()]);

const sources = { message_api: 'api', message_campaign: 'campaign', agent_message: 'agent' } as const;

type Named = Pick<InteraktEvent, 'event' | 'source'>;

/** What an event is called by us. */
function named(type: string, message: IDataObject): Named {
	if (type === 'message_received') {
		// Whatever a customer did not send is an echo of our own, and who answers it answers for ever.
		const own = firstText(message.chat_message_type) ?? 'CustomerMessage';
		return { event: own === 'CustomerMessage' ? 'messageReceived' : 'ownMessage' };
	}
	if (type === 'workflow_response_update') return { event: 'workflowResponse' };
	if (/^webhook test$/i.test(type)) return { event: 'test' };
	const [, prefix, suffix = ''] = /^(message_api|message_campaign|agent_message)_(.+)$/.exec(type) ?? [];
	const source = Object.entries(sources).find(([name]) => name === prefix)?.[1];
	const event = statuses.get(suffix);
	if (source && event) return { event, source };
	if (source === 'agent') return { event: 'agentMessage', source };
	return { event: accountEvent(type) ?? 'unknown', ...(source && { source }) };
}

const accountEvent = (type: string): EventName | undefined =>
	Object.entries(accountEvents).find(([name]) => name === type)?.[1];

/** Whether a body has what its type is about. Of a type that is not known nobody can say what that is. */
function isWhole({ event }: Named, data: IDataObject, message: IDataObject): boolean {
	if (event === 'unknown' || event === 'test') return true;
	return Object.keys(aboutMessages.has(event) ? message : data).length > 0;
}

/** The template of a message, whose definition is JSON in a string. */
function templateOf({ raw_template: raw }: IDataObject): Partial<InteraktEvent> {
	const template = (typeof raw === 'string' ? objectIn(raw) : raw) ?? {};
	if (!isObject(template)) return {};
	return omitUndefined({
		templateName: firstText(template.name),
		templateLanguage: firstText(template.language),
	});
}

/** The times of a message: of a received one when it came, of a sent one how far it got. */
function timesOf(message: IDataObject, event: EventName): Partial<InteraktEvent> {
	const received = utc(message.received_at_utc);
	if (event === 'messageReceived') return omitUndefined({ receivedAt: received });
	return omitUndefined({
		sentAt: received,
		deliveredAt: utc(message.delivered_at_utc),
		readAt: utc(message.seen_at_utc),
	});
}

/** Everything that is said about a message. */
function messageOf(data: IDataObject, { event }: Named): Partial<InteraktEvent> {
	const message = objectAt(data, 'message');
	const callbackData = firstText(
		objectAt(message, 'meta_data', 'source_data').callback_data,
		objectAt(data, 'event').callbackData,
		message.callback_data,
	);
	return {
		...omitUndefined({
			messageId: firstText(message.id),
			...contentOf(message),
			callbackData,
			campaignId: firstText(message.campaign_id),
			campaignName: firstText(message.campaign_name),
		}),
		...templateOf(message),
		...timesOf(message, event),
		...(event === 'messageFailed' && undelivered(message.channel_error_code, message.channel_failure_reason)),
		...(event === 'messageClicked' && clickOf(data)),
		// The second arrival of a submitted flow, whatever it calls its content.
		...(event === 'flowResponse' && { kind: 'flowReply' as const }),
	};
}

function answerOf(row: IDataObject): WorkflowAnswer {
	const question = objectAt(row, 'question');
	const answer = objectAt(row, 'answer');
	return omitUndefined({
		question: firstText(question.message),
		answer: firstText(answer.message),
		mediaUrl: firstText(answer.media_url),
		trait: firstText(question.user_trait_name),
	});
}

/** An answer to an Interakt workflow: all answers so far. */
function workflowResponse(data: IDataObject): Partial<InteraktEvent> {
	const rows: unknown[] = Array.isArray(data.data) ? data.data : [];
	return omitUndefined({
		...personByNumber(data.customer_number, data.customer_name),
		workflowId: firstText(data.workflow_id),
		workflowName: firstText(data.workflow_name),
		answers: rows.filter(isObject).map(answerOf),
	});
}

/**
 * An event of the WhatsApp family: `{version, timestamp, type, data}` (contract §13; P, W). Nothing when its type is
 * known and what it is about is missing.
 */
export function whatsAppEvent(body: IDataObject): InteraktEvent | undefined {
	const type = firstText(body.type) ?? '';
	const data = objectAt(body, 'data');
	const message = objectAt(data, 'message');
	const name = named(type, message);
	if (!isWhole(name, data, message)) return undefined;
	const basis = { ...name, channel: 'whatsapp' as const, type };
	const time = utc(body.timestamp);
	if (name.event === 'workflowResponse') return omitUndefined({ ...basis, time, ...workflowResponse(data) });
	if ('id' in message) {
		return omitUndefined({
			...basis,
			time,
			...customerOf(objectAt(data, 'customer')),
			...messageOf(data, name),
		});
	}
	return omitUndefined({
		...basis,
		time,
		...customerOf(objectAt(data, 'customer')),
		details: body.data ?? undefined,
	});
}
