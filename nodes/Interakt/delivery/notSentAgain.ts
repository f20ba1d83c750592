import type { Failure, NotAccepted } from './outcome';

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
