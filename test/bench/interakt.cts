import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Account } from '../host/credentials.cts';
import type { SimulatorOptions } from '../simulator/simulator.cts';
import type { Received } from './received.cts';

export interface InteraktOptions extends Pick<SimulatorOptions, 'limit' | 'latency'> {
	/** Contacts that it knows from the start; none by default. */
	contacts?: number;
}

/** What a simulator's process is asked: how it stands with the messages of this callback data. */
export interface ToInterakt {
	wanted: string[];
}

export type FromInterakt = { account: Account } | { received: Received };

/** A simulated Interakt in a process of its own. */
export interface Interakt extends Account {
	/** What it has got so far, held against the callback data of the messages that were to be sent. */
	received(wanted: string[]): Promise<Received>;
	stop(): void;
}

/** Starts a simulator in a process of its own. It ends with this process, if not before. */
export async function startInterakt(options: InteraktOptions): Promise<Interakt> {
	const child = fork(join(__dirname, 'interaktProcess.cts'), [JSON.stringify(options)], {
		execArgv: ['--require', 'tsx/cjs'],
		// What was set for us, a profiler for one, is not meant for it.
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	const answer = async (): Promise<FromInterakt> => {
		const ended = once(child, 'exit').then(([code]) => {
			throw new Error(`The simulator ended with ${String(code)}`);
		});
		const [message] = await Promise.race([once(child, 'message'), ended]);
		return message as FromInterakt;
	};
	const started = await answer();
	if (!('account' in started)) throw new Error('The simulator has not said where it is');
	return {
		...started.account,
		async received(wanted) {
			child.send({ wanted } satisfies ToInterakt);
			const message = await answer();
			if (!('received' in message)) throw new Error('The simulator has not said what it got');
			return message.received;
		},
		stop: () => void child.kill(),
	};
}
