import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import type { Run } from './engine.cts';
import { jsons, runLegacyNode, runNode } from './setting.cts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const contact = (additionalFields: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'upsert',
	identifyBy: 'userId',
	userId: '={{ $json.id }}',
	additionalFields: { createdAt: '={{ $json.at }}', ...additionalFields },
});
const rows = (...dates: string[]): IDataObject[] => dates.map((at, id) => ({ id: `customer-${id}`, at }));
const upsert = async (dates: string[], fields?: INodeParameters, more: Partial<Run> = {}) =>
	await runNode(simulator, { parameters: contact(fields), rows: rows(...dates), ...more });
const sentDates = () =>
	simulator.state.requests.map(({ body }) => (body as IDataObject | undefined)?.createdAt).sort();

describe('dates of a run in which day and month may be meant either way', () => {
	test('are read by the country, and the output says so', async () => {
		const { outputs, error } = await upsert(['12/05/2024', '31/01/2026']);

		expect(error).toBeUndefined();
		expect(sentDates()).toEqual(['2024-05-12T00:00:00.000Z', '2026-01-31T00:00:00.000Z']);
		expect(jsons(outputs[0])).toMatchObject([
			{ notices: [expect.stringContaining('"12/05/2024" was read as 2024-05-12, day first')] },
			{ status: 'accepted' },
		]);
		expect(jsons(outputs[0])[1]).not.toHaveProperty('notices');
	});

	test('are refused where a later item has the other order, before anything is sent', async () => {
		const { error } = await upsert(['12/05/2024', '2026-01-31', '12/31/2024']);

		expect(error).toMatchObject({
			message:
				'Created At "12/05/2024" may be day first or, as the date of another item, month first (row 1 of 3)',
			description: expect.stringContaining('Day and Month Order'),
			context: { itemIndex: 0 },
		});
		expect(simulator.state.requests).toEqual([]);
	});

	test('are refused each, where the node goes on', async () => {
		const { outputs } = await upsert(['12/05/2024', '12/31/2024'], {}, { onError: 'continueErrorOutput' });

		expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }]);
		expect(outputs[1]).toHaveLength(1);
		expect(sentDates()).toEqual(['2024-12-31T00:00:00.000Z']);
	});

	test('are read in the order that is set', async () => {
		const { error } = await upsert(['12/05/2024', '12/31/2024'], { dayMonthOrder: 'monthFirst' });

		expect(error).toBeUndefined();
		expect(sentDates()).toEqual(['2024-12-05T00:00:00.000Z', '2024-12-31T00:00:00.000Z']);
	});

	test('are read again in the next run as if there had been none before', async () => {
		await upsert(['12/31/2024']);
		const { error } = await upsert(['12/05/2024']);

		expect(error).toBeUndefined();
	});

	test('are refused in the older product too', async () => {
		const { error } = await runLegacyNode(simulator, {
			parameters: {
				resource: 'member',
				operation: 'upsert',
				email: '={{ $json.id }}@example.com',
				attributes: { values: [{ name: 'seen_at', value: '={{ $json.at }}' }] },
			},
			rows: rows('12/05/2024', '12/31/2024'),
		});

		expect(error?.message).toContain('Attribute "seen_at" "12/05/2024" may be day first');
		expect(simulator.state.requests).toEqual([]);
	});
});

describe('a filter in which day and month may be meant either way', () => {
	const getMany = (filters: INodeParameters) => ({ resource: 'contact', operation: 'getAll', filters });

	test('is told beside the output, once', async () => {
		const { hints, error } = await runNode(simulator, {
			parameters: getMany({ createdAfter: '12/05/2024' }),
			rows: [{}, {}],
		});

		expect(error).toBeUndefined();
		expect(hints).toEqual([
			'Created After: "12/05/2024" was read as 2024-05-12, day first; choose the order under Day and Month Order to be sure',
		]);
	});

	test('is not told where the order is set', async () => {
		const { hints } = await runNode(simulator, {
			parameters: getMany({ createdAfter: '12/05/2024', dayMonthOrder: 'monthFirst' }),
		});

		expect(hints).toEqual([]);
		expect(simulator.state.requests).toMatchObject([
			{ body: { filters: [{ val: '2024-12-05T00:00:00.000Z' }] } },
		]);
	});
});

test('a trait from a column of GMT is in UTC, whatever the trait is called', async () => {
	const traits = {
		values: [
			{ name: 'paid', type: 'date', value: '={{ $json.date_paid_gmt }}' },
			{ name: 'made', type: 'date', value: '={{ $json.date_paid }}' },
		],
	};
	const at = '2026-01-31T11:30:00';
	const { outputs } = await runNode(simulator, {
		parameters: { ...contact(), additionalFields: {}, traits },
		rows: [{ id: '1', date_paid_gmt: at, date_paid: at }],
		timeZone: 'Asia/Kolkata',
	});

	expect(jsons(outputs[0])).toMatchObject([{ status: 'accepted' }]);
	expect(simulator.state.requests).toMatchObject([
		{ body: { traits: { paid: '2026-01-31T11:30:00.000Z', made: '2026-01-31T06:00:00.000Z' } } },
	]);
});
