/** Whole lists, read while they change. */
import fc from 'fast-check';

import { readByTimeWindow } from '../../../nodes/Interakt/delivery/timeWindows';
import { readWholeList } from '../../../nodes/Interakt/delivery/wholeList';
import { contactPages, contactWindows } from '../../../nodes/Interakt/fields/contactPages';
import { ChangingList, orders, type Order, type Shape } from './changingList.cts';

const { LIST_RUNS } = process.env;
const runs = LIST_RUNS === undefined ? { numRuns: 300, seed: 1 } : { numRuns: Number(LIST_RUNS) };

/** Reads a list, and says which of its rows are missing and how many came twice. */
async function read(shape: Shape, by = readWholeList) {
	const list = new ChangingList(shape);
	const outcome = await by(contactPages([]), contactWindows([]), list.send);
	if (outcome.status !== 'accepted') throw new Error(outcome.failure.description);
	const ids = outcome.result.map(({ id }) => String(id));
	const found = new Set(ids);
	const missing = list.throughout().filter((id) => !found.has(id));
	return { missing, twice: ids.length - found.size, requests: list.requests };
}

const rate = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true }));

const shapes: fc.Arbitrary<Shape> = fc.record({
	count: fc.integer({ min: 0, max: 1_500 }),
	order: fc.constantFrom(...(Object.keys(orders) as Order[])),
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
	hasClock: fc.boolean(),
	seed: fc.integer(),
});

test('every row that exists throughout is there exactly once, in any order, whatever happens meanwhile', async () => {
	await fc.assert(
		fc.asyncProperty(shapes, async (shape) => {
			const { missing, twice } = await read(shape);

			expect({ missing, twice }).toEqual({ missing: [], twice: 0 });
		}),
		runs,
	);
});
