import type { IDataObject } from 'n8n-workflow';

import type { Send, Outcome } from './outcome';
import {
	addRows,
	contradicted,
	keysOf,
	type Page,
	type Pages,
	readAllPages,
	readPage,
	readPages,
	runPool,
	TotalCheck,
} from './paging';
import { cut, split, type Window } from './windowCuts';

/** A list whose rows have a time that never changes, so that it can be read in closed windows of that time. */
export interface TimedPages {
	/** The pages of the rows whose time lies between the two, exclusively; milliseconds since the epoch. */
	within(after: number, before: number): Pages;
	/** The time of a row, or `NaN` where it has none. */
	time(row: IDataObject): number;
	/** By when the rows were changed, where that is known too. */
	readonly changes?: Changes;
}

/** A list whose rows have a second time, which a row has anew whenever it is changed. */
export interface Changes {
	time(row: IDataObject): number;
	/** The same list, of the rows alone that were changed after a time. */
	after(time: number): { readonly all: Pages; readonly timed: TimedPages };
}

/** Windows that are read at the same time. */
const concurrency = 20;

/** Most single rows read first, spread over the list, to learn how it is spread in time. */
const samples = 32;

/** How full a window is meant to be: room for rows that come while it is read, and for uneven spread. */
const targetFill = 0.7;

/** What of a list was read before. */
export interface Known {
	readonly first: Page;
	readonly rows: ReadonlyMap<string, IDataObject>;
}

/**
 * Reads a whole list while it changes, so that every row that exists throughout is there exactly once.
 *
 * Offsets cannot promise that: the order is not documented, and a row that is deleted or moved while pages
 * are read shifts others past the reader. A window of creation time can, when all of it comes in one page:
 * a row never leaves its window, and one answer shows the window at one moment. So a few samples show how the
 * rows are spread, windows are cut to fit a page each, and one that does not fit is cut again.
 *
 * Without a total, or without times, the list is read page after page.
 *
 * @param all The whole list.
 * @param known What of it was read before; it stays, and shows how the rows are spread.
 */
export async function readByTimeWindow(
	all: Pages,
	timed: TimedPages,
	send: Send,
	known?: Known,
): Promise<Outcome<IDataObject[]>> {
	const { pageSize } = all;
	const totals = new TotalCheck();
	let requests = 0;
	const counted: Send = async (request) => (requests++, await send(request));
	const first: Outcome<Page> = known
		? { status: 'accepted', result: known.first }
		: await readPage(all, counted, 0, pageSize);
	if (first.status !== 'accepted') return first;
	const { rows: firstRows, total } = first.result;
	if (isWhole(first.result, pageSize) && firstRows.length >= (total ?? 0)) {
		return { status: 'accepted', result: [...firstRows] };
	}
	if (total === undefined) return await readAllPages(all, counted, Infinity);
	totals.note(total);

	const { sampled, count } = samplesOf(known, firstRows, total / pageSize);
	const offsets = Array.from({ length: count }, (_, index) =>
		Math.round(((index + 1) / count) * (total - 1)),
	);
	const notSampled = await runPool(offsets, concurrency, async (offset) => {
		const page = await readPage(all, counted, offset, 1);
		if (page.status !== 'accepted') return page;
		sampled.push(...page.result.rows.slice(0, 1));
		return [];
	});
	if (notSampled) return notSampled;
	const times = sampled.map(timed.time);
	if (times.some(Number.isNaN)) return await readAllPages(all, counted, Infinity);

	const rows = new Map<string, IDataObject>();
	addRows(rows, [...(known?.rows.values() ?? [])], all);
	let read = 0;
	const notRead = await runPool(cut(times, total, pageSize * targetFill), concurrency, async (window) => {
		if (++read > windowsForPage * (total / pageSize) + windowsBeside) {
			return contradicted(totals.tooFew(rows.size));
		}
		const found = await readWindow(timed, counted, window);
		if (Array.isArray(found)) return found;
		if (found.status !== 'accepted') return found;
		addRows(rows, found.result, all);
		return [];
	});
	if (notRead) return notRead;
	if (totals.isMissing(rows.size, requests)) {
		const now = await readPage(all, counted, 0, 1);
		if (now.status !== 'accepted') return now;
		totals.note(now.result.total);
		if (totals.isMissing(rows.size, requests)) {
			return contradicted(totals.tooFew(rows.size));
		}
	}
	return { status: 'accepted', result: [...rows.values()] };
}

/**
 * Rows that show how a list is spread in time, and how many more to read for it. Where the first page is much of the
 * list, or more was read before, no more are.
 */
function samplesOf(known: Known | undefined, firstRows: readonly IDataObject[], pages: number) {
	if (known && known.rows.size > firstRows.length) return { sampled: [...known.rows.values()], count: 0 };
	const count = Math.min(samples, Math.ceil(pages / 4));
	return count > 1 ? { sampled: firstRows.slice(0, 1), count } : { sampled: [...firstRows], count: 0 };
}

/** Windows for each page that the total says, and beside them, after which the server is taken to be making them up. */
const windowsForPage = 8;
const windowsBeside = 60;

/** Whether a page that begins a list is all of it: as the server says, or by its total where it does not. */
function isWhole({ rows, total, hasMore }: Page, pageSize: number): boolean {
	if (hasMore !== undefined) return !hasMore;
	return total === undefined ? rows.length < pageSize : rows.length >= total;
}

/**
 * Reads a window whole, when it comes in one answer, which shows it at one moment.
 *
 * @returns The rows, or the smaller windows into which it has to be cut, oldest first.
 */
export async function readWindow(
	timed: TimedPages,
	send: Send,
	window: Window,
): Promise<Outcome<IDataObject[]> | Window[]> {
	const pages = timed.within(window.after, window.before);
	const page = await readPage(pages, send, 0, pages.pageSize);
	if (page.status !== 'accepted') return page;
	const { rows, total = rows.length + 1 } = page.result;
	if (rows.length === 0 && page.result.total) return contradicted(noneOf(page.result.total));
	if (await holdsAll(pages, send, page.result)) return { status: 'accepted', result: [...rows] };
	const seen = rows.map(timed.time).filter((time) => time >= window.after && time <= window.before);
	if (seen.length > 0 && window.before - window.after > 2) {
		return split(window, seen, total, pages.pageSize * targetFill);
	}
	// More rows of one millisecond than fit a page: nothing finer to cut by.
	return await readCrowdedMillisecond(pages, send, total);
}

/**
 * Whether the first page of a window holds all of it. A server that says that more follow, beside a total that does not,
 * is asked for the next row.
 */
async function holdsAll(pages: Pages, send: Send, page: Page): Promise<boolean> {
	const { rows, total, hasMore } = page;
	if (!hasMore || total === undefined || rows.length < total) return isWhole(page, pages.pageSize);
	if (rows.length < pages.pageSize) return true;
	const next = await readPage(pages, send, rows.length, 1);
	if (next.status !== 'accepted') return false;
	const known = new Set(keysOf(rows, pages));
	return keysOf(next.result.rows, pages).every((key) => known.has(key));
}

const noneOf = (total: number) => `Interakt says that there are ${total} results, and has given none.`;

/** Times that a crowded millisecond is read in a row without a new row, after which no more are expected. */
const maxIdlePasses = 6;

/**
 * Reads a list page after page, and again as long as it gave fewer rows than it had: one that leaves meanwhile moves
 * the later ones a place forward, past the reader, and in an order that is another one with each page some are missed.
 */
async function readCrowdedMillisecond(
	pages: Pages,
	send: Send,
	total: number,
): Promise<Outcome<IDataObject[]>> {
	const rows = new Map<string, IDataObject>();
	for (let idlePasses = 0; idlePasses < maxIdlePasses && rows.size < total; idlePasses++) {
		const { size } = rows;
		const read = await readPages(pages, send, Infinity);
		if (read.status !== 'accepted') return read;
		addRows(rows, read.result, pages);
		if (rows.size > size) idlePasses = -1;
	}
	return { status: 'accepted', result: [...rows.values()] };
}
