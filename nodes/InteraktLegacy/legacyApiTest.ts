import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { proveCredential } from '../Interakt/methods/credentialTest';
import { legacyApi, legacyAuthorization } from './legacyApi';

/**
 * Proves App ID and API Key. The product has no route that reads; a member without an email is ignored by it
 * (S1), so that call proves the key and changes nothing.
 */
export async function interaktLegacyApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { appId, apiKey } = data;
	return await proveCredential(this, legacyApi, data, legacyAuthorization(appId, apiKey), {
		method: 'POST',
		path: '/members',
		body: {},
		effect: 'read',
	});
}
