import type { Api } from '../transport/api';
import { fileNotRead, type Reply, type Response, retryAfter, serverMessage } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import type { Failure, NotAccepted, Outcome } from './outcome';
import { refusal } from './reasons';

type Words = Pick<Failure, 'reason' | 'message' | 'description'>;

/** What an API has words of its own for. */
type ApiWords = Pick<Api, 'invalidKey' | 'forbidden' | 'usualUrl'>;

/** What a status means for everybody, whatever the operation (contract §1, Authentication and Transport). */
function statusWords(status: number, words: string, api: ApiWords): Words {
	if (status === 401) return { reason: 'invalidKey', ...api.invalidKey };
	if (status === 403) {
		return {
			reason: 'planLacksFeature',
			message: 'Your Interakt account does not include this',
			description: words ? `${api.forbidden} Interakt says: "${words}".` : api.forbidden,
		};
	}
	if (status === 404) {
		return {
			reason: 'notFound',
			message: 'Interakt does not know this address',
			description: `Check the Base URL in the credential: usually it is ${api.usualUrl}.`,
		};
	}
	if (status === 413) return refusal('too large');
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
			description: `Check the Base URL in the credential: usually it is ${api.usualUrl}.`,
		};
	}
	return refusal(words);
}

/** No connection was made at all. */
const unreachable: Words = {
	reason: 'unreachable',
	message: 'Interakt could not be reached',
	description:
		'Check the Base URL in the credential and the internet connection of this n8n. Nothing was sent.',
};

const mayHaveBeenDone =
	'It may have been done all the same. Look in Interakt before you send it again; the status webhook carries the callback data of a message that went out.';

/** Whether a repeat would act a second time. */
const actsAgain = ({ effect }: InteraktRequest) => effect === 'append' || effect === 'send';

/** The file of the item is gone or cannot be opened; nothing was sent. */
const unreadableFile: Words = {
	reason: 'unreadableFile',
	message: 'The file of this item could not be read',
	description: 'Check that the node before this one still gives the file, then run the workflow again.',
};

/**
 * What a response means for its item. A request that acts again when repeated ends as `unknown` whenever
 * the server may have acted: no answer after the connection was made, a 5xx, or an answer that cannot be read.
 *
 * @param api What the API means by its answers.
 * @param now Milliseconds since the epoch, to read a `Retry-After` date.
 */
export function classifyResponse(
	request: InteraktRequest,
	response: Response,
	api: ApiWords & Pick<Api, 'judge'>,
	now: number,
): Outcome {
	if ('networkFailure' in response) {
		const { sent, code } = response.networkFailure;
		if (sent === 'no') {
			return { status: 'rejected', failure: code === fileNotRead ? unreadableFile : unreachable };
		}
		const words: Words = {
			reason: 'noAnswer',
			message: 'Interakt did not answer',
			description: 'The connection broke or took too long.',
		};
		return uncertain(words, request);
	}

	const { reply } = response;
	const { status } = reply;
	const succeeded = status >= 200 && status < 300;
	const judgement = succeeded ? api.judge(reply) : 'refused';
	if (judgement === 'accepted') return { status: 'accepted', result: reply };
	if (judgement === 'unreadable') {
		const words: Words = {
			reason: 'unreadableAnswer',
			message: 'Interakt answered with something that is not JSON',
			description: 'Check the Base URL in the credential; a proxy may have answered in its place.',
		};
		return uncertain(words, request, status);
	}
	const said = serverMessage(reply);
	if (status === 400 && request.alreadyDone?.test(said)) return { status: 'accepted', result: reply };
	const words = succeeded ? refusal(said) : statusWords(status, said, api);
	if (status >= 500 || status === 408) return uncertain(words, request, status);
	return { status: 'rejected', failure: { ...words, httpStatus: status, ...wait(reply, now) } };
}

function uncertain(words: Words, request: InteraktRequest, httpStatus?: number): NotAccepted {
	const answered = httpStatus === undefined ? {} : { httpStatus };
	return actsAgain(request)
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
