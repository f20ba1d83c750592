import type {
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { InteraktEvent } from './event';

/** WhatsApp's own largest file is a document of 100 MB; most are a few. In megabytes. */
export const usualMegabytes = 20;

/** Milliseconds for the whole of a download. Interakt has its answer by then. */
const downloadTimeoutMs = 30_000;

/** Names that are never public, besides those without a dot. */
const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/i;

/**
 * Whether an address is public and safe: HTTPS, a name that exists in public, nobody's password. An address
 * by number is refused, because Interakt's files lie behind names.
 */
export function isPublic(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, username, password } = new URL(address);
	const name = hostname.replace(/\.$/, '');
	if (protocol !== 'https:' || username !== '' || password !== '') return false;
	return name.includes('.') && !/^[\d.]+$|^\[/.test(name) && !privateNames.test(name);
}

/** A file, or why there is none. */
export type Downloaded = { readonly content: Buffer; readonly mimeType?: string } | { readonly why: string };

/** n8n's request helper. */
export type Fetch = (options: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

const isStream = (body: unknown): body is AsyncIterable<Buffer> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Reads a stream up to a size; nothing when there is more. Leaving the loop ends the stream. */
async function read(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer | undefined> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of stream) {
		size += piece.length;
		if (size > most) return undefined;
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

const tooLarge = (megabytes: number) => `The file is larger than ${megabytes} MB`;

/** Downloads a file, within bounds of size and time. Never throws: an event is worth more than its file. */
export async function download(fetch: Fetch, address: string, megabytes: number): Promise<Downloaded> {
	if (!isPublic(address)) return { why: 'The address is not a public one that begins with https://' };
	const most = megabytes * 1024 * 1024;
	try {
		const { statusCode, headers, body } = await fetch({
			url: address,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect could lead to an address that is not public.
			disableFollowRedirect: true,
			timeout: downloadTimeoutMs,
			abortSignal: AbortSignal.timeout(downloadTimeoutMs),
		});
		if (!isStream(body)) return { why: 'The server sent no file' };
		const isFine = statusCode === 200;
		const content = await read(body, isFine && !(Number(headers['content-length']) > most) ? most : -1);
		if (!isFine) return { why: `The server answered with ${statusCode}` };
		if (content === undefined) return { why: tooLarge(megabytes) };
		const mimeType = String(headers['content-type'] ?? '')
			.split(';')[0]
			?.trim();
		return { content, ...(mimeType && { mimeType }) };
	} catch (cause) {
		const words = cause instanceof Error ? cause.message : String(cause);
		return { why: `The file could not be downloaded: ${words}` };
	}
}

/** What to call a file: as Interakt says, or as its address ends. */
export function nameOf({ mediaUrl = '', fileName }: { mediaUrl?: string; fileName?: string }): string {
	const path = URL.canParse(mediaUrl) ? new URL(mediaUrl).pathname : '';
	const last = path.split('/').pop() ?? '';
	return (fileName ?? last) || 'file';
}

/** The file of an event beside its item; if it cannot be had, the item says why. */
export async function withMedia(
	context: IWebhookFunctions,
	item: INodeExecutionData,
	event: InteraktEvent,
	{
		largestMedia = usualMegabytes,
		binaryProperty = 'data',
	}: { largestMedia?: number; binaryProperty?: string },
): Promise<INodeExecutionData> {
	const fetch: Fetch = async (request) => await context.helpers.httpRequest(request);
	const file = await download(fetch, event.mediaUrl ?? '', largestMedia);
	if ('why' in file) return { json: { ...item.json, mediaNotDownloaded: file.why } };
	const binary = await context.helpers.prepareBinaryData(file.content, nameOf(event), file.mimeType);
	return { ...item, binary: { [binaryProperty]: binary } };
}
