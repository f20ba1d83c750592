import type { IDataObject } from 'n8n-workflow';

import type { InteraktRequest } from '../transport/request';
import { limits } from './limits';
import { optional, text, type Parameters, type Values } from './parameters';
import { recipient, type Person } from './person';

/** The kinds of `POST /message/` (contract §1, routes 3 and 4). */
export type MessageType =
	| 'Text'
	| 'Image'
	| 'Document'
	| 'Video'
	| 'Audio'
	| 'Sticker'
	| 'InteractiveButton'
	| 'InteractiveList'
	| 'Template';

/** What a message carries: a template under its own name, everything else as `data`. */
export type Content = { readonly data: IDataObject } | { readonly template: IDataObject };

/** The request of any message: who, what, and what comes back on the status webhooks. Source: S3, S4 §2 and §3. */
export function messageRequest(
	person: Person,
	type: MessageType,
	content: Content,
	additional: IDataObject = {},
): InteraktRequest {
	return {
		method: 'POST',
		path: '/message/',
		effect: 'send',
		recipient: recipient(person),
		body: { ...person, type, ...content, ...additional },
	};
}

/** `callbackData` (S3: at most 512 characters) and `campaignId`, the same for every message. */
export function tracking(parameters: Parameters, fields: Values): IDataObject {
	const { findings } = parameters;
	return {
		...optional(
			'callbackData',
			text(fields.callbackData, 'Callback Data', findings, { max: limits.callbackData }),
		),
		...optional('campaignId', text(fields.campaignId, 'Campaign ID', findings).trim()),
	};
}
