import { baseUrl, timeoutOf, type Api } from './api';
import { isObject } from './reply';
import { authorization } from './secretKey';

/** Requests per minute by plan (S0). Starter has no API access. */
const requestsPerMinuteByPlan = { growth: 300, advanced: 600 } as const;

const defaultBaseUrl = 'https://api.interakt.ai/v1/public';

/** The public API of interakt.ai (contract §1). */
export const interaktApi: Api = {
	credentialType: 'interaktApi',
	account({ secretKey, plan, requestsPerMinute, processes, timeout, baseUrl: given }) {
		const own = Number(requestsPerMinute);
		const known = plan === 'growth' || plan === 'advanced' ? requestsPerMinuteByPlan[plan] : own;
		const limit = known >= 1 ? known : requestsPerMinuteByPlan.growth;
		const sharing = Math.max(1, Math.floor(Number(processes) || 1));
		return {
			baseUrl: baseUrl(given, defaultBaseUrl),
			requestsPerMinute: Math.max(1, Math.floor(limit / sharing)),
			timeout: timeoutOf(timeout),
			identity: authorization(String(secretKey)),
		};
	},
	/** Any 2xx whose `result` is not `false` (contract §1, Transport); an HTML page is no answer of the API. */
	judge({ body }) {
		if (!isObject(body)) return 'unreadable';
		return body.result === false ? 'refused' : 'accepted';
	},
	forbidden:
		'The Starter plan has no API access, and some plans lack session messages. Check your plan in Interakt, or ask their support.',
	usualUrl: defaultBaseUrl,
	invalidKey: {
		message: 'Interakt does not accept the Secret Key',
		description:
			'Copy the Secret Key again from Interakt > Settings > Developer Setting and paste it into the credential as it is, without encoding it.',
	},
};
