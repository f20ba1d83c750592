import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { SeenEvents, seenOf, storedKeys } from './dedup';
import type { InteraktEvent } from './event';
import { routed } from './eventTypes';
import { download, nameOf, usualMegabytes } from './media';
import { receive, type Received, type Settings } from './receive';
import { fitsSecret } from './secret';
import { isGenuine, type Proof, signatureHeader } from './signature';

/** The collection Options of the panel; what is not set is not there. */
interface Options {
	readonly wrongSignature?: 'refuse' | 'drop';
	readonly unsignedWorkflows?: boolean;
	readonly maximumAge?: number;
	readonly dropLate?: boolean;
	readonly includeBody?: boolean;
	readonly downloadMedia?: boolean;
	readonly binaryProperty?: string;
	readonly largestMedia?: number;
}

const optionsOf = (context: IWebhookFunctions): Options => context.getNodeParameter('options', {}) as Options;

const isManual = (context: IWebhookFunctions): boolean => context.getMode() === 'manual';

function settingsOf(context: IWebhookFunctions, options: Options): Settings {
	const { maximumAge = 0, dropLate = false, unsignedWorkflows = false } = options;
	return {
		unsignedWorkflows,
		chosen: new Set(context.getNodeParameter('events', []) as string[]),
		oldest: maximumAge > 0 && !isManual(context) ? maximumAge * 60_000 : undefined,
		dropLate,
	};
}

/** Ends the call with a status of its own, unless it has been answered, and starts nothing. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(status).json({ message });
	return { noWebhookResponse: true };
}

/** The bytes as they came, whatever they say they are; none where n8n has taken them for a form. */
async function bytesOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	if (!request.contentType?.startsWith('multipart/')) await request.readRawBody();
	return request.rawBody ?? Buffer.alloc(0);
}

/** What proves that a call comes from Interakt. */
async function proofOf(context: IWebhookFunctions, bytes: Buffer, now: number): Promise<Proof> {
	if (context.getNodeParameter('verifySignature', true) === false) return 'genuine';
	const header = context.getHeaderData()[signatureHeader];
	if (header === undefined) return 'missing';
	const fits = (secrets: readonly string[]) => isGenuine(bytes, header, secrets);
	return (await fitsSecret(context, fits, now)) ? 'genuine' : 'wrong';
}

/**
 * What has been seen, of this process and of what others and the time before the last start have stored. A
 * person who tries the trigger out sees every event.
 */
function remembered(context: IWebhookFunctions): SeenEvents {
	if (isManual(context)) return new SeenEvents();
	const seen = seenOf(context.getWorkflow().id ?? '', context.getNode().id);
	seen.add(storedKeys(context.getWorkflowStaticData('node').seen));
	return seen;
}

/** Has n8n store what has been seen with the workflow. */
function remember(context: IWebhookFunctions, seen: SeenEvents): void {
	if (!isManual(context)) context.getWorkflowStaticData('node').seen = seen.latest;
}

/** An event as the item that goes out. */
function itemOf(event: InteraktEvent, body: IDataObject, { includeBody }: Options): INodeExecutionData {
	return { json: { ...event, ...(includeBody && { body }) } };
}

/** The file of an event beside its item; if it cannot be had, the item says why. */
async function withMedia(
	context: IWebhookFunctions,
	item: INodeExecutionData,
	event: InteraktEvent,
	options: Options,
): Promise<INodeExecutionData> {
	const { largestMedia = usualMegabytes, binaryProperty = 'data' } = options;
	const fetch = async (request: Parameters<typeof context.helpers.httpRequest>[0]) =>
		await context.helpers.httpRequest(request);
	const file = await download(fetch, event.mediaUrl ?? '', largestMedia);
	if ('why' in file) return { json: { ...item.json, mediaNotDownloaded: file.why } };
	const binary = await context.helpers.prepareBinaryData(file.content, nameOf(event), file.mimeType);
	return { ...item, binary: { [binaryProperty]: binary } };
}

/**
 * Passes an event on. The call is answered first: n8n itself would answer only once the run is stored and has its turn,
 * which under load takes longer than Interakt waits (docs/decisions/webhooks-are-answered-first.md).
 */
async function pass(
	context: IWebhookFunctions,
	{ event, body }: Extract<Received, { kind: 'event' | 'test' }>,
	options: Options,
): Promise<IWebhookResponseData> {
	const item = itemOf(event, body, options);
	const isSeparate = context.getNodeParameter('separateOutputs', false) === true;
	const outputs = (passed: INodeExecutionData) => (isSeparate ? routed(passed, event.event) : [[passed]]);
	answer(context, 200, 'Received');
	const isWanted = options.downloadMedia === true && event.mediaUrl !== undefined;
	const passed = isWanted ? await withMedia(context, item, event, options) : item;
	return { noWebhookResponse: true, workflowData: outputs(passed) };
}

/** What to do with one call of Interakt. */
async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const options = optionsOf(context);
	const now = Date.now();
	const bytes = await bytesOf(context);
	const proof = await proofOf(context, bytes, now);
	const seen = remembered(context);
	const received = receive({ bytes, proof }, settingsOf(context, options), seen, now);
	switch (received.kind) {
		case 'forged':
			if (options.wrongSignature === 'drop') return { webhookResponse: { message: 'Ignored' } };
			return answer(context, 401, 'The signature does not belong to this body and the secret');
		case 'dropped':
			return { webhookResponse: { message: 'Ignored', reason: received.why } };
		case 'test':
			if (isManual(context)) return await pass(context, received, options);
			return { webhookResponse: { message: 'The test has arrived' } };
		case 'event':
			remember(context, seen);
			return await pass(context, received, options);
	}
}

/**
 * Answers a call of Interakt. Never throws: n8n would start the workflow with an empty item then. A call that
 * cannot be judged, because n8n cannot read the credential or a field, is answered with 503.
 */
export async function answerWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(context);
	} catch (cause) {
		context.logger.error('Interakt Trigger: a call could not be taken', { cause });
		return answer(context, 503, 'The call could not be taken');
	}
}
