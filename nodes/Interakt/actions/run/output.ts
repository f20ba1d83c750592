import type { IDataObject, IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure, Outcome } from '../../delivery/outcome';
import type { Reason } from '../../delivery/reasons';
import type { Findings } from '../../input/findings';
import { camelCased } from '../../shared/strings';
import { isObject } from '../../shared/isObject';
import { sessionPreview } from '../../templates/preview';
import { affirms } from '../../transport/judge';
import type { Reply } from '../../transport/reply';
import { serverMessage } from '../../transport/serverMessage';
import type { InteraktRequest } from '../../transport/request';
import { itemError } from '../items';
import type { OperationRequest, RequestOperation } from '../operation';

/** What the `id` of an answer stands for, by the route that gives it. */
const idNames: Readonly<Record<string, string>> = {
	'/message/': 'messageId',
	'/rcs/message/': 'messageId',
	'/track/events/': 'eventId',
	'/track/users/': 'contactId',
};

/** Who a request is about and what it sends, in the words of all outputs. */
export function subjectOutput({ body = {} }: InteraktRequest): IDataObject {
	const { countryCode, phoneNumber, userId, email, template } = body;
	return {
		...(phoneNumber !== undefined && { phoneNumber: `${String(countryCode ?? '')}${String(phoneNumber)}` }),
		...(userId !== undefined && { userId }),
		...(email !== undefined && { email }),
		...(isObject(template) && { templateName: template.name, templateLanguage: template.languageCode }),
	};
}

/** The server's own words, which stand last; nothing where there are none. */
export function serverWords(reply: Reply): IDataObject {
	const words = serverMessage(reply);
	return words === '' ? {} : { serverMessage: words };
}

/** What an answer says of an accepted item: how it ended, whom it is about, its ID, and whatever else Interakt gives. */
function replyOutput(reply: Reply, request: InteraktRequest): IDataObject {
	const { id, status, ...said } = isObject(reply.body) ? reply.body : {};
	for (const envelope of ['result', 'message']) delete said[envelope];
	return {
		status: 'accepted',
		...subjectOutput(request),
		...(id !== undefined && { [idNames[request.path] ?? 'id']: id }),
		...camelCased(said),
		// Their status says something else than ours; one that says no more than "ok" is left out.
		...(status !== undefined && !affirms(status) && { serverStatus: status }),
		...serverWords(reply),
	};
}

/** The output of an accepted item: what Interakt says, who it was for, and what was changed in the input. */
export function outputOf(
	operation: RequestOperation,
	reply: Reply,
	request: OperationRequest,
	{ notices }: Findings,
): IDataObject {
	const { serverMessage: words, ...shown } =
		operation.output?.(reply, request) ?? replyOutput(reply, request);
	return {
		...shown,
		...(request.preview && { preview: { ...request.preview } }),
		...(notices.length > 0 && { notices: [...notices] }),
		...(words !== undefined && { serverMessage: words }),
	};
}

/** What would be sent, what the customer would see, and everything that is wrong with it. */
export function dryRunOutput(
	request: OperationRequest,
	{ found, notices, emptyValues }: Findings,
): IDataObject {
	const { method, path, body } = request;
	const preview = request.preview ?? sessionPreview(body);
	return {
		status: 'dryRun',
		...subjectOutput(request),
		...(preview && { preview: { ...preview } }),
		findings: found.map(({ field, what, remedy }) => ({ field, message: `${field} ${what}`, remedy })),
		notices: [...notices, ...[...emptyValues].map((field) => `${field} is empty, so the item is left out`)],
		request: { method, path, ...(body && { body }) },
	};
}

/** The output of an item that is left out, because a value of its template is empty. */
export function leftOutOutput(request: OperationRequest, { emptyValues, notices }: Findings): IDataObject {
	return {
		status: 'skipped',
		reason: 'emptyValue' satisfies Reason,
		message: `Not sent: ${[...emptyValues].join(', ')} ${emptyValues.size > 1 ? 'are' : 'is'} empty`,
		...subjectOutput(request),
		...(notices.length > 0 && { notices: [...notices] }),
	};
}

/** The output of an item that was not sent again, because one with its key was sent before. */
export function alreadySentOutput(
	{ reason, message, description, sentAt }: Failure,
	request: InteraktRequest,
	sendOnceKey: string | undefined,
): IDataObject {
	return {
		status: 'skipped',
		reason,
		message: `${message}. ${description}`,
		...subjectOutput(request),
		...(sentAt !== undefined && { sentAt }),
		...(sendOnceKey !== undefined && { sendOnceKey }),
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
