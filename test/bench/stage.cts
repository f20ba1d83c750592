import { join } from 'node:path';

import type { Host } from '../host/install.cts';
import { startN8n, type N8n } from '../host/n8n.cts';
import type { Packed } from '../host/pack.cts';
import { startQueue, type Queue } from '../host/queue.cts';

/** What every case runs on. */
export interface Stage {
	host: Host;
	packed: Packed;
	/** The n8n of this round; started when it is first wanted. */
	n8n(): Promise<N8n>;
	/** Ends the n8n of this round, and starts one that begins with nothing, with further settings if wanted. */
	freshN8n(environment?: NodeJS.ProcessEnv): Promise<N8n>;
	/** An n8n in queue mode with so many workers. */
	queue(workers: number): Promise<Queue>;
}

/** Runs work on a stage, and ends what it has started. */
export async function onStage<Result>(
	{ host, packed }: Pick<Stage, 'host' | 'packed'>,
	environment: NodeJS.ProcessEnv,
	work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
	let running: Promise<N8n> | undefined;
	const end = async () => {
		const ending = running;
		running = undefined;
		await (await ending)?.stop();
	};
	const queues: Queue[] = [];
	const n8n = (further: NodeJS.ProcessEnv = {}) =>
		(running ??= startN8n({
			host,
			packageFolder: packed.unpacked,
			environment: { N8N_CUSTOM_EXTENSIONS: join(__dirname, 'bare'), ...environment, ...further },
		}));
	try {
		return await work({
			host,
			packed,
			n8n: () => n8n(),
			async freshN8n(further) {
				await end();
				return await n8n(further);
			},
			async queue(workers) {
				const queue = await startQueue({ host, packageFolder: packed.unpacked, environment, workers });
				queues.push(queue);
				return queue;
			},
		});
	} finally {
		await end();
		for (const { stop } of queues) await stop();
	}
}
