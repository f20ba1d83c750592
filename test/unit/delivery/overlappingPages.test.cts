/** What a server is asked for a list by overlapping pages, and what is made of its answers. */
import type { IDataObject } from 'n8n-workflow';

import type { NotAccepted, Send } from '../../../nodes/Interakt/delivery/outcome';
import { readOverlapping } from '../../../nodes/Interakt/delivery/overlappingPages';
import type { Page, Pages } from '../../../nodes/Interakt/delivery/paging';

const pageSize = 20;

const pages: Pages = {
	pageSize,
	page: (offset, limit) => ({ method: 'GET', path: '/rows', query: { offset, limit }, effect: 'read' }),
	read: ({ body }) => body as Page,
	key: ({ id, name }) => String(id ?? name),
	hasId: ({ id }) => id !== undefined,
};

const failed: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Not available', description: 'Try again.' },
};

const upTo = (count: number) => Array.from({ length: count }, (_, id): IDataObject => ({ id }));

/** An honest page of a list. */
const pageOf = (rows: readonly IDataObject[], offset: number, limit = pageSize): Page => ({
	rows: rows.slice(offset, offset + limit),
	total: rows.length,
	hasMore: offset + limit < rows.length,
});

/**
 * Reads a list whose first page was read before; `number` counts the requests from 1.
 *
 * @param turns How long the answer for a place takes.
 */
async function read(
	first: Page,
	answer: (offset: number, number: number) => Page | NotAccepted,
	turns: (offset: number) => number = () => 0,
) {
	const offsets: number[] = [];
	const send: Send = async ({ query = {} }) => {
		expect(query.limit).toBe(pageSize);
		const offset = Number(query.offset);
		const body = answer(offset, offsets.push(offset));
		for (let left = turns(offset); left > 0; left--) await new Promise(setImmediate);
		return 'failure' in body ? body : { status: 'accepted', result: { status: 200, headers: {}, body } };
	};
	const outcome = await readOverlapping(pages, first, send);
	if (outcome.status !== 'accepted') return { outcome, offsets };
	const { rows, isWhole, hasMoved, totals } = outcome.result;
	const ids = [...rows.values()].map(({ id }) => Number(id)).sort((one, other) => one - other);
	return { outcome, offsets, ids, isWhole, hasMoved, totals, rows };
}

/** Reads a list that is the same for each request. */
const readStill = async (rows: IDataObject[]) =>
	await read(pageOf(rows, 0), (offset) => pageOf(rows, offset));

const idsUpTo = (count: number) => upTo(count).map(({ id }) => Number(id));

describe('a list in which nothing happens', () => {
	test.each<[number, number[]]>([
		[0, []],
		[1, []],
		[20, []],
		[21, [6]],
		[35, [10, 20]],
		[100, [14, 28, 43, 57, 71, 85]],
	])('of %i rows is read at the places %j', async (count, places) => {
		const { ids, offsets, isWhole, hasMoved } = await readStill(upTo(count));

		expect(ids).toEqual(idsUpTo(count));
		expect([...offsets].sort((one, other) => one - other)).toEqual(places);
		expect({ isWhole, hasMoved }).toEqual({ isWhole: true, hasMoved: false });
	});

	test('is read by twenty requests at the same time', async () => {
		const rows = upTo(1_000);
		let inFlight = 0;
		let most = 0;
		const send: Send = async ({ query = {} }) => {
			most = Math.max(most, ++inFlight);
			await new Promise(setImmediate);
			inFlight--;
			const body = pageOf(rows, Number(query.offset));
			return { status: 'accepted', result: { status: 200, headers: {}, body } };
		};
		await readOverlapping(pages, pageOf(rows, 0), send);

		expect(most).toBe(20);
	});
});

describe('a list is not read so', () => {
	const rows = upTo(100);
	const first = pageOf(rows, 0);

	test.each<[string, Page]>([
		['without a total', { rows: first.rows }],
		['where a row has no ID', { ...first, rows: [...first.rows.slice(1), { name: 'Asha' }] }],
		['where a page holds too few rows to overlap', { ...first, rows: rows.slice(0, 9) }],
	])('%s', async (_, given) => {
		const { isWhole, offsets } = await read(given, (offset) => pageOf(rows, offset));

		expect(isWhole).toBe(false);
		expect(offsets).toEqual([]);
	});

	test('but where a page holds ten, it is', async () => {
		const { isWhole, offsets } = await read({ ...first, rows: rows.slice(0, 10) }, (offset) =>
			pageOf(rows, offset, 10),
		);

		expect(isWhole).toBe(true);
		expect(offsets).toHaveLength(19);
	});

	test.each<[string, (offset: number) => Page]>([
		['that does not heed the offset', () => first],
		['whose second page has nothing in common with the first', (offset) => pageOf(rows, offset + 50)],
		[
			'whose second page has them in another order',
			(offset) => ({ ...pageOf(rows, offset), rows: [...pageOf(rows, offset).rows].reverse() }),
		],
	])('further than the second page from a server %s', async (_, answer) => {
		const { isWhole, offsets } = await read(first, answer);

		expect(isWhole).toBe(false);
		expect(offsets).toEqual([14]);
	});
});

describe('what happens meanwhile is seen', () => {
	const rows = upTo(100);
	const changing = async (change: (page: Page, offset: number) => Page) =>
		await read(pageOf(rows, 0), (offset) => change(pageOf(rows, offset), offset));

	test('a row that is changed', async () => {
		const {
			hasMoved,
			isWhole,
			rows: found,
		} = await changing((page, offset) => ({
			...page,
			rows: page.rows.map((row) => (offset === 28 && row.id === 30 ? { ...row, name: 'Asha' } : row)),
		}));

		expect({ hasMoved, isWhole }).toEqual({ hasMoved: true, isWhole: true });
		expect(found?.size).toBe(100);
	});

	test('another total, which is held against what was read', async () => {
		const { hasMoved, totals } = await changing((page, offset) => ({
			...page,
			total: offset === 57 ? 90 : 100,
		}));

		expect(hasMoved).toBe(true);
		expect([totals?.tooFew(0), totals?.tooMany(0)]).toEqual([
			expect.stringContaining('there are 90 results'),
			expect.stringContaining('there are 100 results'),
		]);
	});

	test('rows that have come or left', async () => {
		const added = await read(pageOf(rows, 0), (offset) => pageOf([{ id: 100 }, ...rows], offset));
		const removed = await read(pageOf(rows, 0), (offset) => pageOf(rows.slice(1), offset));

		expect(added).toMatchObject({ hasMoved: true, isWhole: true, ids: idsUpTo(100) });
		expect(removed).toMatchObject({ hasMoved: true, isWhole: true, ids: idsUpTo(100) });
	});

	test('a row that has moved to another place, beside an unchanged total', async () => {
		const moved = [...rows.slice(1), { id: 0 }];
		const { hasMoved, ids } = await read(pageOf(rows, 0), (offset) => pageOf(moved, offset));

		expect(hasMoved).toBe(true);
		expect(ids).toEqual(idsUpTo(100));
	});
});

test('a list that gives fewer rows than it says is not whole when nothing has happened', async () => {
	const rows = upTo(100);
	const saying = (page: Page): Page => ({ ...page, total: 103 });
	const { isWhole, hasMoved } = await read(saying(pageOf(rows, 0)), (offset) => saying(pageOf(rows, offset)));

	expect({ isWhole, hasMoved }).toEqual({ isWhole: false, hasMoved: false });
});

describe('a gap that rows have left', () => {
	/** The first ten rows leave once the second page was read. */
	const rows = upTo(200);
	const fewer = rows.slice(10);
	const answer = (offset: number, number: number) => pageOf(number === 1 ? rows : fewer, offset);

	test('is read too', async () => {
		const { isWhole, ids, offsets } = await read(pageOf(rows, 0), answer);

		expect(isWhole).toBe(true);
		expect(ids).toEqual(idsUpTo(200));
		expect(offsets).toContain(18);
		expect(offsets).toHaveLength(14);
	});

	test('is read too where the later pages are answered first', async () => {
		const { isWhole, ids, offsets } = await read(pageOf(rows, 0), answer, (offset) => (200 - offset) / 4);

		expect(isWhole).toBe(true);
		expect(ids).toEqual(idsUpTo(200));
		expect(offsets.length).toBeLessThanOrEqual(15);
	});

	test('that cannot be read ends it', async () => {
		const places = (await read(pageOf(rows, 0), answer)).offsets;
		for (let number = 1; number <= places.length; number++) {
			const { outcome } = await read(pageOf(rows, 0), (offset, each) =>
				each === number ? failed : answer(offset, each),
			);

			expect(outcome).toBe(failed);
		}
	});
});

test('a list whose order is another one from the third page on is given up soon', async () => {
	const rows = upTo(3_000);
	const { isWhole, offsets } = await read(pageOf(rows, 0), (offset, number) => {
		const page = pageOf(rows, offset);
		return number === 1 ? page : { ...page, rows: [...page.rows].reverse() };
	});

	expect(isWhole).toBe(false);
	expect(offsets.length).toBeLessThanOrEqual(1 + 2 * 20);
});

describe('the end of a list', () => {
	const rows = upTo(100);

	test('that has grown is read on to', async () => {
		const { isWhole, ids, offsets } = await read(pageOf(rows, 0), (offset) => pageOf(upTo(150), offset));

		expect(isWhole).toBe(true);
		expect(ids).toEqual(idsUpTo(150));
		expect(offsets.slice(6)).toEqual([95, 105, 115, 125, 135]);
	});

	test('that has come nearer is found all the same', async () => {
		const { isWhole, ids } = await read(pageOf(rows, 0), (offset, number) =>
			pageOf(number === 1 ? rows : upTo(60), offset),
		);

		expect(isWhole).toBe(true);
		expect(ids).toEqual(idsUpTo(60));
	});

	test('where the server does not say whether more follow is where its total is', async () => {
		const silent = ({ rows: given, total = 0 }: Page): Page => ({ rows: given, total });
		const { isWhole, offsets } = await read(silent(pageOf(rows, 0)), (offset) =>
			silent(pageOf(rows, offset)),
		);

		expect(isWhole).toBe(true);
		expect(offsets).toHaveLength(6);
	});

	test('is where the last page is short and the total is reached, whatever the server says', async () => {
		const { isWhole, offsets } = await read({ ...pageOf(rows, 0), hasMore: true }, (offset) => ({
			...pageOf(rows, offset),
			hasMore: true,
		}));

		expect(isWhole).toBe(true);
		expect(offsets.at(-1)).toBe(85);
	});

	test('that does not come is not waited for', async () => {
		const first = { rows: rows.slice(0, 20), total: 100, hasMore: true };
		const { isWhole, offsets } = await read(first, (offset) => ({
			rows: Array.from({ length: 20 }, (_, index) => ({ id: offset + index })),
			total: 100,
			hasMore: true,
		}));

		expect(isWhole).toBe(false);
		// Up to twice as many rows as the total says.
		expect(offsets.length).toBeLessThanOrEqual(6 + 12);
	});

	test('that gives the same page again and again is none', async () => {
		const { isWhole, offsets } = await read(pageOf(rows, 0), (offset) => ({
			...pageOf(rows, Math.min(offset, 70)),
			total: 110,
			hasMore: true,
		}));

		expect(isWhole).toBe(false);
		expect(offsets.length).toBeLessThanOrEqual(12);
	});
});
