/** Also Forward To: passes each call on to other addresses, because Interakt keeps one URL for an account. */
import {
	sleep,
	type IDataObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { signatureHeaders } from './signature';

/** Marks a call that was passed on, so that no trigger passes it on again and two cannot send each other in circles. */
export const forwardedHeader = 'x-interakt-forwarded';

/** Headers that are passed on as they came: what the bytes are, and what proves them. */
const keptHeaders = ['content-type', ...signatureHeaders];

/** Most addresses of one trigger. */
export const mostAddresses = 10;

/** Milliseconds before each further try, the second and the third. */
const waitsMs = [1_000, 5_000];

/** Milliseconds that an address has for its answer. */
const timeoutMs = 10_000;

/** Bytes that a process keeps at most for addresses that have not answered. */
const mostWaitingBytes = 64 * 1024 * 1024;

let waitingBytes = 0;

/** The addresses of the field: rows, or what an expression gives, a list or one text with white space between them. */
export const addressesIn = (field: unknown): string[] => {
	const rows: unknown[] = Array.isArray(field) ? field : [field];
	const texts = rows.filter((row): row is string => typeof row === 'string');
	const words = texts.flatMap((text) => text.split(/\s/)).map((word) => word.replace(/[,;]$/, ''));
	return [...new Set(words.filter((word) => word !== ''))];
};

/** Whether a call can be posted to an address; one inside the own network can be meant, e.g. another n8n. */
export const isForwardAddress = (address: string): boolean =>
	/^https?:\/\/[^/?#]/i.test(address) && URL.canParse(address);

/** What is passed on to an address. */
export interface Forwarded {
	readonly bytes: Buffer;
	readonly headers: IDataObject;
}

/** n8n's request helper, and how to wait between two tries. */
export interface Means {
	readonly post: (options: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;
	readonly wait: (milliseconds: number) => Promise<void>;
}

/** What an address answers: its status, or why there is none. */
async function statusOf(
	{ post }: Means,
	url: string,
	{ bytes, headers }: Forwarded,
): Promise<number | string> {
	try {
		const { statusCode } = await post({
			method: 'POST',
			url,
			body: bytes,
			headers,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirected POST arrives as a GET without its body.
			disableFollowRedirect: true,
			encoding: 'text',
			timeout: timeoutMs,
		});
		return statusCode;
	} catch (cause) {
		return cause instanceof Error ? cause.message : String(cause);
	}
}

export const isTaken = (status: number | string) =>
	typeof status === 'number' && status >= 200 && status < 300;

/**
 * Posts a call to an address, three times at most, until it is answered with a 2xx. Never throws.
 *
 * @returns The last answer: its status, or why there was none.
 */
export async function forwardTo(means: Means, url: string, forwarded: Forwarded): Promise<number | string> {
	let status = await statusOf(means, url, forwarded);
	for (const milliseconds of waitsMs) {
		if (isTaken(status)) break;
		await means.wait(milliseconds);
		status = await statusOf(means, url, forwarded);
	}
	return status;
}

/** The headers of a call that go with its bytes, and the mark of one that was passed on, if it has it. */
export function headersWithBytes(context: IWebhookFunctions): IDataObject {
	const came = context.getHeaderData() as IDataObject;
	const names = [...keptHeaders, forwardedHeader];
	return Object.fromEntries(names.flatMap((name) => (came[name] === undefined ? [] : [[name, came[name]]])));
}

/**
 * What passes a call on to the addresses of the option, if there is anything to do. What has been passed on already is
 * not passed on again.
 *
 * @param tell Told in words of each address that has not taken the call.
 */
function forwarding(
	context: IWebhookFunctions,
	bytes: Buffer,
	field: unknown,
	tell: (line: string) => void,
): (() => Promise<void>) | undefined {
	const addresses = addressesIn(field).filter(isForwardAddress).slice(0, mostAddresses);
	const came = headersWithBytes(context);
	if (addresses.length === 0 || came[forwardedHeader] !== undefined) return undefined;
	if (waitingBytes + bytes.length > mostWaitingBytes) {
		tell(
			'a call was not forwarded, because the addresses in Also Forward To have not answered earlier ones yet',
		);
		return undefined;
	}
	const headers: IDataObject = { ...came, [forwardedHeader]: '1' };
	const means: Means = { post: async (options) => await context.helpers.httpRequest(options), wait: sleep };
	waitingBytes += bytes.length;
	return async () => {
		await Promise.all(
			addresses.map(async (address) => {
				const status = await forwardTo(means, address, { bytes, headers });
				// Of the address no more than its host: the rest of a webhook's URL is like a password.
				const { host } = new URL(address);
				if (!isTaken(status))
					tell(`a call could not be forwarded to ${host}, which gave three times: ${status}`);
			}),
		);
		waitingBytes -= bytes.length;
	};
}

/** Passes a call on to the addresses of the option, once it has been answered; nothing waits for it. */
export function forward(...call: Parameters<typeof forwarding>): void {
	const [context] = call;
	const all = forwarding(...call);
	// The end of the answer, also of one whose caller is gone.
	if (all) context.getResponseObject().once('close', () => void all());
}

/** The same for a call that has been answered long ago. */
export const forwardAnswered = async (...call: Parameters<typeof forwarding>): Promise<void> =>
	await forwarding(...call)?.();
