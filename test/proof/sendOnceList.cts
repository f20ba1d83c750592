/** A list whose items have Send Once Keys, a workflow that sends it, and what is to hold of it after ends of n8n. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { itemsOf, type N8nApi } from '../host/api.cts';
import { createCredential } from '../host/credentials.cts';
import { chain, codeNode, interaktNode, manualTrigger } from '../host/workflows.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { atMost, count, counts, exactly, figure, type Claim } from './case.cts';

/** The most items of a run that are under way at once. */
export const MOST_IN_FLIGHT = 200;

/** How often a list is run with Send Again until all of its keys are known to be sent. */
const MOST_RUNS_AGAIN = 3;

export interface SendOnceList {
	readonly keys: readonly string[];
	/** Sends the list. Gives the status of each key, as the node has put it out. */
	run(ifMaybeSent?: 'doNotSend' | 'sendAgain'): Promise<string[]>;
	/** How many messages Interakt has taken of each key. */
	sent(): ReadonlyMap<string, number>;
}

/** Makes a list of so many items and the workflow that sends it, without a limit that would slow it down. */
export async function createSendOnceList(
	api: N8nApi,
	interakt: Simulator,
	length: number,
	credentialData: ICredentialDataDecryptedObject = {},
): Promise<SendOnceList> {
	const keys = Array.from({ length }, (_, index) => `order ${index}`);
	const orders = keys.map((key, index) => ({ key, phone: String(9_999_900_000 + index) }));
	for (const { phone: phoneNumber } of orders)
		interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });
	const credential = await createCredential(api, 'interaktApi', interakt, {
		plan: 'other',
		requestsPerMinute: 1_000_000,
		...credentialData,
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
		manualTrigger('doNotSend'),
		codeNode('Orders', itemsWith('doNotSend')),
		{ ...send, onError: 'continueRegularOutput' },
	]);
	const [again, ordersAgain] = [manualTrigger('sendAgain'), codeNode('Orders again', itemsWith('sendAgain'))];
	workflow.nodes.push(again, ordersAgain);
	workflow.connections.sendAgain = { main: [[{ node: 'Orders again', type: 'main', index: 0 }]] };
	workflow.connections['Orders again'] = { main: [[{ node: 'Send', type: 'main', index: 0 }]] };
	const id = await api.createWorkflow(workflow);
	return {
		keys,
		run: async (ifMaybeSent = 'doNotSend') =>
			itemsOf(await api.run(id, ifMaybeSent), 'Send').map(({ status }) => String(status)),
		sent: () => counts(interakt.state.messages.map(({ callbackData = '' }) => callbackData)),
	};
}

/**
 * Runs a list until all of its keys are settled, and then with Send Again.
 *
 * @param most The most keys that may stay undecided.
 * @param figures What else was counted.
 */
export async function settled({ keys, run, sent }: SendOnceList, most: number, figures: Claim[]) {
	await run();
	const statuses = await run();
	const before = sent();
	const undecided = keys.filter((_, index) => statuses[index] === 'unknown');
	const lost = keys.filter((key, index) => !before.has(key) && statuses[index] !== 'unknown');
	let last: string[] = [];
	for (let runs = 0; runs < MOST_RUNS_AGAIN && count(last, 'skipped') < keys.length; runs++) {
		await run('sendAgain');
		last = await run();
	}
	const inTheEnd = sent();
	return [
		exactly(0, 'keys with more than one message', [...before.values()].filter((times) => times > 1).length),
		exactly(0, 'keys without a message that are said to be settled', lost.length),
		exactly(keys.length, 'keys with an outcome', statuses.length),
		atMost(most, 'keys that stay undecided; at most what was in flight or about to leave', undecided.length),
		figure('of them with a message', undecided.filter((key) => before.has(key)).length),
		...figures,
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
}
