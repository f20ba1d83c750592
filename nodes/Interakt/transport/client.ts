import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { account, credentialType, type Account } from './credential';
import type { Attempt, Reply } from './reply';
import type { InteraktRequest } from './request';
import { silence } from './silence';

/** The n8n contexts from which the API can be called. */
export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface Client {
	readonly account: Account;
	/** One attempt: never throws for what the network or the server does. */
	send(request: InteraktRequest): Promise<Attempt>;
}

/** Milliseconds to wait for an answer before it counts as not coming. */
const timeout = 30_000;

function reply(response: IN8nHttpFullResponse): Reply {
	const headers = Object.entries(response.headers).map(([name, value]) => [
		name.toLowerCase(),
		String(value),
	]);
	return { status: response.statusCode, headers: Object.fromEntries(headers), body: response.body };
}

/**
 * A client for the credential of this node. The credential is read and decrypted once, not once per
 * request, which n8n would otherwise do.
 *
 * @throws what n8n throws when the node has no credential or it cannot be decrypted.
 */
export async function createClient(context: CallingContext): Promise<Client> {
	const credential = await context.getCredentials(credentialType);
	const settings = account(credential);
	const credentialsDecrypted = { id: '', name: '', type: credentialType, data: credential };

	return {
		account: settings,
		async send(request) {
			const options: IHttpRequestOptions = {
				method: request.method,
				url: settings.baseUrl + request.path,
				json: true,
				timeout,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
				// A redirect would carry the key to another host, or turn a POST into a GET.
				disableFollowRedirect: true,
				...(request.query && { qs: { ...request.query } }),
				...(request.body && { body: request.body }),
			};
			try {
				const response: IN8nHttpFullResponse = await context.helpers.httpRequestWithAuthentication.call(
					context,
					credentialType,
					options,
					{ credentialsDecrypted },
				);
				return { reply: reply(response) };
			} catch (cause) {
				return { silence: silence(cause) };
			}
		},
	};
}
