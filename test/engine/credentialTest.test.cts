import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import { loadPackage } from './engine.cts';
import { credentialFor, expectNoSecret, secretKey, token, unwelcomeWords } from './setting.cts';
import { startServer, type ScriptedServer } from './server.cts';

let server: ScriptedServer;
let node: INodeType;

beforeAll(async () => {
	server = await startServer();
	node = (await loadPackage()).getNode('interakt').type as INodeType;
});
afterAll(async () => await server.close());

/** Presses Test in the credential's window. */
async function pressTest(data: ICredentialDataDecryptedObject) {
	const test = node.methods?.credentialTest?.interaktApiTest;
	if (test === undefined) throw new Error('The node has no credential test');
	return await test.call(new CredentialTestContext(), { id: '1', name: 'Test', type: 'interaktApi', data });
}

test.each([secretKey, `Basic ${secretKey}`, token, `${token}:`])(
	'a key that works, as %s',
	async (pasted) => {
		server.answer(() => ({ status: 200, body: { count: 0, has_next: false, results: { templates: [] } } }));

		expect(await pressTest({ ...credentialFor(server.baseUrl), secretKey: pasted })).toEqual({
			status: 'OK',
			message: 'The Secret Key works',
		});
		expect(server.calls).toMatchObject([
			{
				method: 'GET',
				path: '/track/organization/templates',
				query: { offset: '0', limit: '1' },
				headers: { authorization: `Basic ${secretKey}` },
			},
		]);
	},
);

test.each<[number, unknown, RegExp]>([
	[
		401,
		{ result: false, message: 'Invalid credentials' },
		/does not accept the Secret Key.*Copy the Secret Key again/,
	],
	[403, { result: false, message: 'Not allowed' }, /plan does not include this.*Starter plan/],
	[404, '<html>Not Found</html>', /does not know this address.*Base URL/],
	[302, '<html>Moved</html>', /another address.*Base URL/],
	[429, { result: false, message: 'Rate limit exceeded for this resource' }, /limit.*Wait a minute/],
	[503, '<html>Error</html>', /not available right now.*Try again/],
	[200, '<html>Welcome</html>', /not JSON.*Base URL/],
])('HTTP %i is put into words', async (status, body, words) => {
	server.answer(() => ({ status, body, headers: { location: '/v1/public/elsewhere' } }));
	const result = await pressTest(credentialFor(server.baseUrl));

	expect(result.status).toBe('Error');
	expect(result.message).toMatch(words);
	expect(result.message).not.toMatch(unwelcomeWords);
	expectNoSecret(result);
	expect(server.calls).toHaveLength(1);
});

test.each<ICredentialDataDecryptedObject>([{}, { secretKey: '' }, { secretKey: ' ' }])(
	'without a key nothing is sent: %j',
	async (data) => {
		server.answer(() => ({ status: 200, body: {} }));
		const result = await pressTest({ baseUrl: server.baseUrl, ...data });

		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Secret Key is empty'),
		});
		expect(server.calls).toEqual([]);
	},
);

test('an address where nobody listens is put into words', async () => {
	const closed = await startServer();
	await closed.close();

	expect(await pressTest(credentialFor(closed.baseUrl))).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Interakt could not be reached'),
	});
});
