/** n8n in queue mode: a main process that takes what starts workflows, and workers that run them. */
import { randomUUID } from 'node:crypto';

import { Endings } from './endings.cts';
import type { N8n, N8nOptions } from './n8n.cts';
import { startN8n } from './n8n.cts';
import { startN8nProcess, type N8nProcess } from './n8nProcess.cts';
import { freePorts } from './ports.cts';
import { POSTGRES_USER, startPostgres } from './postgres.cts';
import { startRedis } from './redis.cts';
import type { Server } from './server.cts';

/** A worker, which takes one execution at a time. */
export interface Worker extends N8nProcess {
	/** The IDs of the executions that it has taken. */
	executions: () => string[];
}

export interface Queue {
	/** The main process. */
	n8n: N8n;
	workers: Worker[];
	/** Ends all processes and removes their folders. */
	stop: () => Promise<void>;
}

export interface QueueOptions extends N8nOptions {
	/** How many workers. */
	workers: number;
}

/** What all processes of n8n have to know. */
const settings = (redis: Server, postgres: Server) => ({
	EXECUTIONS_MODE: 'queue',
	N8N_ENCRYPTION_KEY: randomUUID(),
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_USER: POSTGRES_USER,
	DB_POSTGRESDB_DATABASE: POSTGRES_USER,
});

async function startWorker(options: N8nOptions): Promise<Worker> {
	const [brokerPort] = (await freePorts(1)) as [number];
	const worker = await startN8nProcess({
		...options,
		command: 'worker',
		environment: {
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			// So that executions that are started together go to different workers.
			N8N_CONCURRENCY_PRODUCTION_LIMIT: '1',
			...options.environment,
		},
		isReady: (log) => log.includes('n8n worker is now ready'),
	});
	const executions = () =>
		[...worker.log().matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
	return { ...worker, executions };
}

/** Starts so many workers at the same time; none is left running when one of them does not start. */
async function startWorkers(count: number, options: N8nOptions): Promise<Worker[]> {
	const starting = await Promise.allSettled(Array.from({ length: count }, () => startWorker(options)));
	const workers = starting.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	const failed = starting.find((each) => each.status === 'rejected');
	if (!failed) return workers;
	await stopAll(workers);
	throw failed.reason;
}

const stopAll = async (workers: readonly Worker[]) =>
	void (await Promise.all(workers.map(({ stop }) => stop())));

/** Starts n8n in queue mode, with a Redis and a PostgreSQL of its own. */
export async function startQueue({ workers: count, environment, ...options }: QueueOptions): Promise<Queue> {
	const endings = new Endings();
	try {
		const redis = endings.add(await startRedis(), ({ stop }) => stop());
		const postgres = endings.add(await startPostgres(), ({ stop }) => stop());
		const all = { ...options, environment: { ...settings(redis, postgres), ...environment } };
		// Alone: it makes the tables.
		const n8n = endings.add(await startN8n(all), ({ stop }) => stop());
		const workers = endings.add(await startWorkers(count, all), stopAll);
		return { n8n, workers, stop: endings.end };
	} catch (cause) {
		await endings.end();
		throw cause;
	}
}
