/**
 * n8n is ended at random moments of runs with Send Once Keys, killed or shut down, and runs again until all keys have
 * been settled.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { itemsOf, type Execution } from '../../host/api.cts';
import { createCredential } from '../../host/credentials.cts';
import { chain, codeNode, interaktNode, manualTrigger } from '../../host/workflows.cts';
import type { Simulator } from '../../simulator/simulator.cts';
import {
	atMost,
	count,
	counts,
	exactly,
	figure,
	type Circumstances,
	type Claim,
	type Proof,
} from '../case.cts';

/** Milliseconds after an answer within which n8n may not have written down what became of its key. */
const WRITTEN_LATER_MS = 1_000;

/** The most requests of a run that are under way at once. */
const MOST_IN_FLIGHT = 200;

/** How each key ended in a run. */
const endingsOf = (execution: Execution) => itemsOf(execution, 'Send').map(({ status }) => String(status));

async function ended({ state }: Simulator): Promise<void> {
	while (state.requests.some(({ status }) => status === undefined)) await delay(20);
}

interface Ending {
	signal: NodeJS.Signals;
	/** What it is called in the report. */
	word: string;
	keys: readonly [quick: number, full: number];
	times: readonly [quick: number, full: number];
	/** Milliseconds that Interakt takes for a request. */
	latency: readonly [number, number];
	environment?: Record<string, string>;
}

/** At once, as a power cut does. */
const KILL: Ending = {
	signal: 'SIGKILL',
	word: 'kills',
	keys: [600, 3_000],
	times: [3, 20],
	latency: [200, 1_000],
};

/**
 * In good order, as a deployment does: n8n waits for the run, 2 seconds here in place of 30, and goes when it has not
 * ended. The answers take so long that it has not.
 */
const SHUT_DOWN: Ending = {
	signal: 'SIGTERM',
	word: 'shutdowns',
	keys: [1_000, 4_000],
	times: [1, 8],
	latency: [1_000, 2_000],
	environment: { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '2' },
};

const ending =
	({ signal, word, environment = {}, ...its }: Ending) =>
	async ({ setUp, random, seed, size, say }: Circumstances): Promise<Claim[]> => {
		const interakt = await setUp.simulator({ statuses: false, seed });
		const n8n = await setUp.n8n({ environment });
		const keys = Array.from({ length: size(...its.keys) }, (_, index) => `order ${index}`);
		const orders = keys.map((key, index) => ({ key, phone: String(9_999_900_000 + index) }));
		for (const { phone: phoneNumber } of orders)
			interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });
		const credential = await createCredential(n8n.api, 'interaktApi', interakt, {
			plan: 'other',
			requestsPerMinute: 1_000_000,
		});
		const send = interaktNode('Send', credential, {
			resource: 'message',
			operation: 'sendText',
			phoneNumber: '={{ $json.phone }}',
			message: 'Your order is on its way',
			additionalFields: {
				callbackData: '={{ $json.key }}',
				sendOnceKey: '={{ $json.key }}',
				ifMaybeSent: '={{ $json.ifMaybeSent }}',
			},
		});
		const itemsWith = (ifMaybeSent: string) => orders.map((order) => ({ ...order, ifMaybeSent }));
		// One node, so one set of keys, with two starts.
		const workflow = chain('Send once', [
			manualTrigger('Start'),
			codeNode('Orders', itemsWith('doNotSend')),
			{ ...send, onError: 'continueRegularOutput' },
		]);
		const [again, ordersAgain] = [manualTrigger('Again'), codeNode('Orders again', itemsWith('sendAgain'))];
		workflow.nodes.push(again, ordersAgain);
		workflow.connections.Again = { main: [[{ node: 'Orders again', type: 'main', index: 0 }]] };
		workflow.connections['Orders again'] = { main: [[{ node: 'Send', type: 'main', index: 0 }]] };
		const id = await n8n.api.createWorkflow(workflow);
		const { requests } = interakt.state;

		const kills = size(...its.times);
		let [inFlight, late] = [0, 0];
		for (let kill = 0; kill < kills; kill++) {
			interakt.misbehave({ effect: { kind: 'latency', ms: its.latency } });
			const before = requests.length;
			const cut = n8n.api.run(id, 'Start').then(
				() => 'ended' as const,
				() => 'cut' as const,
			);
			const begun = async () => {
				while (requests.length === before) await delay(2);
			};
			await Promise.race([begun(), cut]);
			await delay(random() * 1_200);
			const signalledAt = Date.now();
			const killed = n8n.killAndStart(signal);
			// Under way, or answered so shortly before that it need not have been written down.
			const open = requests.filter(
				({ answeredAt = Infinity }) => answeredAt > signalledAt - WRITTEN_LATER_MS,
			);
			// When a process that was asked to end is gone is its own affair.
			inFlight += signal === 'SIGKILL' ? open.length : MOST_IN_FLIGHT;
			await killed;
			await cut;
			await ended(interakt);
			late += requests.slice(before).filter(({ at }) => at > signalledAt).length;
			say(
				`${word} ${kill + 1}: ${requests.length - before} requests, ${open.length} in flight at the signal`,
			);
		}
		interakt.misbehave();
		const sent = () => counts(interakt.state.messages.map(({ callbackData = '' }) => callbackData));
		await n8n.api.run(id, 'Start');
		const settled = endingsOf(await n8n.api.run(id, 'Start'));
		const afterKills = sent();
		const undecided = keys.filter((_, index) => settled[index] === 'unknown');
		const lost = keys.filter((key, index) => !afterKills.has(key) && settled[index] !== 'unknown');

		await n8n.api.run(id, 'Again');
		const last = endingsOf(await n8n.api.run(id, 'Start'));
		const inTheEnd = sent();
		return [
			exactly(
				0,
				'keys with more than one message',
				[...afterKills.values()].filter((times) => times > 1).length,
			),
			exactly(0, 'keys without a message that are said to be settled', lost.length),
			exactly(keys.length, 'keys with an outcome', settled.length),
			atMost(inFlight, 'keys that stay undecided; at most what was in flight', undecided.length),
			figure('of them with a message', undecided.filter((key) => afterKills.has(key)).length),
			figure(word, kills),
			...(signal === 'SIGKILL'
				? []
				: [figure('requests that began after the signal, while n8n waited for the run', late)]),
			exactly(
				keys.length,
				'keys that are known to be sent after a run with If an Earlier Run May Have Sent It set to Send Again',
				count(last, 'skipped'),
			),
			exactly(
				0,
				'keys that Send Again sent again although they were settled',
				keys.filter((key) => (inTheEnd.get(key) ?? 0) > 1 && !undecided.includes(key)).length,
			),
		];
	};

export const crash: Proof = {
	name: 'crash',
	title: 'Messages with Send Once Keys while n8n is killed (SIGKILL) at random moments and started again',
	prove: ending(KILL),
};

export const shutdown: Proof = {
	name: 'shutdown',
	title:
		'Messages with Send Once Keys while n8n is shut down (SIGTERM) in the midst of runs and started again',
	prove: ending(SHUT_DOWN),
};
