import type { INodeParameters } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { jsons, people, runLegacyNode, runNode, textOfItem, unwelcomeWords } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const member = { resource: 'member', operation: 'upsert', email: 'asha@example.com' };
const getMany = { resource: 'contact', operation: 'getAll', returnAll: true };
const runs: Array<[string, typeof runNode, INodeParameters]> = [
	['a message', runNode, textOfItem],
	['a list', runNode, getMany],
	['a member', runLegacyNode, member],
];

describe.each(['none', 'deleted'] as const)('with a credential that is %s', (credential) => {
	test.each(runs)('no item goes on as if it had been done: %s', async (_, run, parameters) => {
		const rows = people(3);
		const { outputs, error } = await run(simulator, {
			parameters,
			rows,
			credential,
			onError: 'continueErrorOutput',
		});

		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(jsons(outputs[1])).toMatchObject(
			rows.map((row) => ({
				...row,
				error: expect.stringMatching(/credential/i),
				details: { status: 'rejected', reason: 'noCredential' },
			})),
		);
		for (const { error: words, details } of jsons(outputs[1])) {
			expect(`${String(words)} ${JSON.stringify(details)}`).not.toMatch(unwelcomeWords);
		}
	});

	test.each(runs)('the run stops otherwise, and says what to do: %s', async (_, run, parameters) => {
		const { outputs, error } = await run(simulator, { parameters, rows: people(3), credential });

		expect(outputs.flat()).toEqual([]);
		expect(error?.message).toMatch(/credential/i);
		expect(error?.description).toMatch(/Choose a credential in this node/);
		expect(simulator.state.requests).toEqual([]);
	});

	test('all items keep their place on the regular output', async () => {
		const { outputs } = await runNode(simulator, {
			parameters: textOfItem,
			rows: people(3),
			credential,
			onError: 'continueRegularOutput',
		});

		expect(outputs[0]).toMatchObject(
			[0, 1, 2].map((item) => ({
				json: { status: 'rejected', reason: 'noCredential' },
				pairedItem: { item },
			})),
		);
	});
});
