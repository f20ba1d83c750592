import { N8nApi } from './api.cts';
import type { Host } from './install.cts';
import { startN8nProcess } from './n8nProcess.cts';
import { freePorts } from './ports.cts';

/** An n8n that runs. */
export interface N8n {
	/** Where the editor is. */
	url: string;
	api: N8nApi;
	/** The main process. */
	pid: number;
	/** The log-in of its owner. */
	owner: { email: string; password: string };
	/** Where it keeps its database, logs and settings. */
	folder: string;
	/** What n8n has printed so far. */
	log: () => string;
	/**
	 * Ends the process and starts it again on the same folder: kills it at once, as a power cut does, unless another
	 * signal is given.
	 */
	killAndStart: (signal?: NodeJS.Signals) => Promise<void>;
	/** Ends the process and removes its folder. */
	stop: () => Promise<void>;
}

export interface N8nOptions {
	host: Host;
	/** The folder of the unpacked tarball. */
	packageFolder: string;
	/** The folder whose files workflows may read and write; none by default. */
	filesFolder?: string;
	/** Further settings of n8n. */
	environment?: NodeJS.ProcessEnv;
}

/** Made for a throw-away n8n that listens on this machine only. */
const OWNER = { email: 'owner@interakt.example', password: 'Interakt-demo-1' };

/** Starts n8n with the package installed as a community node, in a folder of its own, with its owner set up. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const [port, brokerPort] = (await freePorts(2)) as [number, number];
	const url = `http://127.0.0.1:${port}`;
	const api = new N8nApi(url);
	const running = await startN8nProcess({
		...options,
		command: 'start',
		environment: {
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			...options.environment,
		},
		isReady: () => api.isReady(),
	});
	try {
		await api.setUpOwner(OWNER);
	} catch (cause) {
		await running.stop();
		throw cause;
	}
	return { ...running, url, api, owner: OWNER };
}
