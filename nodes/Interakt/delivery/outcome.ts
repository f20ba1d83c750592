import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import { type Reason, reasons } from './reasons';

export interface Failure {
	readonly reason: Reason;
	/** What happened, with the display name of the field where there is one. */
	readonly message: string;
	/** What to do next. */
	readonly description: string;
	/** HTTP status, where the server answered. */
	readonly httpStatus?: number;
	/** Whom the item concerns, in the words of all outputs, where that is known. */
	readonly subject?: IDataObject;
	/** Milliseconds that the server asked to wait. */
	readonly retryAfterMs?: number;
	/** When it was sent before, in ISO 8601, where that is known. */
	readonly sentAt?: string;
	/** Whether running the item again changes nothing that was done already. */
	readonly repeatable?: true;
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

/** Makes one request and says how it ended: at the allowed rate, and repeated where that is safe. */
export type Send = (request: InteraktRequest, beforeSend?: BeforeSend) => Promise<Outcome>;

/** The failure of a reason, in the words of the table unless there are better ones. */
export const failureOf = (
	reason: Reason,
	{
		message = reasons[reason].message,
		description = reasons[reason].description,
		...more
	}: Partial<Failure> = {},
): Failure => ({ reason, message, description, ...more });

/** What the run did not come to. */
export const notStarted: NotAccepted = { status: 'skipped', failure: failureOf('notStarted') };

/** What is left at its tries so far, because the quota for further ones is used up; see `RetryQuota`. */
export function notTriedAgain({ status, failure }: NotAccepted): NotAccepted {
	const message = `${failure.message}; not tried again, because most calls lately did not succeed`;
	return { status, failure: { ...failure, message } };
}

/** What an exception leaves: it is a fault of this package, and a request may have left before. */
export function internalError(cause: unknown): NotAccepted {
	const words = cause instanceof Error ? cause.message : String(cause);
	const message = `${reasons.internalError.message}: ${words}`;
	return { status: 'unknown', failure: failureOf('internalError', { message }) };
}

/**
 * What becomes of an item whose Send Once Key was used before.
 *
 * @param at When it was sent, in milliseconds since the epoch, where that is known.
 */
export function alreadySent(at: number | undefined): NotAccepted {
	if (at === undefined) return { status: 'skipped', failure: failureOf('alreadySent') };
	const sentAt = new Date(at).toISOString();
	return {
		status: 'skipped',
		failure: failureOf('alreadySent', { description: `It was sent at ${sentAt}.`, sentAt }),
	};
}

/** What becomes of an item whose key belongs to a message that nobody has seen the end of. */
export const maybeSent: NotAccepted = { status: 'unknown', failure: failureOf('maybeSent') };

/** What becomes of an item whose key was used for another request. */
export const keyReused: NotAccepted = { status: 'rejected', failure: failureOf('keyReused') };

/** What becomes of an item whose key cannot be recorded. */
export const notRecorded: NotAccepted = { status: 'rejected', failure: failureOf('notRecorded') };
