import { isObject } from '../shared/isObject';
import type { Api } from '../transport/api';
import { blockedByN8n, fileNotRead, type Reply, type Response, retryAfter } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import { serverMessage } from '../transport/serverMessage';
import { type Failure, failureOf, type NotAccepted, type Outcome } from './outcome';
import { maxPauseMs } from './rateLimiter';
import type { ReasonRow, Rule } from './reasonRow';
import { type Reason, reasonNames, reasons, usually } from './reasons';

/** Letters of the server's words that are looked at. */
const mostLetters = 1_000;

/** How much of the words a rule accounts for, or nothing when a term of it is not there. */
function lettersOf(rule: Rule, words: string): number | undefined {
	let letters = 0;
	for (const term of rule) {
		const [found] = term.exec(words) ?? [];
		if (found === undefined) return undefined;
		letters += found.length;
	}
	return letters;
}

/**
 * The reason that the server's words name, among those that go with the status.
 *
 * Of several rules that fit, the most specific one counts, wherever it stands in the table: first the one with more
 * terms, because "template" and "paused" together are a special case of a template that was not found, and "image" and
 * "size" of a size; then the one that accounts for more letters of the words, because a whole phrase says more than
 * a word that stands in a bracket beside it.
 *
 * @param words What the server said. Names in quotes are the person's own words, so they are not looked at.
 * @returns Nothing when no rule fits.
 */
export function recognise(words: string, status: number): Reason | undefined {
	const straight = words.slice(0, mostLetters).replace(/[‘’]/g, "'");
	const unquoted = straight.replace(/(?<!\w)'[^']*'(?!\w)|"[^"]*"/g, '').replace(/\s+/g, ' ');
	let best: { reason: Reason; terms: number; letters: number } | undefined;
	for (const reason of reasonNames) {
		const row = reasons[reason];
		if (!canBeSaidAt(row, status)) continue;
		for (const rule of row.rules ?? []) {
			const letters = lettersOf(rule, unquoted);
			if (letters === undefined) continue;
			const terms = rule.length;
			if (best && (terms < best.terms || (terms === best.terms && letters <= best.letters))) continue;
			best = { reason, terms, letters };
		}
	}
	return best?.reason;
}

const includes = (statuses: readonly string[], status: number): boolean =>
	statuses.includes(String(status)) || statuses.includes(`${Math.floor(status / 100)}xx`);

/** The statuses at which the words of a server can mean a row. */
export const saidAt = ({ rules, said = rules ? usually : [] }: ReasonRow): readonly string[] => said;

/** Whether the words of an answer with this status can mean a row. */
export const canBeSaidAt = (row: ReasonRow, status: number): boolean => includes(saidAt(row), status);

/** The reason that a status means by itself, or nothing when it takes words. */
export const reasonOfStatus = (status: number): Reason | undefined =>
	reasonNames.find((reason) => includes(reasons[reason].http ?? [], status));

/** What an API has words of its own for. */
type ApiWords = Pick<Api, 'invalidKey' | 'forbidden' | 'usualUrl'>;

const quoted = (said: string) => ` Interakt says: "${said}".`;

const withWords = (description: string, said: string) => description + (said === '' ? '' : quoted(said));

/**
 * Why an answer is no success: by its words where they name a reason, by its status otherwise. A 404 in words that
 * are not about the address is a refusal like any other.
 */
function reasonOf({ status, body }: Reply, said: string, { file }: InteraktRequest): Reason {
	const named = recognise(said, status);
	if (status === 413 && file !== undefined) return 'mediaTooLarge';
	if (named !== undefined) return named;
	if (status === 404 && said !== '' && typeof body !== 'string') return 'refused';
	if (status === 403 && isPage(body)) return 'refused';
	return reasonOfStatus(status) ?? 'refused';
}

/** The failure of an answer in words for people, with the server's own. */
function explained(reason: Reason, reply: Reply, said: string, api: ApiWords, now: number): Failure {
	const { status } = reply;
	const { message, description } = reasons[reason];
	if (reason === 'invalidKey') {
		const { message: wrongKey, description: howToMend } = api.invalidKey;
		return failureOf(reason, { message: wrongKey, description: withWords(howToMend, said) });
	}
	if (reason === 'planLacksFeature')
		return failureOf(reason, { description: withWords(api.forbidden, said) });
	if (reason === 'notFound') {
		const elsewhere = `Interakt sent the request to another address (HTTP ${status})`;
		return failureOf(reason, {
			message: status < 400 ? elsewhere : message,
			description: withWords(`Check the Base URL in the credential: usually it is ${api.usualUrl}.`, said),
		});
	}
	if (reason === 'serverUnavailable') {
		return failureOf(reason, {
			message: `${message} (HTTP ${status})`,
			description: withWords(description, said),
		});
	}
	if (reason === 'rateLimited') return limited(reply, said, now);
	if (reason === 'refused' && isPage(reply.body)) return pageInPlace(reply, said);
	if (reason === 'refused' && said === '') {
		const unexplained = 'Check the values of this item; Interakt does not say what is wrong.';
		return failureOf(reason, { description: unexplained });
	}
	return failureOf(reason, { description: withWords(description, said) });
}

/** A body that no API writes: the page of a proxy or a firewall, or Cloudflare's one line. */
const isPage = (body: unknown): boolean => typeof body === 'string' && /^\s*(<|error code: \d)/i.test(body);

/** What is said of a refusal that something before Interakt seems to have written. */
function pageInPlace({ status }: Reply, said: string): Failure {
	const description =
		'A proxy or firewall between this n8n and Interakt may have refused it. Check the Base URL in the credential; if it is right, ask who runs the network of this n8n, or the support of Interakt, whether requests are blocked.';
	return failureOf('refused', {
		message: `${reasons.refused.message}, with a page in place of an answer (HTTP ${status})`,
		description: withWords(description, said),
	});
}

/** Latest time that a date can hold, in milliseconds since the epoch. */
const lastDate = 8.64e15;

/** A 429, with the time that the server asks for where that is longer than anybody waits here. */
function limited(reply: Reply, said: string, now: number): Failure {
	const retryAfterMs = retryAfter(reply, now);
	const description = withWords(reasons.rateLimited.description, said);
	if (retryAfterMs === undefined) return failureOf('rateLimited', { description });
	if (retryAfterMs <= maxPauseMs) return failureOf('rateLimited', { description, retryAfterMs });
	const until = new Date(Math.min(now + retryAfterMs, lastDate)).toISOString();
	const later = `Interakt asks to wait until ${until}. Send the items that were not accepted again then, or ask the support of Interakt.`;
	return failureOf('rateLimited', { description: withWords(later, said), retryAfterMs });
}

const mayHaveBeenDone =
	'It may have been done all the same. Look in Interakt before you send it again; the status webhook carries the callback data of a message that went out.';

const repeatIsHarmless = 'It may have been done all the same. Run the item again: a repeat changes nothing.';

/** Ends a request of which nobody knows whether the server has acted. What only reads has certainly changed nothing. */
function uncertain(failure: Failure, { effect }: InteraktRequest): NotAccepted {
	if (effect === 'read') return { status: 'rejected', failure };
	const repeatable = effect === 'upsert';
	const description = `${failure.description} ${repeatable ? repeatIsHarmless : mayHaveBeenDone}`;
	return { status: 'unknown', failure: { ...failure, description, ...(repeatable && { repeatable }) } };
}

/** What is said of a request that n8n itself did not let out. */
const blocked = {
	message: 'Interakt was not asked: this n8n allows no requests to the address of Base URL',
	description:
		'N8N_SSRF_PROTECTION_ENABLED is set, and the Base URL in the credential leads into an internal network. Correct it, or have its address added to N8N_SSRF_ALLOWED_IP_RANGES or its name to N8N_SSRF_ALLOWED_HOSTNAMES. Nothing was sent.',
};

const earlierTry = 'An earlier try of it may have been done. Run the item again: a repeat changes nothing.';

/**
 * How a request ends that is refused after an earlier try of it may have been done: the server has refused the last try
 * alone. Only what a repeat does not change is tried again, so the item may be run again.
 */
export function refusedLater({ failure }: NotAccepted): NotAccepted {
	const description = `${failure.description} ${earlierTry}`;
	return { status: 'unknown', failure: { ...failure, description, repeatable: true } };
}

/** What is said of a success that says nothing: a page in its place, or JSON without what was asked for. */
function unreadable({ body, status: httpStatus }: Reply, said: string): Failure {
	if (!isObject(body)) return failureOf('unreadableAnswer', { httpStatus });
	return failureOf('unreadableAnswer', {
		message: 'The answer of Interakt does not say whether it was done, or lacks what was asked for',
		description: withWords('Look in Interakt, and ask their support if it stays so.', said),
		httpStatus,
	});
}

/**
 * What a response means for its item. A request that changes something ends as `unknown` whenever the server may have
 * acted: no answer after the connection was made, a 5xx, or an answer that cannot be read.
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
		if (sent === 'maybe') return uncertain(failureOf('noAnswer'), request);
		if (code === blockedByN8n) return { status: 'rejected', failure: failureOf('unreachable', blocked) };
		return {
			status: 'rejected',
			failure: failureOf(code === fileNotRead ? 'unreadableFile' : 'unreachable'),
		};
	}

	const { reply } = response;
	const { status } = reply;
	const said = serverMessage(reply);
	const judgement = includes(['2xx'], status) ? api.judge(reply) : 'refused';
	if (judgement === 'accepted' && (request.isComplete?.(reply) ?? true)) {
		return { status: 'accepted', result: reply };
	}
	if (judgement !== 'refused') return uncertain(unreadable(reply, said), request);
	if (status === 400 && request.alreadyDone?.test(said)) return { status: 'accepted', result: reply };
	const reason = reasonOf(reply, said, request);
	const failure = { ...explained(reason, reply, said, api, now), httpStatus: status };
	return reasons[reason].repeat === 'harmless'
		? uncertain(failure, request)
		: { status: 'rejected', failure };
}
