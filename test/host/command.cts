import { spawn } from 'node:child_process';

/** Somebody on this machine. */
export interface User {
	uid: number;
	gid: number;
}

export interface CommandOptions {
	cwd: string;
	/** Ours unless told. */
	env?: NodeJS.ProcessEnv;
	/** Who runs it; whoever runs us unless told. */
	user?: User;
	/** Called with every piece of output as it comes. */
	onOutput?: (text: string) => void;
	/** Ends the command, with all that it has started, when it aborts. */
	signal?: AbortSignal;
}

const TAIL_LINES = 40;

/** What a terminal takes as the wish to forget the line so far; spinners begin anew with it. */
const ERASE = '\u001b[J';

/** The last lines of a long text, as a terminal shows them: where a failure says what it is. */
export const tail = (text: string, lines = TAIL_LINES) =>
	text
		.trimEnd()
		.split('\n')
		.slice(-lines)
		.map((line) => line.split(ERASE).at(-1))
		.join('\n');

/**
 * Runs a command to its end and resolves with all that it printed.
 *
 * Rejects with the command line and the tail of its output when it could not start or did not exit with 0.
 */
export function runCommand(command: string, parameters: string[], options: CommandOptions): Promise<string> {
	const commandLine = [command, ...parameters].join(' ');
	const { signal } = options;
	return new Promise((resolve, reject) => {
		const child = spawn(command, parameters, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			...options.user,
			stdio: ['ignore', 'pipe', 'pipe'],
			// A group of its own can be ended as a whole.
			detached: signal !== undefined,
		});
		const end = () => {
			try {
				if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
			} catch {
				// It has ended by itself.
			}
		};
		signal?.addEventListener('abort', end, { once: true });
		let output = '';
		const collect = (piece: Buffer) => {
			const text = piece.toString();
			output += text;
			options.onOutput?.(text);
		};
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		child.on('error', (cause) => reject(new Error(`${commandLine} did not start: ${cause.message}`)));
		child.on('close', (code, killedBy) => {
			signal?.removeEventListener('abort', end);
			if (code === 0) resolve(output);
			else
				reject(new Error(`${commandLine} ended with ${killedBy ?? `exit code ${code}`}:\n${tail(output)}`));
		});
	});
}

/** What a package manager may inherit from the one that started us: where packages come from and are kept. */
const INHERITED = /^npm_config_(registry|.*proxy|cafile|cache|store_dir|userconfig)$/i;

/**
 * The environment without what npm and pnpm tell their scripts about themselves: settings such as `frozen_lockfile`,
 * `prefix` or `nodedir` belong to the package that the script was started for, not to the one installed next.
 */
export function environmentForPackageManager(environment = process.env): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(environment).filter(
			([name]) => INHERITED.test(name) || !/^(p?npm_.*|INIT_CWD|NODE|NODE_ENV|NODE_OPTIONS)$/i.test(name),
		),
	);
}
