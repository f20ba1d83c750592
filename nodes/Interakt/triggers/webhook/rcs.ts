import type { IDataObject } from 'n8n-workflow';

import { caption, location } from './content';
import { undelivered } from './deliveryErrors';
import type { Content, InteraktEvent, Kind } from './event';
import { eventTypeOf } from './eventTypes';
import { objectIn } from './json';
import { firstText, objectAt, omitUndefined, personByNumber, utc } from './read';

/** Kinds by the type of the entity, or by the first half of the file's own type (`image/jpeg`). */
const fileKinds: ReadonlyMap<string, Kind> = new Map(
	Object.entries<Kind>({
		image: 'image',
		video: 'video',
		audio: 'audio',
		voice: 'audio',
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
	const suggestion = objectIn(entity.suggestionResponse);
	const place = objectIn(entity.location);
	if (suggestion) {
		const { postBack, postbackData, plainText } = suggestion;
		const title = firstText(plainText, suggestion.text, entity.text);
		const choiceId = firstText(objectAt(suggestion, 'postBack').data, postBack, postbackData);
		return omitUndefined({ kind: 'buttonReply' as const, text: title, choiceId, choiceTitle: title });
	}
	if (place) return location(place);
	const type = firstText(entity.type);
	const given = objectAt(entity, 'userFile');
	const file = 'payload' in given ? objectAt(given, 'payload') : given;
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
	return undelivered(firstText(entity.errorCode, error.code, error.status), entity.reason ?? entity.error);
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
	// The platform behind it calls a status `DELIVERED` where Interakt says `MESSAGE_DELIVERED`.
	const names = ofEntity?.event === 'messageReceived' ? [] : [eventType ?? '', `MESSAGE_${eventType ?? ''}`];
	const known = names.map((name) => eventTypeOf('rcs', name)).find((found) => found?.event !== 'unknown');
	const row = known ?? ofEntity;
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
