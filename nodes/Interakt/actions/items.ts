import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Failure, Outcome, Reason } from '../delivery/outcome';
import { isObject, type Reply } from '../transport/reply';
import type { Operation } from './operation';
import type { Prepared } from './prepare';

/** What of an accepted answer an item shows, unless its operation says otherwise: everything but the envelope. */
function presentReply({ body }: Reply): IDataObject {
	const shown = isObject(body) ? { ...body } : {};
	delete shown.result;
	return shown;
}

/** The output of an item that was accepted: what Interakt says, who it was for, and what was changed in the input. */
export function acceptedItem(
	operation: Operation,
	reply: Reply,
	{ entry, notices }: Prepared,
	item: number,
): INodeExecutionData {
	const shown = (operation.present ?? presentReply)(reply);
	const recipient =
		'recipient' in entry && entry.recipient !== undefined ? { recipient: entry.recipient } : {};
	return {
		json: {
			status: 'accepted',
			...shown,
			...recipient,
			...(notices.length > 0 && { notices: [...notices] }),
		},
		pairedItem: { item },
	};
}

/**
 * The output of an item that was not accepted, when the node goes on. n8n moves it to the error output, beside
 * the values of its input item, because it has these keys and no others; an `error` on the item itself would
 * make n8n drop everything but the message.
 */
export function failedItem(
	status: Exclude<Outcome['status'], 'accepted'>,
	{ reason, message, description, httpStatus }: Failure,
	item: number,
): INodeExecutionData {
	return {
		json: {
			error: message,
			details: { status, reason, description, ...(httpStatus !== undefined && { httpStatus }) },
		},
		pairedItem: { item },
	};
}

const temporarily: readonly Reason[] = ['serverUnavailable', 'unreachable', 'noAnswer'];

/** The cause in n8n's own vocabulary, where it has one. */
function n8nCause({ reason, retryAfterMs }: Failure) {
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (reason === 'rateLimited') return { failure: { cause: 'rate-limited' as const, ...wait } };
	if (temporarily.includes(reason)) return { failure: { cause: 'temporarily-unavailable' as const } };
	if (reason === 'invalidKey') return { failure: { cause: 'credential-invalid' as const } };
	return {};
}

/**
 * The n8n error of an item: input that was refused before sending is an operation error, everything that
 * came back from Interakt or the network an API error.
 */
export function itemError(
	node: INode,
	failure: Failure,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	const { message, description, httpStatus } = failure;
	if (failure.reason === 'invalidInput') {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const httpCode = httpStatus === undefined ? {} : { httpCode: String(httpStatus) };
	return new NodeApiError(
		node,
		{ message },
		{ message, description, itemIndex, ...httpCode, ...n8nCause(failure) },
	);
}
