import { sleep } from 'n8n-workflow';

import type { Api } from '../transport/api';
import type { Client } from '../transport/client';
import { createAttempt, type Means } from './attempt';
import type { Attempt } from './outcome';
import { paceOf } from './pace';
import type { Progress } from './progress';
import { unstoppable, type Stop } from './stop';

/** What every attempt of a credential shares. */
const meansOf = (client: Client, api: Api): Omit<Means, 'stop' | 'patience'> => ({
	send: (request) => client.send(request),
	api,
	pace: paceOf(client.key, client.account.requestsPerMinute),
	now: () => Date.now(),
	sleep,
	random: () => Math.random(),
});

/** Attempts of a run, which waits for its turns as long as it takes and shows meanwhile that it is alive. */
export function runAttempts(client: Client, api: Api, stop: Stop, progress: Progress): Attempt {
	const means = meansOf(client, api);
	const rest = async (milliseconds: number) => {
		progress.look(means.now(), means.pace);
		await sleep(milliseconds);
	};
	return createAttempt({ ...means, stop, patience: Infinity, sleep: rest });
}

/**
 * Attempts for somebody who does not wait long, as the editor and a poll.
 *
 * @param patience Most milliseconds to wait for the limit.
 */
export const promptAttempts = (client: Client, api: Api, patience = 5_000): Attempt =>
	createAttempt({ ...meansOf(client, api), stop: unstoppable, patience });
