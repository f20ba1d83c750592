/** Gaps between overlapping pages, and the end of a list that is read by them. */
import type { Page } from '../../../nodes/Interakt/delivery/paging';
import { failed, idsUpTo, pageOf, read, upTo } from './overlapping.cts';

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

	test('is read in several steps where it is wide', async () => {
		const shifted = rows.slice(25);
		const { isWhole, ids, offsets } = await read(pageOf(rows, 0), (offset, number) =>
			pageOf(number === 1 ? rows : shifted, offset),
		);

		expect(isWhole).toBe(true);
		expect(ids).toEqual(idsUpTo(200));
		expect(offsets).toEqual(expect.arrayContaining([18, 8]));
		expect(offsets).toHaveLength(15);
	});

	test.each<[string, Page]>([
		['nothing new', pageOf(fewer, 28)],
		['what lies nowhere near', { ...pageOf(fewer, 18), rows: upTo(1_020).slice(1_000) }],
		['nothing', { ...pageOf(fewer, 18), rows: [] }],
	])('into which a server gives %s stays one', async (_, inside) => {
		const { isWhole, offsets } = await read(pageOf(rows, 0), (offset, number) =>
			offset === 18 ? inside : answer(offset, number),
		);

		expect(isWhole).toBe(false);
		expect(offsets).toHaveLength(14);
	});

	test('after each page, again and again, is not followed to the end of a long list', async () => {
		const many = upTo(6_000);
		const { isWhole, offsets } = await read(pageOf(many, 0), (offset, number) =>
			pageOf(number === 1 ? many : many.slice(10 * number), offset),
		);

		expect(isWhole).toBe(false);
		expect(offsets.length).toBeLessThan(200);
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

	test('that has grown and cannot be read ends it', async () => {
		const { outcome } = await read(pageOf(rows, 0), (offset, number) =>
			number === 8 ? failed : pageOf(upTo(150), offset),
		);

		expect(outcome).toBe(failed);
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
