import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Send } from './outcome';
import { readOverlapping } from './overlappingPages';
import { addRows, type Page, type Pages, readPage } from './paging';
import { readByTimeWindow, type TimedPages } from './timeWindows';

/** How much later than it dates a change the server may show it, in milliseconds. */
const lateness = 120_000;

/**
 * Reads a whole list while it changes, so that every row that exists throughout is there exactly once.
 *
 * It is read by overlapping pages, which have every row that stays unchanged. Only when something was seen to happen
 * meanwhile, the rows that were changed since the beginning are read beside it, in windows of creation time: one that
 * was changed may have moved past the reader. Where the pages do not join, as in an order that is another one with each
 * request, the list is read in such windows from the start.
 *
 * @param all The whole list.
 */
export async function readWholeList(
	all: Pages,
	timed: TimedPages,
	send: Send,
): Promise<Outcome<IDataObject[]>> {
	let requests = 0;
	const counted: Send = async (request) => (requests++, await send(request));
	const first = await readPage(all, counted, 0, all.pageSize);
	if (first.status !== 'accepted') return first;
	const overlapping = await readOverlapping(all, first.result, counted);
	if (overlapping.status !== 'accepted') return overlapping;
	const { rows, isWhole, hasMoved, totals } = overlapping.result;
	const changed = isWhole ? await readChanged(timed, hasMoved, first.result, counted) : undefined;
	if (changed?.status === 'accepted') {
		const found = new Map<string, IDataObject>();
		addRows(found, [...rows.values(), ...changed.result], all);
		if (!totals.isMissing(found.size, requests)) return { status: 'accepted', result: [...found.values()] };
	} else if (changed && changed.failure.reason !== 'contradictoryAnswer') return changed;
	return await readByTimeWindow(all, timed, send, { first: first.result, rows });
}

/** The rows that were changed since a list was begun to be read; nothing where that cannot be asked. */
async function readChanged(
	{ changes }: TimedPages,
	hasMoved: boolean,
	{ rows, time }: Page,
	send: Send,
): Promise<Outcome<IDataObject[]> | undefined> {
	if (!hasMoved) return { status: 'accepted', result: [] };
	if (changes === undefined) return undefined;
	const since = time === undefined ? Math.max(...rows.map(changes.time)) - 1 : time - lateness;
	if (Number.isNaN(since)) return undefined;
	const { all, timed } = changes.after(since);
	return await readByTimeWindow(all, timed, send);
}
