import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { type Content, type Kind, mediaKinds } from './event';
import { decoded, objectIn } from './json';
import { firstText, objectAt, omitUndefined } from './read';

/** Kinds by Interakt's content type, without case and punctuation. */
const kinds: ReadonlyMap<string, Kind> = new Map(
	Object.entries<Kind>({
		text: 'text',
		image: 'image',
		photo: 'image',
		video: 'video',
		gif: 'video',
		audio: 'audio',
		voice: 'audio',
		voicenote: 'audio',
		ptt: 'audio',
		document: 'document',
		file: 'document',
		application: 'document',
		sticker: 'sticker',
		location: 'location',
		livelocation: 'location',
		contact: 'contacts',
		contacts: 'contacts',
		reaction: 'reaction',
		interactivebuttonreply: 'buttonReply',
		buttonreply: 'buttonReply',
		button: 'buttonReply',
		quickreply: 'buttonReply',
		interactivelistreply: 'listReply',
		listreply: 'listReply',
		interactiveflowreply: 'flowReply',
		flowreply: 'flowReply',
		flow: 'flowReply',
		nfmreply: 'flowReply',
		order: 'order',
		template: 'template',
	}),
);

const number = (value: unknown): number | undefined => {
	const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return Number.isFinite(parsed) ? (parsed as number) : undefined;
};

/** A tap on a button or a choice from a list. */
const choice = (kind: Kind, id: unknown, title: unknown, description?: unknown): Content =>
	omitUndefined({
		kind,
		text: firstText(title),
		choiceId: firstText(id),
		choiceTitle: firstText(title),
		choiceDescription: firstText(description),
	});

/** The answers of a submitted flow, which come as JSON in a string. */
export function flowReply(answers: unknown): Content {
	const { flow_token: flowToken, ...flowAnswers } = objectIn(answers) ?? {};
	return omitUndefined({ kind: 'flowReply' as const, flowAnswers, flowToken: firstText(flowToken) });
}

const isReply = (kind: Kind | undefined) => kind === 'buttonReply' || kind === 'listReply';

/**
 * An interactive reply, which comes as JSON in the message's text; nothing when it is none.
 *
 * @param kind What the content type says, for a choice that stands by itself.
 */
function interactive(given: IDataObject, kind: Kind | undefined): Content | undefined {
	const value = objectOr(given, 'interactive');
	const { button_reply: button, list_reply: row } = value;
	if (isObject(button)) return choice('buttonReply', button.id, button.title);
	if (isObject(row)) return choice('listReply', row.id, row.title, row.description);
	// A quick reply of a template.
	if (isObject(value.button)) return choice('buttonReply', value.button.payload, value.button.text);
	if (isObject(value.nfm_reply)) return flowReply(value.nfm_reply.response_json);
	if ('response_json' in value) return flowReply(value.response_json);
	const title = firstText(value.title, value.text);
	if (kind === undefined || !isReply(kind) || title === undefined) return undefined;
	return choice(kind, firstText(value.id, value.payload), title, value.description);
}

export const location = (value: IDataObject): Content =>
	omitUndefined({
		kind: 'location' as const,
		latitude: number(value.latitude ?? value.lat),
		longitude: number(value.longitude ?? value.lng ?? value.long ?? value.lon),
		placeName: firstText(value.name),
		address: firstText(value.address),
	});

/** A reaction, which names its message itself or has it as its context. */
const reaction = (value: IDataObject, contextId: string | undefined): Content =>
	omitUndefined({
		kind: 'reaction' as const,
		text: firstText(value.emoji),
		emoji: firstText(value.emoji),
		reactedTo: firstText(value.message_id, contextId),
	});

/** An order from a catalogue, which comes as JSON in the message's text, by itself or under its name. */
function order(value: IDataObject): Content {
	const content = objectOr(value, 'order');
	return omitUndefined({ kind: 'order' as const, text: firstText(content.text), order: content });
}

/** Contacts, which come as JSON in the message's text: a list, by itself or under its name, or one. */
function contacts(value: unknown): IDataObject[] | undefined {
	const found = decoded(value);
	if (found === undefined || Array.isArray(found)) return found;
	return Array.isArray(found.contacts) ? found.contacts.filter(isObject) : [found];
}

/** A media message without a caption carries the text "None" (contract §13; W). */
export const caption = (text: unknown): string | undefined => {
	const given = firstText(text);
	return given?.trim() === 'None' ? undefined : given;
};

/**
 * What is in a message of the WhatsApp family, `data.message`.
 *
 * @param contextId The ID of the message that it answers.
 */
export function contentOf(message: IDataObject, contextId?: string): Content {
	const contentType = firstText(message.message_content_type) ?? '';
	// Of a file's own type, such as `image/jpeg`, the first half says it.
	const [typeName = ''] = contentType.slice(0, 100).toLowerCase().split('/');
	const kind = kinds.get(typeName.replace(/[^a-z]/g, ''));
	const text = firstText(message.message) ?? textIn(message.message);
	// What a customer types stays text, even if it looks like the JSON of a button.
	if (kind === 'text') return omitUndefined({ kind, text });
	return (
		structured(kind, message, contextId) ??
		media(kind, contentType, message) ??
		plain(kind, contentType, text)
	);
}

/** The text of a message that is an object, as WhatsApp has it. */
const textIn = (value: unknown): string | undefined =>
	isObject(value) ? firstText(value.body, value.text, objectAt(value, 'text').body) : undefined;

/** What comes as JSON; nothing when the message holds none, or none of its kind. */
function structured(kind: Kind | undefined, message: IDataObject, contextId?: string): Content | undefined {
	const value = objectIn(message.message);
	const reply = value ? interactive(value, kind) : undefined;
	if (reply) return reply;
	if (kind === 'flowReply') return flowReply(value);
	if (kind === 'location') return place(value, message);
	if (kind === 'reaction') {
		return reaction(value ? objectOr(value, 'reaction') : { emoji: message.message }, contextId);
	}
	if (kind === 'order' && value) return order(value);
	const people = kind === 'contacts' ? contacts(message.message) : undefined;
	return people && { kind: 'contacts', contacts: people };
}

/** A place: as JSON, beside the message, or as the text `latitude,longitude`. */
function place(value: IDataObject | undefined, message: IDataObject): Content | undefined {
	const given = value ? objectOr(value, 'location') : objectAt(message, 'location');
	if (Object.keys(given).length > 0) return location(given);
	const text = firstText(message.message);
	const parts = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text?.slice(0, 100) ?? '');
	if (parts === null) return undefined;
	return { ...location({ latitude: parts[1], longitude: parts[2] }), ...omitUndefined({ text }) };
}

/** A file with its caption, which stand in the message itself, beside it, or as JSON in it, as WhatsApp has them. */
function media(kind: Kind | undefined, contentType: string, message: IDataObject): Content | undefined {
	const packed = objectIn(message.message) ?? {};
	const inside = ['link', 'url', 'caption'].some((name) => name in packed) ? packed : {};
	const mediaUrl = firstText(message.media_url, inside.link, inside.url);
	const isMedia = kind === undefined ? mediaUrl !== undefined : mediaKinds.has(kind);
	if (!isMedia) return undefined;
	return omitUndefined({
		kind: kind ?? 'other',
		mediaUrl,
		caption: caption(
			firstText(message.caption, inside.caption, inside === packed ? undefined : message.message),
		),
		fileName: firstText(message.file_name, message.filename, inside.filename),
		mimeType: firstText(message.mime_type, inside.mime_type),
		contentType: kind === undefined ? contentType : undefined,
	});
}

/** What comes as text. */
function plain(kind: Kind | undefined, contentType: string, text: string | undefined): Content {
	// The values of a template are no text that anybody reads.
	if (kind === 'template') return { kind };
	if (kind !== undefined && isReply(kind) && text !== undefined && !/^\s*[[{]/.test(text))
		return choice(kind, undefined, text);
	if (contentType === '') return omitUndefined({ text });
	return omitUndefined({
		kind: kind ?? 'other',
		text: kind === undefined ? caption(text) : text,
		contentType: kind === undefined ? contentType : undefined,
	});
}

/** The object under this name, or the object itself. */
const objectOr = (value: IDataObject, name: string) =>
	isObject(value[name]) ? objectAt(value, name) : value;
