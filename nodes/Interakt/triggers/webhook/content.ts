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
		video: 'video',
		audio: 'audio',
		voice: 'audio',
		document: 'document',
		sticker: 'sticker',
		location: 'location',
		contact: 'contacts',
		contacts: 'contacts',
		reaction: 'reaction',
		interactivebuttonreply: 'buttonReply',
		buttonreply: 'buttonReply',
		button: 'buttonReply',
		interactivelistreply: 'listReply',
		listreply: 'listReply',
		interactiveflowreply: 'flowReply',
		flowreply: 'flowReply',
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

/** An interactive reply, which comes as JSON in the message's text; nothing when it is none. */
function interactive(value: IDataObject): Content | undefined {
	if (isObject(value.button_reply)) {
		return choice('buttonReply', value.button_reply.id, value.button_reply.title);
	}
	if (isObject(value.list_reply)) {
		const { id, title, description } = value.list_reply;
		return choice('listReply', id, title, description);
	}
	// A quick reply of a template.
	if (isObject(value.button)) return choice('buttonReply', value.button.payload, value.button.text);
	if (isObject(value.nfm_reply)) return flowReply(value.nfm_reply.response_json);
	if ('response_json' in value) return flowReply(value.response_json);
	return undefined;
}

export const location = (value: IDataObject): Content =>
	omitUndefined({
		kind: 'location' as const,
		latitude: number(value.latitude),
		longitude: number(value.longitude),
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
	const kind = kinds.get(contentType.toLowerCase().replace(/[^a-z]/g, ''));
	const text = firstText(message.message);
	// What a customer types stays text, even if it looks like the JSON of a button.
	if (kind === 'text') return omitUndefined({ kind, text });
	return (
		structured(kind, message, contextId) ??
		media(kind, contentType, message) ??
		plain(kind, contentType, text)
	);
}

/** What comes as JSON; nothing when the message holds none, or none of its kind. */
function structured(kind: Kind | undefined, message: IDataObject, contextId?: string): Content | undefined {
	const value = objectIn(message.message);
	const reply = value ? interactive(value) : undefined;
	if (reply) return reply;
	if (kind === 'flowReply') return flowReply(value);
	if (kind === 'location' && value) return location(objectOr(value, 'location'));
	if (kind === 'reaction') {
		return reaction(value ? objectOr(value, 'reaction') : { emoji: message.message }, contextId);
	}
	if (kind === 'order' && value) return order(value);
	const people = kind === 'contacts' ? contacts(message.message) : undefined;
	return people && { kind: 'contacts', contacts: people };
}

/** A file with its caption. */
function media(kind: Kind | undefined, contentType: string, message: IDataObject): Content | undefined {
	const mediaUrl = firstText(message.media_url);
	const isMedia = kind === undefined ? mediaUrl !== undefined : mediaKinds.has(kind);
	if (!isMedia) return undefined;
	return omitUndefined({
		kind: kind ?? 'other',
		mediaUrl,
		caption: caption(message.message),
		fileName: firstText(message.file_name),
		contentType: kind === undefined ? contentType : undefined,
	});
}

/** What comes as text. */
function plain(kind: Kind | undefined, contentType: string, text: string | undefined): Content {
	// The values of a template are no text that anybody reads.
	if (kind === 'template') return { kind };
	const isReply = kind === 'buttonReply' || kind === 'listReply';
	if (isReply && text !== undefined && !/^\s*[[{]/.test(text)) return choice(kind, undefined, text);
	if (contentType === '') return omitUndefined({ text });
	return omitUndefined({
		kind: kind ?? 'other',
		text,
		contentType: kind === undefined ? contentType : undefined,
	});
}

/** The object under this name, or the object itself. */
const objectOr = (value: IDataObject, name: string) =>
	isObject(value[name]) ? objectAt(value, name) : value;
