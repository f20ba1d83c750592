import type { INodeProperties } from 'n8n-workflow';

import { mediumFields, readMedium } from '../../fields/media';
import {
	messageAdditionalFields,
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
	none: messageAdditionalFields(windowTemplateField),
	caption: messageAdditionalFields(captionField, windowTemplateField),
	captionAndFileName: messageAdditionalFields(captionField, fileNameField, windowTemplateField),
};

/**
 * Fields of a message that is a file: who, where the file is, and what it may carry besides.
 *
 * @param placeholder Example of an address of such a file.
 * @param carries What the API takes with this kind of file (contract §1.3).
 */
export function mediaFields(placeholder: string, carries: keyof typeof optionalFields): INodeProperties[] {
	return [...personFields, ...mediumFields(placeholder), optionalFields[carries]];
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
export function mediaRequest(type: MediaType, parameters: Parameters): InteraktRequest {
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
