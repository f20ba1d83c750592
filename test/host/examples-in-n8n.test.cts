/**
 * The example workflows in a real n8n: each can be imported, runs to its end, and does what it is said to do.
 */
import { readdir } from 'node:fs/promises';

import { examples, runExample, type Example, type Ran } from '../demo/examples.cts';
import { OPERATIONS, operationDeviations, outcomesOf } from '../demo/operations.cts';
import { EXAMPLES, isOurs } from '../demo/workflow.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { State } from '../simulator/state.cts';
import type { Execution } from './api.cts';
import { createCredential, CREDENTIAL_TYPES } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;
/** Each example with what its run came to. */
let all: Array<{ example: Example; ran: Ran }>;

beforeAll(async () => {
	const folder = await setUp.folder();
	interakt = await setUp.simulator();
	n8n = await setUp.n8n({ filesFolder: folder });
	const credentials = await Promise.all(
		CREDENTIAL_TYPES.map((type) => createCredential(n8n.api, type, interakt)),
	);
	all = [];
	for (const example of await examples(interakt, credentials, folder)) {
		example.prepare?.();
		all.push({ example, ran: await runExample(n8n.api, example) });
	}
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

/** The workflow that does every operation once. */
function everyOperation() {
	const found = all.find(({ ran }) => 'Send Text' in (ran.executions[0]?.runs ?? {}));
	if (!found) throw new Error('The workflow with every operation has not run');
	return found;
}

function onlyExecution({ executions: [execution] }: Ran): Execution {
	if (!execution) throw new Error('Nothing has been executed');
	return execution;
}

test('every example has run, with each of our nodes in it, and no node complained', async () => {
	expect(all).toHaveLength((await readdir(EXAMPLES)).filter((file) => file.endsWith('.json')).length);
	for (const { example, ran } of all) {
		expect(new Set(ran.executions.map(({ status }) => status))).toEqual(new Set(['success']));
		const ours = example.workflow.nodes.filter(isOurs).map(({ name }) => name);
		const runs = ran.executions.flatMap((execution) => Object.entries(execution.runs));
		expect(runs.map(([name]) => name)).toEqual(expect.arrayContaining(ours));
		const complaints = runs.flatMap(([, tries]) => tries.flatMap(({ error }) => error ?? []));
		expect(complaints).toEqual([]);
	}
});

test('what became of every row and every operation is as expected', () => {
	for (const { ran } of all) expect(ran.deviations).toEqual([]);
});

test('an Interakt that holds nothing of it would be told for every operation', () => {
	const told = operationDeviations(onlyExecution(everyOperation().ran), new State(), []);
	for (const node of Object.keys(OPERATIONS)) {
		expect(told).toContain(`${node}: Interakt does not hold what it was to do`);
	}
	expect(told).toContainEqual(expect.stringContaining('request 1 to Interakt is nothing'));
});

test('when everything is refused, every operation has its turn and says so', async () => {
	interakt.misbehave({ effect: { kind: 'status', status: 403, message: 'Not allowed' } });
	try {
		const execution = onlyExecution(await runExample(n8n.api, everyOperation().example));
		expect(execution.status).toBe('success');
		for (const { node, outcome, cameBack } of outcomesOf(execution)) {
			expect([node, outcome]).toEqual([node, 'rejected']);
			expect(cameBack).not.toBe('');
		}
	} finally {
		interakt.misbehave();
	}
});

test('what n8n 3 takes away is in no example, as far as n8n can tell', async () => {
	const { data } = await n8n.api.request<{
		data: { report: { workflowResults: Array<{ ruleId: string; nbAffectedWorkflows: number }> } };
	}>({ method: 'post', url: '/rest/breaking-changes/report/refresh', params: { version: 'v3' } });
	const named = data.report.workflowResults.filter(({ nbAffectedWorkflows }) => nbAffectedWorkflows > 0);

	// n8n takes every node for one with several outputs whose outputs are an expression, as those of ours are.
	expect(named.map(({ ruleId }) => ruleId)).toEqual(['always-output-data-multi-output-v3']);
});
