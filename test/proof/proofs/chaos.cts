/** Messages, contacts and events while a fifth of what Interakt does goes wrong. */
import type { INode } from 'n8n-workflow';

import { itemsNode, keysOf, ours } from '../../bench/workload.cts';
import type { Credential, Execution } from '../../host/api.cts';
import { createCredential } from '../../host/credentials.cts';
import { chain, interaktNode, manualTrigger } from '../../host/workflows.cts';
import type { FaultEffect, FaultRule } from '../../simulator/faults.cts';
import { isObject } from '../../simulator/rules.cts';
import type { State } from '../../simulator/state.cts';
import { counts, exactly, figure, type Claim, type Proof } from '../case.cts';

/** Seconds that n8n waits for an answer while much goes wrong. */
export const TIMEOUT = 2;

/** Everything that goes wrong, each as often as the others. */
const EFFECTS: FaultEffect[] = [
	{ kind: 'latency', ms: [100, 1_000] },
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'hang' },
	{ kind: 'status', status: 429 },
	{ kind: 'status', status: 429, retryAfter: 1 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 502, html: true },
	{ kind: 'status', status: 503, processed: true },
	{ kind: 'status', status: 504, html: true, processed: true },
	{ kind: 'html' },
	{ kind: 'html', processed: true },
	{ kind: 'cutShort' },
	{ kind: 'trickle', ms: 500 },
	{ kind: 'trickle', ms: 5_000 },
	{ kind: 'refuse' },
	{ kind: 'text', body: '' },
	{ kind: 'text', body: '[]' },
	{ kind: 'text', body: '{"result":{},"message":7,"id":[]}' },
	{ kind: 'text', body: '{"result":"true","message":7,"id":null}', processed: true },
];
const SHARE = 0.2;

/** A fifth of all requests goes wrong. */
export const faults: FaultRule[] = EFFECTS.map((effect) => ({
	match: { probability: SHARE / EFFECTS.length },
	effect,
}));

interface Kind {
	name: string;
	quick: number;
	full: number;
	node: (credential: Credential) => INode;
	/** How often what each key names was done. */
	done: (state: State) => Map<unknown, number>;
}

const keyTrait = { values: [{ name: 'key', value: '={{ $json.key }}' }] };
const keyOf = (traits: unknown) => (isObject(traits) ? traits.key : undefined);

const KINDS: Kind[] = [
	{
		name: 'messages',
		quick: 400,
		full: 10_000,
		node: (credential) => ours(credential, '').nodes[0] as INode,
		done: ({ messages }) => counts(messages.map(({ callbackData }) => callbackData)),
	},
	{
		name: 'contacts',
		quick: 300,
		full: 5_000,
		node: (credential) =>
			interaktNode('Send', credential, {
				resource: 'contact',
				operation: 'upsert',
				phoneNumber: '={{ $json.phone }}',
				traits: keyTrait,
			}),
		done: ({ contacts }) => counts(contacts.map(({ traits }) => keyOf(traits))),
	},
	{
		name: 'events',
		quick: 300,
		full: 5_000,
		node: (credential) =>
			interaktNode('Send', credential, {
				resource: 'event',
				operation: 'track',
				phoneNumber: '={{ $json.phone }}',
				event: 'Order Placed',
				traits: keyTrait,
			}),
		done: ({ events }) => counts(events.map(({ traits }) => keyOf(traits))),
	},
];

/** How each item ended, by its number; several endings where it came out several times. */
function endingsOf(execution: Execution): Map<number, string[]> {
	const endings = new Map<number, string[]>();
	for (const run of execution.runs.Send ?? []) {
		for (const { json, pairedItem } of run.data?.main?.[0] ?? []) {
			const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;
			endings.set(item, [...(endings.get(item) ?? []), String(json.status)]);
		}
	}
	return endings;
}

/** Holds what the node said of each item against what was done. */
function judged({ name }: Kind, keys: readonly string[], execution: Execution, done: Map<unknown, number>) {
	const endings = endingsOf(execution);
	const items = keys.map((key, index) => ({ times: done.get(key) ?? 0, said: endings.get(index) ?? [] }));
	const number = (is: (item: (typeof items)[number]) => boolean) => items.filter(is).length;
	const says = (...words: string[]) =>
		items.filter(({ said: [word = ''] }) => words.includes(word)) as typeof items;
	return [
		exactly(
			keys.length,
			`${name}: items with one outcome`,
			number(({ said }) => said.length === 1),
		),
		exactly(
			0,
			`${name}: done twice`,
			number(({ times }) => times > 1),
		),
		exactly(
			0,
			`${name}: said to be done, and not done`,
			says('accepted').filter(({ times }) => times === 0).length,
		),
		exactly(
			0,
			`${name}: said not to be done, and done`,
			says('rejected', 'skipped').filter(({ times }) => times > 0).length,
		),
		figure(`${name}: accepted`, says('accepted').length),
		figure(`${name}: rejected`, says('rejected').length),
		figure(`${name}: unknown`, says('unknown').length),
		figure(`${name}: unknown, and done`, says('unknown').filter(({ times }) => times > 0).length),
	];
}

export const chaos: Proof = {
	name: 'chaos',
	title: `Messages, contacts and events while ${SHARE * 100} % of the answers go wrong, in ${EFFECTS.length} ways`,
	async prove({ setUp, seed, size, say }) {
		const interakt = await setUp.simulator({ statuses: false, seed });
		const n8n = await setUp.n8n();
		const credential = await createCredential(n8n.api, 'interaktApi', interakt, {
			plan: 'other',
			requestsPerMinute: 1_000_000,
			timeout: TIMEOUT,
		});
		const claims: Claim[] = [];
		for (const kind of KINDS) {
			const keys = keysOf(size(kind.quick, kind.full));
			interakt.reset();
			interakt.misbehave(...faults);
			const workflow = chain(kind.name, [
				manualTrigger('Start'),
				itemsNode(keys.length, 0),
				{ ...kind.node(credential), onError: 'continueRegularOutput' },
			]);
			const execution = await n8n.api.run(await n8n.api.createWorkflow(workflow), 'Start');
			// What hung has been given up by n8n; the simulator has done all that it was asked.
			claims.push(...judged(kind, keys, execution, kind.done(interakt.state)));
			say(`${keys.length} ${kind.name}: ${interakt.state.requests.length} requests`);
		}
		return claims;
	},
};
