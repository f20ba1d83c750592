/** What a server is asked for a list by overlapping pages, and what is made of its answers. */
import type { Send } from '../../../nodes/Interakt/delivery/outcome';
import { readOverlapping } from '../../../nodes/Interakt/delivery/overlappingPages';
import type { Page } from '../../../nodes/Interakt/delivery/paging';
import { idsUpTo, pageOf, pages, read, readStill, upTo } from './overlapping.cts';

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

test('a page that has nothing unchanged in common with the first one does not join it', async () => {
	const rows = upTo(100);
	const { isWhole, hasMoved, offsets } = await read(pageOf(rows, 0), (offset) => ({
		...pageOf(rows, offset),
		rows: pageOf(rows, offset).rows.map((row) => ({ ...row, name: 'Asha' })),
	}));

	expect({ isWhole, hasMoved }).toEqual({ isWhole: false, hasMoved: true });
	expect(offsets).toEqual([14]);
});

describe('two pages show the same order while fewer rows have come or left between those that they share', () => {
	const rows = upTo(100);
	const others = (count: number) => Array.from({ length: count }, (_, index) => 1_000 + index);
	/** Rows that the first page has too: from 14 on, so many of them. */
	const shared = (count: number) => Array.from({ length: count }, (_, index) => 14 + index);

	test.each<[string, number[], boolean]>([
		['six before six', [...others(6), ...shared(6)], true],
		['seven before six', [...others(7), ...shared(6)], false],
		['three behind three', shared(3), true],
		['four behind two', shared(2), false],
		['six between six', [14, ...others(6), 15, 16, 17, 18, 19], true],
		['seven between six', [14, ...others(7), 15, 16, 17, 18, 19], false],
		['one left between five', [14, 15, 17, 18, 19], true],
		['two before and two behind four', [...others(2), ...shared(4)], true],
		['three before and two behind four', [...others(3), ...shared(4)], false],
		['three before and three between six', [...others(3), 14, 500, 501, 502, 15, 16, 17, 18, 19], true],
		['three before and four between six', [...others(3), 14, 500, 501, 502, 503, 15, 16, 17, 18, 19], false],
		['two of them in turn', [15, 14, 16, 17, 18, 19], false],
		['one of them twice', [14, 15, 15, 16, 17, 18, 19], false],
	])('%s', async (_, ids, areJoined) => {
		const second = [...ids, ...others(40).slice(20)].slice(0, 20).map((id) => ({ id }));
		const { offsets } = await read(pageOf(rows, 0), (offset, number) =>
			number === 1 ? { rows: second, total: 100, hasMore: true } : pageOf(rows, offset),
		);

		expect(offsets.length > 1).toBe(areJoined);
	});
});
