/** The packed contact trigger in a real n8n, in a workflow that is active, and across a restart of n8n. */
import { setTimeout as delay } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { itemsOf } from './api.cts';
import { createCredential } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { chain, contactTriggerNode } from './workflows.cts';

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	interakt = await setUp.simulator();
	n8n = await setUp.n8n();
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

/** A schedule is a minute at least; several of them together poll every five seconds. */
const pollTimes = {
	item: Array.from({ length: 12 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 5} * * * * *`,
	})),
};

const triggerNode = async (changes: { secretKey?: string } = {}) =>
	contactTriggerNode('Contacts', await createCredential(n8n.api, 'interaktApi', interakt, changes), {
		pollTimes,
	});

/** What all executions of a workflow began with, in their order. */
async function arrived(workflowId: string): Promise<IDataObject[]> {
	const { data } = await n8n.api.request<{ data: { results: Array<{ id: string }> } }>({
		method: 'get',
		url: '/rest/executions',
		params: { filter: JSON.stringify({ workflowId }), limit: 100 },
	});
	const ids = data.results.map(({ id }) => id).sort((one, other) => Number(one) - Number(other));
	const executions = await Promise.all(ids.map(async (id) => await n8n.api.finished(id)));
	return executions.flatMap((execution) => itemsOf(execution, 'Contacts'));
}

const events = (items: IDataObject[]) => items.map(({ event, name }) => `${String(event)} ${String(name)}`);

/** Waits until something holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await delay(200);
}

/** Waits until n8n has begun and ended more polls: what was to come once more would have come. */
async function morePolls(): Promise<void> {
	const { length } = interakt.state.requests;
	// Two requests a poll, so that a whole one lies in between.
	await until(() => interakt.state.requests.length >= length + 6);
}

const create = (name: string) => interakt.state.add({ traits: { name } });

test('an active workflow gets each contact once, after a restart too', async () => {
	create('Before');
	const workflowId = await n8n.api.createWorkflow(chain('Follow contacts', [await triggerNode()]));
	await n8n.api.activate(workflowId);
	await morePolls();

	const asha = create('Asha');
	await until(async () => (await arrived(workflowId)).length >= 1);
	await morePolls();
	asha.modifiedAt = Date.now();
	await until(async () => (await arrived(workflowId)).length >= 2);
	await morePolls();
	expect(events(await arrived(workflowId))).toEqual(['created Asha', 'modified Asha']);

	const restarted = n8n.killAndStart();
	create('Ravi');
	await restarted;
	await until(async () => (await arrived(workflowId)).length >= 3);
	create('Nina');
	await until(async () => (await arrived(workflowId)).length >= 4);
	await morePolls();
	expect(events(await arrived(workflowId))).toEqual([
		'created Asha',
		'modified Asha',
		'created Ravi',
		'created Nina',
	]);
}, 240_000);

test('a person who tries the trigger out sees the latest contacts', async () => {
	create('Latest');
	const workflowId = await n8n.api.createWorkflow(chain('Try it out', [await triggerNode()]));
	const execution = await n8n.api.run(workflowId, 'Contacts');

	expect(execution).toMatchObject({ status: 'success', failure: undefined });
	expect(itemsOf(execution, 'Contacts')[0]).toMatchObject({ event: 'created', name: 'Latest' });
});

test('with a wrong key the person is told what to do', async () => {
	const node = await triggerNode({ secretKey: 'another-token-for-tests' });
	const workflowId = await n8n.api.createWorkflow(chain('Wrong key', [node]));
	const execution = await n8n.api.run(workflowId, 'Contacts');

	expect(execution.status).toBe('error');
	expect(execution.failure).toMatch('Interakt does not accept the Secret Key');
	expect(execution.failure).toMatch('Settings > Developer Setting');
});
