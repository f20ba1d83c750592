/** Questions that a refused request answers. Each is refused before Interakt can act: it says neither who nor what. */
import { operations } from '../contract/document.cts';
import { inShort, isRefusal, judged, otherwise, type Answerable } from './question.cts';

/** Routes of the public API that write. Those of the older product have another server and another key. */
const writing = operations.filter(
	({ method, operation }) =>
		method === 'POST' &&
		operation.operationId !== 'retrieveUsers' &&
		!operation['x-operations'].some((name) => /^(lead|member)\./.test(name)),
);

export const refusedQuestions: readonly Answerable[] = [
	...writing.map(
		({ path, operation }): Answerable => ({
			name: `empty request: ${operation.operationId}`,
			assumed: `POST ${path} refuses a request without content with 400, in JSON`,
			source: operation['x-source'],
			matters: 'that the route is there, and how its refusals are read',
			async find(account) {
				const answer = await account.ask({ method: 'POST', path, body: {}, isRefused: true });
				if (answer.status >= 200 && answer.status < 300) return otherwise(`${inShort(answer)}; it was taken`);
				return judged(answer.status === 400 && answer.kind === 'JSON', answer);
			},
		}),
	),
	{
		name: 'message: number that cannot be dialled',
		assumed: 'A message to a number of one digit is refused',
		source: 'W',
		matters: 'the reason invalidPhone',
		async find(account) {
			const body = {
				countryCode: '+91',
				phoneNumber: '1',
				type: 'Template',
				template: { name: 'n8n_probe_there_is_no_such_template', languageCode: 'en' },
			};
			const answer = await account.ask({ method: 'POST', path: '/message/', body, isRefused: true });
			return judged(isRefusal(answer), answer);
		},
	},
];
