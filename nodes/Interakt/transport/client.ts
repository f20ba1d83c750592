import { createHash, randomUUID } from 'crypto';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { jsonIn } from '../shared/jsonIn';
import type { Account, Api } from './api';
import { multipart, nameAndType } from './multipart';
import { fileNotRead, type Reply, type Response, toNetworkFailure } from './reply';
import type { FileReference, InteraktRequest } from './request';

/** The n8n contexts from which the API can be called. */
export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

export interface Client {
	readonly account: Account;
	/** Tells accounts apart and gives nothing away. */
	readonly key: string;
	/** One request: never throws for what the network or the server does. */
	call(request: InteraktRequest): Promise<Response>;
}

/** How many times longer a file may take than a request without one. */
const longerForFiles = 4;

/** A body that was encoded twice, as some proxies send it, decoded; any other as it is. */
const bodyOf = (body: unknown): unknown =>
	typeof body === 'string' && /^\s*\{/.test(body) ? jsonIn(body) : body;

function reply(response: IN8nHttpFullResponse): Reply {
	const headers = Object.entries(response.headers).map(([name, value]) => [
		name.toLowerCase(),
		String(value),
	]);
	return { status: response.statusCode, headers: Object.fromEntries(headers), body: bodyOf(response.body) };
}

/** The body of a request as n8n's helper wants it. */
type Payload = Pick<IHttpRequestOptions, 'body' | 'headers' | 'json'>;

/**
 * A client for the credential of this node. The credential is read and decrypted once, not once per
 * request, which n8n would otherwise do.
 *
 * @throws what n8n throws when the node has no credential or it cannot be decrypted.
 */
export async function createClient(context: CallingContext, api: Api): Promise<Client> {
	// With its signal n8n would cut what is on its way when a run is cancelled, and nobody would know how it ended.
	const caller = new Proxy(context, {
		has: (target, name) => name !== 'getExecutionCancelSignal' && name in target,
	});
	const { credentialType } = api;
	const credential = await context.getCredentials(credentialType);
	const account = api.account(credential);
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data: credential };

	const post = async (request: InteraktRequest, payload: Payload): Promise<Response> => {
		const timeout = account.timeout * (request.file ? longerForFiles : 1);
		const options: IHttpRequestOptions = {
			method: request.method,
			url: account.baseUrl + request.path,
			timeout,
			// The time-out above runs only while no data comes; an answer that trickles would never meet it.
			abortSignal: AbortSignal.timeout(timeout),
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			// A redirect would carry the key to another host, or turn a POST into a GET.
			disableFollowRedirect: true,
			...(request.query && { qs: { ...request.query } }),
			...payload,
		};
		try {
			const response: IN8nHttpFullResponse = await context.helpers.httpRequestWithAuthentication.call(
				caller,
				credentialType,
				options,
				{ credentialsDecrypted },
			);
			return { reply: reply(response) };
		} catch (cause) {
			return { networkFailure: toNetworkFailure(cause) };
		}
	};

	const key = createHash('sha256')
		.update(JSON.stringify([credentialType, account.baseUrl, account.identity]))
		.digest('hex');
	return {
		account,
		key,
		async call(request) {
			const { file, body } = request;
			if (file === undefined) return await post(request, { json: true, ...(body && { body }) });
			const content = await read(context, file);
			if (content === undefined) return { networkFailure: { sent: 'no', code: fileNotRead } };
			const known = nameAndType({ ...file, start: content });
			const form = multipart('uploadFile', known, content, randomUUID());
			return await post(request, { body: form.body, headers: { 'Content-Type': form.contentType } });
		},
	};
}

/** The bytes of an item's file, or nothing when n8n cannot give them. */
async function read(context: CallingContext, { item, property }: FileReference): Promise<Buffer | undefined> {
	if (!('getBinaryDataBuffer' in context.helpers)) return undefined;
	try {
		return await context.helpers.getBinaryDataBuffer(item, property);
	} catch (cause) {
		context.logger.warn(`Interakt: the file "${property}" of item ${item} could not be read`, { cause });
		return undefined;
	}
}
