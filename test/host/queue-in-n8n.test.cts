/**
 * n8n in queue mode: workers that send with the same key at the same time know nothing of each other but what Interakt
 * answers and what the database holds.
 */
import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { received } from '../bench/received.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { itemsOf } from './api.cts';
import { createCredential } from './credentials.cts';
import type { Queue } from './queue.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { documentOfFile, ordersWorkflow } from './workflows.cts';

const COUNT = 200;

/** One message each to many people, under keys that no other list has. */
const orders = (name: string, firstPhone: number) =>
	Array.from({ length: COUNT }, (_, index) => ({
		phone: String(firstPhone + index),
		key: `${name} ${index}`,
	}));

/** A list for each execution; both are run by the same workflow. */
const ORDERS = [orders('first', 9_999_900_000), orders('second', 9_999_910_000)] as const;
const KEYS = ORDERS.flat().map(({ key }) => key);

const setUp = new HostSetUp();
let interakt: Simulator;
let queue: Queue;

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	// As n8n 3 will always do: see docs/decisions/n8n-3.md.
	const environment = { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' };
	queue = await setUp.queue({ workers: 2, environment });
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => {
	interakt.reset();
	for (const { phone } of ORDERS.flat()) {
		interakt.state.customerWrites({ phoneNumber: phone, countryCode: '+91' });
	}
	// Long enough that the second execution begins before the first one ends.
	interakt.misbehave({ effect: { kind: 'latency', ms: [1_000, 2_000] } });
});

interface Listening {
	id: string;
	path: string;
}

/** A published workflow that sends each order of a call its message. */
async function listening(
	credentialData: ICredentialDataDecryptedObject,
	additionalFields: IDataObject = {},
): Promise<Listening> {
	const { api } = queue.n8n;
	const credential = await createCredential(api, 'interaktApi', interakt, credentialData);
	const path = randomUUID();
	const fields = { callbackData: '={{ $json.key }}', ...additionalFields };
	const workflow = ordersWorkflow(credential, path, fields);
	// A key that the other worker is sending stops nothing.
	for (const each of workflow.nodes) each.onError = 'continueRegularOutput';
	const id = await api.createWorkflow(workflow);
	await api.activate(id);
	return { id, path };
}

/** Has two lists sent, each by an execution of its own. Gives the executions when both have ended. */
async function sendAll({ id, path }: Listening, lists: typeof ORDERS = ORDERS) {
	const { api } = queue.n8n;
	const before = (await api.executionSummaries(id)).length;
	for (const given of lists) await api.call(path, { orders: given });
	expect(await api.endedExecutions(id)).toEqual({ success: before + lists.length });
	return (await api.executions(id)).slice(0, lists.length);
}

/** Which of the executions each worker has taken. */
const takenBy = (executions: ReadonlyArray<{ id: string }>) =>
	queue.workers.map((worker) => {
		const taken = worker.executions();
		return executions.map(({ id }) => id).filter((id) => taken.includes(id));
	});

test('a run that a person starts is on a worker, which finds the credential and the file of the item', async () => {
	interakt.state.customerWrites({ phoneNumber: '9999999999', countryCode: '+91' });
	const { api } = queue.n8n;
	const credential = await createCredential(api, 'interaktApi', interakt);
	const execution = await api.run(await api.createWorkflow(documentOfFile(credential)), 'Start');

	expect(execution.runs.File?.[0]?.data?.main?.[0]?.[0]?.binary?.data?.id).toMatch(/^database:/);
	expect(itemsOf(execution, 'Send')).toMatchObject([{ status: 'accepted' }]);
	expect(takenBy([execution]).flat()).toEqual([execution.id]);
}, 120_000);

test('two workers that share a limit they do not know to be shared send everything, and nothing twice', async () => {
	// Enough at once for one worker, not for both.
	interakt.limitTo({ perMinute: 600, shape: 'bucket', capacity: COUNT + 40 });
	const executions = await sendAll(await listening({ plan: 'advanced' }));
	const sent = received(interakt.state, KEYS);

	expect(takenBy(executions)).toEqual([[expect.any(String)], [expect.any(String)]]);
	expect(executions.flatMap((each) => itemsOf(each, 'Send').map(({ status }) => status))).toEqual(
		KEYS.map(() => 'accepted'),
	);
	expect(sent).toMatchObject({ delivered: KEYS.length, lost: 0, duplicates: 0 });
	expect(sent.refused).toBeGreaterThan(0);
	expect(interakt.state.messages).toHaveLength(KEYS.length);
}, 120_000);

/** No limit that slows down, in two processes. */
const unlimited = { plan: 'other', requestsPerMinute: 1_000_000, processes: 2 };

test('two workers that send the same list at the same moment under Send Once Keys send each message once', async () => {
	const workflow = await listening(unlimited, { sendOnceKey: '={{ $json.key }}' });
	const [list] = ORDERS;
	const executions = await sendAll(workflow, [list, list]);
	const statuses = executions.flatMap((each) => itemsOf(each, 'Send').map(({ status }) => status));

	expect(takenBy(executions)).toEqual([[expect.any(String)], [expect.any(String)]]);
	expect(
		received(
			interakt.state,
			list.map(({ key }) => key),
		),
	).toMatchObject({
		delivered: COUNT,
		lost: 0,
		duplicates: 0,
		requests: COUNT,
	});
	expect(statuses.filter((status) => status === 'accepted')).toHaveLength(COUNT);
}, 120_000);

test('what two workers have sent at the same time under Send Once Keys, either of them skips later', async () => {
	const workflow = await listening(unlimited, { sendOnceKey: '={{ $json.key }}' });
	const first = await sendAll(workflow);
	expect(takenBy(first)).toEqual([[expect.any(String)], [expect.any(String)]]);
	expect(received(interakt.state, KEYS)).toMatchObject({ lost: 0, duplicates: 0, requests: KEYS.length });

	// The other one has to do the work of both.
	await queue.workers[0]?.stop();
	const second = await sendAll(workflow);

	expect(takenBy(second)).toEqual([[], second.map(({ id }) => id)]);
	for (const item of second.flatMap((each) => itemsOf(each, 'Send'))) {
		expect(item).toMatchObject({ status: 'skipped', reason: 'alreadySent' });
	}
	expect(second.flatMap((each) => itemsOf(each, 'Send'))).toHaveLength(KEYS.length);
	expect(received(interakt.state, KEYS)).toMatchObject({ lost: 0, duplicates: 0, requests: KEYS.length });
}, 120_000);
