import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Failure, Outcome } from '../delivery/outcome';
import { reasons } from '../delivery/reasons';

/**
 * What an item that was not accepted shows, when the node goes on. n8n moves it to the error output, beside the
 * values of its input item, because it has these keys and no others.
 */
function failed(status: string, { reason, message, description, httpStatus }: Failure): IDataObject {
	return {
		error: message,
		details: { status, reason, description, ...(httpStatus !== undefined && { httpStatus }) },
	};
}

/**
 * Lets every n8n move an item to the error output. Versions that do not know the key `details` look for an `error`
 * beside the json, and put its message in place of the json if it is still there afterwards. One that cannot be
 * enumerated is not: n8n copies the item on its way.
 */
const forErrorOutput = (item: INodeExecutionData, message: string): INodeExecutionData =>
	Object.defineProperty(item, 'error', { value: { message }, enumerable: false });

/**
 * The output items of an input item: one for a request, one a row for a list.
 *
 * @param node Knows what becomes of items that were not accepted.
 */
export function outputItems(
	outcome: Outcome<IDataObject[]>,
	item: number,
	{ onError }: Pick<INode, 'onError'>,
): INodeExecutionData[] {
	if (outcome.status === 'accepted') return outcome.result.map((json) => ({ json, pairedItem: { item } }));
	const { status, failure } = outcome;
	const shown = { json: failed(status, failure), pairedItem: { item } };
	return [onError === 'continueErrorOutput' ? forErrorOutput(shown, failure.message) : shown];
}

/** The cause in n8n's own vocabulary, where it has one. */
function n8nCause({ reason, retryAfterMs }: Failure) {
	const { cause } = reasons[reason];
	if (cause === undefined) return {};
	return { failure: { cause, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

/**
 * The n8n error of an item: input that was refused before sending is an operation error, everything that
 * came back from Interakt or the network an API error.
 */
export function itemError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { message, description, httpStatus } = failure;
	const item = itemIndex === undefined ? {} : { itemIndex };
	if (failure.reason === 'invalidInput') {
		return new NodeOperationError(node, message, { description, ...item });
	}
	const httpCode = httpStatus === undefined ? {} : { httpCode: String(httpStatus) };
	return new NodeApiError(
		node,
		{ message },
		{ message, description, ...item, ...httpCode, ...n8nCause(failure) },
	);
}
