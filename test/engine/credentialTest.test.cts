import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { loadPackage } from './engine.cts';
import { credentialOf, expectNoSecret, legacyCredentialOf, unwelcomeWords } from './setting.cts';

const wrongKey = 'another-made-up-token';

let simulator: Simulator;
let node: INodeType;
let legacyNode: INodeType;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
	const loader = await loadPackage();
	node = loader.getNode('interakt').type as INodeType;
	legacyNode = loader.getNode('interaktLegacy').type as INodeType;
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

/** Presses Test in the credential's window: n8n calls the function that the node names for the credential. */
async function press(tested: INodeType, type: string, data: ICredentialDataDecryptedObject) {
	const named = tested.description.credentials?.find(({ name }) => name === type)?.testedBy;
	const test = tested.methods?.credentialTest?.[String(named)];
	if (test === undefined) throw new Error('The node has no credential test');
	return await test.call(new CredentialTestContext(), { id: '1', name: 'Test', type, data });
}
const pressTest = async (data: ICredentialDataDecryptedObject) => await press(node, 'interaktApi', data);
const pressLegacyTest = async (data: ICredentialDataDecryptedObject) =>
	await press(legacyNode, 'interaktLegacyApi', data);

test.each([
	['as shown', (key: string) => key],
	['with Basic', (key: string) => `Basic ${key}`],
	['decoded', (key: string) => Buffer.from(key, 'base64').toString()],
	['decoded, without colon', (key: string) => Buffer.from(key, 'base64').toString().replace(':', '')],
])('a key that works, %s', async (_, pasted) => {
	const { secretKey } = simulator;

	expect(await pressTest({ ...credentialOf(simulator), secretKey: pasted(secretKey) })).toEqual({
		status: 'OK',
		message: 'Interakt accepts the credential',
	});
	expect(simulator.state.requests).toMatchObject([
		{ method: 'GET', path: '/track/organization/templates', query: { offset: '0', limit: '1' }, status: 200 },
	]);
});

async function expectRefusal(credential: ICredentialDataDecryptedObject, words: RegExp, pressed = pressTest) {
	const result = await pressed(credential);

	expect(result.status).toBe('Error');
	expect(result.message).toMatch(words);
	expect(result.message).not.toMatch(unwelcomeWords);
	expectNoSecret(simulator.secretKey, result);
	expectNoSecret(simulator.legacy.apiKey, result);
	return result;
}

test.each<[string, FaultEffect, RegExp]>([
	[
		'403',
		{ kind: 'status', status: 403, message: 'Not allowed' },
		/account does not include this.*Starter plan/,
	],
	['404 page', { kind: 'status', status: 404, html: true }, /does not know this address.*Base URL/],
	['redirect', { kind: 'status', status: 302, html: true }, /another address.*Base URL/],
	['429', { kind: 'status', status: 429 }, /limit.*Wait a minute/],
	['503 page', { kind: 'status', status: 503, html: true }, /not available right now.*Try again/],
	['200 page', { kind: 'html' }, /not JSON.*Base URL/],
	['connection cut', { kind: 'resetBefore' }, /did not answer/],
])('%s is put into words', async (_, effect, words) => {
	simulator.misbehave({ effect });

	await expectRefusal(credentialOf(simulator), words);
});

test('a wrong key is put into words', async () => {
	const credential = { ...credentialOf(simulator), secretKey: wrongKey };

	const result = await expectRefusal(credential, /does not accept the Secret Key.*Copy the Secret Key again/);
	expectNoSecret(wrongKey, result);
});

test('an address where nobody listens is put into words', async () => {
	const gone = await startSimulator({ strict: true });
	await gone.close();

	await expectRefusal(credentialOf(gone), /Interakt could not be reached/);
});

test.each<ICredentialDataDecryptedObject>([{}, { secretKey: '' }, { secretKey: ' ' }])(
	'without a key nothing is sent: %j',
	async (data) => {
		await expectRefusal({ baseUrl: simulator.url, ...data }, /^Secret Key is empty: copy it/);
		expect(simulator.state.requests).toEqual([]);
	},
);

describe('of the older product', () => {
	test.each([
		['as given', (text: string) => text],
		['with white space around', (text: string) => ` ${text}\n`],
	])('App ID and API Key that work, %s', async (_, pasted) => {
		const { appId, apiKey } = simulator.legacy;
		const credential = {
			...legacyCredentialOf(simulator),
			appId: pasted(appId),
			apiKey: pasted(apiKey),
		};

		expect(await pressLegacyTest(credential)).toEqual({
			status: 'OK',
			message: 'Interakt accepts the credential',
		});
		expect(simulator.state.requests).toMatchObject([{ method: 'POST', path: '/members', status: 200 }]);
	});

	test('nothing is stored by it', async () => {
		await pressLegacyTest(legacyCredentialOf(simulator));

		expect(simulator.state.members.size + simulator.state.leads.size).toBe(0);
		expect(simulator.state.requests).toMatchObject([{ body: {} }]);
	});

	test.each([
		['API Key', { apiKey: 'another-made-up-key' }],
		['App ID', { appId: 'another-made-up-id' }],
		['API Key that is empty', { apiKey: '' }],
	])('a wrong %s is put into words', async (_, wrong) => {
		await expectRefusal({ ...legacyCredentialOf(simulator), ...wrong }, /App ID.*API Key/, pressLegacyTest);
	});

	test.each<[string, FaultEffect, RegExp]>([
		['404 page', { kind: 'status', status: 404, html: true }, /does not know this address.*Base URL/],
		['503 page', { kind: 'status', status: 503, html: true }, /not available right now.*Try again/],
		['200 page', { kind: 'html' }, /not JSON.*Base URL/],
		['connection cut', { kind: 'resetBefore' }, /did not answer/],
	])('%s is put into words', async (_, effect, words) => {
		simulator.misbehave({ effect });

		const { message } = await expectRefusal(legacyCredentialOf(simulator), words, pressLegacyTest);
		expect(message).not.toContain('api.interakt.ai');
	});

	test('an address where nobody listens is put into words', async () => {
		const gone = await startSimulator({ strict: true });
		await gone.close();

		await expectRefusal(legacyCredentialOf(gone), /Interakt could not be reached/, pressLegacyTest);
	});
});

test.each([
	[{ country: 'Narnia' }, /^Country in the credential is "Narnia"/],
	[{ timeZone: 'India' }, /^Time Zone in the credential is "India"/],
])('%j in a credential is named', async (wrong, words) => {
	await expectRefusal({ ...credentialOf(simulator), ...wrong }, words);
	expect(simulator.state.requests).toEqual([]);
});
