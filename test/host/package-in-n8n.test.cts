/**
 * The packed tarball in a real n8n: what n8n makes of the package, and what a person's first steps with it come to.
 */
import type { INodePropertyOptions, INodeTypeDescription, Themed } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { itemsOf } from './api.cts';
import { createCredential } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { freePorts } from './ports.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { chain, codeNode, httpRequestNode, interaktNode, manualTrigger } from './workflows.cts';

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	interakt = await setUp.simulator();
	n8n = await setUp.n8n();
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => interakt.reset());

/** A saved credential for an Interakt; by default for the simulator, with the right key. */
const credential = (changes: { secretKey?: string; baseUrl?: string } = {}) =>
	createCredential(n8n.api, 'interaktApi', interakt, changes);

/** The node types of the package, as the editor gets them. */
const ownTypes = async () =>
	(await n8n.api.nodeTypes()).filter(({ name }) => name.startsWith('n8n-nodes-interakt.'));

describe('what n8n loads', () => {
	test('the nodes, and their twins for AI agents', async () => {
		const names = (await ownTypes()).map(({ name }) => name);
		expect(names.sort()).toEqual([
			'n8n-nodes-interakt.interakt',
			'n8n-nodes-interakt.interaktContactTrigger',
			// For Send and Wait for Response, under Human in the Loop.
			'n8n-nodes-interakt.interaktHitlTool',
			'n8n-nodes-interakt.interaktLegacy',
			'n8n-nodes-interakt.interaktLegacyTool',
			'n8n-nodes-interakt.interaktTool',
			'n8n-nodes-interakt.interaktTrigger',
		]);
	});

	test('the credentials, usable by their nodes, and Interakt API by the HTTP Request node', async () => {
		const types = await n8n.api.credentialTypes();
		const type = types.find(({ name }) => name === 'interaktApi');
		expect(type).toMatchObject({ displayName: 'Interakt API', httpRequestNode: { name: 'Interakt' } });
		expect(type?.supportedNodes).toContain('n8n-nodes-interakt.interakt');
		const older = types.find(({ name }) => name === 'interaktLegacyApi');
		expect(older?.supportedNodes).toContain('n8n-nodes-interakt.interaktLegacy');
	});

	test('the icons, light and dark', async () => {
		const types = [...(await n8n.api.nodeTypes()), ...(await n8n.api.credentialTypes())];
		const ours = types.filter(({ name }) => /^n8n-nodes-interakt\.|^interakt(Legacy)?Api$/.test(name));
		const urls = ours.flatMap(({ iconUrl }) => Object.values(iconUrl as Exclude<Themed<string>, string>));
		expect(urls).toHaveLength(ours.length * 2);
		for (const url of new Set(urls)) {
			const icon = await n8n.api.request<string>({ method: 'get', url: `/${url}` });
			expect(icon).toContain('<svg');
		}
	});

	test('a preview of the output of every operation, where the editor asks for it', async () => {
		const types = (await ownTypes()).filter(({ name }) => !name.endsWith('Tool'));
		const paths = types.flatMap((type) => operations(type).map((each) => `${type.name}/1.0.0/${each}`));
		expect(paths).toContain('n8n-nodes-interakt.interakt/1.0.0/message/sendText');
		expect(paths).toContain('n8n-nodes-interakt.interaktLegacy/1.0.0/member/upsert');
		for (const path of paths) {
			const preview = await n8n.api.request({ method: 'get', url: `/schemas/${path}.json` });
			expect([path, preview]).toEqual([
				path,
				{ type: 'object', properties: expect.any(Object), version: expect.any(Number) },
			]);
		}
	});
});

/** An entry that n8n itself adds to the operations of nodes whose credential the HTTP Request node takes. */
const ADDED_BY_N8N = '__CUSTOM_API_CALL__';

/** `resource/operation` for everything that a node type can do. */
function operations({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(options as INodePropertyOptions[])
				.filter(({ value }) => value !== ADDED_BY_N8N)
				.map(({ value }) => `${String(displayOptions?.show?.resource?.[0])}/${String(value)}`),
		);
}

describe('the credential test', () => {
	test('succeeds with the key that the dashboard shows', async () => {
		const result = await n8n.api.testCredential(await credential());
		expect(result).toEqual({ status: 'OK', message: 'Interakt accepts the credential' });
	});

	test('says what to do about a wrong key', async () => {
		const secretKey = Buffer.from('another-token:').toString('base64');
		const result = await n8n.api.testCredential(await credential({ secretKey }));
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/Secret Key/);
		expect(result.message).toMatch(/Developer Setting/);
	});

	test('says that the Starter plan has no API access', async () => {
		const starter = await startSimulator({ strict: true, starterPlan: true });
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

	test('of the older product succeeds with App ID and API Key', async () => {
		const older = await createCredential(n8n.api, 'interaktLegacyApi', interakt);
		expect(await n8n.api.testCredential(older)).toEqual({
			status: 'OK',
			message: 'Interakt accepts the credential',
		});
		expect(interakt.state.members.size).toBe(0);
	});

	test('of the older product says what to do about a wrong API Key', async () => {
		const older = await createCredential(n8n.api, 'interaktLegacyApi', interakt, { apiKey: 'another-key' });
		const result = await n8n.api.testCredential(older);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/App ID and API Key/);
		expect(result.message).toMatch(/Project Settings/);
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
			sent.map(({ id, recipient }) =>
				expect.objectContaining({ status: 'accepted', messageId: id, phoneNumber: recipient }),
			),
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
