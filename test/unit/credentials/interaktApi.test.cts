import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { InteraktApi } from '../../../credentials/InteraktApi.credentials';
import { InteraktLegacyApi } from '../../../credentials/InteraktLegacyApi.credentials';
import type { Api } from '../../../nodes/Interakt/transport/api';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { legacyApi } from '../../../nodes/InteraktLegacy/legacyApi';

describe.each<[string, Api, ICredentialType]>([
	['the public API', interaktApi, new InteraktApi()],
	['the older product', legacyApi, new InteraktLegacyApi()],
])('a credential of %s that was left as it is', (_, api, { properties }) => {
	const keys = { secretKey: 'c2VjcmV0Og==', appId: '1', apiKey: '2' };
	const preset = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const wrongOf = (changes: IDataObject) =>
		api.account({ ...preset, ...keys, ...changes } as ICredentialDataDecryptedObject).wrong;

	test("sends its key to Interakt's own domain", () => {
		expect(wrongOf({})).toBeUndefined();
	});

	test.each([
		['another domain', { baseUrl: 'https://api.example.com/v1' }],
		['this machine', { baseUrl: 'http://127.0.0.1:4010/v1' }],
	])('does not send it to %s', (_where, changes) => {
		expect(wrongOf(changes)?.message).toContain('Allowed Domains');
		expect(wrongOf({ ...changes, allowedHttpRequestDomains: 'all' })).toBeUndefined();
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

describe('a request of the older credential', () => {
	const credential = new InteraktLegacyApi();

	test.each([
		['as given', 'app-id', 'api-key'],
		['with white space around', ' app-id\n', '\tapi-key '],
	])('carries App ID and API Key, %s', async (_, appId, apiKey) => {
		if (typeof credential.authenticate !== 'function') throw new Error('not a function');
		const given: IHttpRequestOptions = { url: 'https://app.example.com', headers: { 'X-Any': '1' } };
		const request = await credential.authenticate({ appId, apiKey }, given);

		expect(request).toEqual({
			...given,
			headers: {
				'X-Any': '1',
				Authorization: `Basic ${Buffer.from('app-id:api-key').toString('base64')}`,
			},
		});
	});
});

test.each([
	['interaktApi', new InteraktApi(), ['secretKey', 'webhookSecret']],
	['interaktLegacyApi', new InteraktLegacyApi(), ['apiKey']],
])('what is secret is hidden in the editor: %s', (_, { properties }, secret) => {
	const hidden = properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);

	expect(hidden).toEqual(secret);
});
