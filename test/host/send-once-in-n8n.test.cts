/**
 * Send Once Keys in a real n8n with its own database: whatever happens to n8n, nobody gets a message twice.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { itemsOf, type Execution } from './api.cts';
import { createCredential } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { chain, codeNode, interaktNode, manualTrigger } from './workflows.cts';

const COUNT = 600;

/** Messages that have gone out when n8n is killed: 200 more are in flight then, and the others have not begun. */
const BEFORE_KILL = 250;

/** Messages of a run that n8n does not let come to its end when it shuts down: in these seconds 800 at most are begun. */
const SHUT_DOWN_COUNT = 1000;

/** One message each to many people, under keys that no other test uses. */
const orders = (name: string, length = COUNT) =>
	Array.from({ length }, (_, index) => ({
		phone: String(9_999_900_000 + index),
		key: `${name} ${index}`,
	}));
type Orders = ReturnType<typeof orders>;

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	interakt = await setUp.simulator();
	n8n = await setUp.n8n({ environment: { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '2' } });
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => {
	interakt.reset();
	for (const { phone } of orders('any', SHUT_DOWN_COUNT)) {
		interakt.state.customerWrites({ phoneNumber: phone, countryCode: '+91' });
	}
});

/** Saves a workflow that sends each order its message under its key; gives its ID. */
async function workflowFor(given: Orders, settings: Partial<INode> = {}): Promise<string> {
	// No limit: what is slow here is the way to Interakt and back.
	const unlimited = { plan: 'other', requestsPerMinute: 1_000_000 };
	const credential = await createCredential(n8n.api, 'interaktApi', interakt, unlimited);
	const send = interaktNode('Send', credential, {
		resource: 'message',
		operation: 'sendText',
		phoneNumber: '={{ $json.phone }}',
		message: 'Your order is on its way',
		additionalFields: { callbackData: '={{ $json.key }}', sendOnceKey: '={{ $json.key }}' },
	});
	return await n8n.api.createWorkflow(
		chain('Send once', [
			manualTrigger('Start'),
			codeNode('Orders', given),
			{ ...send, onError: 'continueRegularOutput', ...settings },
		]),
	);
}

/** What became of each order, in their order. */
const endings = (execution: Execution) =>
	itemsOf(execution, 'Send').map(
		({ status, details }) => (status ?? (details as IDataObject | undefined)?.status) as string,
	);

/** How many messages each order's customer got. */
const messagesByKey = (given: Orders) => {
	const counts = new Map(given.map(({ key }) => [key, 0]));
	for (const { callbackData = '' } of interakt.state.messages) {
		counts.set(callbackData, (counts.get(callbackData) ?? 0) + 1);
	}
	return counts;
};
const count = <Value,>(values: Iterable<Value>, wanted: Value) =>
	[...values].filter((value) => value === wanted).length;

/** Waits until the simulator has come to the end of everything that it was asked. */
async function requestsEnded(): Promise<void> {
	while (interakt.state.requests.some(({ status }) => status === undefined)) await delay(20);
}

/**
 * Runs a workflow that was cut off again, twice: what had gone out does not go out again, what had not begun does, and
 * each message that is known to be out is skipped. Gives how the items of the first of these runs ended.
 */
async function expectRestOnce(given: Orders, workflow: string, before: ReadonlyMap<string, number>) {
	interakt.misbehave();
	const second = await n8n.api.run(workflow, 'Start');
	const after = messagesByKey(given);
	const shown = endings(second);

	expect(second).toMatchObject({ status: 'success', failure: undefined });
	expect(shown).toHaveLength(given.length);
	expect(new Set(shown)).toEqual(new Set(['accepted', 'skipped', 'unknown']));
	expect([...after.values()].filter((messages) => messages > 1)).toEqual([]);
	given.forEach(({ key }, index) => {
		const ending = shown[index];
		// Sent before the kill, or in flight at that moment: not again. Not begun: now.
		if (ending === 'accepted') expect([key, before.get(key), after.get(key)]).toEqual([key, 0, 1]);
		else expect([key, after.get(key)]).toEqual([key, before.get(key)]);
		if (ending === 'skipped') expect([key, after.get(key)]).toEqual([key, 1]);
	});
	expect(interakt.state.requests.length).toBe(
		new Set(interakt.state.requests.map(({ recipient }) => recipient)).size,
	);

	const third = await n8n.api.run(workflow, 'Start');
	expect(endings(third)).toEqual(shown.map((ending) => (ending === 'accepted' ? 'skipped' : ending)));
	expect(messagesByKey(given)).toEqual(after);
	return shown;
}

test('n8n is killed half-way and started again: no message goes out twice, and all that had not left go out', async () => {
	const given = orders('killed');
	const workflow = await workflowFor(given);
	interakt.misbehave({ effect: { kind: 'latency', ms: [300, 900] } });
	const cut = n8n.api.run(workflow, 'Start').catch(() => undefined);
	while (interakt.state.messages.length < BEFORE_KILL) await delay(5);
	await n8n.killAndStart();
	await cut;
	await requestsEnded();
	const before = messagesByKey(given);
	const sentBefore = count(before.values(), 1);
	expect(sentBefore).toBeGreaterThanOrEqual(BEFORE_KILL);
	expect(sentBefore).toBeLessThan(COUNT);

	await expectRestOnce(given, workflow, before);
}, 180_000);

test('n8n is shut down half-way and started again: what had gone out is known, and no message goes out twice', async () => {
	const given = orders('shut down', SHUT_DOWN_COUNT);
	const workflow = await workflowFor(given);
	interakt.misbehave({ effect: { kind: 'latency', ms: [1500, 2500] } });
	const cut = n8n.api.run(workflow, 'Start').catch(() => undefined);
	const answered = () => interakt.state.requests.filter(({ status }) => status !== undefined);
	while (answered().length === 0) await delay(5);
	const recipients = new Set(answered().map(({ recipient }) => recipient));
	await n8n.killAndStart('SIGTERM');
	await cut;
	await requestsEnded();
	const before = messagesByKey(given);
	expect(n8n.log()).toContain('Received SIGTERM');
	expect(count(before.values(), 1)).toBeLessThan(SHUT_DOWN_COUNT);

	const shown = await expectRestOnce(given, workflow, before);
	given.forEach(({ phone }, index) => {
		if (recipients.has(`+91${phone}`)) expect([phone, shown[index]]).toEqual([phone, 'skipped']);
	});
}, 180_000);

test('with Retry On Fail on, a workflow that is run twice sends once', async () => {
	const given = orders('retried');
	const workflow = await workflowFor(given, {
		onError: 'stopWorkflow',
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 100,
	});
	interakt.misbehave(
		{ effect: { kind: 'latency', ms: [20, 60] } },
		{ match: { path: '/message/', nth: 50 }, effect: { kind: 'refuse' } },
	);
	const first = await n8n.api.run(workflow, 'Start');
	const second = await n8n.api.run(workflow, 'Start');

	expect(first).toMatchObject({ status: 'success', failure: undefined });
	expect(count(endings(first), 'accepted')).toBe(COUNT);
	expect(second).toMatchObject({ status: 'success', failure: undefined });
	expect(count(endings(second), 'skipped')).toBe(COUNT);
	for (const item of itemsOf(second, 'Send')) {
		expect(item).toMatchObject({ reason: 'alreadySent', sentAt: expect.stringMatching(/^\d{4}-.*Z$/) });
	}
	expect(count(messagesByKey(given).values(), 1)).toBe(COUNT);
	expect(interakt.state.requests).toHaveLength(COUNT + 1);
}, 120_000);

test('with Retry On Fail on, a message that may have gone out is left to a person, in both runs', async () => {
	const given = orders('unknown');
	const workflow = await workflowFor(given, {
		onError: 'stopWorkflow',
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 100,
	});
	interakt.misbehave({
		match: { path: '/message/', nth: 50 },
		effect: { kind: 'status', status: 500, processed: true },
	});
	const runs = [await n8n.api.run(workflow, 'Start'), await n8n.api.run(workflow, 'Start')];

	expect(runs.map(({ status }) => status)).toEqual(['error', 'error']);
	for (const { failure } of runs) expect(failure).toMatch(/1 may have been sent, and 0 were not sent/);
	expect(count(messagesByKey(given).values(), 1)).toBe(COUNT);
	expect(interakt.state.requests).toHaveLength(COUNT);
}, 120_000);
