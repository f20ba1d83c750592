import type { IHttpRequestOptions } from 'n8n-workflow';

import { InteraktApi } from '../../credentials/InteraktApi.credentials';
import { account, defaultBaseUrl } from '../../nodes/Interakt/transport/credential';

describe('the base URL of the account', () => {
	test.each([
		[undefined, defaultBaseUrl],
		['', defaultBaseUrl],
		['  ', defaultBaseUrl],
		['https://api.example.com/v1/public', 'https://api.example.com/v1/public'],
		['https://api.example.com/v1/public/', 'https://api.example.com/v1/public'],
		[' https://api.example.com/v1/public// ', 'https://api.example.com/v1/public'],
	])('%j is %s', (baseUrl, expected) => {
		expect(account({ ...(baseUrl !== undefined && { baseUrl }) }).baseUrl).toBe(expected);
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
		expect(account(credential).requestsPerMinute).toBe(expected);
	});
});

describe('a request of the credential', () => {
	const credential = new InteraktApi();
	const send = async (secretKey: string, request: IHttpRequestOptions) => {
		if (typeof credential.authenticate !== 'function') throw new Error('not a function');
		return await credential.authenticate({ secretKey }, request);
	};
	const key = Buffer.from('some-token:').toString('base64');

	test.each([key, `Basic ${key}`, 'some-token', 'some-token:'])(
		'carries the header for %s',
		async (secretKey) => {
			const request = await send(secretKey, { url: 'https://api.example.com' });

			expect(request.headers).toEqual({ Authorization: `Basic ${key}` });
		},
	);

	test('keeps everything else', async () => {
		const given: IHttpRequestOptions = {
			url: 'https://api.example.com',
			method: 'POST',
			headers: { 'X-Any': '1' },
			body: { a: 1 },
		};
		const request = await send(key, given);

		expect(request).toEqual({ ...given, headers: { 'X-Any': '1', Authorization: `Basic ${key}` } });
		expect(given.headers).toEqual({ 'X-Any': '1' });
	});
});

test('what is secret is hidden in the editor', () => {
	const hidden = new InteraktApi().properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);

	expect(hidden).toEqual(['secretKey', 'webhookSecret']);
});
