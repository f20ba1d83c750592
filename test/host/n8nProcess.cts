import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { booted, endingWithUs, launch } from './child.cts';
import { environmentForPackageManager, tail } from './command.cts';
import type { Host } from './install.cts';

/** A process of n8n, in a folder of its own. */
export interface N8nProcess {
	/** Of the process that was started first. */
	pid: number;
	/** Where it keeps its database, logs and settings. */
	folder: string;
	/** What it has printed so far. */
	log: () => string;
	/**
	 * Ends the process and starts it again on the same folder: kills it at once, as a power cut does, unless another
	 * signal is given.
	 */
	killAndStart: (signal?: NodeJS.Signals) => Promise<void>;
	/** Ends the process and removes its folder. */
	stop: () => Promise<void>;
}

export interface N8nProcessOptions {
	host: Host;
	/** The folder of the unpacked tarball. */
	packageFolder: string;
	/** The folder whose files workflows may read and write; none by default. */
	filesFolder?: string;
	/** n8n's command, e.g. `start` or `worker`. */
	command: string;
	/** Settings beside those that every process of n8n gets here; the ports are among them. */
	environment: NodeJS.ProcessEnv;
	/** Whether it has come so far that it can be used. */
	isReady: (log: string) => Promise<boolean> | boolean;
}

const PACKAGE_NAME = 'n8n-nodes-interakt';

/** A user folder that holds the package where n8n keeps the community nodes it has installed. */
async function userFolderWith(packageFolder: string) {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-n8n-'));
	const nodes = join(folder, '.n8n', 'nodes');
	await mkdir(join(nodes, 'node_modules'), { recursive: true });
	await cp(packageFolder, join(nodes, 'node_modules', PACKAGE_NAME), { recursive: true });
	await writeFile(join(nodes, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	return folder;
}

/** n8n's settings: alone on this machine, and silent towards the rest of the world. */
const settings = (userFolder: string, filesFolder: string | undefined) => ({
	N8N_USER_FOLDER: userFolder,
	N8N_HOST: '127.0.0.1',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	// n8n's own default leaves no folder that surely exists.
	N8N_RESTRICT_FILE_ACCESS_TO: filesFolder ?? join(userFolder, 'files'),
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_FORMAT: 'text',
	NO_COLOR: '1',
});

/** Starts a process of n8n with the package installed as a community node. */
export async function startN8nProcess(options: N8nProcessOptions): Promise<N8nProcess> {
	const { host, packageFolder, filesFolder, command, environment, isReady } = options;
	const userFolder = await userFolderWith(packageFolder);

	const printed: string[] = [];
	const log = () => printed.join('');
	const start = () =>
		launch(host.node, [host.n8n, command], {
			cwd: userFolder,
			env: {
				...environmentForPackageManager(),
				// n8n starts its task runner with the `node` on PATH.
				PATH: [dirname(host.node), process.env.PATH ?? ''].join(delimiter),
				...settings(userFolder, filesFolder),
				...host.environment,
				...environment,
			},
			onOutput: (text) => printed.push(text),
		});
	let child = start();
	const { pid = 0 } = child;
	const stop = endingWithUs(() => child, userFolder);
	const killAndStart = async (signal: NodeJS.Signals = 'SIGKILL') => {
		if (child.pid === undefined) throw new Error(`n8n does not run:\n${tail(log())}`);
		const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		// The whole group: its task runner would keep the port.
		process.kill(-child.pid, signal);
		await exit;
		child = start();
		await booted('n8n', child, isReady, log);
	};
	try {
		await booted('n8n', child, isReady, log);
	} catch (cause) {
		await stop();
		throw cause;
	}
	return { pid, folder: userFolder, log, killAndStart, stop };
}
