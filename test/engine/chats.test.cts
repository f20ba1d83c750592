import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import { jsons, runNode } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const assign = async (parameters: INodeParameters, onError?: OnError) =>
	await runNode(simulator, {
		parameters: { resource: 'chat', operation: 'assign', ...parameters },
		...(onError && { onError }),
	});

const byPhone = { phoneNumber: '99999 99999', agentEmail: 'asha@example.com' };
const byIds = { assignBy: 'ids', userId: 'customer-4711', agentId: 'agent-id-123' };

describe.each<[string, INodeParameters, INodeParameters, IDataObject]>([
	['phone number and e-mail', byPhone, { agentEmail: 'ravi@example.com' }, { phoneNumber: '+919999999999' }],
	['IDs', byIds, { agentId: 'agent@example.com' }, { userId: 'customer-4711' }],
])('a chat by %s', (_, parameters, another, customer) => {
	const shown = (alreadyAssigned: boolean) => ({
		status: 'accepted',
		reason: '',
		message: 'Accepted by Interakt',
		...customer,
		alreadyAssigned,
		serverMessage: alreadyAssigned ? 'Chat is already assigned to same agent' : 'Chat Assigned Successfully',
	});

	test('is assigned', async () => {
		const { outputs, error } = await assign(parameters);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toEqual([shown(false)]);
		expect(simulator.state.assignments.size).toBe(1);
	});

	test('that already is with this agent is accepted, and says so', async () => {
		await assign(parameters);
		const { outputs, error } = await assign(parameters);

		expect(error).toBeUndefined();
		expect(jsons(outputs[0])).toEqual([shown(true)]);
	});

	test('goes to another agent', async () => {
		await assign(parameters);
		const { outputs } = await assign({ ...parameters, ...another });

		expect(jsons(outputs[0])).toEqual([shown(false)]);
		expect([...simulator.state.assignments.values()]).toEqual(Object.values(another));
	});

	test('for an agent whom Interakt does not know is rejected', async () => {
		simulator.state.agents.clear();
		const { outputs } = await assign(parameters, 'continueErrorOutput');

		expect(outputs[0]).toEqual([]);
		expect(jsons(outputs[1])).toMatchObject([
			{
				details: {
					status: 'rejected',
					reason: 'refused',
					httpStatus: 400,
					description: expect.stringContaining('Agent not found'),
				},
			},
		]);
		expect((await assign(parameters)).error?.description).toContain('Agent not found');
	});
});

describe('wrong input is refused by name, before any call', () => {
	test.each<[INodeParameters, string]>([
		[{ ...byPhone, phoneNumber: 'nobody' }, 'Phone Number "nobody" holds letters'],
		[
			{ ...byPhone, additionalFields: { countryCode: 'Narnia' } },
			'Default Country Code "Narnia" is not a country',
		],
		[{ ...byPhone, agentEmail: ' ' }, 'Agent Email is empty'],
		[{ ...byPhone, agentEmail: 'asha' }, 'Agent Email "asha" is not an email address'],
		[{ ...byIds, userId: ' ' }, 'User ID is empty'],
		[{ ...byIds, agentId: ' ' }, 'Agent ID is empty'],
	])('%j', async (parameters, message) => {
		const { error } = await assign(parameters);

		expect(error?.message).toBe(message);
		expect(simulator.state.requests).toEqual([]);
	});
});
