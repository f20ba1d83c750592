import type { IExecuteFunctions } from 'n8n-workflow';

import { createClient } from '../../../nodes/Interakt/transport/client';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';

/** The body that comes of an answer, as n8n's helper has decoded it. */
async function bodyOf(body: unknown): Promise<unknown> {
	const context = {
		getCredentials: async () => ({ secretKey: 'a' }),
		helpers: { httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body }) },
	} as unknown as IExecuteFunctions;
	const client = await createClient(context, interaktApi);
	const response = await client.call({ method: 'GET', path: '/', effect: 'read' });
	return 'reply' in response ? response.reply.body : response;
}

test.each<[string, unknown, unknown]>([
	['an object', { a: 1 }, { a: 1 }],
	['an object that was encoded twice', '{"a":1}', { a: 1 }],
	['with white space around it', ' \n{"a":1}\n', { a: 1 }],
	['that is cut', '{"a":', '{"a":'],
	['a text', 'OK', 'OK'],
	['a page', '<html>{}</html>', '<html>{}</html>'],
	['nothing', '', ''],
	['a list', [1], [1]],
])('the body of an answer: %s', async (_, given, expected) => {
	expect(await bodyOf(given)).toEqual(expected);
});
