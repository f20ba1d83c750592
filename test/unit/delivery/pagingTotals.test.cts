import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../../nodes/Interakt/delivery/outcome';
import {
	addRows,
	keysOf,
	type Page,
	type Pages,
	readAllPages,
	readPage,
	TotalCheck,
} from '../../../nodes/Interakt/delivery/paging';

const pages = (more: Partial<Pages> = {}): Pages => ({
	pageSize: 10,
	page: (offset, limit) => ({ method: 'GET', path: '/rows', query: { offset, limit }, effect: 'read' }),
	read: ({ body }) => body as Page,
	key: ({ id }) => String(id),
	...more,
});

/** A server that answers with these pages, one after the other, and with the last one again and again. */
const server = (...answers: ReadonlyArray<(offset: number) => Page>) => {
	const offsets: number[] = [];
	const send: Send = async ({ query = {} }) => {
		const offset = Number(query.offset);
		const body = (answers[offsets.push(offset) - 1] ?? answers.at(-1))?.(offset);
		return { status: 'accepted', result: { status: 200, headers: {}, body } };
	};
	return { send, offsets };
};
const rowsFrom = (offset: number, count: number) =>
	Array.from({ length: count }, (_, index): IDataObject => ({ id: offset + index }));

describe('a server that does not say whether more follow', () => {
	test.each<[string, number | undefined, number[]]>([
		['is asked until its total is reached', 25, [0, 10, 20]],
		['is asked no more when its total is reached exactly', 20, [0, 10]],
		['is asked once without a total', undefined, [0]],
	])('%s', async (_, total, asked) => {
		const { send, offsets } = server((offset) => ({
			rows: rowsFrom(offset, Math.min(10, (total ?? 99) - offset)),
			...(total !== undefined && { total }),
		}));
		const outcome = await readAllPages(pages(), send, Infinity);

		expect(outcome).toMatchObject({ status: 'accepted', result: { length: total ?? 10 } });
		expect(offsets).toEqual(asked);
	});
});

test('a list that never ends is refused after ten thousand pages, with how much it gave', async () => {
	const { send, offsets } = server((offset) => ({ rows: rowsFrom(offset, 1), hasMore: true }));

	expect(await readAllPages(pages(), send, Infinity)).toMatchObject({
		status: 'rejected',
		failure: {
			reason: 'contradictoryAnswer',
			description:
				'Interakt has given 10000 results, and says that more follow. Nothing of it was put out. Run the workflow again, and ask the support of Interakt if it stays so.',
		},
	});
	expect(offsets).toHaveLength(10_000);
});

test('a list that lacks rows is not refused when enough are wanted ones', async () => {
	const { send } = server(() => ({ rows: rowsFrom(0, 10), total: 50, hasMore: false }));

	expect(await readAllPages(pages(), send, 10)).toMatchObject({ status: 'accepted' });
	expect(await readAllPages(pages(), send, 11)).toMatchObject({
		status: 'rejected',
		failure: {
			description: expect.stringMatching(/^Interakt says that there are 50 results, and has given 10\./),
		},
	});
});

test('a row that was not asked for ends the list, with what it shows', async () => {
	const { send } = server(() => ({ rows: rowsFrom(0, 3), hasMore: false }));
	const unasked = ({ id }: IDataObject) => (id === 2 ? 'A row of another kind came.' : undefined);

	expect(await readPage(pages({ unasked }), send, 0, 10)).toMatchObject({
		status: 'rejected',
		failure: {
			reason: 'contradictoryAnswer',
			description: expect.stringMatching(/^A row of another kind came\. Nothing of it was put out/),
		},
	});
});

describe('what was read, held against the total', () => {
	const noted = (...totals: Array<number | undefined>) => {
		const check = new TotalCheck();
		for (const total of totals) check.note(total);
		return check;
	};

	test.each<[Array<number | undefined>, number, boolean]>([
		[[10], 30, false],
		[[10], 31, true],
		[[10, 12, 11], 34, false],
		[[10, 12, 11], 35, true],
		[[0], 10, false],
		[[0], 11, true],
		[[], 1_000, false],
		[[undefined], 1_000, false],
	])('of totals %j, %i are far more: %s', (totals, count, expected) => {
		expect(noted(...totals).isExceeded(count, 10)).toBe(expected);
	});

	test.each<[Array<number | undefined>, number, boolean]>([
		[[10], 10, false],
		[[10], 8, false],
		[[10], 7, true],
		[[12, 10, 11], 8, false],
		[[12, 10, 11], 7, true],
		[[], 0, false],
		[[undefined], 0, false],
	])('of totals %j, with %i rows by two requests some are missing: %s', (totals, count, expected) => {
		expect(noted(...totals).isMissing(count, 2)).toBe(expected);
	});

	test('is told by the total that contradicts it most', () => {
		const check = noted(12, 10, 11);

		expect(check.tooMany(40)).toBe('Interakt says that there are 12 results, and has given 40.');
		expect(check.tooFew(2)).toBe('Interakt says that there are 10 results, and has given 2.');
	});
});

describe('the keys of rows', () => {
	const rows = [{ id: 'a' }, { id: 'b' }, { id: 'a' }, { id: 'a' }];

	test('that have an ID are the same for the same one', () => {
		expect(keysOf(rows, pages())).toEqual(['a', 'b', 'a', 'a']);
		expect(keysOf(rows, pages({ hasId: () => true }))).toEqual(['a', 'b', 'a', 'a']);
	});

	test('that have none tell equal ones apart', () => {
		expect(keysOf(rows, pages({ hasId: () => false }))).toEqual(['a', 'b', 'a 2', 'a 3']);
	});
});

test('only wanted rows are added, each by its key, and the later one counts', () => {
	const found = new Map<string, IDataObject>([['a', { id: 'a', seen: 1 }]]);
	const keep = ({ seen }: IDataObject) => seen !== 3;
	addRows(found, [{ id: 'a', seen: 2 }, { id: 'b', seen: 3 }, { id: 'c' }], pages({ keep }));

	expect([...found]).toEqual([
		['a', { id: 'a', seen: 2 }],
		['c', { id: 'c' }],
	]);
});
