import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../delivery/outcome';
import type { Findings } from '../payload/findings';
import { sessionPreview } from '../templates/sessionPreview';
import { isObject, type Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import type { RequestOperation } from './operation';

/** The answer's `data`, with the server's words beside it, for routes that answer with what they made. */
export function presentData({ body }: Reply): IDataObject {
	if (!isObject(body)) return { status: 'accepted' };
	const { message, data } = body;
	return {
		...(message !== undefined && { message }),
		...(isObject(data) ? data : {}),
		status: 'accepted',
	};
}

/** Everything of an answer but its envelope, and who it was for. */
function presentReply({ body }: Reply, { recipient }: InteraktRequest): IDataObject {
	const said = isObject(body) ? { ...body } : {};
	delete said.result;
	return { ...said, status: 'accepted', ...(recipient !== undefined && { recipient }) };
}

/** The output of an accepted item: what Interakt says, who it was for, and what was changed in the input. */
export function present(
	operation: RequestOperation,
	reply: Reply,
	request: InteraktRequest,
	{ notices }: Findings,
): IDataObject {
	return {
		...(operation.present?.(reply, request) ?? presentReply(reply, request)),
		...(request.preview && { preview: { ...request.preview } }),
		...(notices.length > 0 && { notices: [...notices] }),
	};
}

/** What would be sent, what the customer would see, and everything that is wrong with it. */
export function presentDryRun(
	{ method, path, body, recipient, preview: known }: InteraktRequest,
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
export function presentSentBefore(
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
