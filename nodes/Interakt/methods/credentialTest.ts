import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { verdict } from '../delivery/verdict';
import { account } from '../transport/credential';
import type { Attempt } from '../transport/reply';
import { authorization } from '../transport/secretKey';
import { silence } from '../transport/silence';

/** What the request helper of a credential test answers. */
interface FullResponse {
	readonly statusCode: number;
	readonly headers: Record<string, string>;
	readonly body: unknown;
}

/**
 * Proves the key with a cheap read, the first entry of the template list (contract §1, Authentication), and
 * puts what is wrong into words: the key (401), the plan (403), the address, or the connection. A declarative
 * test could only show the code of a broken connection, so this is a function.
 */
export async function interaktApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	const { secretKey } = data;
	if (typeof secretKey !== 'string' || secretKey.trim() === '') {
		return {
			status: 'Error',
			message: 'Secret Key is empty: copy it from Interakt > Settings > Developer Setting',
		};
	}
	const { helpers } = this;
	const attempt: Attempt = await helpers
		.request({
			method: 'GET',
			uri: `${account(data).baseUrl}/track/organization/templates`,
			qs: { offset: 0, limit: 1 },
			headers: { Authorization: authorization(secretKey) },
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: 10_000,
		})
		.then(({ statusCode, headers, body }: FullResponse) => ({ reply: { status: statusCode, headers, body } }))
		.catch((cause: unknown) => ({ silence: silence(cause) }));
	const outcome = verdict(attempt, 'read', Date.now());
	if (outcome.status === 'accepted') return { status: 'OK', message: 'The Secret Key works' };
	const { message, description } = outcome.failure;
	return { status: 'Error', message: `${message}. ${description}` };
}
