import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { authorization, interaktApi } from '../transport/interaktApi';
import { proveCredential } from './credentialTest';

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
