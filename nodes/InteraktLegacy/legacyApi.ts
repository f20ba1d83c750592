import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { proveCredential } from '../Interakt/methods/credentialTest';
import { isObject } from '../Interakt/shared/isObject';
import { baseUrl, pasted, timeoutOf, type Api, wrongSetting } from '../Interakt/transport/api';
import { judgeObject } from '../Interakt/transport/judge';

/** Requests per minute: no limit is documented (S1), so the smallest one of the newer product. */
const requestsPerMinute = 300;

const usualUrl = 'https://app.interakt.co/api/v1';

/** The older product of interakt.co, Members & Leads (S1, contract §2). */
export const legacyApi: Api = {
	credentialType: 'interaktLegacyApi',
	account: (credential) => ({
		baseUrl: baseUrl(credential.baseUrl, usualUrl),
		requestsPerMinute,
		processes: 1,
		timeout: timeoutOf(credential.timeout),
		identity: legacyAuthorization(credential.appId, credential.apiKey),
		timeZone: pasted(String(credential.timeZone ?? '')),
		wrong: wrongSetting(credential, usualUrl),
	}),
	/** 200 on success (S1), unless the body holds "ERROR" (contract §2); a web page is no answer of the API. */
	judge({ body }) {
		const words = typeof body === 'string' ? body : JSON.stringify(body);
		if (/^\s*</.test(words)) return 'unreadable';
		if (/\bERROR\b/.test(words)) return 'refused';
		return isObject(body) && Object.keys(body).length > 0 ? judgeObject(body) : 'accepted';
	},
	forbidden: 'Check in Interakt whether your project may use the API, or ask their support.',
	usualUrl,
	invalidKey: {
		message: 'Interakt does not accept the App ID and API Key',
		description:
			'Copy both again from Project Settings > API in Interakt and paste them into the credential.',
	},
};

/** The `Authorization` header: App ID as user, API Key as password (S1). */
export function legacyAuthorization(appId: unknown, apiKey: unknown): string {
	return `Basic ${Buffer.from(`${whole(appId)}:${whole(apiKey)}`).toString('base64')}`;
}

const whole = (given: unknown) => pasted(String(given)).replace(/ /g, '');

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
