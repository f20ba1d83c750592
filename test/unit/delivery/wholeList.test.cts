/** Whole lists, read while they change. */
import fc from 'fast-check';

import { notStarted, type Send } from '../../../nodes/Interakt/delivery/outcome';
import { readAllPages } from '../../../nodes/Interakt/delivery/paging';
import { readByTimeWindow } from '../../../nodes/Interakt/delivery/timeWindows';
import { readWholeList } from '../../../nodes/Interakt/delivery/wholeList';
import { contactPages, contactWindows } from '../../../nodes/Interakt/fields/contactPages';
import { changingContacts, listCases } from './changingContacts.cts';
import { ChangingList, orders, type Order, type Shape, still } from './changingList.cts';

const { LIST_RUNS } = process.env;
const runs = LIST_RUNS === undefined ? { numRuns: 300, seed: 1 } : { numRuns: Number(LIST_RUNS) };

/** Reads a list, and says which of its rows are missing and how many came twice. */
async function read(shape: Partial<Shape>, by: typeof readWholeList = readWholeList) {
	const list = new ChangingList({ ...still, ...shape });
	const outcome = await by(contactPages([]), contactWindows([]), list.send);
	const ids = outcome.status === 'accepted' ? outcome.result.map(({ user_id: id }) => String(id)) : [];
	const found = new Set(ids);
	const missing = list.throughout().filter((id) => !found.has(id));
	return { missing, twice: ids.length - found.size, list, outcome };
}

const rate = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true }));
const allOrders = Object.keys(orders) as Order[];

const shapes: fc.Arbitrary<Shape> = fc.record({
	count: fc.integer({ min: 0, max: 1_500 }),
	order: fc.constantFrom(...allOrders),
	within: fc.constantFrom(20, 10_000, 1e7, 1e11),
	created: rate,
	changed: rate,
	deleted: rate,
	bursts: fc.array(
		fc.record({
			request: fc.integer({ min: 1, max: 20 }),
			what: fc.constantFrom('created', 'changed', 'deleted'),
			count: fc.integer({ min: 1, max: 300 }),
		}),
		{ maxLength: 2 },
	),
	takes: fc.constantFrom(0, 1, 200, 5_000),
	isUneven: fc.boolean(),
	hasIds: fc.constant(true),
	hasClock: fc.boolean(),
	seed: fc.integer(),
});

test(
	'every row that exists throughout is there exactly once, in any order, whatever happens meanwhile',
	async () => {
		await fc.assert(
			fc.asyncProperty(shapes, async (shape) => {
				const { missing, twice, outcome } = await read(shape);

				// Where many leave at once and many others come, as many may be missing as the server says: it is refused.
				if (outcome.status !== 'accepted' && shape.bursts.length > 1) return;
				expect({ missing, twice }).toEqual({ missing: [], twice: 0 });
				expect(outcome.status).toBe('accepted');
			}),
			runs,
		);
	},
	60 * 60_000,
);

describe('at most 1.15 × the requests of plain paging, and nothing missing', () => {
	test.each(listCases)('created $arrival, listed $order, $churn changes a request', async (listCase) => {
		const plain = changingContacts(5_000, listCase);
		await readAllPages(contactPages([]), plain.send, Infinity);
		const { send, throughout, requests } = changingContacts(5_000, listCase);
		const outcome = await readWholeList(contactPages([]), contactWindows([]), send);
		if (outcome.status !== 'accepted') throw new Error(outcome.failure.description);
		const ids = outcome.result.map(({ id }) => String(id));

		expect(requests()).toBeLessThanOrEqual(1.15 * plain.requests());
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) throughout.delete(id);
		expect([...throughout]).toEqual([]);
	});

	test.each(allOrders.filter((order) => order !== 'shuffled'))('in the order %s', async (order) => {
		const { missing, list } = await read({ order, count: 3_000, created: 1, changed: 1, deleted: 1 });

		expect(missing).toEqual([]);
		expect(list.requests).toBeLessThanOrEqual(1.15 * 31);
	});
});

test('where the order is another one with each request, two pages show it, and it costs no more than windows from the start', async () => {
	for (const seed of [1, 2, 3]) {
		const shape: Partial<Shape> = { order: 'shuffled', count: 3_000, changed: 1, seed };
		const { list } = await read(shape);
		const { list: inWindows } = await read(shape, readByTimeWindow);

		expect(list.requests).toBeLessThanOrEqual(inWindows.requests);
		expect(list.asked.filter(({ filters }) => filters.length === 0)).toHaveLength(2);
	}
});

test('two pages that have nothing in common show it too', async () => {
	const list = new ChangingList({ ...still, order: 'shuffled', count: 20_000, seed: 2 });
	const send: Send = async (request) => (list.requests < 8 ? await list.send(request) : notStarted);
	await readWholeList(contactPages([]), contactWindows([]), send);

	expect(list.asked.filter(({ filters }) => filters.length === 0)).toHaveLength(2);
});

describe('a list in which nothing happens', () => {
	test.each([
		[100, 1],
		[101, 2],
		[250, 3],
		[1_000, 11],
	])('of %i takes %i requests, none of them with a filter', async (count, requests) => {
		const { list } = await read({ count });

		expect(list.asked).toHaveLength(requests);
		expect(list.asked.flatMap(({ filters }) => filters)).toEqual([]);
	});
});

test('what was changed is asked for by the time of the server, two minutes back', async () => {
	const { list } = await read({ order: 'changedDescending', changed: 1 });
	const [first] = list.asked.flatMap(({ filters }) => filters);

	expect(first).toEqual({ trait: 'modified_at_utc', op: 'gt', val: '2024-12-31T23:58:00.000Z' });
});

test('a gap that deleted rows leave is read too, and not the whole list again', async () => {
	const deleted = { request: 6, what: 'deleted', count: 100 } as const;
	const { missing, list } = await read({ order: 'createdAscending', count: 2_000, bursts: [deleted] });

	expect(missing).toEqual([]);
	expect(list.requests).toBeLessThanOrEqual(25);
});

test('rows without an ID come once, also those that are changed meanwhile', async () => {
	const { missing, twice } = await read({ hasIds: false, order: 'changedAscending', changed: 3 });

	expect({ missing, twice }).toEqual({ missing: [], twice: 0 });
});
