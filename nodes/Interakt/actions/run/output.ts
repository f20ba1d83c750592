import type { IDataObject, IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure, Outcome } from '../../delivery/outcome';
import type { Findings } from '../../input/findings';
import { isObject } from '../../shared/isObject';
import { sessionPreview } from '../../templates/preview';
import { affirms } from '../../transport/judge';
import type { Reply } from '../../transport/reply';
import type { InteraktRequest } from '../../transport/request';
import { itemError } from '../items';
import type { OperationRequest, RequestOperation } from '../operation';

/** The answer's `data`, with the server's words beside it, for routes that answer with what they made. */
export function dataOutput({ body }: Reply): IDataObject {
	if (!isObject(body)) return { status: 'accepted' };
	const { message, data } = body;
	return {
		...(message !== undefined && { message }),
		...serverOwn(isObject(data) ? data : {}),
		status: 'accepted',
	};
}

/**
 * Members of an answer, with a `status` of its own as `serverStatus`, because ours says what became of the item. One that
 * says no more than ours is left out.
 */
function serverOwn({ status, ...others }: IDataObject): IDataObject {
	return status === undefined || affirms(status) ? others : { ...others, serverStatus: status };
}

/** Everything of an answer but its envelope, and who it was for. */
function replyOutput({ body }: Reply, { recipient }: InteraktRequest): IDataObject {
	const said = isObject(body) ? { ...body } : {};
	delete said.result;
	return { ...serverOwn(said), status: 'accepted', ...(recipient !== undefined && { recipient }) };
}

/** The output of an accepted item: what Interakt says, who it was for, and what was changed in the input. */
export function outputOf(
	operation: RequestOperation,
	reply: Reply,
	request: OperationRequest,
	{ notices }: Findings,
): IDataObject {
	return {
		...(operation.output?.(reply, request) ?? replyOutput(reply, request)),
		...(request.preview && { preview: { ...request.preview } }),
		...(notices.length > 0 && { notices: [...notices] }),
	};
}

/** What would be sent, what the customer would see, and everything that is wrong with it. */
export function dryRunOutput(
	{ method, path, body, recipient, preview: known }: OperationRequest,
	{ found, notices }: Findings,
): IDataObject {
	const preview = known ?? sessionPreview(body);
	return {
		status: 'dryRun',
		...(recipient !== undefined && { recipient }),
		...(preview && { preview: { ...preview } }),
		findings: found.map(({ field, what, remedy }) => ({ field, message: `${field} ${what}`, remedy })),
		notices: [...notices],
		request: { method, path, ...(body && { body }) },
	};
}

/** The output of an item that was not sent again, because one with its key was sent before. */
export function alreadySentOutput(
	{ reason, message, description, sentAt }: Failure,
	{ recipient }: InteraktRequest,
	sendOnceKey: string | undefined,
): IDataObject {
	return {
		status: 'skipped',
		reason,
		message: `${message}. ${description}`,
		...(sentAt !== undefined && { sentAt }),
		...(sendOnceKey !== undefined && { sendOnceKey }),
		...(recipient !== undefined && { recipient }),
	};
}

/** Which items ended how, counted from 0 as n8n counts them. */
function endings(outcomes: ReadonlyArray<Outcome<unknown>>) {
	const which = (...wanted: ReadonlyArray<Outcome['status']>) =>
		outcomes.flatMap(({ status }, index) => (wanted.includes(status) ? [index] : []));
	return { accepted: which('accepted'), unknown: which('unknown'), notSent: which('rejected', 'skipped') };
}

/** Indexes as people write them: `0-6, 8, 12-39`. */
export function ranges(indexes: readonly number[]): string {
	const found: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = found.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else found.push([index, index]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Most letters of ranges in a text; all of them are in the data beside it. */
const mostLetters = 120;

/**
 * The n8n error of a run that an item has stopped. Its text says how far the run came and how to go on, its data
 * which items ended how.
 *
 * @returns Nothing when every item was accepted.
 */
export function stoppedBy(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<unknown>>,
): NodeApiError | NodeOperationError | undefined {
	const index = outcomes.findIndex(({ status }) => status === 'rejected' || status === 'unknown');
	const first = outcomes[index] ?? outcomes.find(({ status }) => status === 'skipped');
	if (first === undefined || first.status === 'accepted') return undefined;
	const { accepted, unknown, notSent } = endings(outcomes);
	const all = ranges(notSent);
	const items = all.length > mostLetters ? `${all.slice(0, mostLetters)}…` : all;
	const progress =
		outcomes.length === 1
			? ''
			: ` Of ${outcomes.length} items, ${accepted.length} were accepted, ${unknown.length} may have been sent, and ${notSent.length} were not sent.`;
	const resume =
		accepted.length === 0 || notSent.length === 0
			? ''
			: ` To go on, run the workflow with the items that were not sent (${items}, counted from 0).`;
	const error = itemError(
		context.getNode(),
		{ ...first.failure, description: first.failure.description + progress + resume },
		Math.max(index, 0),
	);
	error.context.data = {
		accepted: ranges(accepted),
		unknown: ranges(unknown),
		notSent: all,
	};
	return error;
}
