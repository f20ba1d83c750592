import type { Api } from '../transport/api';
import type { Client } from '../transport/client';
import type { Attempt } from './outcome';
import { verdict } from './verdict';

/** Attempts over a client: one request, one verdict. */
export function createAttempt(client: Client, api: Api): Attempt {
	return async (request) => verdict(request, await client.send(request), api, Date.now());
}
