import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { booted, endingWithUs, launch } from './child.cts';
import type { User } from './command.cts';
import { freePorts } from './ports.cts';

/** A server that listens on this machine only, in a folder of its own. */
export interface Server {
	port: number;
	/** Ends the process and removes its folder. */
	stop: () => Promise<void>;
}

export interface ServerOptions {
	/** What failures call it. */
	name: string;
	command: string;
	parameters: (port: number, folder: string) => string[];
	/** What it prints when it is ready. */
	readyText: string;
	/** What has to be done in its folder before it starts. */
	prepare?: (folder: string) => Promise<unknown>;
	/** Who runs it and owns its folder; whoever runs us unless told. */
	user?: User;
	/** What it takes as the wish to end soon; SIGTERM unless told. */
	stopSignal?: NodeJS.Signals;
}

/** Starts a server on a free port. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { name, command, parameters, readyText, prepare, user, stopSignal } = options;
	const [port] = (await freePorts(1)) as [number];
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-server-'));
	try {
		if (user) await chown(folder, user.uid, user.gid);
		await prepare?.(folder);
	} catch (cause) {
		await rm(folder, { recursive: true, force: true });
		throw cause;
	}

	const printed: string[] = [];
	const log = () => printed.join('');
	const child = launch(command, parameters(port, folder), {
		cwd: folder,
		...(user && { user }),
		onOutput: (text) => printed.push(text),
	});
	const stop = endingWithUs(() => child, folder, stopSignal);
	try {
		await booted(name, child, (text) => text.includes(readyText), log);
	} catch (cause) {
		await stop();
		throw cause;
	}
	return { port, stop };
}
