/** Programs that run beside us: started, waited for, and ended in good order. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { tail, type CommandOptions } from './command.cts';

const POLL_MS = 100;
const BOOT_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 15_000;

/** Starts a program, in a process group of its own: Ctrl+C in a terminal is for us, and we end it in good order. */
export function launch(
	command: string,
	parameters: readonly string[],
	{ cwd, env, user, onOutput = () => undefined }: CommandOptions,
): ChildProcess {
	const child = spawn(command, parameters, {
		cwd,
		env,
		...user,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	child.stdout.on('data', (piece: Buffer) => onOutput(piece.toString()));
	child.stderr.on('data', (piece: Buffer) => onOutput(piece.toString()));
	child.on('error', (cause) => onOutput(`It did not start: ${cause.message}\n`));
	return child;
}

/** Waits until a program is ready. Throws with the tail of its log when it ends or stays silent instead. */
export async function booted(
	name: string,
	child: ChildProcess,
	isReady: (log: string) => Promise<boolean> | boolean,
	log: () => string,
): Promise<void> {
	const limit = Date.now() + BOOT_LIMIT_MS;
	while (!(await isReady(log()))) {
		if (child.pid === undefined) throw new Error(`${name} did not start:\n${tail(log())}`);
		const ended = child.exitCode ?? child.signalCode;
		if (ended !== null) throw new Error(`${name} ended with ${ended} while it started:\n${tail(log())}`);
		if (Date.now() > limit) throw new Error(`${name} did not get ready:\n${tail(log())}`);
		await delay(POLL_MS);
	}
}

/** Asks a program to end, and insists when it takes its time. */
async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill(signal);
	const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
	await exit;
	clearTimeout(insist);
}

/**
 * Ends a program and removes its folder when we end in the middle: a process group of its own would outlive us.
 *
 * @param running The program as it runs now.
 * @returns What does the same in good order, before.
 */
export function endingWithUs(
	running: () => ChildProcess,
	folder: string,
	signal?: NodeJS.Signals,
): () => Promise<void> {
	const endWithUs = () => {
		running().kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	};
	process.once('exit', endWithUs);
	return async () => {
		process.off('exit', endWithUs);
		await ended(running(), signal);
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	};
}
