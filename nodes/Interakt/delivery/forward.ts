import type { IDataObject } from 'n8n-workflow';

import type { Attempt, Outcome } from './outcome';
import { inTurn, readPage } from './paging';
import { end, fill, split, type TimedPages, type Window } from './windows';

/** What was read of a list, oldest first. */
export interface Forward {
	readonly rows: readonly IDataObject[];
	/** All rows up to this time were read, in milliseconds since the epoch. */
	readonly until: number;
}

/**
 * Reads the rows of a list after a time, oldest first, for as long as there is time. A window that does not come
 * in one answer is cut, so that one answer shows all of a window at one moment; only windows that were read whole
 * count. The server's order does not matter, and no clock is needed: times are compared with the server's own.
 *
 * What was read before a request failed is kept.
 *
 * @param changedAt When the server last touched a row: its clock has come at least this far. A row's own time may
 *   lie in the future, as people can give it.
 * @param after Milliseconds since the epoch; rows of exactly this time are not read.
 * @param hasTime Whether another request may be made; the first window is read in any case.
 */
export async function readForward(
	timed: TimedPages,
	attempt: Attempt,
	changedAt: (row: IDataObject) => number,
	after: number,
	hasTime: () => boolean,
): Promise<Outcome<Forward>> {
	const waiting: Window[] = [{ after, before: end }];
	const rows: IDataObject[] = [];
	let until = after;
	let now = after;
	for (let window = waiting.shift(); window; window = waiting.shift()) {
		const found = await readWindow(timed, attempt, window);
		if (found.status !== 'accepted') {
			return until > after ? { status: 'accepted', result: { rows, until } } : found;
		}
		const { shown, parts } = found.result;
		now = shown.reduce((latest, row) => Math.max(latest, changedAt(row)), now);
		if (parts.length > 0) {
			waiting.unshift(...parts);
			continue;
		}
		rows.push(...shown);
		until = Math.max(until, Math.min(window.before - 1, now));
		if (!hasTime()) break;
	}
	return { status: 'accepted', result: { rows, until } };
}

interface Found {
	/** Rows of the window: all of them, unless it has to be cut. */
	readonly shown: readonly IDataObject[];
	/** The windows into which it has to be cut, if it has. */
	readonly parts: readonly Window[];
}

async function readWindow(timed: TimedPages, attempt: Attempt, window: Window): Promise<Outcome<Found>> {
	const pages = timed.within(window.after, window.before);
	const page = await readPage(pages, attempt, 0, pages.pageSize);
	if (page.status !== 'accepted') return page;
	const { rows: shown, total = shown.length + 1, hasMore } = page.result;
	if (!hasMore) return { status: 'accepted', result: { shown, parts: [] } };
	const times = shown.map(timed.time).filter((time) => !Number.isNaN(time));
	if (times.length > 0 && window.before - window.after > 2) {
		const parts = split(window, times, total, pages.pageSize * fill);
		return { status: 'accepted', result: { shown, parts } };
	}
	// More rows of one millisecond than come in one answer: nothing finer to cut by.
	const all = await inTurn(pages, attempt, Infinity);
	return all.status === 'accepted' ? { status: 'accepted', result: { shown: all.result, parts: [] } } : all;
}
