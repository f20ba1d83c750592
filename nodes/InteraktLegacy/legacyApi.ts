import { baseUrl, timeoutOf, type Api } from '../Interakt/transport/api';

/** Requests per minute: no limit is documented (S1), so the smallest one of the newer product. */
const requestsPerMinute = 300;

const usualUrl = 'https://app.interakt.co/api/v1';

/** The older product of interakt.co, Members & Leads (S1, contract §2). */
export const legacyApi: Api = {
	credentialType: 'interaktLegacyApi',
	account: ({ appId, apiKey, timeout, baseUrl: given }) => ({
		baseUrl: baseUrl(given, usualUrl),
		requestsPerMinute,
		timeout: timeoutOf(timeout),
		identity: legacyAuthorization(appId, apiKey),
	}),
	/** 200 on success (S1), unless the body holds "ERROR" (contract §2); a web page is no answer of the API. */
	judge({ body }) {
		const words = typeof body === 'string' ? body : JSON.stringify(body);
		if (/^\s*</.test(words)) return 'unreadable';
		return /\bERROR\b/.test(words) ? 'refused' : 'accepted';
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
	return `Basic ${Buffer.from(`${String(appId).trim()}:${String(apiKey).trim()}`).toString('base64')}`;
}
