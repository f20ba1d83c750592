/** Resumes executions that wait for an answer, by calling n8n itself. */
import { type IDataObject, type IWebhookFunctions, sleep } from 'n8n-workflow';

import { answerPath, type GivenAnswer, sealed, takenMember } from '../../questions/answer';
import type { Asking } from '../../questions/token';
import { isObject } from '../../shared/isObject';

/** An answer, and the asking that it is for. */
export interface Answer extends Omit<GivenAnswer, 'nonce'> {
	readonly asking: Asking;
}

/**
 * How passing an answer on has ended:
 * - `taken`: the execution goes on with it,
 * - `closed`: its question is over, or was of an earlier round,
 * - `refused`: it is none to this question,
 * - `unknown`: this n8n has no such execution,
 * - `unreachable`: the execution could not be asked.
 */
export type Passed = 'taken' | 'closed' | 'refused' | 'unknown' | 'unreachable';

/** Milliseconds for one try: n8n may be busy with many answers at once. */
const timeoutMs = 60_000;

/** Milliseconds between tries: while the message is still being sent, its execution does not wait yet. */
const pausesMs = [150, 150, 300, 600, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** The address of this machine by which a call has come, whatever stands before n8n: `http://127.0.0.1:5678`. */
export function ownAddress(context: IWebhookFunctions): string {
	const { socket } = context.getRequestObject();
	return `${'encrypted' in socket ? 'https' : 'http'}://127.0.0.1:${socket.localPort}`;
}

/** Whether an address is of this machine, which nobody gives a certificate. */
export const isOwnAddress = (url: string): boolean => url.includes('//127.0.0.1:');

/** The public address at which executions of this n8n wait, read once in a process: each reading needs a sandbox of n8n. */
let publicAddress: string | undefined;

/**
 * A path of the public address as n8n itself knows it: without what a proxy takes away, which is what the public path of
 * the trigger has before the one that the call came with.
 */
function ownPath(context: IWebhookFunctions, path: string): string {
	const called = context.getRequestObject().originalUrl.replace(/\?.*/, '');
	const trigger = context.getNodeWebhookUrl('default');
	const known = trigger !== undefined && URL.canParse(trigger) ? new URL(trigger).pathname : '';
	const prefix = known.endsWith(called) ? known.slice(0, known.length - called.length) : '';
	return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** Where an execution of this n8n can be resumed: on this machine, and in public. */
function addresses(context: IWebhookFunctions, { executionId, resumeToken }: Asking): string[] {
	publicAddress ??= String(context.evaluateExpression('{{ $execution.resumeUrl }}'));
	const known = new URL(publicAddress);
	// It ends with the ID of an execution, which a trigger does not have.
	known.pathname = known.pathname.replace(/[^/]*$/, `${executionId}/${answerPath}`);
	known.search = `?signature=${resumeToken}`;
	return [`${ownAddress(context)}${ownPath(context, known.pathname)}${known.search}`, known.href];
}

/** Executions that a process resumes at once. With each n8n starts sandboxes, and further taps wait for the same cores. */
const mostAtOnce = 4;

let inFlight = 0;
const waiting: Array<() => void> = [];

/** Does something when fewer than `mostAtOnce` others are being done, in the order of the calls. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
	if (inFlight < mostAtOnce) inFlight++;
	else await new Promise<void>((resolve) => waiting.push(resolve));
	try {
		return await work();
	} finally {
		// The place goes to the next one, so that nobody who comes meanwhile takes it.
		const next = waiting.shift();
		if (next) next();
		else inFlight--;
	}
}

/** The last answer that is being passed on, by execution. */
const lastTo = new Map<string, Promise<unknown>>();

/**
 * Does something when what was begun before for the same execution has ended. Of two answers at once n8n resumes with
 * the one that it has ready first, and the first one is to count.
 */
async function afterEarlier<Result>(executionId: string, work: () => Promise<Result>): Promise<Result> {
	const earlier = lastTo.get(executionId) ?? Promise.resolve();
	const own = earlier.then(work, work);
	lastTo.set(executionId, own);
	try {
		return await own;
	} finally {
		if (lastTo.get(executionId) === own) lastTo.delete(executionId);
	}
}

/** What n8n says of an execution that it does not have, or that is over; it looks at the secret of the execution first. */
const saidByN8n: ReadonlyArray<readonly [RegExp, Passed]> = [
	[/^404 .*does not exist/, 'unknown'],
	[/^401 Invalid token/, 'unknown'],
	[/has finished|does not contain a waiting webhook/, 'closed'],
];

const ownWords = new Set<unknown>(['taken', 'closed', 'refused'] satisfies Passed[]);

const isOwnWord = (value: unknown): value is Passed => ownWords.has(value);

/** One try to resume an execution: how it ended, or in words why it has to be tried again. */
async function tryOnce(
	context: IWebhookFunctions,
	url: string,
	body: IDataObject,
): Promise<Passed | { readonly words: string }> {
	const response: unknown = await context.helpers
		.httpRequest({
			method: 'POST',
			url,
			body,
			json: true,
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: isOwnAddress(url),
		})
		.then(
			(answer: unknown) => answer,
			(cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
		);
	if (!isObject(response)) return { words: String(response) };
	const { statusCode, body: said } = response;
	const own = isObject(said) ? said[takenMember] : undefined;
	if (isOwnWord(own)) return own;
	const words = `${String(statusCode)} ${isObject(said) ? String(said.message ?? said.error) : ''}`;
	const [, known] = saidByN8n.find(([pattern]) => pattern.test(words)) ?? [];
	return known ?? { words };
}

/** Tries for about a minute. */
async function tryAll(
	context: IWebhookFunctions,
	urls: readonly string[],
	body: IDataObject,
): Promise<Passed | { readonly words: string }> {
	let last: Awaited<ReturnType<typeof tryOnce>> = { words: '' };
	for (const pause of [0, ...pausesMs]) {
		if (pause > 0) await sleep(pause);
		for (const url of urls) {
			last = await inTurn(async () => await tryOnce(context, url, { ...body }));
			if (typeof last === 'string') return last;
			// It was reached, and is not ready.
			if (last.words.startsWith('409 ')) break;
		}
	}
	return last;
}

/**
 * Passes an answer on to the execution that waits for it, with tries for about a minute, after those that came before it.
 * Who answers what is over, or not asked, changes nothing.
 *
 * @param key Secret of the account.
 * @returns How it ended, which may take a minute; the addresses are read before it returns.
 */
export async function passOn(context: IWebhookFunctions, answer: Answer, key: string): Promise<Passed> {
	const { asking, given, phoneNumber, answeredAt } = answer;
	const urls = addresses(context, asking);
	const body = sealed({ nonce: asking.nonce, given, phoneNumber, answeredAt }, key);
	const tried = await afterEarlier(asking.executionId, async () => await tryAll(context, urls, { ...body }));
	const about = `execution ${asking.executionId}`;
	if (tried === 'taken') context.logger.debug(`Interakt Trigger: ${about} goes on with an answer`);
	else if (typeof tried === 'string') {
		context.logger.info(
			`Interakt Trigger: an answer to ${about} came too late, or is for another question (${tried})`,
		);
	} else {
		context.logger.error(
			`Interakt Trigger: an answer could not be passed on to ${about}: ${tried.words}. If N8N_SSRF_PROTECTION_ENABLED is set, add 127.0.0.1/32 to N8N_SSRF_ALLOWED_IP_RANGES.`,
		);
		return 'unreachable';
	}
	return tried;
}
