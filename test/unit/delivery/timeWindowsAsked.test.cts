/** What a server is asked for a list in windows of time. */
import type { IDataObject } from 'n8n-workflow';

import type { NotAccepted, Outcome, Send } from '../../../nodes/Interakt/delivery/outcome';
import type { Page, Pages } from '../../../nodes/Interakt/delivery/paging';
import { readByTimeWindow, readWindow, type TimedPages } from '../../../nodes/Interakt/delivery/timeWindows';
import { earliest, latest } from '../../../nodes/Interakt/delivery/windowCuts';

const base = Date.UTC(2025, 0);
const hour = 3_600_000;
const pageSize = 10;

/** Rows with an ID and a time each; the newest come first. */
const rowsAt = (...hours: number[]): IDataObject[] => hours.map((at, id) => ({ id, time: base + at * hour }));
const hourly = (count: number) => rowsAt(...Array.from({ length: count }, (_, index) => count - index));

const listOf = (window?: { after: number; before: number }): Pages => ({
	pageSize,
	page: (offset, limit) => ({
		method: 'GET',
		path: '/rows',
		query: { offset, limit, ...window },
		effect: 'read',
	}),
	read: ({ body }) => body as Page,
	key: ({ id }) => String(id),
});
const all = listOf();
const timed: TimedPages = {
	within: (after, before) => listOf({ after, before }),
	time: ({ time }) => Number(time),
};

interface Asked {
	readonly offset: number;
	readonly limit: number;
	readonly after?: number;
	readonly before?: number;
	/** How many were asked before. */
	readonly number: number;
}

/** An honest page, with its total. */
function pageOf(rows: readonly IDataObject[], { offset, limit, after = 0, before = Infinity }: Asked): Page {
	const found = rows.filter(({ time }) => !(Number(time) <= after) && !(Number(time) >= before));
	return { rows: found.slice(offset, offset + limit), total: found.length };
}

function server(answer: (asked: Asked) => Page | NotAccepted) {
	const asked: Asked[] = [];
	const send: Send = async ({ query = {} }) => {
		const given = { ...query, number: asked.length } as unknown as Asked;
		asked.push(given);
		const body = answer(given);
		return 'failure' in body ? body : { status: 'accepted', result: { status: 200, headers: {}, body } };
	};
	return { send, asked };
}

const failed: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Not available', description: 'Try again.' },
};
const idsOf = (outcome: Outcome<IDataObject[]>) =>
	outcome.status === 'accepted' ? outcome.result.map(({ id }) => Number(id)).sort((a, b) => a - b) : outcome;
const upTo = (count: number) => Array.from({ length: count }, (_, id) => id);
const inWindows = (asked: readonly Asked[]) => asked.filter(({ after }) => after !== undefined);
const withoutWindow = (asked: readonly Asked[]) =>
	asked.filter(({ after }) => after === undefined).map(({ offset, limit }) => [offset, limit]);

describe('a list', () => {
	test('that one page holds is read by it', async () => {
		for (const count of [0, 1, 10]) {
			const { send, asked } = server((each) => pageOf(hourly(count), each));

			expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(count));
			expect(asked).toHaveLength(1);
		}
	});

	test('that one page holds is read by it where the server says no total', async () => {
		const { send, asked } = server((each) => ({ rows: pageOf(hourly(5), each).rows }));

		expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(5));
		expect(asked).toHaveLength(1);
	});

	test('whose first page says that it is all, beside a greater total, is read on', async () => {
		const { send } = server((each) => ({ ...pageOf(hourly(14), each), hasMore: false }));

		expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(14));
	});

	test('of few pages is cut by the rows of its first page', async () => {
		const { send, asked } = server((each) => pageOf(hourly(30), each));

		expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(30));
		expect(withoutWindow(asked)).toEqual([[0, 10]]);
	});

	test('of more is cut by single rows from all over it', async () => {
		const { send, asked } = server((each) => pageOf(hourly(80), each));

		expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(80));
		expect(withoutWindow(asked)).toEqual([
			[0, 10],
			[40, 1],
			[79, 1],
		]);
	});

	test('of very many is cut by 32 of them', async () => {
		const { send, asked } = server((each) => pageOf(hourly(1_300), each));

		expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(1_300));
		expect(withoutWindow(asked)).toHaveLength(33);
	});

	test('that comes evenly takes about a window for each seven tenths of a page', async () => {
		const { send, asked } = server((each) => pageOf(hourly(700), each));
		await readByTimeWindow(all, timed, send);

		expect(inWindows(asked).length).toBeGreaterThanOrEqual(100);
		expect(inWindows(asked).length).toBeLessThanOrEqual(115);
		expect(Math.min(...inWindows(asked).map(({ after = 0 }) => after))).toBe(earliest);
		expect(Math.max(...inWindows(asked).map(({ before = 0 }) => before))).toBe(latest);
	});

	test('of which much was read before is cut by that, keeps it, and is not begun again', async () => {
		const rows = hourly(80);
		const gone = { id: 99, time: base };
		const { send, asked } = server((each) => pageOf(rows, each));
		const known = {
			first: { rows: rows.slice(0, 10), total: 80 },
			rows: new Map([...rows.slice(0, 40), gone].map((row) => [String(row.id), row])),
		};

		expect(idsOf(await readByTimeWindow(all, timed, send, known))).toEqual([...upTo(80), 99]);
		expect(withoutWindow(asked)).toEqual([]);
	});

	test('of which the first page was read before is cut by single rows', async () => {
		const rows = hourly(80);
		const { send, asked } = server((each) => pageOf(rows, each));
		const first = { rows: rows.slice(0, 10), total: 80 };
		const known = { first, rows: new Map(first.rows.map((row) => [String(row.id), row])) };

		expect(idsOf(await readByTimeWindow(all, timed, send, known))).toEqual(upTo(80));
		expect(withoutWindow(asked)).toEqual([
			[40, 1],
			[79, 1],
		]);
	});

	test.each<[string, (row: IDataObject) => IDataObject, (page: Page) => Page]>([
		[
			'without a total',
			(row) => row,
			({ rows, total = 0 }) => ({ rows, hasMore: rows.length > 0 && total > 0 }),
		],
		['without times', ({ id }) => ({ id }), (page) => page],
		['with one row without a time', (row) => (row.id === 3 ? { id: 3 } : row), (page) => page],
	])('%s is read page after page', async (_, change, answer) => {
		const rows = hourly(30).map(change);
		const { send, asked } = server((each) => answer(pageOf(rows, each)));

		expect(idsOf(await readByTimeWindow(all, timed, send))).toEqual(upTo(30));
		expect(inWindows(asked)).toEqual([]);
	});

	test.each([
		['its first page', ({ number }: Asked) => number === 0],
		['a row from all over it', ({ limit }: Asked) => limit === 1],
		['a window', ({ after }: Asked) => after !== undefined],
	])('of which %s is not given is not given', async (_, fails) => {
		const { send } = server((each) => (fails(each) ? failed : pageOf(hourly(80), each)));

		expect(await readByTimeWindow(all, timed, send)).toBe(failed);
	});

	test('that is made up as it is asked for is refused', async () => {
		const { send, asked } = server(({ after = base, before = base + hour, number }) => {
			const time = Math.round((after + before) / 2);
			const rows = upTo(10).map((row) => ({ id: number * 10 + row, time }));
			return before - after > 2 ? { rows, total: 80, hasMore: true } : { rows: [], total: 0 };
		});

		expect(await readByTimeWindow(all, timed, send)).toMatchObject({
			failure: { description: expect.stringMatching(/^Interakt says that there are 80 results/) },
		});
		// Eight windows a page, sixty beside them, and those that are on their way.
		expect(inWindows(asked).length).toBeLessThanOrEqual(8 * 8 + 60 + 20);
	});

	test('that has lost rows meanwhile is not refused, as its total says now', async () => {
		const rows = hourly(80);
		const { send, asked } = server((each) => {
			if (each.number === 3) rows.splice(10, 60);
			return pageOf(rows, each);
		});

		expect(idsOf(await readByTimeWindow(all, timed, send))).toHaveLength(20);
		expect(withoutWindow(asked).at(-1)).toEqual([0, 1]);
	});

	test('that has fewer rows than it says is refused, or as it is answered when asked for its total', async () => {
		const few = (each: Asked) =>
			each.after === undefined ? { ...pageOf(hourly(80), each), total: 200 } : pageOf(hourly(80), each);
		const { send } = server(few);

		expect(await readByTimeWindow(all, timed, send)).toMatchObject({
			failure: {
				description: expect.stringMatching(/^Interakt says that there are 200 results, and has given 80\./),
			},
		});
		const { send: failing } = server((each) =>
			each.number > 20 && each.after === undefined ? failed : few(each),
		);
		expect(await readByTimeWindow(all, timed, failing)).toBe(failed);
	});
});

describe('a window', () => {
	const window = { after: base, before: base + 100 * hour };
	const read = async (answer: (asked: Asked) => Page | NotAccepted, given = window) => {
		const { send, asked } = server(answer);
		return { got: await readWindow(timed, send, given), asked };
	};
	const rows = hourly(10);

	test.each<[string, (asked: Asked) => Page]>([
		['by its total', (each) => pageOf(rows, each)],
		['by its word', () => ({ rows, hasMore: false })],
		['by its word, whatever its total', () => ({ rows, total: 50, hasMore: false })],
		['by a page that is not full', () => ({ rows: rows.slice(0, 9) })],
		[
			'by a page that is not full, whatever its word',
			() => ({ rows: rows.slice(0, 9), total: 9, hasMore: true }),
		],
	])('that comes whole %s is read by one request', async (_, answer) => {
		const { got, asked } = await read(answer);

		expect(got).toMatchObject({ status: 'accepted' });
		expect(asked).toEqual([{ offset: 0, limit: 10, ...window, number: 0 }]);
	});

	test.each<[string, Page | NotAccepted, boolean]>([
		['gives none', { rows: [] }, true],
		['gives one of the same again', { rows: rows.slice(3, 4) }, true],
		['gives another', { rows: [{ id: 77, time: base + hour }] }, false],
		['does not answer', failed, false],
	])(
		'with a total of one full page, of which more follow, is asked for the next row: who %s',
		async (_, next, isWhole) => {
			const { got, asked } = await read(({ offset }) =>
				offset === 0 ? { rows, total: 10, hasMore: true } : next,
			);

			expect(Array.isArray(got)).toBe(!isWhole);
			expect(asked[1]).toMatchObject({ offset: 10, limit: 1 });
		},
	);

	test('that holds more is cut by what was seen of it, and by how much it holds', async () => {
		const { got } = await read(({ offset, limit }) => ({ rows: hourly(99).slice(offset, limit), total: 99 }));

		expect(got).toHaveLength(15);
	});

	test('that holds more, nobody knows how much, is cut in two at least', async () => {
		const { got } = await read(() => ({ rows: rowsAt(1, 20, 40, 60, 99, 30, 50, 70, 80, 90) }));

		expect(got).toHaveLength(2);
	});

	test('that says that there are some and gives none contradicts itself', async () => {
		expect((await read(() => ({ rows: [], total: 3 }))).got).toMatchObject({
			failure: {
				description: expect.stringMatching(/^Interakt says that there are 3 results, and has given none\./),
			},
		});
		expect((await read(() => ({ rows: [], total: 0 }))).got).toEqual({ status: 'accepted', result: [] });
		expect((await read(() => failed)).got).toBe(failed);
	});

	test('of a millisecond that a page does not hold is read page after page', async () => {
		const crowd = upTo(25).map((id) => ({ id, time: base + 1 }));
		const { got, asked } = await read((each) => pageOf(crowd, each), { after: base, before: base + 2 });

		expect(idsOf(got as Outcome<IDataObject[]>)).toEqual(upTo(25));
		expect(asked.map(({ offset }) => offset)).toEqual([0, 0, 10, 20]);
	});

	test('is cut by what lies in it alone, its ends among it', async () => {
		const ends = { after: base, before: base + 10 };
		const rowsOf = (...times: number[]) => upTo(10).map((id) => ({ id, time: base + (times[id] ?? 5) }));
		const cutBy = async (...times: number[]) =>
			(await read(() => ({ rows: rowsOf(...times), total: 14 }), ends)).got;

		// Crowded in the middle: around it. Spread from one end to the other: evenly.
		expect(await cutBy(-1_000, 1_000)).toHaveLength(5);
		expect(await cutBy(0)).toEqual([
			{ after: base, before: base + 5 },
			{ after: base + 4, before: base + 10 },
		]);
		expect(await cutBy(10)).toEqual(await cutBy(0));
	});

	test('of which more follow, beside a total that it lacks or says otherwise, is cut', async () => {
		for (const total of [undefined, 12]) {
			const { got, asked } = await read(() => ({ rows, ...(total && { total }), hasMore: true }));

			expect(Array.isArray(got)).toBe(true);
			expect(asked).toHaveLength(1);
		}
	});

	test('of three milliseconds is cut once more', async () => {
		const crowd = upTo(25).map((id) => ({ id, time: base + 1 + (id % 2) }));
		const { got } = await read((each) => pageOf(crowd, each), { after: base, before: base + 3 });

		expect(got).toContainEqual({ after: base, before: base + 2 });
		expect(got).toContainEqual({ after: base + 1, before: base + 3 });
	});

	test('of rows that all lie elsewhere is not cut by them', async () => {
		const elsewhere = upTo(25).map((id) => ({ id, time: base - hour }));
		const { got } = await read(({ offset, limit }) => ({
			rows: elsewhere.slice(offset, offset + limit),
			total: 25,
		}));

		expect(idsOf(got as Outcome<IDataObject[]>)).toEqual(upTo(25));
	});

	test('of a crowded millisecond in no order is read until six times nothing new came', async () => {
		const crowd = upTo(25).map((id) => ({ id, time: base + 1 }));
		const { got, asked } = await read(
			({ offset, limit }) => ({ rows: crowd.slice(offset, offset + limit), total: 30 }),
			{
				after: base,
				before: base + 2,
			},
		);

		expect(idsOf(got as Outcome<IDataObject[]>)).toEqual(upTo(25));
		expect(asked.filter(({ offset }) => offset === 0)).toHaveLength(8);
	});

	test('of a crowded millisecond that is not given is not given', async () => {
		const crowd = upTo(25).map((id) => ({ id, time: base + 1 }));
		const answer = (each: Asked) => (each.number === 2 ? failed : pageOf(crowd, each));

		expect((await read(answer, { after: base, before: base + 2 })).got).toBe(failed);
	});
});
