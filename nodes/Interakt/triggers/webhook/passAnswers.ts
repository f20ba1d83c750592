/** Passes answers on to the executions that wait for them, and says what becomes of those that are not taken. */
import { type IDataObject, type IWebhookFunctions, sleep } from 'n8n-workflow';

import { sendPromptly } from '../../delivery/retry';
import { messageRequest } from '../../fields/message';
import { parsePhone } from '../../input/phone';
import { isSame, signatureOf } from '../../questions/token';
import { createClient } from '../../transport/client';
import { interaktApi } from '../../transport/interaktApi';
import type { Found, Questions } from './answers';
import { forwardAnswered, forwardTo, headersWithBytes, isTaken } from './forward';
import type { Options } from './fields';
import { type Answer, isOwnAddress, ownAddress, passOn } from './resume';

/** Marks a call that comes back because its text answers no question: it goes the ordinary way then. */
const returnedHeader = 'x-interakt-no-answer';

/** Milliseconds for which a mark holds. */
const markMs = 300_000;

const markOf = (bytes: Buffer, at: number, key: string): string =>
	`${at}.${signatureOf(Buffer.concat([Buffer.from(`${at}\n`), bytes]), key)}`;

/**
 * Whether a call was posted by `giveBack` a moment ago.
 *
 * @param now Milliseconds since the epoch.
 */
export function isGivenBack(context: IWebhookFunctions, bytes: Buffer, key: string, now: number): boolean {
	const mark = context.getHeaderData()[returnedHeader];
	if (typeof mark !== 'string') return false;
	const at = Number(mark.split('.', 1)[0]);
	return Math.abs(now - at) < markMs && isSame(mark, markOf(bytes, at, key));
}

/** What is needed to go on with a call after it has been answered, read while n8n still gives it. */
interface Call {
	readonly bytes: Buffer;
	readonly headers: IDataObject;
	/** Of this trigger: on this machine, and in public. */
	readonly urls: readonly string[];
}

const callOf = (context: IWebhookFunctions, bytes: Buffer): Call => ({
	bytes,
	headers: headersWithBytes(context),
	urls: [
		ownAddress(context) + context.getRequestObject().originalUrl,
		context.getNodeWebhookUrl('default') ?? '',
	],
});

/**
 * Posts a call whose text was taken for an answer and is none to this trigger again, with its bytes and signature as they
 * came, so that the text is not lost.
 */
async function giveBack(context: IWebhookFunctions, { bytes, headers, urls }: Call, key: string) {
	const post = async (options: Parameters<typeof context.helpers.httpRequest>[0]) =>
		await context.helpers.httpRequest({
			...options,
			skipSslCertificateValidation: isOwnAddress(options.url),
		});
	const marked = { ...headers, [returnedHeader]: markOf(bytes, Date.now(), key) };
	let last: number | string = '';
	for (const url of urls.filter((each) => each !== '')) {
		last = await forwardTo({ post, wait: sleep }, url, { bytes, headers: marked });
		if (isTaken(last)) return;
	}
	context.logger.error(
		`Interakt Trigger: a text that answers no question could not be given back to the trigger: ${last}. It starts no workflow.`,
	);
}

/** Tells a person once that a question is closed. Milliseconds that it waits for the limit of the plan: a minute. */
async function reply(context: IWebhookFunctions, phoneNumber: string, message: string): Promise<void> {
	const phone = parsePhone(phoneNumber, '');
	if ('what' in phone) return;
	const send = sendPromptly(await createClient(context, interaktApi), interaktApi, 60_000);
	const outcome = await send(messageRequest(phone, 'Text', { data: { message } }));
	if (outcome.status === 'accepted') return;
	context.logger.warn(`Interakt Trigger: a late answer could not be replied to: ${outcome.failure.message}`);
}

/**
 * Begins to pass answers on, and does not wait for it: n8n gives one of few sandboxes to a call until it returns, and the
 * executions need one as well. A text that is not taken is given back to this trigger; a tap that is not taken goes to the
 * addresses of Also Forward To, because another n8n may have asked.
 *
 * @param tell Told in words of each address that has not taken a call.
 * @param now Milliseconds since the epoch.
 */
export function passAnswersOn(
	context: IWebhookFunctions,
	{ answers }: Found,
	{ key, open }: Questions,
	{ bytes, options, now }: { readonly bytes: Buffer; readonly options: Options; readonly now: number },
	tell: (line: string) => void,
): void {
	if (answers.length === 0) return;
	const call = callOf(context, bytes);
	const lateReply = String(options.lateReply ?? '').trim();
	const one = async (answer: Answer, isSameTap: boolean) => {
		const { given, asking, phoneNumber } = answer;
		const passed = await passOn(context, answer, key);
		if (passed === 'taken' || 'ended' in given) return;
		if (options.answersAlsoStart !== true) {
			if ('text' in given) return await giveBack(context, call, key);
			await forwardAnswered(context, bytes, options.alsoForwardTo, tell);
		}
		if (passed !== 'closed' || 'text' in given || lateReply === '' || isSameTap) return;
		if (!open.isReplied(asking.nonce, now)) await reply(context, phoneNumber, lateReply);
	};
	for (const answer of answers) {
		const { asking, given } = answer;
		const isSameTap =
			lateReply !== '' && 'choice' in given && open.isSameTap(asking.nonce, given.choice, now);
		one(answer, isSameTap).catch((cause: unknown) => {
			const words = cause instanceof Error ? cause.message : String(cause);
			context.logger.error(`Interakt Trigger: an answer could not be passed on: ${words}`);
		});
	}
}
