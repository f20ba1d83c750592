import {
	isAccepted,
	isObject,
	retryAfter,
	serverMessage,
	type Attempt,
	type Reply,
} from '../transport/reply';
import type { Effect } from '../transport/request';
import type { Failure, Outcome } from './outcome';
import { refusal } from './refusals';

type Words = Pick<Failure, 'reason' | 'message' | 'description'>;

/** What a status means for everybody, whatever the operation (contract §1, Authentication and Transport). */
export function statusWords(status: number, words: string): Words {
	if (status === 401) {
		return {
			reason: 'invalidKey',
			message: 'Interakt does not accept the Secret Key',
			description:
				'Copy the Secret Key again from Interakt > Settings > Developer Setting and paste it into the credential as it is, without encoding it.',
		};
	}
	if (status === 403) {
		return {
			reason: 'planLacksFeature',
			message: 'Your Interakt plan does not include this',
			description: `The Starter plan has no API access, and some plans lack session messages. Check your plan in Interakt, or ask their support.${words ? ` Interakt says: "${words}".` : ''}`,
		};
	}
	if (status === 404) {
		return {
			reason: 'notFound',
			message: 'Interakt does not know this address',
			description: 'Check the Base URL in the credential: usually it is https://api.interakt.ai/v1/public.',
		};
	}
	if (status === 429) {
		return {
			reason: 'rateLimited',
			message: 'The requests-per-minute limit of your Interakt plan is used up',
			description: 'Wait a minute and send the items that were not accepted again.',
		};
	}
	if (status >= 500 || status === 408) {
		return {
			reason: 'serverUnavailable',
			message: `Interakt is not available right now (HTTP ${status})`,
			description: 'Try again in a few minutes.',
		};
	}
	if (status >= 300 && status < 400) {
		return {
			reason: 'notFound',
			message: `Interakt sent the request to another address (HTTP ${status})`,
			description: 'Check the Base URL in the credential: usually it is https://api.interakt.ai/v1/public.',
		};
	}
	return refusal(words);
}

/** No connection was made at all. */
export const unreachable: Words = {
	reason: 'unreachable',
	message: 'Interakt could not be reached',
	description:
		'Check the Base URL in the credential and the internet connection of this n8n. Nothing was sent.',
};

const mayHaveBeenDone =
	'It may have been done all the same. Look in Interakt before you send it again; the status webhook carries the callback data of a message that went out.';

/** Whether a repeat would act a second time. */
const actsAgain = (effect: Effect) => effect === 'append' || effect === 'send';

/**
 * What an attempt means for its item. A request that acts again when repeated ends as `unknown` whenever
 * the server may have acted: no answer after the connection was made, a 5xx, or an answer that cannot be read.
 *
 * @param now Milliseconds since the epoch, to read a `Retry-After` date.
 */
export function verdict(attempt: Attempt, effect: Effect, now: number): Outcome {
	if ('silence' in attempt) {
		if (attempt.silence.sent === 'no') return { status: 'rejected', failure: unreachable };
		const words: Words = {
			reason: 'noAnswer',
			message: 'Interakt did not answer',
			description: 'The connection broke or took too long.',
		};
		return uncertain(words, effect);
	}

	const { reply } = attempt;
	if (isAccepted(reply)) return { status: 'accepted', reply };

	const { status } = reply;
	const succeeded = status >= 200 && status < 300;
	if (succeeded && !isObject(reply.body)) {
		const words: Words = {
			reason: 'unreadableAnswer',
			message: 'Interakt answered with something that is not JSON',
			description: 'Check the Base URL in the credential; a proxy may have answered in its place.',
		};
		return uncertain(words, effect, status);
	}
	const words = succeeded ? refusal(serverMessage(reply)) : statusWords(status, serverMessage(reply));
	if (status >= 500 || status === 408) return uncertain(words, effect, status);
	return { status: 'rejected', failure: { ...words, httpStatus: status, ...wait(reply, now) } };
}

function uncertain(words: Words, effect: Effect, httpStatus?: number): Outcome {
	const answered = httpStatus === undefined ? {} : { httpStatus };
	return actsAgain(effect)
		? {
				status: 'unknown',
				failure: { ...words, description: `${words.description} ${mayHaveBeenDone}`, ...answered },
			}
		: { status: 'rejected', failure: { ...words, ...answered } };
}

function wait(reply: Reply, now: number): Pick<Failure, 'retryAfterMs'> {
	const retryAfterMs = reply.status === 429 ? retryAfter(reply, now) : undefined;
	return retryAfterMs === undefined ? {} : { retryAfterMs };
}
