import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export const credentialType = 'interaktApi';

/** Requests per minute by plan (S0). Starter has no API access. */
export const requestsPerMinuteByPlan = { growth: 300, advanced: 600 } as const;

export const defaultBaseUrl = 'https://api.interakt.ai/v1/public';

/** What a run needs to know of the credential, read once. */
export interface Account {
	/** Without a trailing slash. */
	readonly baseUrl: string;
	/** The plan's limit. */
	readonly requestsPerMinute: number;
}

/** Reads the account's settings out of a decrypted `interaktApi` credential. */
export function account(credential: ICredentialDataDecryptedObject): Account {
	const { plan, requestsPerMinute, baseUrl } = credential;
	const own = Number(requestsPerMinute);
	return {
		baseUrl: (typeof baseUrl === 'string' && baseUrl.trim() !== '' ? baseUrl.trim() : defaultBaseUrl).replace(
			/\/+$/,
			'',
		),
		requestsPerMinute:
			plan === 'growth' || plan === 'advanced'
				? requestsPerMinuteByPlan[plan]
				: own >= 1
					? own
					: requestsPerMinuteByPlan.growth,
	};
}
