import type { IDataObject } from 'n8n-workflow';

import type { Send, NotAccepted } from '../../../nodes/Interakt/delivery/outcome';
import { runPool, readAllPages, type Pages } from '../../../nodes/Interakt/delivery/paging';

const failed: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Interakt is not available', description: 'Try again.' },
};

interface Asked {
	readonly offset: number;
	readonly limit: number;
}

/** A list of rows, and a server that gives them; what it is asked is written down. */
function server(rows: () => IDataObject[], answer: (asked: Asked, all: IDataObject[]) => IDataObject[]) {
	const asked: Asked[] = [];
	const send: Send = async ({ query = {} }) => {
		const page = { offset: Number(query.offset), limit: Number(query.limit) };
		asked.push(page);
		const all = rows();
		const found = answer(page, all);
		const body = { found, more: page.offset + found.length < all.length };
		return { status: 'accepted', result: { status: 200, headers: {}, body } };
	};
	return { asked, send };
}
const pages = (more: Partial<Pages> = {}): Pages => ({
	pageSize: 10,
	page: (offset, limit) => ({ method: 'GET', path: '/rows', query: { offset, limit }, effect: 'read' }),
	read({ body }) {
		const { found, more } = body as { found: IDataObject[]; more: boolean };
		return { rows: found, hasMore: more };
	},
	key: ({ id }) => String(id),
	...more,
});
const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, id): IDataObject => ({ id, even: id % 2 === 0 }));
const heeding = ({ offset, limit }: Asked, all: IDataObject[]) => all.slice(offset, offset + limit);

async function ids(from: ReturnType<typeof server>, limit: number, more?: Partial<Pages>) {
	const outcome = await readAllPages(pages(more), from.send, limit);
	if (outcome.status !== 'accepted') throw new Error('not accepted');
	return outcome.result.map(({ id }) => id);
}
const upTo = (count: number) => Array.from({ length: count }, (_, id) => id);

describe('in turn', () => {
	test.each([
		[0, Infinity, 0, 1],
		[5, Infinity, 5, 1],
		[10, Infinity, 10, 1],
		[11, Infinity, 11, 2],
		[35, Infinity, 35, 4],
		[35, 10, 10, 1],
		[35, 11, 11, 2],
		[35, 3, 3, 1],
		[5, 100, 5, 1],
	])('of %i rows, limit %p gives %i with %i requests', async (count, limit, got, requests) => {
		const from = server(() => rowsOf(count), heeding);

		expect(await ids(from, limit)).toEqual(upTo(got));
		expect(from.asked).toHaveLength(requests);
		for (const { limit: asked } of from.asked) expect(asked).toBe(Math.min(10, limit));
	});

	test('goes on where the last page ended, when the server gives more than asked', async () => {
		const from = server(
			() => rowsOf(35),
			({ offset }, all) => all.slice(offset, offset + 25),
		);

		expect(await ids(from, Infinity)).toEqual(upTo(35));
		expect(from.asked.map(({ offset }) => offset)).toEqual([0, 25]);
	});

	test('goes on where the last page ended, when the server gives fewer than asked', async () => {
		const from = server(
			() => rowsOf(35),
			({ offset }, all) => all.slice(offset, offset + 4),
		);

		expect(await ids(from, Infinity)).toEqual(upTo(35));
		expect(from.asked.map(({ offset }) => offset)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32]);
	});

	test('gives no more than asked, when the server gives more', async () => {
		const from = server(
			() => rowsOf(35),
			({ offset }, all) => all.slice(offset, offset + 25),
		);

		expect(await ids(from, 12)).toEqual(upTo(12));
		expect(from.asked).toHaveLength(1);
	});

	test('ends with a page that brings nothing new', async () => {
		const from = server(
			() => rowsOf(35),
			(_, all) => all.slice(0, 10),
		);

		expect(await ids(from, Infinity)).toEqual(upTo(10));
		expect(from.asked).toHaveLength(2);
	});

	test('ends with an empty page, whatever the server says', async () => {
		const from = server(
			() => rowsOf(35),
			() => [],
		);

		expect(await ids(from, Infinity)).toEqual([]);
		expect(from.asked).toHaveLength(1);
	});

	test('doubles nothing when rows come in front meanwhile', async () => {
		const all = rowsOf(35);
		let added = 100;
		const from = server(() => (all.unshift({ id: added++ }), all), heeding);
		const got = await ids(from, Infinity);

		expect(new Set(got).size).toBe(got.length);
		expect(upTo(35).filter((id) => !got.includes(id))).toEqual([]);
	});

	test('a row that comes again is shown as it is now', async () => {
		const all = rowsOf(15);
		const from = server(
			() => all.map((row) => ({ ...row, seen: from.asked.length })),
			({ offset }, rows) => rows.slice(Math.max(0, offset - 1), offset + 10),
		);
		const outcome = await readAllPages(pages(), from.send, Infinity);

		expect(outcome).toMatchObject({ status: 'accepted' });
		const shown = outcome.status === 'accepted' ? outcome.result : [];
		expect(shown.find(({ id }) => id === 9)).toMatchObject({ seen: 2 });
		expect(shown.find(({ id }) => id === 8)).toMatchObject({ seen: 1 });
	});

	test('pages on until enough rows are wanted ones', async () => {
		const from = server(() => rowsOf(35), heeding);

		expect(await ids(from, 8, { keep: ({ even }) => even === true })).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
	});

	test('a page of unwanted rows does not end the list', async () => {
		const from = server(() => rowsOf(35), heeding);

		expect(await ids(from, Infinity, { keep: ({ id }) => Number(id) > 30 })).toEqual([31, 32, 33, 34]);
	});

	test('ends with what was not accepted, and gives no part of the list', async () => {
		const from = server(() => rowsOf(35), heeding);
		const send: Send = async (request) => (from.asked.length === 2 ? failed : await from.send(request));

		expect(await readAllPages(pages(), send, Infinity)).toBe(failed);
		expect(from.asked).toHaveLength(2);
	});
});

describe('draining a list of jobs', () => {
	const turn = async () => await new Promise(setImmediate);

	test('does each once, and those that are added meanwhile', async () => {
		const done: number[] = [];
		const outcome = await runPool([1, 2, 3], 2, async (job) => {
			await turn();
			done.push(job);
			return job < 10 ? [job * 10, job * 10 + 1] : [];
		});

		expect(outcome).toBeUndefined();
		expect([...done].sort((one, other) => one - other)).toEqual([1, 2, 3, 10, 11, 20, 21, 30, 31]);
	});

	test('does what the last one in flight adds, with nothing left beside it', async () => {
		const done: number[] = [];
		await runPool([1, 2], 2, async (job) => {
			for (let turns = job; turns > 0; turns--) await turn();
			done.push(job);
			return job === 2 ? [3] : [];
		});

		expect(done).toEqual([1, 2, 3]);
	});

	test.each([1, 3, 20])('does at most %i at a time, and that many', async (concurrency) => {
		let inFlight = 0;
		let most = 0;
		await runPool(upTo(50), concurrency, async () => {
			most = Math.max(most, ++inFlight);
			await turn();
			inFlight--;
			return [];
		});

		expect(most).toBe(concurrency);
	});

	test('ends with the first that fails, and waits for what is in flight', async () => {
		const started: number[] = [];
		let inFlight = 0;
		const outcome = await runPool(upTo(50), 4, async (job) => {
			started.push(job);
			inFlight++;
			for (let turns = job === 5 ? 1 : 3; turns > 0; turns--) await turn();
			inFlight--;
			return job === 5 ? failed : [];
		});

		expect(outcome).toBe(failed);
		expect(inFlight).toBe(0);
		expect(started.length).toBeLessThan(15);
	});

	test('of none does nothing', async () => {
		const step = jest.fn(async () => []);

		expect(await runPool([], 4, step)).toBeUndefined();
		expect(step).not.toHaveBeenCalled();
	});

	test('a job that throws is not swallowed', async () => {
		await expect(
			runPool([1, 2], 2, async (job) => {
				if (job === 1) throw new Error('broken');
				return [];
			}),
		).rejects.toThrow('broken');
	});
});
