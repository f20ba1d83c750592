/** What becomes of many items in n8n's engine when Interakt, the network or a person gets in their way. */
import { setTimeout as delay } from 'node:timers/promises';

import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';

import type { FaultEffect, FaultRule } from '../simulator/faults.cts';
import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import type { Effect } from '../../nodes/Interakt/transport/request';
import type { RunResult } from './engine.cts';
import {
	credentialOf,
	jsons,
	letWrite,
	people,
	runNode,
	sentTexts,
	textOfItem,
	unwelcomeWords,
} from './setting.cts';

/** Three items for each of eight people, each item with a name of its own. */
const rows = [0, 1, 2].flatMap((turn) =>
	people(8).map((person, index) => ({ ...person, name: `item ${turn * 8 + index}` })),
);

/** An operation of each effect; what it does carries the name of its item to the simulator. */
const operations: Record<Effect, INodeParameters> = {
	read: { resource: 'contact', operation: 'get', phoneNumber: '={{ $json.phone }}' },
	upsert: {
		resource: 'contact',
		operation: 'upsert',
		phoneNumber: '={{ $json.phone }}',
		additionalFields: { tags: '={{ $json.name }}' },
	},
	append: {
		resource: 'event',
		operation: 'track',
		phoneNumber: '={{ $json.phone }}',
		event: '={{ $json.name }}',
	},
	send: { ...textOfItem, additionalFields: { callbackData: '={{ $json.name }}' } },
};
const effects = Object.keys(operations) as Effect[];
const waysOfTrouble: readonly OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

/** The names of the items that reached a customer, as the simulator has them. */
const reached = ({ state }: Simulator) => [
	...state.contacts.flatMap(({ tags }) => tags),
	...state.events.map(({ event }) => String(event)),
	...state.messages.map(({ callbackData }) => String(callbackData)),
];

type Ending = 'accepted' | 'rejected' | 'unknown' | 'skipped' | 'notSent';

/** `1-7, 9`, which are rows, as indexes. */
const indexesOf = (written: unknown) =>
	String(written)
		.split(', ')
		.filter((part) => part !== '')
		.flatMap((part) => {
			const [from = 0, to = from] = part.split('-').map(Number);
			return Array.from({ length: to - from + 1 }, (_, index) => from - 1 + index);
		});

const itemOf = ({ pairedItem }: INodeExecutionData) =>
	typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : -1;

/** How each item ended, by its index, as n8n shows it; an item that ended twice is there twice. */
function endingsOf({ outputs, error }: RunResult): Array<[number, Ending]> {
	if (error) {
		const { accepted, unknown, notSent } = (error.context?.data ?? {}) as IDataObject;
		return [
			...indexesOf(accepted).map((index): [number, Ending] => [index, 'accepted']),
			...indexesOf(unknown).map((index): [number, Ending] => [index, 'unknown']),
			...indexesOf(notSent).map((index): [number, Ending] => [index, 'notSent']),
		];
	}
	return outputs.flat().map((item) => {
		const details = item.json.details as { status: Ending } | undefined;
		return [itemOf(item), details?.status ?? (item.json.status as Ending)];
	});
}

/** Runs an operation against a simulator of its own in which things go wrong, and holds what every run promises. */
async function expectOneEnding(effect: Effect, onError: OnError, fault: FaultRule, timeout: number) {
	const simulator = await startSimulator({ strict: true, seed: rows.length });
	try {
		letWrite(simulator, rows);
		simulator.misbehave({ effect: { kind: 'latency', ms: [0, 10] } }, fault);
		const result = await runNode(simulator, {
			parameters: operations[effect],
			rows,
			credential: { ...credentialOf(simulator), timeout },
			onError,
		});
		const endings = endingsOf(result);
		const arrived = reached(simulator);
		const isRefusal = fault.effect.kind === 'refuse';

		expect(endings.map(([index]) => index).sort((one, other) => one - other)).toEqual(
			rows.map((_, index) => index),
		);
		expect(arrived.filter((name, index) => arrived.indexOf(name) !== index)).toEqual([]);
		for (const [index, ending] of endings) {
			const did = arrived.includes(rows[index]?.name ?? '');
			if (effect === 'read') {
				expect(ending).not.toBe('unknown');
				continue;
			}
			// Only a refusal says that it was not done.
			if (!isRefusal) expect([index, ending]).not.toEqual([index, 'rejected']);
			if (ending !== 'unknown') expect([index, ending, did]).toEqual([index, ending, ending === 'accepted']);
		}
		return endings;
	} finally {
		await simulator.close();
	}
}

describe('nobody gets a message twice, and every item has one ending, whatever its effect and whatever n8n does on an error', () => {
	const nowAndThen = { probability: 0.3 };

	test.each<[string, FaultEffect, number?]>([
		['429', { kind: 'status', status: 429, retryAfter: 0 }],
		['500, not processed', { kind: 'status', status: 500 }],
		['500 behind which it was processed', { kind: 'status', status: 500, processed: true }],
		['503 page', { kind: 'status', status: 503, html: true, retryAfter: 0 }],
		['408 behind which it was processed', { kind: 'status', status: 408, processed: true }],
		['connection cut before', { kind: 'resetBefore' }],
		['connection cut after', { kind: 'resetAfter' }],
		['result false', { kind: 'refuse', message: 'Not possible' }],
		['a web page with 200', { kind: 'html' }],
		['no answer in time', { kind: 'hang' }, 0.4],
	])('%s', async (_, effect, timeout = 30) => {
		const fault = { match: nowAndThen, effect };
		const runs = await Promise.all(
			effects.flatMap((each) =>
				waysOfTrouble.map(async (onError) => await expectOneEnding(each, onError, fault, timeout)),
			),
		);

		// The fault has met someone, and has not met everybody.
		const endings = runs.flat().map(([, ending]) => ending);
		expect(endings).toContain('accepted');
		if (effect.kind !== 'status' || effect.status !== 429) expect(new Set(endings).size).toBeGreaterThan(1);
	});
});

describe('with one simulator', () => {
	let simulator: Simulator;
	/** Called with the number of requests that were answered so far. */
	let answered: (count: number) => void = () => undefined;
	let answers = 0;

	beforeAll(async () => {
		simulator = await startSimulator({ strict: true, onRequest: () => answered(++answers) });
	});
	afterAll(async () => await simulator.close());

	let accounts = 0;
	/** A credential with a rate limiter of its own. */
	const newAccount = () => ({
		...credentialOf(simulator),
		baseUrl: simulator.url.replace(/(?=\/v1)/, `/account-${++accounts}`),
	});

	let log: string[];
	beforeEach(() => {
		simulator.reset();
		answers = 0;
		answered = () => undefined;
		log = [];
		jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue({
			info: (line: string) => log.push(line),
			warn: () => undefined,
			debug: () => undefined,
			error: () => undefined,
		} as unknown as ExecuteContext['logger']);
	});
	afterEach(() => jest.restoreAllMocks());

	describe("n8n's Retry On Fail", () => {
		const given = people(50);
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const all = given.map(({ text }) => text).sort();
		const nth = (effect: FaultEffect, which = 20): FaultRule => ({
			match: { path: '/message/', nth: which },
			effect,
		});
		const send = async (onError: OnError = 'stopWorkflow', items?: INodeExecutionData[]) =>
			await runNode(simulator, {
				parameters: textOfItem,
				...(items ? { items } : { rows: given }),
				credential: newAccount(),
				onError,
				settings,
			});

		beforeEach(() => letWrite(simulator, given));

		test.each(waysOfTrouble)(
			'after one 500 among 50 messages sends none twice and all the others: %s',
			async (onError) => {
				simulator.misbehave(nth({ kind: 'status', status: 500, processed: true }));
				const endings = endingsOf(await send(onError));

				expect(sentTexts(simulator).sort()).toEqual(all);
				expect(endings.filter(([, ending]) => ending === 'unknown')).toHaveLength(1);
				expect(endings.filter(([, ending]) => ending === 'accepted')).toHaveLength(49);
			},
		);

		test('after one 500 that hides nothing leaves that one for a person to look at', async () => {
			simulator.misbehave(nth({ kind: 'status', status: 500 }));
			const { error } = await send();

			expect(sentTexts(simulator)).toHaveLength(49);
			expect(new Set(sentTexts(simulator)).size).toBe(49);
			expect(error?.description).toContain(
				'Of 50 items, 49 were accepted, 1 may have been sent, and 0 were not sent.',
			);
		});

		test('after one refusal sends the rest and that one again, and nothing is left to complain about', async () => {
			simulator.misbehave(nth({ kind: 'refuse' }));
			const { outputs, error } = await send();

			expect(error).toBeUndefined();
			expect(jsons(outputs[0]).map(({ status }) => status)).toEqual(given.map(() => 'accepted'));
			expect(sentTexts(simulator).sort()).toEqual(all);
		});

		test('sends the item again that came out first with an error, and only that one', async () => {
			simulator.misbehave({
				match: { path: '/message/', recipient: '+919999900000', times: 1 },
				effect: { kind: 'refuse' },
			});
			const { outputs } = await send('continueRegularOutput');

			expect(jsons(outputs[0]).map(({ status }) => status)).toEqual(given.map(() => 'accepted'));
			expect(sentTexts(simulator).sort()).toEqual(all);
			expect(simulator.state.requests).toHaveLength(51);
		});

		test('does not keep another run from sending the same items', async () => {
			const items = given.map((json) => ({ json }));
			for (let run = 0; run < 2; run++) await send('stopWorkflow', items);

			expect(sentTexts(simulator)).toHaveLength(100);
		});
	});

	describe('a dead server', () => {
		const parameters = { ...operations.upsert, additionalFields: {} };
		/** 35 tries, and what comes back while the run lasts, were it a minute. */
		const mostTries = 70;

		test('is asked once for each of 200 items and some 35 times more, and the items say so', async () => {
			simulator.misbehave({ effect: { kind: 'status', status: 503 } });
			const credential = newAccount();
			const run = async () =>
				await runNode(simulator, {
					parameters,
					rows: people(200),
					credential,
					onError: 'continueRegularOutput',
				});
			const shown = jsons((await run()).outputs[0]);
			const calls = simulator.state.requests.length;
			const again = shown.filter(({ message }) => String(message).includes('; not tried again, because'));

			expect(calls).toBeGreaterThanOrEqual(235);
			expect(calls).toBeLessThan(200 + mostTries);
			expect(shown).toHaveLength(200);
			expect(new Set(shown.map(({ status, reason }) => `${status} ${reason}`))).toEqual(
				new Set(['unknown serverUnavailable']),
			);
			expect(again.length).toBeGreaterThan(200 - mostTries);
			expect(String(again[0]?.message)).not.toMatch(unwelcomeWords);

			// Another execution with the credential begins where this one has ended.
			await run();

			expect(simulator.state.requests.length - calls).toBeLessThan(200 + mostTries / 2);
		});
	});

	describe('a cancelled run', () => {
		/** Four messages to each of ten people. */
		const given = [0, 1, 2, 3].flatMap((turn) =>
			people(10).map(({ phone }, index) => ({ phone, text: `${turn}-${index}` })),
		);

		/** Runs until so many requests were answered, then cancels. */
		async function cancelAfter(count: number, onError: OnError = 'stopWorkflow') {
			letWrite(simulator, given);
			await runNode(simulator, {
				parameters: textOfItem,
				rows: given,
				credential: newAccount(),
				onError,
				begun: (cancel) => {
					answered = (answers) => {
						if (answers === count) cancel();
					};
				},
			});
		}

		test.each(waysOfTrouble)(
			'starts nothing more, lets what is in flight finish, and says how far it came: %s',
			async (onError) => {
				simulator.misbehave({ effect: { kind: 'latency', ms: [20, 40] } });
				await cancelAfter(15, onError);
				const { requests, messages } = simulator.state;
				const asked = requests.length;

				expect(asked).toBeLessThan(given.length);
				expect(requests.map(({ status }) => status)).toEqual(requests.map(() => 201));
				// Each answer was waited for, or it would be an unknown one.
				expect(messages).toHaveLength(asked);
				expect(log).toEqual([
					expect.stringMatching(new RegExp(`^Interakt: .* ${asked} accepted, stopped after \\d+ s$`)),
				]);
				await delay(100);
				expect(simulator.state.requests).toHaveLength(asked);
			},
		);

		test('does not wait for the end of a pause', async () => {
			simulator.misbehave({ effect: { kind: 'status', status: 429, retryAfter: 3600 } });
			await cancelAfter(1);

			expect(simulator.state.messages).toEqual([]);
			expect(log).toEqual([expect.stringMatching(/ 0 accepted, stopped after/)]);
		});

		test('does not wait for the next minute', async () => {
			simulator.limitTo({ perMinute: 5, shape: 'sliding' });
			letWrite(simulator, given);
			await runNode(simulator, {
				parameters: textOfItem,
				rows: given,
				credential: { ...newAccount(), requestsPerMinute: 5 },
				begun: (cancel) => {
					answered = (answers) => {
						if (answers === 5) cancel();
					};
				},
			});

			expect(simulator.state.requests.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
		});

		test('does not try again what failed in passing', async () => {
			simulator.misbehave({ effect: { kind: 'status', status: 503, retryAfter: 60 } });
			await runNode(simulator, {
				parameters: operations.upsert,
				rows: people(3),
				credential: newAccount(),
				begun: (cancel) => {
					answered = (answers) => {
						if (answers === 3) cancel();
					};
				},
			});

			expect(simulator.state.requests).toHaveLength(3);
		});
	});

	describe('a run that an item has stopped', () => {
		/** Ten messages to one person, who gets them one after another. */
		const given = people(10).map(({ text }) => ({ phone: '9999900000', text }));
		const send = async (items: IDataObject[] = given) =>
			await runNode(simulator, { parameters: textOfItem, rows: items, credential: newAccount() });

		beforeEach(() => letWrite(simulator, people(10)));

		test('says how far it came, what was not sent and how to go on', async () => {
			simulator.misbehave({
				match: { nth: 4 },
				effect: { kind: 'status', status: 400, message: 'Not possible' },
			});
			const { error, outputs } = await send();

			expect(outputs.flat()).toEqual([]);
			expect(error?.description).toBe(
				'Check the values of this item. Interakt says: "Not possible".' +
					' Of 10 items, 3 were accepted, 0 may have been sent, and 7 were not sent.' +
					' To go on, run the workflow with the items that were not sent: rows 4-10 of 10.',
			);
			expect(error?.context).toMatchObject({
				itemIndex: 3,
				data: { accepted: '1-3', unknown: '', notSent: '4-10' },
			});
			expect(sentTexts(simulator)).toEqual(['Hello 0', 'Hello 1', 'Hello 2']);
			expect(`${error?.message} ${error?.description}`).not.toMatch(unwelcomeWords);
		});

		test('names the item that may have been sent apart from those that were not', async () => {
			simulator.misbehave({ match: { nth: 4 }, effect: { kind: 'resetAfter' } });
			const { error } = await send();

			expect(error?.message).toBe('Interakt did not answer (row 4 of 10)');
			expect(error?.description).toMatch(
				/3 were accepted, 1 may have been sent, and 6 were not sent\. .*: rows 5-10 of 10\.$/,
			);
			expect(error?.context).toMatchObject({ data: { accepted: '1-3', unknown: '4', notSent: '5-10' } });
			expect(sentTexts(simulator)).toHaveLength(4);
		});

		test('can be resumed with the items that it names: each message goes out once', async () => {
			simulator.misbehave({ match: { nth: 4 }, effect: { kind: 'refuse' } });
			const { error } = await send();
			const { notSent } = error?.context?.data as { notSent: string };
			await send(indexesOf(notSent).flatMap((index) => given[index] ?? []));

			expect(sentTexts(simulator)).toEqual(given.map(({ text }) => text));
		});

		test('waits for what is in flight to others', async () => {
			const others = people(10);
			simulator.misbehave(
				{ effect: { kind: 'latency', ms: 50 } },
				{ match: { recipient: '+919999900003' }, effect: { kind: 'refuse' } },
				...others.slice(4).map(
					({ phone }): FaultRule => ({
						match: { recipient: `+91${phone}` },
						effect: { kind: 'latency', ms: 100 },
					}),
				),
			);
			const { error } = await send(others);

			expect(error?.context).toMatchObject({ data: { accepted: '1-3, 5-10', unknown: '', notSent: '4' } });
			expect(sentTexts(simulator)).toHaveLength(9);
		});
	});

	describe('the limit of the plan', () => {
		const limit = 40;

		test('is kept by two executions at once on one key, together', async () => {
			simulator.limitTo({ perMinute: limit, shape: 'sliding' });
			const account = { ...newAccount(), requestsPerMinute: limit };
			const [one, other] = [people(60).slice(0, 30), people(60).slice(30)];
			letWrite(simulator, people(60));
			const cancels: Array<() => void> = [];
			const usedUp = new Promise<void>((resolve) => {
				answered = (answers) => {
					if (answers === limit) resolve();
				};
			});
			const runs = [one, other].map(
				async (given) =>
					await runNode(simulator, {
						parameters: textOfItem,
						rows: given,
						credential: account,
						begun: (cancel) => cancels.push(cancel),
					}),
			);
			await usedUp;
			// Nobody waits for the next minute here: the ones that have to are cancelled.
			await delay(300);
			for (const cancel of cancels) cancel();
			await Promise.all(runs);

			expect(simulator.state.requests.map(({ status }) => status)).toEqual(Array(limit).fill(201));
			const texts = sentTexts(simulator);
			expect(new Set(texts).size).toBe(limit);
			for (const given of [one, other]) {
				expect(given.some(({ text }) => texts.includes(text))).toBe(true);
			}
		});

		test('is shared by a credential with the same key and another plan, and not by another account', async () => {
			simulator.limitTo({ perMinute: limit, shape: 'sliding' });
			const account = { ...newAccount(), requestsPerMinute: limit };
			letWrite(simulator, people(limit));
			await runNode(simulator, { parameters: textOfItem, rows: people(limit), credential: account });
			simulator.limitTo();
			await runNode(simulator, {
				parameters: textOfItem,
				rows: people(1),
				credential: { ...account, timeout: 5 },
				begun: (cancel) => void delay(300).then(cancel),
			});
			expect(simulator.state.requests).toHaveLength(limit);
			await runNode(simulator, {
				parameters: textOfItem,
				rows: people(1),
				credential: { ...newAccount(), requestsPerMinute: limit },
			});

			expect(simulator.state.requests).toHaveLength(limit + 1);
		});

		test('is divided by the processes that share it', async () => {
			const account = { ...newAccount(), requestsPerMinute: limit, processes: 4 };
			letWrite(simulator, people(limit));
			await runNode(simulator, {
				parameters: textOfItem,
				rows: people(limit),
				credential: account,
				begun: (cancel) => {
					answered = (answers) => {
						if (answers === limit / 4) void delay(300).then(cancel);
					};
				},
			});

			expect(simulator.state.requests).toHaveLength(limit / 4);
		});
	});
});
