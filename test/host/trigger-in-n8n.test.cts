/**
 * The webhook trigger in a real n8n: a workflow that is active, calls as Interakt makes them, and the executions that
 * came of them.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';

import { webhookExamples } from '../contract/webhooks/index.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { itemsOf, type Credential, type Execution } from './api.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { chain } from './workflows.cts';

const SECRET = 'a secret for tests only';
const POLL_MS = 100;

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	interakt = await setUp.simulator();
	n8n = await setUp.n8n();
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const credential = (data: ICredentialDataDecryptedObject = {}) =>
	n8n.api.createCredential('Interakt', 'interaktApi', {
		secretKey: interakt.secretKey,
		baseUrl: interakt.url,
		allowedHttpRequestDomains: 'all',
		webhookSecret: SECRET,
		...data,
	});

const triggerNode = (credential: Credential, parameters: INodeParameters): INode => ({
	id: randomUUID(),
	webhookId: randomUUID(),
	name: 'Interakt Trigger',
	type: 'n8n-nodes-interakt.interaktTrigger',
	typeVersion: 2,
	position: [0, 0],
	// The examples were recorded long ago.
	parameters: { options: { maximumAge: 0 }, ...parameters },
	credentials: { interaktApi: { id: credential.id, name: credential.name } },
});

const noOperation = (): INode => ({
	id: randomUUID(),
	name: 'Done',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

/** A workflow that listens. */
interface Listening {
	id: string;
	url: string;
}

const post = async (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...headers },
		body: new Uint8Array(Buffer.from(body)),
	});

const signed = (body: string | Buffer, secret = SECRET) => ({
	'Interakt-Signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

/** An active workflow with the trigger; n8n goes on with the activation after it has answered. */
async function listen(parameters: INodeParameters): Promise<Listening> {
	const trigger = triggerNode(await credential(), parameters);
	const id = await n8n.api.createWorkflow(chain('Listens', [trigger, noOperation()]));
	await n8n.api.activate(id);
	const url = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
	while ((await post(url, '{}')).status === 404) await delay(POLL_MS);
	return { id, url };
}

/** What became of an activation, once n8n has gone through with it. */
async function publication(id: string): Promise<unknown> {
	for (;;) {
		const { data } = await n8n.api.request<{ data: { status: string } }>({
			method: 'get',
			url: `/rest/workflows/${id}/publication-status`,
		});
		if (data.status !== 'in_progress' && data.status !== 'not_published') return data;
		await delay(POLL_MS);
	}
}

const send = async ({ url }: Listening, body: unknown, secret = SECRET) => {
	const bytes = JSON.stringify(body);
	return await post(url, bytes, signed(bytes, secret));
};

/** All executions of a workflow, once those that have started have ended, the oldest first. */
async function executions({ id }: Listening): Promise<Execution[]> {
	await n8n.api.endedExecutions(id);
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { data } = await n8n.api.request<{ data: { results: Array<{ id: string }> } }>({
		method: 'get',
		url: `/rest/executions?limit=100&filter=${filter}`,
	});
	const ended = await Promise.all(data.results.map(({ id: each }) => n8n.api.finished(each)));
	return ended.sort((one, other) => Number(one.id) - Number(other.id));
}

const example = (name: string): Record<string, unknown> => {
	const found = webhookExamples.find((each) => each.name === name);
	if (!found) throw new Error(`There is no example ${name}`);
	return structuredClone(found.body);
};

test('a message starts the workflow once, however often it comes', async () => {
	const listening = await listen({ events: ['messageReceived'] });

	const first = await send(listening, example('text'));
	expect([first.status, await first.json()]).toEqual([200, { message: 'Received' }]);
	expect((await send(listening, example('text'))).status).toBe(200);

	const [execution, ...more] = await executions(listening);
	expect(more).toEqual([]);
	expect(execution).toMatchObject({ status: 'success' });
	expect(execution && itemsOf(execution, 'Done')).toMatchObject([
		{ event: 'messageReceived', kind: 'text', phoneNumber: '+919999999999' },
	]);
});

test('of calls at the same time with the same message one starts the workflow', async () => {
	const listening = await listen({ events: ['messageReceived'] });

	const answers = await Promise.all(Array.from({ length: 10 }, () => send(listening, example('text'))));

	expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
	expect(await executions(listening)).toHaveLength(1);
});

test('what has been seen is stored with the workflow, for the time after a restart', async () => {
	const listening = await listen({ events: ['messageReceived'] });
	await send(listening, example('text'));

	const { data } = await n8n.api.request<{ data: { staticData: unknown } }>({
		method: 'get',
		url: `/rest/workflows/${listening.id}`,
	});
	expect(data.staticData).toEqual({
		'node:Interakt Trigger': { dedupKeys: expect.stringMatching(/^.{8}$/) },
	});
});

test('an unauthenticated call gets 401 and starts nothing', async () => {
	const listening = await listen({ events: ['any'] });
	const body = JSON.stringify(example('text'));

	expect((await send(listening, example('text'), 'another secret')).status).toBe(401);
	expect((await post(listening.url, body)).status).toBe(401);
	expect((await post(listening.url, `${body} `, signed(body))).status).toBe(401);
	expect(await executions(listening)).toEqual([]);
});

test('damaged and strange calls start nothing', async () => {
	const listening = await listen({ events: ['any'] });
	const deep = '['.repeat(50_000) + ']'.repeat(50_000);
	const large = JSON.stringify({ type: 'message_received', data: 'x'.repeat(10 * 1024 * 1024) });
	const calls: Array<[string, Record<string, string>?]> = [
		[''],
		['{'],
		['null'],
		['[]'],
		['"text"'],
		[deep],
		[large],
		['{}', { 'Content-Type': 'text/plain' }],
		['a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }],
		['<a/>', { 'Content-Type': 'application/xml' }],
		['--x--', { 'Content-Type': 'multipart/form-data; boundary=x' }],
		['{"a":', { 'Content-Type': 'application/octet-stream' }],
	];
	const answers: number[] = [];
	for (const [body, headers] of calls) {
		const { status } = await post(listening.url, body, { ...signed(body), ...headers });
		// n8n itself refuses what it cannot parse, before the trigger sees it.
		answers.push(status);
	}

	expect(answers.filter((status) => ![200, 401, 413, 422].includes(status))).toEqual([]);
	expect(await executions(listening)).toEqual([]);
	expect((await send(listening, example('text'))).status).toBe(200);
	expect(await executions(listening)).toHaveLength(1);
});

test("the dashboard's test is answered and starts nothing", async () => {
	const listening = await listen({ events: ['any'] });

	const answer = await send(listening, example('dashboard test'));

	expect([answer.status, await answer.json()]).toEqual([200, { message: 'The test has arrived' }]);
	expect(await executions(listening)).toEqual([]);
});

test('events go to the output of their group', async () => {
	const listening = await listen({ events: ['any'], separateOutputs: true });
	for (const name of ['text', 'API message read', 'account alert']) await send(listening, example(name));

	const runs = await executions(listening);
	const outputs = runs.map((run) =>
		[0, 1, 2, 3, 4].map((output) => itemsOf(run, 'Interakt Trigger', output)),
	);
	expect(outputs).toMatchObject([
		[[{ event: 'messageReceived' }], [], [], [], []],
		[[], [{ event: 'messageRead', isLatest: true }], [], [], []],
		[[], [], [], [{ event: 'accountAlert' }], []],
	]);
});

test('the editor gets a preview of the output', async () => {
	const url = '/schemas/n8n-nodes-interakt.interaktTrigger/2.0.0.json';

	expect(await n8n.api.request({ method: 'get', url })).toMatchObject({
		type: 'object',
		properties: { event: { type: 'string' }, phoneNumber: { type: 'string' } },
	});
});

test('without a secret the workflow cannot be activated, and it says what to do', async () => {
	const trigger = triggerNode(await credential({ webhookSecret: ' ' }), { events: ['messageReceived'] });
	const id = await n8n.api.createWorkflow(chain('No secret', [trigger, noOperation()]));

	await n8n.api.activate(id);

	expect(await publication(id)).toMatchObject({
		status: 'failed',
		triggers: [
			{
				errorMessage: expect.stringMatching(
					/Webhook Secret is empty.*Settings > Developer Setting.*Verify Signature/,
				),
			},
		],
	});
	expect((await post(`${n8n.url}/webhook/${trigger.webhookId}/webhook`, '{}')).status).toBe(404);
});
