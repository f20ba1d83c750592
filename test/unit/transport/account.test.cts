import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Api } from '../../../nodes/Interakt/transport/api';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { legacyApi } from '../../../nodes/InteraktLegacy/legacyApi';

describe.each<[string, Api, string]>([
	['the public API', interaktApi, 'https://api.interakt.ai/v1/public'],
	['the older product', legacyApi, 'https://app.interakt.co/api/v1'],
])('the base URL of %s', (_, api, defaultBaseUrl) => {
	test.each([
		[undefined, defaultBaseUrl],
		['', defaultBaseUrl],
		['  ', defaultBaseUrl],
		['https://api.example.com/v1/public', 'https://api.example.com/v1/public'],
		['https://api.example.com/v1/public/', 'https://api.example.com/v1/public'],
		[' https://api.example.com/v1/public// ', 'https://api.example.com/v1/public'],
	])('%j is %s', (baseUrl, expected) => {
		expect(api.account({ ...(baseUrl !== undefined && { baseUrl }) }).baseUrl).toBe(expected);
	});
});

describe('the requests per minute of the account', () => {
	test.each([
		[{ plan: 'growth' }, 300],
		[{ plan: 'advanced' }, 600],
		[{ plan: 'growth', requestsPerMinute: 5 }, 300],
		[{ plan: 'other', requestsPerMinute: 40 }, 40],
		[{ plan: 'other', requestsPerMinute: '1200' }, 1200],
		[{ plan: 'other', requestsPerMinute: 1 }, 1],
		[{ plan: 'other', requestsPerMinute: 0 }, 300],
		[{ plan: 'other', requestsPerMinute: -5 }, 300],
		[{ plan: 'other', requestsPerMinute: '' }, 300],
		[{ plan: 'other' }, 300],
		[{}, 300],
	])('%j: %i', (credential, expected) => {
		expect(interaktApi.account(credential).requestsPerMinute).toBe(expected);
	});
});

describe('the processes of the account', () => {
	test.each([
		[undefined, 1],
		[0, 1],
		['', 1],
		[1, 1],
		[2.5, 2],
		['3', 3],
	])('%j: %i', (processes, expected) => {
		const account = interaktApi.account({ plan: 'advanced', ...(processes !== undefined && { processes }) });

		expect(account.processes).toBe(expected);
		expect(account.requestsPerMinute).toBe(600 / expected);
	});
});

describe('country and time zone of the account', () => {
	test.each<[unknown, string]>([
		[undefined, ''],
		[null, ''],
		['', ''],
		['India', 'India'],
		[' "United Arab  Emirates"\n', 'United Arab Emirates'],
		['\u200bAsia/Kolkata', 'Asia/Kolkata'],
	])('%j is %j, as it was typed', (given, expected) => {
		const { country, timeZone } = interaktApi.account({
			country: given,
			timeZone: given,
		} as IDataObject as ICredentialDataDecryptedObject);

		expect({ country, timeZone }).toEqual({ country: expected, timeZone: expected });
	});
});
