/**
 * Workers on one database send the same list with Send Once Keys at the same moment, two of them are killed in the
 * midst and started again, and the list is run again until all keys have been settled.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { figure, type Circumstances, type Claim, type Proof } from '../case.cts';
import { createSendOnceList, MOST_IN_FLIGHT, settled } from '../sendOnceList.cts';

const WORKERS = 3;

/** Workers that are killed in each round; the others go on. */
const KILLED = 2;

/** Milliseconds after the first request of a round within which a worker is killed. */
const KILLED_WITHIN_MS = 3_000;

async function prove({ setUp, random, seed, size, say }: Circumstances): Promise<Claim[]> {
	const interakt = await setUp.simulator({ statuses: false, seed });
	const queue = await setUp.queue({
		workers: WORKERS,
		environment: { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' },
	});
	const list = await createSendOnceList(queue.n8n.api, interakt, size(600, 2_400), { processes: WORKERS });
	const { requests } = interakt.state;
	const rounds = size(1, 4);
	for (let round = 1; round <= rounds; round++) {
		interakt.misbehave({ effect: { kind: 'latency', ms: [200, 1_000] } });
		const before = requests.length;
		const runs = queue.workers.map(async () => await list.run());
		const goesOn = Promise.any(runs);
		const begun = async () => {
			while (requests.length === before) await delay(2);
		};
		await Promise.race([begun(), goesOn]);
		await Promise.all(
			queue.workers.slice(0, KILLED).map(async (worker) => {
				await delay(random() * KILLED_WITHIN_MS);
				await worker.killAndStart();
			}),
		);
		say(`round ${round}: ${requests.length - before} requests until ${KILLED} workers were killed`);
		await goesOn;
		interakt.misbehave();
		await Promise.all(queue.workers.slice(1).map(async () => await list.run()));
	}
	const kills = rounds * KILLED;
	return await settled(list, kills * MOST_IN_FLIGHT, [figure('kills of workers', kills)]);
}

export const queue: Proof = {
	name: 'queue',
	title:
		'One list with Send Once Keys in three workers at the same moment, of which two are killed (SIGKILL) and started again',
	prove,
};
