import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Failure, Outcome } from '../delivery/outcome';
import { reasons } from '../delivery/reasons';
import { withInput } from '../shared/withInput';

/** What every output says first of an item that was not accepted: how it ended, why, whom it concerns, what to do. */
const ending = (
	status: string,
	{ reason, message, description, subject, httpStatus }: Failure,
): IDataObject => ({
	status,
	reason,
	message,
	...subject,
	description,
	...(httpStatus !== undefined && { httpStatus }),
});

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
 * When the node goes on, an item that was not accepted keeps the values of its input item: on the regular output
 * behind `status`, `reason` and `message`; on the error output n8n itself puts them beside `error` and `details`, as
 * long as these are its only keys.
 *
 * @param node Knows what becomes of items that were not accepted.
 * @param input The values of the input item.
 */
export function outputItems(
	outcome: Outcome<IDataObject[]>,
	item: number,
	{ onError }: Pick<INode, 'onError'>,
	input: IDataObject,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (outcome.status === 'accepted') return outcome.result.map((json) => ({ json, pairedItem }));
	const { message: error } = outcome.failure;
	const details = ending(outcome.status, outcome.failure);
	if (onError !== 'continueErrorOutput') {
		return [{ json: withInput({ ...details, error }, input), pairedItem }];
	}
	return [forErrorOutput({ json: { error, details }, pairedItem }, error)];
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
