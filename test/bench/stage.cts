import { join } from 'node:path';

import { Endings } from '../host/endings.cts';
import type { Host } from '../host/install.cts';
import { startN8n, type N8n } from '../host/n8n.cts';
import type { Packed } from '../host/pack.cts';
import { startQueue, type Queue } from '../host/queue.cts';
import type { HostSetUp } from '../host/setUp.cts';

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

/** Runs work on a stage, and ends what it has started; what it was started from stays. */
export async function onStage<Result>(
	setUp: HostSetUp,
	environment: NodeJS.ProcessEnv,
	work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
	const [origin, packed] = [await setUp.origin(), await setUp.packed()];
	let running: Promise<N8n> | undefined;
	const end = async () => {
		const ending = running;
		running = undefined;
		await (await ending)?.stop();
	};
	const queues = new Endings();
	const n8n = (further: NodeJS.ProcessEnv = {}) =>
		(running ??= startN8n({
			...origin,
			environment: { N8N_CUSTOM_EXTENSIONS: join(__dirname, 'bare'), ...environment, ...further },
		}));
	try {
		return await work({
			host: origin.host,
			packed,
			n8n: () => n8n(),
			async freshN8n(further) {
				await end();
				return await n8n(further);
			},
			async queue(workers) {
				const queue = await startQueue({ ...origin, environment, workers });
				return queues.add(queue, ({ stop }) => stop());
			},
		});
	} finally {
		await end();
		await queues.end();
	}
}
