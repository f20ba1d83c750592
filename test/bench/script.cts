/** Messages without n8n: what Node takes for them on this machine. */
import axios from 'axios';

import type { Account } from '../host/credentials.cts';

/** The message with this number, as the nodes send it. */
const message = (index: number) => ({
	countryCode: '+91',
	phoneNumber: `99999${String(index).padStart(5, '0')}`,
	callbackData: `message-${index}`,
	type: 'Template',
	template: { name: 'welcome_message', languageCode: 'en', bodyValues: [`Customer ${index}`] },
});

/** Sends so many messages at once with axios, which n8n uses too. */
export async function sendByScript(
	{ url, secretKey }: Pick<Account, 'url' | 'secretKey'>,
	count: number,
): Promise<void> {
	const headers = { Authorization: `Basic ${secretKey}` };
	const send = async (_: unknown, index: number) =>
		await axios.post(`${url}/message/`, message(index), { headers });
	await Promise.all(Array.from({ length: count }, send));
}
