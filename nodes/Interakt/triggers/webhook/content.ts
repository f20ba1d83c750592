import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import { objectIn } from './body';
import { type Content, type Kind, mediaKinds } from './event';
import { firstText, objectAt, omitUndefined } from './read';

/** Kinds by Interakt's content type, without case and marks. */
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
	return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
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
	const given = (typeof answers === 'string' ? objectIn(answers) : answers) ?? {};
	const { flow_token: flowToken, ...flowAnswers } = isObject(given) ? given : {};
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

const reaction = (value: IDataObject): Content =>
	omitUndefined({
		kind: 'reaction' as const,
		text: firstText(value.emoji),
		emoji: firstText(value.emoji),
		reactedTo: firstText(value.message_id),
	});

/** A media message without a caption carries the text "None" (contract §13; W). */
export const caption = (text: unknown): string | undefined => {
	const given = firstText(text);
	return given?.trim() === 'None' ? undefined : given;
};

/** What is in a message of the WhatsApp family, `data.message`. */
export function contentOf(message: IDataObject): Content {
	const contentType = firstText(message.message_content_type) ?? '';
	const named = kinds.get(contentType.toLowerCase().replace(/[^a-z]/g, ''));
	const text = firstText(message.message);
	// What a customer types stays text, even if it looks like the JSON of a button.
	if (named === 'text') return omitUndefined({ kind: named, text });
	const value = isObject(message.message) ? message.message : text && objectIn(text);
	const decoded = value ? interactive(value) : undefined;
	if (decoded) return decoded;
	if (named === 'flowReply') return flowReply(value);
	if (named === 'location' && value) {
		return location(isObject(value.location) ? value.location : value);
	}
	if (named === 'reaction') return reaction(value ? objectOr(value, 'reaction') : { emoji: text ?? null });
	const mediaUrl = firstText(message.media_url);
	if (mediaKinds.has(named ?? '') || (named === undefined && mediaUrl !== undefined)) {
		return omitUndefined({
			kind: named ?? 'other',
			mediaUrl,
			caption: caption(text),
			fileName: firstText(message.file_name),
			contentType: named === undefined ? contentType : undefined,
		});
	}
	// The values of a template are no text that anybody reads.
	if (named === 'template') return { kind: named };
	if (named === undefined && contentType === '') return omitUndefined({ text });
	return omitUndefined({
		kind: named ?? 'other',
		text,
		contentType: named === undefined ? contentType : undefined,
	});
}

/** The object under this name, or the object itself. */
const objectOr = (value: IDataObject, name: string) =>
	isObject(value[name]) ? objectAt(value, name) : value;
