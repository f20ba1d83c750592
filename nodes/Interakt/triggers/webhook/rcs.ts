import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { caption, location } from './content';
import { undelivered } from './deliveryErrors';
import type { Content, InteraktEvent, Kind } from './event';
import { eventTypeOf } from './eventTypes';
import { firstText, objectAt, omitUndefined, personByNumber, utc } from './read';

/** Kinds by the type of the entity, or by the first half of the file's own type (`image/jpeg`). */
const fileKinds: ReadonlyMap<string, Kind> = new Map(
	Object.entries<Kind>({
		image: 'image',
		video: 'video',
		audio: 'audio',
		document: 'document',
		file: 'document',
		application: 'document',
		text: 'document',
	}),
);

const kindOfFile = (type: string | undefined): Kind | undefined =>
	fileKinds.get(type?.slice(0, 100).toLowerCase().split('/')[0] ?? '');

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
		const isOwnType = type?.includes('/') === true;
		const mimeType = firstText(file.mimeType, isOwnType ? type : undefined);
		const kind = kindOfFile(mimeType) ?? kindOfFile(type) ?? 'other';
		const fileName = firstText(file.fileName);
		return omitUndefined({
			kind,
			mediaUrl,
			caption: caption(entity.text),
			fileName,
			mimeType,
			contentType: type,
		});
	}
	const isText = type === undefined || /^text$/i.test(type);
	return omitUndefined({
		kind: isText ? ('text' as const) : ('other' as const),
		text: firstText(entity.text),
		contentType: isText ? undefined : type,
	});
}

/** Why a message failed. What went wrong comes as text or as an object (`code`, `message`, `description`). */
function failureOf(entity: IDataObject): Partial<InteraktEvent> {
	const error = objectAt(entity, 'error');
	return undelivered(
		firstText(entity.errorCode, error.code, error.status),
		firstText(
			entity.reason,
			entity.error,
			error.message,
			error.description,
			error.reason,
			error.details,
			error.status,
		),
	);
}

/**
 * An event of the RCS family: `{userPhoneNumber, botId, entityType, entity}` (S4 §9). Its times carry their zone.
 * Nothing when its type is known and it has no entity.
 *
 * @param defaultCountryCode The country of the account, for a number without one, e.g. `+91`.
 */
export function rcsEvent(body: IDataObject, defaultCountryCode: string): InteraktEvent | undefined {
	const entity = objectAt(body, 'entity');
	const entityType = firstText(body.entityType) ?? '';
	const eventType = firstText(entity.eventType);
	const ofEntity = eventTypeOf('rcs', entityType);
	const ofEvent = ofEntity?.event === 'messageReceived' ? undefined : eventTypeOf('rcs', eventType ?? '');
	const row = ofEvent === undefined || ofEvent.event === 'unknown' ? ofEntity : ofEvent;
	if (row === undefined || (row.about !== 'nothing' && Object.keys(entity).length === 0)) return undefined;
	const { event } = row;
	const time = utc(entity.sendTime);
	return omitUndefined({
		event,
		channel: 'rcs' as const,
		type: eventType ?? entityType,
		time,
		...personByNumber(body.userPhoneNumber, undefined, defaultCountryCode),
		messageId: firstText(entity.messageId),
		eventId: firstText(entity.eventId),
		botId: firstText(body.botId),
		...(event === 'messageReceived' && omitUndefined({ ...contentOf(entity), receivedAt: time })),
		...(event === 'messageFailed' && failureOf(entity)),
		...(event === 'unknown' && { details: body.entity ?? undefined }),
	});
}
