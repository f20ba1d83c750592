/** What tests of Send Once Keys have in common: messages, and what becomes of them. */
import type { OnceRequest } from '../../../nodes/Interakt/delivery/idempotency';
import { notStarted, type NotAccepted, type Outcome } from '../../../nodes/Interakt/delivery/outcome';

/** What happens to a message when it is sent; `late` ends before it asks for admission. */
export type Fate = 'accepted' | 'rejected' | 'lostBefore' | 'lostAfter' | 'late' | 'stopped';

export interface Sending {
	readonly key: string;
	/** What is sent under the key. */
	readonly request: string;
	readonly fate: Fate;
}

/** A key that is used for a request, by a run of its own unless told. */
export const using = (key: string, request = 'hello', more: Partial<OnceRequest> = {}): OnceRequest => ({
	key,
	request,
	ifMaybeSent: 'doNotSend',
	run: {},
	...more,
});

export const accepted: Outcome = { status: 'accepted', result: { status: 201, headers: {}, body: {} } };
const notAccepted = (status: NotAccepted['status'], reason: 'refused' | 'noAnswer' | 'rateLimited') => ({
	status,
	failure: { reason, message: 'Not accepted', description: 'Look at it.' },
});
export const outcomeOf: Record<Fate, Outcome> = {
	accepted,
	rejected: notAccepted('rejected', 'refused'),
	lostBefore: notAccepted('unknown', 'noAnswer'),
	lostAfter: notAccepted('unknown', 'noAnswer'),
	late: notAccepted('rejected', 'rateLimited'),
	stopped: notStarted,
};

/** The status of an outcome, and the reason where it was not accepted. */
export const word = (outcome: Outcome | undefined) =>
	outcome === undefined || outcome.status === 'accepted'
		? outcome?.status
		: `${outcome.status} ${outcome.failure.reason}`;
