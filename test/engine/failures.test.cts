import type { INodeParameters, OnError } from 'n8n-workflow';

import {
	credentialFor,
	expectNoSecret,
	jsons,
	people,
	runNode,
	textOfItem,
	unwelcomeWords,
} from './setting.cts';
import { startServer, type Behaviour, type ScriptedServer } from './server.cts';

let server: ScriptedServer;

beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const page = '<!DOCTYPE html><html><head><title>Error</title></head><body>Error</body></html>';
const answer =
	(status: number, body: unknown, headers = {}): Behaviour =>
	() => ({ status, body, headers });
const refused = (message: unknown) => ({ result: false, message });

const upsert = { resource: 'contact', operation: 'upsert', phoneNumber: '={{ $json.phone }}' };
const track = { ...upsert, resource: 'event', operation: 'track', event: 'Order Placed' };

const attempt = async (parameters: INodeParameters, onError?: OnError, baseUrl = server.baseUrl) =>
	await runNode({
		parameters,
		rows: people(1),
		credential: credentialFor(baseUrl),
		...(onError && { onError }),
	});

/** Runs an operation with each way to go on, and holds what a person sees against status and reason. */
async function expectOutcome(parameters: INodeParameters, status: string, reason: string, baseUrl?: string) {
	const onward = await attempt(parameters, 'continueErrorOutput', baseUrl);
	const [shown] = jsons(onward.outputs[1]);

	expect(onward.outputs[0]).toEqual([]);
	expect(shown).toMatchObject({ phone: '9999900000', text: 'Hello 0', details: { status, reason } });
	expect(shown?.error).not.toMatch(unwelcomeWords);
	expectNoSecret(onward.outputs);

	const stopped = await attempt(parameters, undefined, baseUrl);
	expect(stopped.outputs.flat()).toEqual([]);
	expect(stopped.error).toMatchObject({
		name: 'NodeApiError',
		message: shown?.error,
		context: { itemIndex: 0 },
	});
	expect(stopped.error?.description).toMatch(/[\w"]\.$/);
	expectNoSecret(stopped.error, stopped.error?.message ?? '', stopped.error?.stack ?? '');
}

describe('what Interakt certainly did not do is rejected', () => {
	test.each<[string, Behaviour, string]>([
		['401 JSON', answer(401, refused('Invalid credentials')), 'invalidKey'],
		['401 page', answer(401, page), 'invalidKey'],
		['403', answer(403, refused('API not supported on your account')), 'planLacksFeature'],
		['404 page', answer(404, page), 'notFound'],
		['redirect', answer(302, page, { location: 'https://example.com/' }), 'notFound'],
		[
			'429',
			answer(429, refused('Rate limit exceeded for this resource'), { 'retry-after': '0' }),
			'rateLimited',
		],
		['200 with result false', answer(200, refused('Not possible')), 'refused'],
		['400', answer(400, refused('Not possible')), 'refused'],
		['400 with a list', answer(400, refused(['Not possible', 'Not at all'])), 'refused'],
		['400 page', answer(400, page), 'refused'],
		[
			'unknown customer',
			answer(400, refused('Customer is not available for the organization')),
			'unknownCustomer',
		],
		['24 hours', answer(400, refused('Customer has not messaged within last 24 hours')), 'outsideWindow'],
	])('%s', async (_, behaviour, reason) => {
		server.answer(behaviour);

		for (const parameters of [upsert, track, textOfItem]) await expectOutcome(parameters, 'rejected', reason);
	});
});

describe('what Interakt may have done is unknown, unless a repeat changes nothing', () => {
	test.each<[string, Behaviour, string]>([
		['500 JSON', answer(500, refused('Internal Server Error')), 'serverUnavailable'],
		['500 page', answer(500, page), 'serverUnavailable'],
		['502 page', answer(502, page), 'serverUnavailable'],
		['503 page', answer(503, page), 'serverUnavailable'],
		['503 JSON', answer(503, refused('Service Unavailable')), 'serverUnavailable'],
		['200 page', answer(200, page), 'unreadableAnswer'],
		['connection reset', () => undefined, 'noAnswer'],
	])('%s', async (_, behaviour, reason) => {
		server.answer(behaviour);

		await expectOutcome(upsert, 'rejected', reason);
		await expectOutcome(track, 'unknown', reason);
		await expectOutcome(textOfItem, 'unknown', reason);
	});

	test('and is then said to be', async () => {
		server.answer(answer(502, page));
		const { error } = await attempt(textOfItem);

		expect(error?.description).toContain('It may have been done all the same.');
	});
});

test('where nobody listens, nothing was sent', async () => {
	const closed = await startServer();
	await closed.close();

	for (const parameters of [upsert, track, textOfItem]) {
		await expectOutcome(parameters, 'rejected', 'unreachable', closed.baseUrl);
	}
});

test('a message is never silently sent again', async () => {
	for (const behaviour of [answer(500, page), answer(200, page), () => undefined]) {
		server.answer(behaviour);
		await attempt(textOfItem, 'continueErrorOutput');

		expect(server.calls).toHaveLength(1);
	}
});

test("all of a list of messages is said, in Interakt's own words", async () => {
	server.answer(answer(400, refused(['countryCode is required', 'type is required'])));
	const { error } = await attempt(textOfItem);

	expect(`${error?.message} ${error?.description}`).toContain('countryCode is required; type is required');
});

describe('among many items', () => {
	const poisoned: Behaviour = ({ body }) =>
		(body as { data: { message: string } }).data.message === 'Hello 7'
			? { status: 400, body: refused('Customer is not available for the organization') }
			: { status: 201, body: { result: true }, after: 5 };
	const send = async (onError?: OnError) =>
		await runNode({
			parameters: textOfItem,
			rows: people(40),
			credential: credentialFor(server.baseUrl),
			...(onError && { onError }),
		});

	test('the one that was refused stops the run, and the text says how far it came', async () => {
		server.answer(poisoned);
		const { error } = await send();
		const accepted = server.calls.length - 1;

		expect(accepted).toBeLessThan(39);
		expect(error).toMatchObject({
			message: 'Interakt does not know this customer yet',
			description: expect.stringContaining(
				`Of 40 items, ${accepted} were accepted, 0 may have been sent, and ${40 - accepted} were not sent.`,
			),
			context: { itemIndex: 7 },
		});
	});

	test('it alone goes to the error output, and every other is sent once', async () => {
		server.answer(poisoned);
		const { outputs } = await send('continueErrorOutput');

		expect(outputs[0]).toHaveLength(39);
		expect(outputs[1]).toMatchObject([
			{
				json: { text: 'Hello 7', details: { reason: 'unknownCustomer', httpStatus: 400 } },
				pairedItem: { item: 7 },
			},
		]);
		expect(server.calls).toHaveLength(40);
	});
});
