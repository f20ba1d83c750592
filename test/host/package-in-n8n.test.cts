/**
 * The packed tarball in a real n8n: what n8n makes of the package, and what a person's first steps with it come to.
 */
import type { Themed } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { itemsOf } from './api.cts';
import { installHost } from './install.cts';
import { startN8n, type N8n } from './n8n.cts';
import { pack, type Packed } from './pack.cts';
import { freePorts } from './ports.cts';
import { chain, codeNode, httpRequestNode, interaktNode, manualTrigger } from './workflows.cts';

const INSTALL_AND_BOOT_MS = 15 * 60_000;

let packed: Packed;
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	const host = await installHost();
	packed = await pack();
	interakt = await startSimulator();
	n8n = await startN8n({ host, packageFolder: packed.unpacked });
}, INSTALL_AND_BOOT_MS);

afterAll(async () => {
	await n8n?.stop();
	await interakt?.close();
	await packed?.remove();
});

beforeEach(() => interakt.reset());

/** A saved credential for an Interakt; by default for the simulator, with the right key. */
const credential = (data: { secretKey?: string; baseUrl?: string } = {}) =>
	n8n.api.createCredential('Interakt account', 'interaktApi', {
		secretKey: interakt.secretKey,
		plan: 'growth',
		baseUrl: interakt.url,
		...data,
	});

describe('what n8n loads', () => {
	test('the node, and its twin for AI agents', async () => {
		const types = await n8n.api.nodeTypes();
		const names = types.map(({ name }) => name).filter((name) => name.startsWith('n8n-nodes-interakt.'));
		expect(names.sort()).toEqual(['n8n-nodes-interakt.interakt', 'n8n-nodes-interakt.interaktTool']);
	});

	test('the credential, usable by the node and by the HTTP Request node', async () => {
		const types = await n8n.api.credentialTypes();
		const type = types.find(({ name }) => name === 'interaktApi');
		expect(type).toMatchObject({ displayName: 'Interakt API', httpRequestNode: { name: 'Interakt' } });
		expect(type?.supportedNodes).toContain('n8n-nodes-interakt.interakt');
	});

	test('the icons, light and dark', async () => {
		const types = [...(await n8n.api.nodeTypes()), ...(await n8n.api.credentialTypes())];
		const ours = types.filter(({ name }) => /^n8n-nodes-interakt\.|^interaktApi$/.test(name));
		const urls = ours.flatMap(({ iconUrl }) => Object.values(iconUrl as Exclude<Themed<string>, string>));
		expect(urls).toHaveLength(ours.length * 2);
		for (const url of new Set(urls)) {
			const icon = await n8n.api.request<string>({ method: 'get', url: `/${url}` });
			expect(icon).toContain('<svg');
		}
	});
});

describe('the credential test', () => {
	test('succeeds with the key that the dashboard shows', async () => {
		const result = await n8n.api.testCredential(await credential());
		expect(result).toEqual({ status: 'OK', message: 'The Secret Key works' });
	});

	test('says what to do about a wrong key', async () => {
		const secretKey = Buffer.from('another-token:').toString('base64');
		const result = await n8n.api.testCredential(await credential({ secretKey }));
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/Secret Key/);
		expect(result.message).toMatch(/Developer Setting/);
	});

	test('says that the Starter plan has no API access', async () => {
		const starter = await startSimulator({ starterPlan: true });
		try {
			const result = await n8n.api.testCredential(await credential({ baseUrl: starter.url }));
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/Starter plan/);
		} finally {
			await starter.close();
		}
	});

	test('says that the address does not answer', async () => {
		const [port] = await freePorts(1);
		const baseUrl = `http://127.0.0.1:${port}/v1/public`;
		const result = await n8n.api.testCredential(await credential({ baseUrl }));
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/could not be reached/);
		expect(result.message).toMatch(/Base URL/);
	});
});

describe('a workflow', () => {
	test('tracks contacts and sends each one a template', async () => {
		const workflow = chain('Track and send', [
			manualTrigger('Start'),
			codeNode('People', [
				{ name: 'Asha', phone: '+91 99999-99999' },
				{ name: 'José', phone: '(+1) 415 555 0100' },
			]),
			interaktNode('Track', await credential(), {
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: '={{ $json.phone }}',
				traits: { values: [{ name: 'name', value: '={{ $json.name }}' }] },
			}),
			interaktNode('Send', await credential(), {
				resource: 'message',
				operation: 'sendTemplate',
				phoneNumber: "={{ $('People').item.json.phone }}",
				template: { __rl: true, mode: 'name', value: 'welcome_message' },
				languageCode: 'en',
				bodyValues: { values: [{ value: "={{ $('People').item.json.name }}" }] },
			}),
		]);
		const execution = await n8n.api.run(await n8n.api.createWorkflow(workflow), 'Start');

		expect(execution).toMatchObject({ status: 'success', failure: undefined });
		expect(interakt.state.contacts.map(({ traits }) => traits)).toEqual([{ name: 'Asha' }, { name: 'José' }]);
		const sent = interakt.state.messages.map(({ id, recipient, type }) => ({ id, recipient, type }));
		expect(sent).toEqual([
			{ id: expect.any(String), recipient: '+919999999999', type: 'Template' },
			{ id: expect.any(String), recipient: '+14155550100', type: 'Template' },
		]);
		expect(itemsOf(execution, 'Send')).toEqual(
			sent.map(({ id, recipient }) => expect.objectContaining({ status: 'accepted', id, recipient })),
		);
	});

	test('stops at input that cannot be right, with the field and the remedy, before anything is sent', async () => {
		const workflow = chain('Wrong number', [
			manualTrigger('Start'),
			interaktNode('Track', await credential(), {
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: '99999',
			}),
		]);
		const execution = await n8n.api.run(await n8n.api.createWorkflow(workflow), 'Start');

		expect(execution.status).toBe('error');
		expect(execution.failure).toMatch(/Phone Number/);
		expect(execution.failure).toMatch(/\+91 99999 99999/);
		expect(interakt.state.requests).toEqual([]);
	});

	test('uses the credential in the HTTP Request node', async () => {
		const workflow = chain('By hand', [
			manualTrigger('Start'),
			httpRequestNode('List Templates', await credential(), {
				url: `${interakt.url}/track/organization/templates`,
			}),
		]);
		const execution = await n8n.api.run(await n8n.api.createWorkflow(workflow), 'Start');

		expect(execution).toMatchObject({ status: 'success', failure: undefined });
		expect(itemsOf(execution, 'List Templates')).toEqual([
			expect.objectContaining({ count: interakt.state.templates.length }),
		]);
	});
});
