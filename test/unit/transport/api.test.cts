import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { legacyApi } from '../../../nodes/InteraktLegacy/legacyApi';
import { fastest } from '../fastest.cts';

describe('the time-out of a request', () => {
	test.each([
		[undefined, 30_000],
		['', 30_000],
		[0, 30_000],
		[-1, 30_000],
		['soon', 30_000],
		[1, 1_000],
		['45', 45_000],
		[0.2, 200],
	])('%j seconds: %i ms', (timeout, milliseconds) => {
		for (const api of [interaktApi, legacyApi]) {
			expect(api.account(timeout === undefined ? {} : { timeout }).timeout).toBe(milliseconds);
		}
	});
});

describe('a setting with which nothing can be sent', () => {
	const wrong = (setting: ICredentialDataDecryptedObject, api = interaktApi) => api.account(setting).wrong;

	test.each([600.5, 601, 1e9, '1e9', Infinity])(
		'a time-out of %j seconds is named, and never used',
		(timeout) => {
			for (const api of [interaktApi, legacyApi]) {
				expect(wrong({ timeout }, api)).toMatchObject({
					reason: 'invalidInput',
					message: expect.stringMatching(/^Timeout \(Seconds\) .* at most 600/),
					description: expect.stringContaining('a number from 1 to 600; 30 is the usual one'),
				});
				expect(api.account({ timeout }).timeout).toBe(600_000);
			}
		},
	);

	test.each([
		'api.interakt.ai',
		'ftp://api.interakt.ai',
		'https://',
		'https:///v1',
		'http//x',
		'xhttps://api.interakt.ai',
		'a b',
		'file:///etc',
	])('a Base URL that is no web address is named: %s', (baseUrl) => {
		for (const api of [interaktApi, legacyApi]) {
			expect(wrong({ baseUrl }, api)).toMatchObject({
				reason: 'unreachable',
				message: expect.stringContaining('Base URL'),
				description: expect.stringContaining('https://'),
			});
		}
	});

	test.each<ICredentialDataDecryptedObject>([
		{},
		{ timeout: 600, baseUrl: '' },
		{ timeout: '', baseUrl: ' https://api.interakt.ai/v1/public// ' },
		{ timeout: 0.2, baseUrl: 'http://127.0.0.1:3000' },
		{ baseUrl: 'HTTPS://[::1]:3000/v1' },
	])('is none of these: %j', (setting) => {
		expect(wrong(setting)).toBeUndefined();
	});

	test.each([
		'http://api.interakt.ai/v1/public',
		'HTTP://10.0.0.5',
		'http://127.0.0.1.example.com',
		'http://localhost.x',
		'http://notlocalhost',
	])('a key does not go through the network unencrypted: %s', (baseUrl) => {
		for (const api of [interaktApi, legacyApi]) {
			expect(wrong({ baseUrl }, api)).toMatchObject({
				reason: 'unreachable',
				message: expect.stringContaining('http://'),
				description: expect.stringContaining('unencrypted'),
			});
		}
	});

	test.each([
		'http://127.0.0.1:4010/v1/public',
		'http://localhost:80',
		'http://[::1]:1',
		'http://127.9.9.9/',
		'http://127.10.200.3',
		'http://localhost.:80',
	])('but on this machine it may: %s', (baseUrl) => {
		expect(wrong({ baseUrl })).toBeUndefined();
	});

	test.each<[string, string, boolean]>([
		['domains', 'api.interakt.ai', true],
		['domains', 'example.com, API.Interakt.AI. ', true],
		['domains', '*.interakt.ai', true],
		['domains', '*.api.interakt.ai', false],
		['domains', 'interakt.ai', false],
		['domains', 'evilapi.interakt.ai', false],
		['domains', '', false],
		['all', 'example.com', true],
		// Concerns the HTTP Request node alone.
		['none', 'example.com', true],
	])(
		'with Allowed HTTP Request Domains %s and "%s" the usual address is allowed: %s',
		(which, list, expected) => {
			const found = wrong({ allowedHttpRequestDomains: which, allowedDomains: list });

			expect(found === undefined).toBe(expected);
			if (expected) return;
			expect(found).toMatchObject({
				reason: 'unreachable',
				message: expect.stringContaining('Allowed Domains'),
				description: expect.stringContaining('Add api.interakt.ai to Allowed Domains'),
			});
		},
	);

	test('a host that is written with its last dot is the same host', () => {
		const allowed = { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.interakt.ai' };

		expect(wrong({ ...allowed, baseUrl: 'https://API.interakt.ai./v1' })).toBeUndefined();
	});

	test('without a list no host is allowed', () => {
		expect(wrong({ allowedHttpRequestDomains: 'domains' })).toMatchObject({ reason: 'unreachable' });
	});

	test('100 KB of slashes take no time', () => {
		const baseUrl = `https://a${'/'.repeat(100_000)}b`;

		expect(fastest(() => interaktApi.account({ baseUrl }))).toBeLessThan(50);
	});
});

describe('a limit that processes share', () => {
	test.each([
		[undefined, 300],
		['', 300],
		[0, 300],
		[-3, 300],
		[1, 300],
		[2, 150],
		['3', 100],
		[7, 42],
		[2.9, 150],
		[299, 1],
		[100_000, 1],
	])('%j: %i requests per minute each', (processes, each) => {
		const account = interaktApi.account({
			plan: 'growth',
			...(processes !== undefined && { processes }),
		});

		expect(account.requestsPerMinute).toBe(each);
	});

	test.each([2, 3, 7, 11, 64])('%i together never have more than the plan', (processes) => {
		for (const plan of ['growth', 'advanced']) {
			const { requestsPerMinute } = interaktApi.account({ plan, processes });
			const whole = interaktApi.account({ plan }).requestsPerMinute;

			expect(requestsPerMinute * processes).toBeLessThanOrEqual(whole);
			expect((requestsPerMinute + 1) * processes).toBeGreaterThan(whole);
		}
	});
});

describe('who an account is', () => {
	const key = Buffer.from('some-token:').toString('base64');
	const identity = (secretKey: string) => interaktApi.account({ secretKey }).identity;

	test('is the same in whatever form its key was pasted', () => {
		const forms = [key, `Basic ${key}`, ` "${key}" `, 'some-token', 'some-token:'];

		expect(new Set(forms.map(identity)).size).toBe(1);
		expect(identity('another-token')).not.toBe(identity(key));
	});

	test('does not depend on its plan, so that two credentials of one key share their rate limiter', () => {
		const one = interaktApi.account({ secretKey: key, plan: 'growth' });
		const other = interaktApi.account({ secretKey: key, plan: 'advanced', processes: 2, timeout: 5 });

		expect(other.identity).toBe(one.identity);
	});

	test('of the older product are its App ID and its API Key together', () => {
		const identities = [
			{ appId: 'app', apiKey: 'key' },
			{ appId: 'app', apiKey: 'other' },
			{ appId: 'other', apiKey: 'key' },
		].map((credential) => legacyApi.account(credential).identity);

		expect(new Set(identities).size).toBe(3);
	});
});
