import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { classifyResponse } from '../delivery/classify';
import { placeOf } from '../input/country';
import type { Api } from '../transport/api';
import { authorization, interaktApi } from '../transport/interaktApi';
import { type Response, toNetworkFailure } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';

/** What the request helper of a credential test answers. */
interface FullResponse {
	readonly statusCode: number;
	readonly headers: Record<string, string>;
	readonly body: unknown;
}

/**
 * Proves a credential with a harmless request and puts what is wrong into words: the key, the plan, the
 * address, or the connection. A declarative test could only show the code of a broken connection, so
 * credential tests are functions.
 */
export async function proveCredential(
	{ helpers }: ICredentialTestFunctions,
	api: Api,
	data: ICredentialDataDecryptedObject,
	authorization: string,
	probe: InteraktRequest,
): Promise<INodeCredentialTestResult> {
	const account = api.account(data);
	const place = placeOf(account, 'UTC');
	const wrong = account.wrong ?? ('reason' in place ? place : undefined);
	if (wrong) return { status: 'Error', message: textOf(wrong) };
	const response: Response = await helpers
		.request({
			method: probe.method,
			uri: account.baseUrl + probe.path,
			qs: probe.query,
			body: probe.body,
			headers: { Authorization: authorization },
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: 10_000,
		})
		.then(({ statusCode, headers, body }: FullResponse) => ({
			reply: { status: statusCode, headers, body },
		}))
		.catch((cause: unknown) => ({ networkFailure: toNetworkFailure(cause) }));
	const outcome = classifyResponse(probe, response, api, Date.now());
	if (outcome.status === 'accepted') return { status: 'OK', message: 'Interakt accepts the credential' };
	return { status: 'Error', message: textOf(outcome.failure) };
}

const textOf = ({ message, description }: { message: string; description: string }) =>
	`${message}. ${description}`;

/** Proves the Secret Key by the cheapest read, the first entry of the template list (contract §1, Authentication). */
export async function interaktApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { secretKey } = data;
	if (typeof secretKey !== 'string' || secretKey.trim() === '') {
		const where = 'copy it from Interakt > Settings > Developer Setting';
		return { status: 'Error', message: `Secret Key is empty: ${where}` };
	}
	return await proveCredential(this, interaktApi, data, authorization(secretKey), {
		method: 'GET',
		path: '/track/organization/templates',
		query: { offset: 0, limit: 1 },
		effect: 'read',
	});
}
