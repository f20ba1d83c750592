/** Lists that are read by overlapping pages from a server that answers as a test wants. */
import type { IDataObject } from 'n8n-workflow';

import type { NotAccepted, Send } from '../../../nodes/Interakt/delivery/outcome';
import { readOverlapping } from '../../../nodes/Interakt/delivery/overlappingPages';
import type { Page, Pages } from '../../../nodes/Interakt/delivery/paging';

export const pageSize = 20;

export const pages: Pages = {
	pageSize,
	page: (offset, limit) => ({ method: 'GET', path: '/rows', query: { offset, limit }, effect: 'read' }),
	read: ({ body }) => body as Page,
	key: ({ id, name }) => String(id ?? name),
	hasId: ({ id }) => id !== undefined,
};

export const failed: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Not available', description: 'Try again.' },
};

export const upTo = (count: number) => Array.from({ length: count }, (_, id): IDataObject => ({ id }));

/** An honest page of a list. */
export const pageOf = (rows: readonly IDataObject[], offset: number, limit = pageSize): Page => ({
	rows: rows.slice(offset, offset + limit),
	total: rows.length,
	hasMore: offset + limit < rows.length,
});

/**
 * Reads a list whose first page was read before; `number` counts the requests from 1.
 *
 * @param turns How long the answer for a place takes.
 */
export async function read(
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
export const readStill = async (rows: IDataObject[]) =>
	await read(pageOf(rows, 0), (offset) => pageOf(rows, offset));

export const idsUpTo = (count: number) => upTo(count).map(({ id }) => Number(id));
