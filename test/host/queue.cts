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

/** A process that takes webhooks, as the main process does. */
export interface Processor extends N8nProcess {
	url: string;
}

export interface Queue {
	/** The main process. */
	n8n: N8n;
	workers: Worker[];
	processors: Processor[];
	/** Ends all processes and removes their folders. */
	stop: () => Promise<void>;
}

export interface QueueOptions extends N8nOptions {
	/** How many workers. */
	workers: number;
	/** How many webhook processors; none unless given. */
	processors?: number;
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

async function startProcessor(options: N8nOptions): Promise<Processor> {
	const [port, brokerPort] = (await freePorts(2)) as [number, number];
	const url = `http://127.0.0.1:${port}`;
	const processor = await startN8nProcess({
		...options,
		command: 'webhook',
		environment: {
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			...options.environment,
		},
		isReady: async () => await isHealthy(url),
	});
	return { ...processor, url };
}

async function isHealthy(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz/readiness`)).ok;
	} catch {
		return false; // Nothing listens yet.
	}
}

/** Starts so many processes at the same time; none is left running when one of them does not start. */
async function startAll<Started extends N8nProcess>(
	count: number,
	start: () => Promise<Started>,
): Promise<Started[]> {
	const starting = await Promise.allSettled(Array.from({ length: count }, start));
	const started = starting.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	const failed = starting.find((each) => each.status === 'rejected');
	if (!failed) return started;
	await stopAll(started);
	throw failed.reason;
}

const stopAll = async (processes: readonly N8nProcess[]) =>
	void (await Promise.all(processes.map(({ stop }) => stop())));

/** Starts n8n in queue mode, with a Redis and a PostgreSQL of its own. */
export async function startQueue(given: QueueOptions): Promise<Queue> {
	const { workers: workerCount, processors: processorCount = 0, environment, ...options } = given;
	const endings = new Endings();
	try {
		const redis = endings.add(await startRedis(), ({ stop }) => stop());
		const postgres = endings.add(await startPostgres(), ({ stop }) => stop());
		const all = { ...options, environment: { ...settings(redis, postgres), ...environment } };
		// Alone: it makes the tables.
		const n8n = endings.add(await startN8n(all), ({ stop }) => stop());
		const workers = endings.add(await startAll(workerCount, () => startWorker(all)), stopAll);
		const processors = endings.add(await startAll(processorCount, () => startProcessor(all)), stopAll);
		return { n8n, workers, processors, stop: endings.end };
	} catch (cause) {
		await endings.end();
		throw cause;
	}
}
