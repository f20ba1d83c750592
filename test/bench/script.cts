/** Messages without n8n: what Node takes for them on this machine. */
import axios from 'axios';

import type { Account } from '../host/credentials.cts';
import { bodiesOf } from './workload.cts';

/** Sends so many messages at once with axios, which n8n uses too. */
export async function sendByScript(
	{ url, secretKey }: Pick<Account, 'url' | 'secretKey'>,
	count: number,
): Promise<void> {
	const headers = { Authorization: `Basic ${secretKey}` };
	await Promise.all(bodiesOf(count).map((body) => axios.post(`${url}/message/`, body, { headers })));
}
