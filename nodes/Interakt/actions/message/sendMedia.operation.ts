import type { INodeProperties } from 'n8n-workflow';

import { sessionFallbacks } from '../../fields/fallback';
import { mediumFields, readMedium } from '../../fields/media';
import {
	messageFields,
	messageRequest,
	type MessageType,
	tracking,
	windowTemplateField,
} from '../../fields/message';
import { personFields, readPerson } from '../../fields/person';
import type { FileKind } from '../../input/file';
import { limits } from '../../input/limits';
import { collection, type Parameters } from '../../input/parameters';
import { optional, shownText } from '../../input/text';
import type { InteraktRequest } from '../../transport/request';
import type { Operation } from '../operation';

const captionField: INodeProperties = {
	displayName: 'Caption',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Here is your invoice',
	description: `Text shown with the file, at most ${limits.body} characters`,
};

const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Invoice 1042.pdf',
	description: 'Name of the file as the customer sees it',
};

const optionalFields = {
	none: messageFields(windowTemplateField),
	caption: messageFields(captionField, windowTemplateField),
	captionAndFileName: messageFields(captionField, fileNameField, windowTemplateField),
};

/**
 * Fields of a message that is a file: who, where the file is, and what it may carry besides.
 *
 * @param placeholder Example of an address of such a file.
 * @param carries What the API takes with this kind of file (contract §1.3).
 */
function mediaFields(placeholder: string, carries: keyof typeof optionalFields): INodeProperties[] {
	return [...personFields, ...mediumFields(placeholder), ...optionalFields[carries]];
}

/** The messages that are a file, and what each file has to be. */
const kinds = {
	Image: 'image',
	Document: 'document',
	Video: 'video',
	Audio: 'audio',
	Sticker: 'sticker',
} as const satisfies Partial<Record<MessageType, FileKind>>;

type MediaType = keyof typeof kinds;

/** The request of a message that is a file. A document of the item keeps its name. Source: S4 §2.1 to §2.5. */
function mediaRequest(type: MediaType, parameters: Parameters): InteraktRequest {
	const { findings } = parameters;
	const fields = collection(parameters, 'additionalFields');
	const medium = readMedium(parameters, kinds[type]);
	const ownName = type === 'Document' ? medium.fileName : '';
	const data = {
		...optional('message', shownText(fields.message, 'Caption', findings, { max: limits.body })),
		mediaUrl: medium.url,
		...optional('fileName', shownText(fields.fileName, 'File Name', findings).trim() || ownName),
	};
	return messageRequest(readPerson(parameters), type, { data }, tracking(parameters, fields));
}

/** Sends an audio file within the 24-hour window. Source: S4 §2.4. */
export const sendAudio: Operation = {
	option: {
		name: 'Send Audio',
		value: 'sendAudio',
		action: 'Send an audio message',
		description: 'Send an audio file to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/audio.mp3', 'captionAndFileName'),
	request: (parameters) => mediaRequest('Audio', parameters),
	fallbacks: sessionFallbacks,
};

/** Sends a document within the 24-hour window. Source: S4 §2.2. */
export const sendDocument: Operation = {
	option: {
		name: 'Send Document',
		value: 'sendDocument',
		action: 'Send a document message',
		description: 'Send a document to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/report.pdf', 'captionAndFileName'),
	request: (parameters) => mediaRequest('Document', parameters),
	fallbacks: sessionFallbacks,
};

/** Sends an image within the 24-hour window. Source: S4 §2.1. */
export const sendImage: Operation = {
	option: {
		name: 'Send Image',
		value: 'sendImage',
		action: 'Send an image message',
		description: 'Send an image to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/invoice.jpg', 'caption'),
	request: (parameters) => mediaRequest('Image', parameters),
	fallbacks: sessionFallbacks,
};

/** Sends a sticker within the 24-hour window. Source: S4 §2.5. */
export const sendSticker: Operation = {
	option: {
		name: 'Send Sticker',
		value: 'sendSticker',
		action: 'Send a sticker message',
		description: 'Send a sticker to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/sticker.webp', 'none'),
	request: (parameters) => mediaRequest('Sticker', parameters),
	fallbacks: sessionFallbacks,
};

/** Sends a video within the 24-hour window. Source: S4 §2.3. */
export const sendVideo: Operation = {
	option: {
		name: 'Send Video',
		value: 'sendVideo',
		action: 'Send a video message',
		description: 'Send a video to a customer who wrote within the last 24 hours',
	},
	fields: mediaFields('e.g. https://example.com/demo.mp4', 'captionAndFileName'),
	request: (parameters) => mediaRequest('Video', parameters),
	fallbacks: sessionFallbacks,
};
