import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters, OnError } from 'n8n-workflow';

import type { FaultEffect, FaultRule } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import {
	credentialOf,
	expectNoSecret,
	jsons,
	letWrite,
	people,
	runNode,
	sentTexts,
	textOfItem,
	unwelcomeWords,
} from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	letWrite(simulator, people(1));
});

const upsert = { resource: 'contact', operation: 'upsert', phoneNumber: '={{ $json.phone }}' };
const track = { ...upsert, resource: 'event', operation: 'track', event: 'Order Placed' };
const every = [upsert, track, textOfItem];

const send = async (parameters: INodeParameters, onError?: OnError, credential = credentialOf(simulator)) =>
	await runNode(simulator, { parameters, rows: people(1), credential, ...(onError && { onError }) });

/** A description without what it quotes of Interakt. */
const inOurWords = (description: string | null | undefined) =>
	description?.replace(/Interakt says: ".*"/, '');

/** Runs an operation with an error output and without one, and holds what a person sees of its one item. */
async function expectOutcome(
	parameters: INodeParameters,
	status: 'rejected' | 'unknown',
	reason: string,
	credential = credentialOf(simulator),
) {
	const [onward, stopped] = await Promise.all([
		send(parameters, 'continueErrorOutput', credential),
		send(parameters, undefined, credential),
	]);
	const [shown] = jsons(onward.outputs[1]);

	expect(onward.outputs[0]).toEqual([]);
	expect(shown).toMatchObject({ phone: '9999900000', text: 'Hello 0', details: { status, reason } });
	expect(shown?.error).not.toMatch(unwelcomeWords);
	expectNoSecret(credential.secretKey, onward.outputs);

	const { error } = stopped;
	expect(stopped.outputs.flat()).toEqual([]);
	expect(error).toMatchObject({ name: 'NodeApiError', message: shown?.error, context: { itemIndex: 0 } });
	expect(error?.description).toMatch(/[\w"]\.$/);
	expect(inOurWords(error?.description)).not.toMatch(unwelcomeWords);
	expectNoSecret(credential.secretKey, error, error?.message ?? '', error?.stack ?? '');
}

describe('what Interakt certainly did not do is rejected', () => {
	// Each is asked a hundred times, by a limiter of its own that has not yet learnt to wait.
	test.each(every.map((each, index) => [`${each.resource} ${each.operation}`, each, index]))(
		'429: %s',
		async (_, parameters, index) => {
			simulator.misbehave({ effect: { kind: 'status', status: 429, retryAfter: 0 } });
			const baseUrl = simulator.url.replace(/(?=\/v1)/, `/account-${index + 1}`);

			const credential = { ...credentialOf(simulator), baseUrl };
			await expectOutcome(parameters, 'rejected', 'rateLimited', credential);
			expect(simulator.state.requests.filter(({ processed }) => processed)).toEqual([]);
		},
	);

	test.each<[string, FaultEffect, string]>([
		['401 page', { kind: 'status', status: 401, html: true }, 'invalidKey'],
		['404 page', { kind: 'status', status: 404, html: true }, 'notFound'],
		['redirect', { kind: 'status', status: 302, html: true }, 'notFound'],
		['200 with result false', { kind: 'refuse', message: 'Not possible' }, 'refused'],
		['400', { kind: 'status', status: 400, message: 'Not possible' }, 'refused'],
		['400 with a list', { kind: 'status', status: 400, message: ['Not possible', 'Not at all'] }, 'refused'],
		['400 page', { kind: 'status', status: 400, html: true }, 'refused'],
	])('%s', async (_, effect, reason) => {
		simulator.misbehave({ effect });

		for (const parameters of every) await expectOutcome(parameters, 'rejected', reason);
		expect(simulator.state.requests.filter(({ processed }) => processed)).toEqual([]);
	});

	test('wrong key', async () => {
		const credential = { ...credentialOf(simulator), secretKey: 'another-made-up-token' };

		for (const parameters of every) await expectOutcome(parameters, 'rejected', 'invalidKey', credential);
	});

	test('wrong address', async () => {
		const credential = { ...credentialOf(simulator), baseUrl: `${simulator.url}/v2` };

		for (const parameters of every) await expectOutcome(parameters, 'rejected', 'notFound', credential);
	});

	test('a plan without API access', async () => {
		const starter = await startSimulator({ strict: true, starterPlan: true });
		try {
			for (const parameters of every) {
				await expectOutcome(parameters, 'rejected', 'planLacksFeature', credentialOf(starter));
			}
		} finally {
			await starter.close();
		}
	});

	test('nobody listens at the address', async () => {
		const gone = await startSimulator({ strict: true });
		await gone.close();

		for (const parameters of every) {
			await expectOutcome(parameters, 'rejected', 'unreachable', credentialOf(gone));
		}
	});

	test('a customer that Interakt does not know', async () => {
		simulator.reset();

		await expectOutcome(textOfItem, 'rejected', 'unknownCustomer');
		expect((await send(textOfItem)).error?.description).toContain('Contact > Create or Update');
	});

	test('a customer who wrote more than 24 hours ago', async () => {
		simulator.state.customerWrites(
			{ phoneNumber: '9999900000', countryCode: '+91' },
			Date.now() - 25 * 60 * 60 * 1000,
		);

		await expectOutcome(textOfItem, 'rejected', 'outsideWindow');
		expect((await send(textOfItem)).error?.description).toContain('Send Template');
	});

	test('a user ID of another contact', async () => {
		simulator.state.add({ phone_number: '9999999998', user_id: 'customer-4711' });

		await expectOutcome(
			{ ...upsert, additionalFields: { userId: 'customer-4711' } },
			'rejected',
			'userIdTaken',
		);
	});

	test.each([
		['unknown name', { template: 'no_such_template' }, 'templateNotFound'],
		['other language', { languageCode: 'en_US' }, 'templateNotFound'],
		['too few values', { bodyValues: {} }, 'variableMismatch'],
		['other category', { additionalFields: { templateCategory: 'Marketing' } }, 'categoryChanged'],
	])('a template: %s', async (_, parameters, reason) => {
		await expectOutcome(
			{
				...textOfItem,
				operation: 'sendTemplate',
				template: 'welcome_message',
				bodyValues: { values: [{ value: 'Asha' }] },
				...parameters,
			},
			'rejected',
			reason,
		);
	});
});

describe('what Interakt may have done is unknown', () => {
	test.each<[string, FaultEffect, string]>([
		['500 JSON', { kind: 'status', status: 500 }, 'serverUnavailable'],
		['500 page', { kind: 'status', status: 500, html: true }, 'serverUnavailable'],
		['502 page', { kind: 'status', status: 502, html: true }, 'serverUnavailable'],
		['503 page', { kind: 'status', status: 503, html: true }, 'serverUnavailable'],
		['503 JSON', { kind: 'status', status: 503 }, 'serverUnavailable'],
		['200 page', { kind: 'html' }, 'unreadableAnswer'],
		['200 empty', { kind: 'text', body: '' }, 'unreadableAnswer'],
		['200 text', { kind: 'text', body: 'OK' }, 'unreadableAnswer'],
		['connection cut before', { kind: 'resetBefore' }, 'noAnswer'],
		['connection cut after', { kind: 'resetAfter' }, 'noAnswer'],
	])('%s', async (_, effect, reason) => {
		simulator.misbehave({ effect });

		await Promise.all(every.map(async (parameters) => await expectOutcome(parameters, 'unknown', reason)));
	});

	test('and is then said to be', async () => {
		simulator.misbehave({ effect: { kind: 'resetAfter' } });
		const { error } = await send(textOfItem);

		expect(error?.description).toContain('It may have been done all the same.');
		expect(sentTexts(simulator)).toEqual(['Hello 0']);
	});

	test.each<FaultEffect['kind']>(['resetBefore', 'resetAfter', 'html'])(
		'and is never silently sent again: %s',
		async (kind) => {
			simulator.misbehave({ effect: { kind } as FaultEffect });
			for (const parameters of [track, textOfItem]) await send(parameters, 'continueErrorOutput');

			expect(simulator.state.requests).toHaveLength(2);
		},
	);
});

test("all of a list of messages is said, in Interakt's own words", async () => {
	const message = ['countryCode is required', 'type is required'];
	simulator.misbehave({ effect: { kind: 'status', status: 400, message } });
	const { error } = await send(textOfItem);

	expect(`${error?.message} ${error?.description}`).toContain('countryCode is required; type is required');
});

describe('among 400 items', () => {
	const unknownPerson = 7;
	const send = async (onError?: OnError) => {
		const rows = people(400);
		letWrite(
			simulator,
			rows.filter((_, index) => index !== unknownPerson),
		);
		simulator.misbehave({ effect: { kind: 'latency', ms: 5 } });
		return await runNode(simulator, { parameters: textOfItem, rows, ...(onError && { onError }) });
	};

	test('the one that is refused stops the run, and the text says how far it came', async () => {
		const { error } = await send();
		const accepted = simulator.state.messages.length;

		expect(accepted).toBeLessThan(399);
		expect(error).toMatchObject({
			message: 'Interakt does not know this customer yet (row 8 of 400)',
			description: expect.stringContaining(
				`Of 400 items, ${accepted} were accepted, 0 may have been sent, and ${400 - accepted} were not sent.`,
			),
			context: { itemIndex: unknownPerson },
		});
	});

	test('it alone goes to the error output, and every other is sent once', async () => {
		const { outputs } = await send('continueErrorOutput');

		expect(outputs[0]).toHaveLength(399);
		expect(outputs[1]).toMatchObject([
			{
				json: { text: 'Hello 7', details: { reason: 'unknownCustomer', httpStatus: 400 } },
				pairedItem: { item: unknownPerson },
			},
		]);
		expect(new Set(sentTexts(simulator)).size).toBe(399);
		expect(simulator.state.requests).toHaveLength(400);
	});
});

describe('an answer that cannot be read, to what may be repeated', () => {
	const page = (times: number): FaultRule => ({ match: { times }, effect: { kind: 'html' } });

	test.each<[string, FaultEffect]>([
		['a page', { kind: 'html' }],
		['cut JSON', { kind: 'text', body: '{"result":tr' }],
		['nothing', { kind: 'text', body: '' }],
	])('is asked for again, and done: %s', async (_, effect) => {
		simulator.misbehave({ match: { times: 2 }, effect });
		const { outputs, error } = await send(upsert);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }]);
		expect(simulator.state.requests).toHaveLength(3);
	});

	test('and stays so, does not keep n8n from trying the item again', async () => {
		simulator.misbehave(page(5));
		const { outputs } = await runNode(simulator, {
			parameters: upsert,
			rows: people(1),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});

		expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }]);
		expect(simulator.state.requests).toHaveLength(6);
	});
});

describe("the server's own status", () => {
	test('stands beside ours', async () => {
		simulator.misbehave({ effect: { kind: 'text', body: '{"result":true,"status":"PENDING","id":"a"}' } });

		expect(jsons((await send(textOfItem)).outputs[0])).toMatchObject([
			{ status: 'accepted', serverStatus: 'PENDING', messageId: 'a' },
		]);
	});

	test.each(['{"status":"error","message":"Not possible"}', '{"result":"False","message":"Not possible"}'])(
		'that it was refused is heeded: %s',
		async (body) => {
			simulator.misbehave({ effect: { kind: 'text', body } });

			await expectOutcome(textOfItem, 'rejected', 'refused');
		},
	);
});

describe('a credential with which nothing can be sent', () => {
	test.each([
		['a Base URL that is no web address', { baseUrl: 'api.interakt.ai' }, 'unreachable', 'NodeApiError'],
		['a time-out of years', { timeout: 1e9 }, 'invalidInput', 'NodeOperationError'],
	])('%s is named, and nothing leaves', async (_, setting, reason, name) => {
		const credential = { ...credentialOf(simulator), ...setting };
		const { outputs } = await send(textOfItem, 'continueErrorOutput', credential);

		expect(jsons(outputs[1])).toMatchObject([{ details: { status: 'rejected', reason } }]);
		expect((await send(textOfItem, undefined, credential)).error).toMatchObject({ name });
		expect(simulator.state.requests).toEqual([]);
	});

	test('https on an http port was not sent', async () => {
		const credential = { ...credentialOf(simulator), baseUrl: simulator.url.replace('http:', 'https:') };

		await expectOutcome(textOfItem, 'rejected', 'unreachable', credential);
	});
});

test('a body that trickles for longer than the time-out ends as unknown', async () => {
	let stop = () => undefined as void;
	const server = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const timer = setInterval(() => response.write(' '), 50);
		stop = () => (clearInterval(timer), response.destroy());
		response.on('close', stop);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		const { port } = server.address() as AddressInfo;
		const credential = { ...credentialOf(simulator), baseUrl: `http://127.0.0.1:${port}`, timeout: 0.5 };
		const { outputs } = await send(textOfItem, 'continueErrorOutput', credential);

		expect(jsons(outputs[1])).toMatchObject([{ details: { status: 'unknown', reason: 'noAnswer' } }]);
	} finally {
		stop();
		server.close();
	}
});
