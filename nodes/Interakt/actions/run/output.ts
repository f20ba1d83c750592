import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../delivery/outcome';
import type { Reason } from '../../delivery/reasons';
import type { Findings } from '../../input/findings';
import { camelCased } from '../../shared/strings';
import { isObject } from '../../shared/isObject';
import { sessionPreview } from '../../templates/preview';
import { affirms } from '../../transport/judge';
import type { Reply } from '../../transport/reply';
import { serverMessage } from '../../transport/serverMessage';
import type { InteraktRequest } from '../../transport/request';
import type { OperationRequest, RequestOperation } from '../operation';

/** What the `id` of an answer stands for, by the route that gives it. */
const idNames: Readonly<Record<string, string>> = {
	'/message/': 'messageId',
	'/rcs/message/': 'messageId',
	'/track/events/': 'eventId',
	'/track/users/': 'contactId',
};

const isGiven = (value: unknown) => value !== undefined && value !== '';

/** Who a request is about and what it sends, in the words of all outputs. */
export function subjectOutput({ body = {} }: InteraktRequest): IDataObject {
	const { countryCode, phoneNumber, userId, email, template } = body;
	const number = `${String(countryCode ?? '')}${String(phoneNumber ?? '')}`;
	return {
		...(isGiven(number) && { phoneNumber: number }),
		...(isGiven(userId) && { userId }),
		...(isGiven(email) && { email }),
		...(isObject(template) && { templateName: template.name, templateLanguage: template.languageCode }),
	};
}

/** The server's own words, which stand last; nothing where there are none. */
export function serverWords(reply: Reply): IDataObject {
	const words = serverMessage(reply);
	return words === '' ? {} : { serverMessage: words };
}

/** What an answer says of an accepted item: whom it is about, its ID, and whatever else Interakt gives. */
function replyOutput(reply: Reply, request: InteraktRequest): IDataObject {
	const { id, status, ...said } = isObject(reply.body) ? reply.body : {};
	for (const envelope of ['result', 'message']) delete said[envelope];
	return {
		...subjectOutput(request),
		...(id !== undefined && { [idNames[request.path] ?? 'id']: id }),
		...camelCased(said),
		// Their status says something else than ours; one that says no more than "ok" is left out.
		...(status !== undefined && !affirms(status) && { serverStatus: status }),
		...serverWords(reply),
	};
}

/** What it means that a message was accepted, which many take for delivered. */
export const accepted = 'Accepted by Interakt, not delivered yet';
export const acceptedMessage = `${accepted}: the Interakt Trigger starts a workflow when it is delivered, read or failed`;

const isMessage = ({ path }: InteraktRequest): boolean => path.endsWith('/message/');

/** The output of an accepted item: what Interakt says, who it was for, and what was changed in the input. */
export function outputOf(
	operation: RequestOperation,
	reply: Reply,
	request: OperationRequest,
	notices: readonly string[],
): IDataObject {
	const { serverMessage: words, ...shown } =
		operation.output?.(reply, request) ?? replyOutput(reply, request);
	return {
		status: 'accepted',
		reason: '',
		message: isMessage(request) ? acceptedMessage : 'Accepted by Interakt',
		...shown,
		...(request.preview && { preview: { ...request.preview } }),
		...(notices.length > 0 && { notices: [...notices] }),
		...(words !== undefined && { serverMessage: words }),
	};
}

const dryRunMessage = (findings: number): string =>
	findings === 0
		? 'Not sent: Dry Run is on. Nothing is wrong with this item.'
		: `Not sent: Dry Run is on. ${findings} ${findings === 1 ? 'value needs' : 'values need'} a change, see findings.`;

/** What would be sent, what the customer would see, and everything that is wrong with it. */
export function dryRunOutput(
	request: OperationRequest,
	{ found, notices, emptyValues }: Findings,
): IDataObject {
	const { method, path, body } = request;
	const preview = request.preview ?? sessionPreview(body);
	return {
		status: 'dryRun',
		reason: '',
		message: dryRunMessage(found.length),
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
