import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { caption, contentOf } from './content';
import { undelivered } from './deliveryErrors';
import type { Click, InteraktEvent, WorkflowAnswer } from './event';
import { eventTypeOf, type EventType } from './eventTypes';
import { decoded, objectIn } from './json';
import { customerOf, firstText, objectAt, omitUndefined, personByNumber, utc } from './read';

const clickTypes: ReadonlyMap<string, string> = new Map([
	['QR', 'quickReply'],
	['CTA', 'link'],
	['QUICK_REPLY', 'quickReply'],
	['URL', 'link'],
]);

/** What a quick reply carries: the payload that was sent with the template, or the words of the button. */
function payload(given: unknown): string | undefined {
	const value = objectIn(given);
	if (value === undefined || !('payload' in value || 'text' in value)) return firstText(given);
	const inner = value.payload;
	return isObject(inner) ? firstText(inner.payload, inner.text) : firstText(inner, value.text);
}

/** The words of a quick reply's button, as its payload repeats them. */
function textOfPayload(given: unknown): string | undefined {
	const value = objectIn(given) ?? {};
	return firstText(objectAt(value, 'payload').text, value.text);
}

/** The click on a link, `cta_click_info`: `{link: {clicked_at_utc, url}}`, the latest where there are several. */
function linkClick(meta: IDataObject): IDataObject {
	const link = decoded(objectIn(meta.cta_click_info)?.link);
	return (Array.isArray(link) ? link.at(-1) : link) ?? {};
}

/** The click of a webhook. Its members stand in any of three places, by themselves or together (contract §13). */
export function clickOf(data: IDataObject): Click {
	const meta = objectAt(data, 'message', 'meta_data');
	const places = [meta, objectAt(data, 'event'), objectAt(data, 'message')];
	const all = (member: string): unknown[] => places.map((place) => place[member]);
	const link = linkClick(meta);
	const clickLink = firstText(...all('button_link'), link.url);
	const payloads = all('button_payload');
	const clickPayload = firstText(...payloads.map(payload));
	const type = firstText(...all('click_type'));
	const guessed = clickPayload !== undefined ? 'quickReply' : clickLink && 'link';
	return omitUndefined({
		clickType: type === undefined ? guessed : (clickTypes.get(type.toUpperCase()) ?? type),
		clickText: firstText(...all('button_text'), ...payloads.map(textOfPayload)),
		clickLink,
		clickPayload,
		clickedAt: [...all('click_timestamp'), link.clicked_at_utc].map(utc).find((time) => time !== undefined),
	});
}

/** Whether a body has what its type is about. Of a type that is not known nobody can say what that is. */
function isWhole({ about }: EventType, data: IDataObject, message: IDataObject): boolean {
	if (about === 'nothing') return true;
	return Object.keys(about === 'message' ? message : data).length > 0;
}

/** The first of these values that says something, as it is. */
const firstGiven = (...values: Array<IDataObject[string]>): IDataObject[string] =>
	values.find((value) => (isObject(value) ? Object.keys(value).length > 0 : firstText(value) !== undefined));

/** An object, also as JSON in a string, unless there is nothing in it. */
function filledObject(value: unknown): IDataObject | undefined {
	const found = objectIn(value) ?? {};
	return Object.keys(found).length > 0 ? found : undefined;
}

/** The template that a message was made of, and what was given with it when it was sent. */
function sentWith(data: IDataObject, message: IDataObject): Partial<InteraktEvent> {
	// The definition is JSON in a string. A submitted flow has what it answers instead (contract §13, W).
	const template = objectIn(message.raw_template) ?? {};
	const answered = filledObject(data.source_template_message) ?? {};
	return omitUndefined({
		callbackData: firstText(
			objectAt(message, 'meta_data', 'source_data').callback_data,
			objectAt(data, 'event').callbackData,
			message.callback_data,
			answered.callback_data,
		),
		campaignId: firstText(message.campaign_id, answered.campaign_id),
		campaignName: firstText(message.campaign_name),
		templateName: firstText(template.name, answered.template_name),
		templateLanguage: firstText(template.language),
		flowId: firstText(data.flow_id),
	});
}

/** What is said beside a message: what it answers, where it came from, by which number, at what price. */
function around(data: IDataObject, message: IDataObject): Partial<InteraktEvent> {
	const meta = objectAt(message, 'meta_data');
	return omitUndefined({
		messageContext: filledObject(message.message_context) ?? filledObject(message.context),
		referral: filledObject(message.referral),
		whatsappApiNumber: firstText(data.whatsapp_api_number, message.whatsapp_api_number),
		channelType: firstText(data.channel_type, message.channel_type),
		nextFallbackChannel: firstText(data.next_fallback_channel, message.next_fallback_channel),
		messageCost: firstGiven(message.message_cost, data.message_cost, meta.message_cost),
	});
}

/** The times of a message: of a received one when it came, of a sent one how far it got. */
function timesOf(message: IDataObject, event: EventType['event']): Partial<InteraktEvent> {
	const received = utc(message.received_at_utc);
	if (event === 'messageReceived') return omitUndefined({ receivedAt: received });
	return omitUndefined({
		sentAt: received,
		deliveredAt: utc(message.delivered_at_utc),
		readAt: utc(message.seen_at_utc),
	});
}

/** Everything that is said about a message. */
function messageOf(data: IDataObject, event: EventType['event']): Partial<InteraktEvent> {
	const message = objectAt(data, 'message');
	const beside = around(data, message);
	return {
		...omitUndefined({
			messageId: firstText(message.id),
			...contentOf(message, firstText(beside.messageContext?.id)),
		}),
		...sentWith(data, message),
		...timesOf(message, event),
		...beside,
		...(event === 'messageFailed' &&
			undelivered(message.channel_error_code, message.channel_failure_reason ?? message.errors)),
		...(event === 'messageClicked' && clickOf(data)),
		// The second arrival of a submitted flow, whatever it calls its content.
		...(event === 'flowResponse' && { kind: 'flowReply' as const }),
	};
}

/** An answer to an Interakt workflow. */
function answerOf(row: IDataObject): WorkflowAnswer {
	const question = objectAt(row, 'question');
	const answer = objectAt(row, 'answer');
	const fileUrl = caption(answer.media_url);
	const chosen: unknown = answer.message ?? row.answer;
	const said = firstText(Array.isArray(chosen) ? chosen.map((one) => firstText(one)).join(', ') : chosen);
	return omitUndefined({
		id: firstText(answer.id),
		step: firstText(row.step, question.step, answer.step),
		time: [answer.time, answer.timestamp, row.time, row.timestamp]
			.map(utc)
			.find((time) => time !== undefined),
		question: firstText(question.message, row.question),
		answer: fileUrl === undefined ? said : caption(said),
		mediaUrl: fileUrl,
		trait: firstText(question.user_trait_name),
	});
}

/** An answer to an Interakt workflow: all answers so far. */
function workflowResponse(data: IDataObject, defaultCountryCode: string): Partial<InteraktEvent> {
	const found = decoded(data.data) ?? [];
	const rows = Array.isArray(found) ? found : [found];
	return omitUndefined({
		...personByNumber(data.customer_number, caption(data.customer_name), defaultCountryCode),
		contactId: firstText(data.customer_id),
		workflowId: firstText(data.workflow_id),
		workflowName: firstText(data.workflow_name),
		answers: rows.map(answerOf),
	});
}

/**
 * An event of the WhatsApp family: `{version, timestamp, type, data}` (contract §13; P, W). Nothing when its type is
 * known and what it is about is missing.
 *
 * @param defaultCountryCode The country of the account, for a number without one, e.g. `+91`.
 */
export function whatsAppEvent(body: IDataObject, defaultCountryCode: string): InteraktEvent | undefined {
	const type = firstText(body.type)?.trim() ?? '';
	const data = objectAt(body, 'data');
	const message = objectAt(data, 'message');
	// Whatever a customer did not send is an echo of our own, and who answers it answers for ever.
	const isEcho = !/^customer[ _-]?message$/i.test(firstText(message.chat_message_type) ?? 'CustomerMessage');
	const row = eventTypeOf('whatsapp', type, isEcho);
	if (row === undefined || !isWhole(row, data, message)) return undefined;
	const { event, source } = row;
	const basis = omitUndefined({
		event,
		source,
		channel: 'whatsapp' as const,
		type,
		time: utc(body.timestamp),
	});
	if (event === 'workflowResponse') return { ...basis, ...workflowResponse(data, defaultCountryCode) };
	const person = customerOf(objectAt(data, 'customer'), defaultCountryCode);
	if (row.about === 'message' || 'id' in message) return { ...basis, ...person, ...messageOf(data, event) };
	return omitUndefined({ ...basis, ...person, details: body.data ?? undefined });
}
