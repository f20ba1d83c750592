/** What n8n 3 makes the only way, as far as 2.41.1 has switches for it: docs/decisions/n8n-3.md says what was seen. */
import type { INode } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { status } from '../simulator/webhooks/statuses.cts';
import { itemsOf, type Credential } from './api.cts';
import { createCredential, WEBHOOK_SECRET } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { interaktTriggerNode, productionUrl, registered } from './triggers.cts';
import { chain, codeNode, documentOfFile, interaktNode, manualTrigger } from './workflows.cts';

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	n8n = await setUp.n8n({
		environment: {
			N8N_DEFAULT_BINARY_DATA_MODE: 'database',
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_BLOCKED_IP_RANGES: 'default,100.64.0.0/10,64:ff9b::/96,2002::/16',
			N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
			// Keeps the package from being installed, and lets one that is there load.
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
		},
	});
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => {
	interakt.reset();
	interakt.state.customerWrites({ phoneNumber: '9999999999', countryCode: '+91' });
});

const sending = (credential: Credential): INode => ({
	...interaktNode('Send', credential, {
		resource: 'message',
		operation: 'sendText',
		phoneNumber: '={{ $json.phoneNumber }}',
		message: 'Your order is on its way',
	}),
	onError: 'continueRegularOutput',
});

const send = async (credential: Credential) => {
	const people = codeNode('People', [{ phoneNumber: '99999 99999' }]);
	const workflow = chain('Send', [manualTrigger('Start'), people, sending(credential)]);
	return itemsOf(await n8n.api.run(await n8n.api.createWorkflow(workflow), 'Start'), 'Send');
};

test.each([
	'http://127.0.0.2:5679/v1/public',
	'https://100.64.0.1/v1/public',
	'https://[2002:7f00::1]/v1/public',
])(
	'a Base URL in a network that n8n keeps requests from is refused, and nothing may have been sent: %s',
	async (baseUrl) => {
		const credential = await createCredential(n8n.api, 'interaktApi', interakt, { baseUrl });

		expect(await send(credential)).toMatchObject([
			{
				status: 'rejected',
				reason: 'unreachable',
				description: expect.stringContaining('N8N_SSRF_ALLOWED_IP_RANGES'),
			},
		]);
		expect(await n8n.api.testCredential(credential)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('N8N_SSRF_ALLOWED_IP_RANGES'),
		});
	},
);

test('what is allowed is reached', async () => {
	const credential = await createCredential(n8n.api, 'interaktApi', interakt);
	expect(await send(credential)).toMatchObject([{ status: 'accepted' }]);
});

test('a file that n8n keeps in its database is uploaded and sent', async () => {
	const credential = await createCredential(n8n.api, 'interaktApi', interakt);
	const execution = await n8n.api.run(await n8n.api.createWorkflow(documentOfFile(credential)), 'Start');

	expect(execution.runs.File?.[0]?.data?.main?.[0]?.[0]?.binary?.data?.id).toMatch(/^database:/);
	expect(itemsOf(execution, 'Send')).toMatchObject([{ status: 'accepted' }]);
});

test('the empty item that Always Output Data adds to another output makes no message', async () => {
	const credential = await createCredential(n8n.api, 'interaktApi', interakt);
	const trigger = interaktTriggerNode('Trigger', credential, {
		events: ['messageReceived', 'messageStatusChanged'],
		separateOutputs: true,
	});
	const id = await n8n.api.createWorkflow(
		chain('Messages', [{ ...trigger, alwaysOutputData: true }, sending(credential)]),
	);
	await n8n.api.activate(id);
	const url = productionUrl(n8n, trigger);
	await registered(url);
	interakt.webhooks.register({ url, secret: WEBHOOK_SECRET });
	await interakt.webhooks.send(status('read'));

	expect(await n8n.api.endedExecutions(id)).toEqual({ success: 1 });
	const [execution] = await n8n.api.executions(id);
	expect(itemsOf(execution!, 'Trigger', 1)).toMatchObject([{ event: 'messageRead' }]);
	expect(itemsOf(execution!, 'Trigger', 0)).toEqual([{}]);
	expect(itemsOf(execution!, 'Send')).toMatchObject([{ status: 'rejected', reason: 'invalidInput' }]);
	expect(interakt.state.messages).toEqual([]);
	await n8n.api.deactivate(id);
});
