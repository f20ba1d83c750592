import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import type { FaultEffect } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { loadPackage } from './engine.cts';
import { credentialOf, expectNoSecret, unwelcomeWords } from './setting.cts';

const wrongKey = 'another-made-up-token';

let simulator: Simulator;
let node: INodeType;

beforeAll(async () => {
	simulator = await startSimulator();
	node = (await loadPackage()).getNode('interakt').type as INodeType;
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

/** Presses Test in the credential's window. */
async function pressTest(data: ICredentialDataDecryptedObject) {
	const test = node.methods?.credentialTest?.interaktApiTest;
	if (test === undefined) throw new Error('The node has no credential test');
	return await test.call(new CredentialTestContext(), { id: '1', name: 'Test', type: 'interaktApi', data });
}

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

async function expectRefusal(credential: ICredentialDataDecryptedObject, words: RegExp) {
	const result = await pressTest(credential);

	expect(result.status).toBe('Error');
	expect(result.message).toMatch(words);
	expect(result.message).not.toMatch(unwelcomeWords);
	expectNoSecret(simulator.secretKey, result);
	return result;
}

test.each<[string, FaultEffect, RegExp]>([
	[
		'403',
		{ kind: 'status', status: 403, message: 'Not allowed' },
		/plan does not include this.*Starter plan/,
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
	const gone = await startSimulator();
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
