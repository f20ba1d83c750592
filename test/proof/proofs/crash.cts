/**
 * n8n is ended at random moments of runs with Send Once Keys, killed or shut down, and runs again until all keys have
 * been settled.
 */
import { setTimeout as delay } from 'node:timers/promises';

import type { Simulator } from '../../simulator/simulator.cts';
import { figure, type Circumstances, type Claim, type Proof } from '../case.cts';
import { createSendOnceList, MOST_IN_FLIGHT, settled } from '../sendOnceList.cts';

/** Milliseconds after an answer within which n8n may not have written down what became of its key. */
const WRITTEN_LATER_MS = 1_000;

/** Keys that were recorded in the last write, whose requests were about to leave; more the longer a write takes. */
const ABOUT_TO_LEAVE = 100;

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
	keys: [1_200, 6_000],
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
		const list = await createSendOnceList(n8n.api, interakt, size(...its.keys));
		const { requests } = interakt.state;

		const kills = size(...its.times);
		let [inFlight, late] = [0, 0];
		for (let kill = 0; kill < kills; kill++) {
			interakt.misbehave({ effect: { kind: 'latency', ms: its.latency } });
			const before = requests.length;
			const cut = list.run().then(
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
			inFlight += signal === 'SIGKILL' ? open.length + ABOUT_TO_LEAVE : MOST_IN_FLIGHT;
			await killed;
			await cut;
			await ended(interakt);
			late += requests.slice(before).filter(({ at }) => at > signalledAt).length;
			say(
				`${word} ${kill + 1}: ${requests.length - before} requests, ${open.length} in flight at the signal`,
			);
		}
		interakt.misbehave();
		return await settled(list, inFlight, [
			figure(word, kills),
			...(signal === 'SIGKILL'
				? []
				: [figure('requests that began after the signal, while n8n waited for the run', late)]),
		]);
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
