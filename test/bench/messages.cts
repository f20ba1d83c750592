import { createCredential } from '../host/credentials.cts';
import type { N8n } from '../host/n8n.cts';
import { figure, type Contestant, type Measured } from './case.cts';
import { execute } from './execution.cts';
import { startInterakt, type Interakt, type InteraktOptions } from './interakt.cts';
import type { Task } from './optimum.cts';
import { sendByScript } from './script.cts';
import { keysOf, sending, type Sender } from './workload.cts';

/** Messages to warm up with: what runs for the first time in a process is slower, and a production n8n has run before. */
const WARM_UP = 20;

/** For the simulator without a limit; the node must not wait for one either. */
const NO_LIMIT = 1_000_000;

/** A credential for a simulator, with the requests per minute that its limit says. */
export const credentialFor = (n8n: N8n, interakt: Interakt, { limit }: InteraktOptions) =>
	createCredential(n8n.api, 'interaktApi', interakt, {
		plan: 'other',
		requestsPerMinute: limit?.perMinute ?? NO_LIMIT,
	});

/** Runs work with a simulator of its own. */
export async function withInterakt<Result>(
	options: InteraktOptions,
	work: (interakt: Interakt) => Promise<Result>,
): Promise<Result> {
	const interakt = await startInterakt(options);
	try {
		return await work(interakt);
	} finally {
		interakt.stop();
	}
}

/** Sends messages through n8n to a simulator of their own. */
export async function send(
	n8n: N8n,
	sender: Sender,
	count: number,
	options: InteraktOptions,
): Promise<Measured> {
	return await withInterakt(options, async (interakt) => {
		const credential = await credentialFor(n8n, interakt, options);
		const { spent } = await execute(n8n, sending(sender, credential, interakt.url, count));
		return { ...spent, received: await interakt.received(keysOf(count)) };
	});
}

/** The server of a task. */
export const serverOf = ({ latency, limit }: Task): InteraktOptions => ({
	latency: latency * 1000,
	...(limit && { limit }),
});

interface Circumstances {
	/** Whether n8n begins with nothing, so that its memory can be compared. */
	fresh?: boolean;
	/** How often what takes no time to speak of is measured in a run: the one with the median time counts. */
	times?: number;
}

/** Measures so often, one after the other; gives the one with the median time. */
async function middleOf(times: number, measure: () => Promise<Measured>): Promise<Measured> {
	const all: Measured[] = [];
	for (let index = 0; index < times; index++) all.push(await measure());
	all.sort((one, other) => one.seconds - other.seconds);
	return figure(all[Math.floor(times / 2)]);
}

/** A contestant that sends the messages of a task. */
export function messenger(
	name: Contestant['name'],
	sender: Sender,
	task: Task,
	{ fresh = false, times = 1 }: Circumstances = {},
): Contestant {
	return {
		name,
		async measure(stage) {
			const n8n = fresh ? await stage.freshN8n() : await stage.n8n();
			await send(n8n, sender, WARM_UP, {});
			return await middleOf(times, () => send(n8n, sender, task.count, serverOf(task)));
		},
	};
}

/** A script that sends the messages of a task at once, without n8n. */
export const script = (task: Task, { times = 1 }: Circumstances = {}): Contestant => ({
	name: 'script',
	async measure() {
		await withInterakt({}, async (interakt) => await sendByScript(interakt, WARM_UP));
		return await middleOf(times, () =>
			withInterakt(serverOf(task), async (interakt) => {
				const start = performance.now();
				await sendByScript(interakt, task.count);
				const seconds = (performance.now() - start) / 1000;
				return { seconds, received: await interakt.received(keysOf(task.count)) };
			}),
		);
	},
});

/** The same contestant, measured at the same time as others that do little but wait. */
export function waiting(contestant: Contestant): Contestant {
	return {
		...contestant,
		waits: true,
		async measure(stage) {
			const { seconds, received } = await contestant.measure(stage);
			return { seconds, received };
		},
	};
}
