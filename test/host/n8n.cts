import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { N8nApi } from './api.cts';
import { environmentForPackageManager, tail } from './command.cts';
import type { Host } from './install.cts';
import { freePorts } from './ports.cts';

/** An n8n that runs. */
export interface N8n {
	/** Where the editor is. */
	url: string;
	api: N8nApi;
	/** The log-in of its owner. */
	owner: { email: string; password: string };
	/** What n8n has printed so far. */
	log: () => string;
	/** Kills the process at once, as a power cut does, and starts it again on the same folder. */
	killAndStart: () => Promise<void>;
	/** Ends the process and removes its folder. */
	stop: () => Promise<void>;
}

export interface N8nOptions {
	host: Host;
	/** The folder of the unpacked tarball. */
	packageFolder: string;
	/** The folder whose files workflows may read and write; none by default. */
	filesFolder?: string;
	/** Settings of n8n besides the ones it always gets here, by the names of its environment variables. */
	environment?: Record<string, string>;
}

const PACKAGE_NAME = 'n8n-nodes-interakt';
const POLL_MS = 100;
const BOOT_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 15_000;

/** Made for a throw-away n8n that listens on this machine only. */
const OWNER = { email: 'owner@interakt.example', password: 'Interakt-demo-1' };

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
const settings = (userFolder: string, port: number, brokerPort: number, filesFolder: string | undefined) => ({
	N8N_USER_FOLDER: userFolder,
	N8N_HOST: '127.0.0.1',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_PORT: String(port),
	N8N_RUNNERS_BROKER_PORT: String(brokerPort),
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
	// It fetches a list of servers at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_FORMAT: 'text',
	NO_COLOR: '1',
});

/** Waits until n8n answers. Throws with the tail of its log when it ends or stays silent instead. */
async function booted(child: ChildProcess, api: N8nApi, log: () => string) {
	const limit = Date.now() + BOOT_LIMIT_MS;
	while (!(await api.isReady())) {
		const ended = child.exitCode ?? child.signalCode;
		if (ended !== null) throw new Error(`n8n ended with ${ended} while it started:\n${tail(log())}`);
		if (Date.now() > limit) throw new Error(`n8n did not get ready:\n${tail(log())}`);
		await delay(POLL_MS);
	}
}

/** Asks the process to end, and insists when it takes its time. */
async function ended(child: ChildProcess) {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGTERM');
	const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
	await exit;
	clearTimeout(insist);
}

/** Starts n8n with the package installed as a community node, in a folder of its own, with its owner set up. */
export async function startN8n({ host, packageFolder, filesFolder, environment }: N8nOptions): Promise<N8n> {
	const userFolder = await userFolderWith(packageFolder);
	const [port, brokerPort] = (await freePorts(2)) as [number, number];
	const url = `http://127.0.0.1:${port}`;

	const printed: string[] = [];
	const log = () => printed.join('');
	const launch = () => {
		const launched = spawn(host.node, [host.n8n, 'start'], {
			cwd: userFolder,
			env: {
				...environmentForPackageManager(),
				// n8n starts its task runner with the `node` on PATH.
				PATH: [dirname(host.node), process.env.PATH ?? ''].join(delimiter),
				...settings(userFolder, port, brokerPort, filesFolder),
				...environment,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
			// A group of its own: Ctrl+C in a terminal is for us, and we end n8n in good order.
			detached: true,
		});
		launched.stdout.on('data', (piece: Buffer) => printed.push(piece.toString()));
		launched.stderr.on('data', (piece: Buffer) => printed.push(piece.toString()));
		launched.on('error', (cause) => printed.push(`n8n did not start: ${cause.message}\n`));
		return launched;
	};
	let child = launch();

	// For an end in the middle: a process group of its own would outlive us.
	const endWithUs = () => {
		child.kill('SIGKILL');
		rmSync(userFolder, { recursive: true, force: true });
	};
	process.once('exit', endWithUs);

	const stop = async () => {
		process.off('exit', endWithUs);
		await ended(child);
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	const api = new N8nApi(url);
	const killAndStart = async () => {
		const { pid } = child;
		if (pid === undefined) throw new Error(`n8n does not run:\n${tail(log())}`);
		const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		// The whole group: its task runner would keep the port.
		process.kill(-pid, 'SIGKILL');
		await exit;
		child = launch();
		await booted(child, api, log);
	};
	try {
		await booted(child, api, log);
		await api.setUpOwner(OWNER);
	} catch (cause) {
		await stop();
		throw cause;
	}
	return { url, api, owner: OWNER, log, killAndStart, stop };
}
