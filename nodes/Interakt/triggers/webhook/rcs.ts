import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { caption, location } from './content';
import { undelivered } from './deliveryErrors';
import type { Content, EventName, InteraktEvent, Kind } from './event';
import { firstText, objectAt, personByNumber, omitUndefined, utc } from './read';

const statuses: ReadonlyMap<string, EventName> = new Map(
	Object.entries<EventName>({
		MESSAGE_SENT: 'messageSent',
		MESSAGE_DELIVERED: 'messageDelivered',
		MESSAGE_READ: 'messageRead',
		MESSAGE_FAILED: 'messageFailed',
	}),
);

const mediaTypes: ReadonlyMap<string, Kind> = new Map(
	Object.entries<Kind>({
		image: 'image',
		video: 'video',
		audio: 'audio',
		document: 'document',
		file: 'document',
		userfile: 'other',
	}),
);

/** What a person sent: a text, a tap on a suggestion, a place or a file. */
function contentOf(entity: IDataObject): Content {
	const { suggestionResponse, location: place } = entity;
	if (isObject(suggestionResponse)) {
		const title = firstText(suggestionResponse.plainText, entity.text);
		const choiceId = firstText(objectAt(suggestionResponse, 'postBack').data);
		return omitUndefined({ kind: 'buttonReply' as const, text: title, choiceId, choiceTitle: title });
	}
	if (isObject(place)) return location(place);
	const type = firstText(entity.type);
	const file = objectAt(entity, 'userFile', 'payload');
	const mediaUrl = firstText(entity.mediaUrl, file.fileUri);
	if (mediaUrl !== undefined) {
		const kind = mediaTypes.get(type?.toLowerCase() ?? '') ?? 'other';
		const fileName = firstText(file.fileName);
		return omitUndefined({ kind, mediaUrl, caption: caption(entity.text), fileName, contentType: type });
	}
	const isText = type === undefined || /^text$/i.test(type);
	return omitUndefined({
		kind: isText ? ('text' as const) : ('other' as const),
		text: firstText(entity.text),
		contentType: isText ? undefined : type,
	});
}

/**
 * An event of the RCS family: `{userPhoneNumber, botId, entityType, entity}` (S4 §9). Its times carry their zone.
 * Nothing when its type is known and it has no entity.
 */
export function rcsEvent(body: IDataObject): InteraktEvent | undefined {
	const entity = objectAt(body, 'entity');
	const entityType = firstText(body.entityType) ?? '';
	const eventType = firstText(entity.eventType);
	const isMessage = entityType === 'USER_MESSAGE';
	const status = statuses.get(eventType ?? '');
	const isKnown = /^(USER|SERVER)_EVENT$/.test(entityType);
	const event: EventName = isMessage ? 'messageReceived' : (status ?? (isKnown ? 'rcsEvent' : 'unknown'));
	if (event !== 'unknown' && Object.keys(entity).length === 0) return undefined;
	const time = utc(entity.sendTime);
	return omitUndefined({
		event,
		channel: 'rcs' as const,
		type: eventType ?? entityType,
		time,
		...personByNumber(body.userPhoneNumber),
		messageId: firstText(entity.messageId),
		eventId: firstText(entity.eventId),
		botId: firstText(body.botId),
		...(isMessage && omitUndefined({ ...contentOf(entity), receivedAt: time })),
		...(event === 'messageFailed' && undelivered(entity.errorCode, entity.reason ?? entity.error)),
		...(event === 'unknown' && { details: body.entity ?? undefined }),
	});
}
