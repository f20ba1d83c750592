import type { Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';

/** Why something was not done, stable for IF nodes; the words for people are in `Failure`. */
export type Reason =
	| 'invalidInput'
	| 'unreadableFile'
	| 'noCredential'
	| 'invalidKey'
	| 'planLacksFeature'
	| 'rateLimited'
	| 'unknownCustomer'
	| 'outsideWindow'
	| 'templateNotFound'
	| 'variableMismatch'
	| 'categoryChanged'
	| 'invalidPhone'
	| 'userIdTaken'
	| 'whiteSpace'
	| 'tooLarge'
	| 'notFound'
	| 'refused'
	| 'unreachable'
	| 'serverUnavailable'
	| 'noAnswer'
	| 'unreadableAnswer'
	| 'notStarted'
	| 'alreadySent'
	| 'maybeSent'
	| 'notRecorded'
	| 'internalError';

export interface Failure {
	readonly reason: Reason;
	/** What happened, with the display name of the field where there is one. */
	readonly message: string;
	/** What to do next. */
	readonly description: string;
	/** HTTP status, where the server answered. */
	readonly httpStatus?: number;
	/** Milliseconds that the server asked to wait. */
	readonly retryAfterMs?: number;
	/** When it was sent before, in ISO 8601, where that is known. */
	readonly sentAt?: string;
}

/**
 * How an item ended:
 * - `accepted`: Interakt took it,
 * - `rejected`: it certainly was not done, and why,
 * - `unknown`: it may or may not have been done, and nobody may silently try again,
 * - `skipped`: it was not started, because the run stopped before its turn, or because it was sent before.
 */
export type Outcome<Result = Reply> = Accepted<Result> | NotAccepted;

export interface Accepted<Result = Reply> {
	readonly status: 'accepted';
	readonly result: Result;
}

export interface NotAccepted {
	readonly status: 'rejected' | 'unknown' | 'skipped';
	readonly failure: Failure;
}

/** The last question before a request leaves: nothing lets it go, an outcome takes its place. */
export type BeforeSend = () => Promise<NotAccepted | undefined>;

/** Makes one request and says how it ended: paced, and repeated where that is safe. */
export type Send = (request: InteraktRequest, beforeSend?: BeforeSend) => Promise<Outcome>;

/** What the run did not come to. */
export const notStarted: NotAccepted = {
	status: 'skipped',
	failure: {
		reason: 'notStarted',
		message: 'Not sent: the run stopped before this item',
		description: 'Run the workflow again with the items that were not accepted.',
	},
};

/** What an exception leaves: it is a fault of this package, and a request may have left before. */
export function internalError(cause: unknown): NotAccepted {
	const words = cause instanceof Error ? cause.message : String(cause);
	return {
		status: 'unknown',
		failure: {
			reason: 'internalError',
			message: `An error in this node, not in your workflow: ${words}`,
			description:
				'It may have been done all the same: look in Interakt before you run the item again. Please report the error with its text and the log of n8n at https://github.com/n8n-nodes-interakt/n8n-nodes-interakt/issues.',
		},
	};
}

/**
 * What becomes of an item whose Send Once Key was used before.
 *
 * @param at When it was sent, in milliseconds since the epoch, where that is known.
 */
export function alreadySent(at: number | undefined): NotAccepted {
	const sentAt = at === undefined ? undefined : new Date(at).toISOString();
	const failure: Failure = {
		reason: 'alreadySent',
		message: 'Not sent again: an item with this Send Once Key was sent before',
		description: sentAt === undefined ? 'An earlier run has sent it.' : `It was sent at ${sentAt}.`,
		...(sentAt !== undefined && { sentAt }),
	};
	return { status: 'skipped', failure };
}

/** What becomes of an item whose key belongs to a message that nobody has seen the end of. */
export const maybeSent: NotAccepted = {
	status: 'unknown',
	failure: {
		reason: 'maybeSent',
		message: 'Not sent again: an earlier run may have sent an item with this Send Once Key',
		description:
			'That run was interrupted, or Interakt did not answer it. Look in Interakt whether the message went out; to send it all the same, use another key.',
	},
};

/** What becomes of an item whose key cannot be recorded. */
export const notRecorded: NotAccepted = {
	status: 'rejected',
	failure: {
		reason: 'notRecorded',
		message: 'Not sent: n8n could not record the Send Once Key',
		description:
			'Check the database of n8n, then run the workflow again with the items that were not accepted.',
	},
};
