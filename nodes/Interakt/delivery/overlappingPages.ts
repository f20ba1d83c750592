import type { IDataObject } from 'n8n-workflow';

import type { NotAccepted, Outcome, Send } from './outcome';
import { keysOf, type Page, type Pages, readPage, runPool, TotalCheck } from './paging';

/** Rows that a page has in common with the one before it, when nothing changes. */
const overlap = 5;

/** Pages that are read at the same time. */
const concurrency = 20;

/** Gaps that could not be closed, after which the order is taken for one that does not last. */
const mostGaps = 3;

/** Rows for each that the server says there are, after which they are taken to be made up. */
const mostRows = 2;

/** A page that was read: a run of neighbours of the list, at one moment. */
interface PageRead extends Page {
	readonly offset: number;
	readonly keys: readonly string[];
	/** The pages that it is joined with, directly or by others, have the same group in the end. */
	group?: PageRead;
	/** How many pages were read before. */
	readonly before: number;
}

/** What reading a list by overlapping pages came to. */
export interface Overlapping {
	/** By key, as they were when they were read last. */
	readonly rows: ReadonlyMap<string, IDataObject>;
	/** Whether the pages join from the first row to the last, so that no row is missing that stayed unchanged. */
	readonly isWhole: boolean;
	/** Whether anything was seen to come, leave, move or change meanwhile. */
	readonly hasMoved: boolean;
	/** What the server said meanwhile. */
	readonly totals: TotalCheck;
}

/**
 * Reads a list by pages that overlap, and joins those that have rows in common.
 *
 * Whatever the order of the list is, rows that do not change keep theirs. A page is a run of neighbours at one moment,
 * so it has every unchanged row between its first and its last; two pages with an unchanged row in common have every
 * one between both their ends. So pages that join from the first row to the last have all unchanged rows, whenever
 * each was read. Where rows have left in between, so that two pages have none in common, the gap is read too.
 *
 * A row that changes may move past the reader; those have to be read beside it. Where the order is not the same for two
 * requests, pages do not join, which the first two show.
 *
 * @param first The first page, with a total.
 */
export async function readOverlapping(pages: Pages, first: Page, send: Send): Promise<Outcome<Overlapping>> {
	const reader = new Reader(pages, send);
	const failed = await reader.readAll(first);
	if (failed) return failed;
	const { rows, hasMoved, isWhole, totals } = reader;
	return { status: 'accepted', result: { rows, hasMoved, isWhole, totals } };
}

class Reader {
	readonly rows = new Map<string, IDataObject>();
	hasMoved = false;
	private hasEnded = false;
	/** The page that had a row last. */
	private readonly places = new Map<string, PageRead>();
	readonly totals = new TotalCheck();
	private total: number | undefined;
	private count = 0;
	private gaps = 0;

	constructor(
		private readonly pages: Pages,
		private readonly send: Send,
	) {}

	/** Whether it has come to the end, with as many rows as there are where nothing has happened. */
	get isWhole(): boolean {
		return this.hasEnded && (this.hasMoved || this.rows.size === this.total);
	}

	private get isMadeUp(): boolean {
		return this.rows.size > mostRows * (this.total ?? 0);
	}

	/** @returns What was not accepted, if anything. */
	async readAll(first: Page): Promise<NotAccepted | undefined> {
		const { rows, total } = first;
		if (total === undefined || rows.some((row) => this.pages.hasId?.(row) === false)) return undefined;
		const start = this.add(0, first);
		this.hasEnded = isEnd(start, start);
		const step = rows.length - overlap;
		if (this.hasEnded || step < overlap) return undefined;
		const last = Math.max(1, total - step);
		const parts = Math.ceil(last / step);
		const read: PageRead[] = [start];
		const second = await this.read(Math.round(last / parts));
		if ('failure' in second) return second;
		read[1] = second;
		if (!isJoined(start, second) || this.rows.size === rows.length) return undefined;

		const rest = Array.from({ length: parts - 1 }, (_, index) => index + 2);
		const failed = await runPool(rest, concurrency, async (index) => {
			if (this.gaps > mostGaps) return [];
			const page = await this.read(Math.round((last * index) / parts));
			if ('failure' in page) return page;
			// So many rows have left that it lies behind the end.
			if (page.rows.length === 0) return [];
			read[index] = page;
			const [left, right] = [read[index - 1], read[index + 1]];
			return (left && (await this.close(left, page))) ?? (right && (await this.close(page, right))) ?? [];
		});
		if (failed || this.gaps > mostGaps) return failed;
		return await this.readEnd(start, read[read.length - 1] ?? start);
	}

	/** Reads on to the end of the list. */
	private async readEnd(start: PageRead, last: PageRead): Promise<NotAccepted | undefined> {
		let end = last;
		while (isJoined(start, end) && !isEnd(end, start)) {
			const { size } = this.rows;
			const next = await this.read(end.offset + half(start));
			if ('failure' in next) return next;
			if (this.rows.size === size && !isEnd(next, start)) return undefined;
			if (this.isMadeUp) return undefined;
			end = next;
		}
		this.hasEnded = isJoined(start, end);
		return undefined;
	}

	/** Reads what lies between two pages that do not join, from the one on that was read last. */
	private async close(left: PageRead, right: PageRead): Promise<NotAccepted | undefined> {
		const isOnward = left.before > right.before;
		let from = isOnward ? left : right;
		while (!isJoined(left, right)) {
			const { size } = this.rows;
			const next = await this.read(Math.max(0, from.offset + (isOnward ? half(from) : -half(from))));
			if ('failure' in next) return next;
			if (isJoined(left, right)) break;
			if (this.rows.size === size || this.isMadeUp || !isJoined(from, next)) {
				this.gaps++;
				break;
			}
			from = next;
		}
		return undefined;
	}

	private async read(offset: number): Promise<PageRead | NotAccepted> {
		const page = await readPage(this.pages, this.send, offset, this.pages.pageSize);
		return page.status === 'accepted' ? this.add(offset, page.result) : page;
	}

	/** Takes a page, and joins it with those that it overlaps. */
	private add(offset: number, page: Page): PageRead {
		const read: PageRead = { ...page, offset, keys: keysOf(page.rows, this.pages), before: this.count++ };
		this.total ??= page.total;
		this.totals.note(page.total);
		this.hasMoved ||= page.total !== this.total;
		const others = new Set(read.keys.flatMap((key) => this.places.get(key) ?? []));
		for (const other of others) this.join(other, read);
		read.keys.forEach((key, index) => {
			const row = read.rows[index];
			if (row === undefined) return;
			this.places.set(key, read);
			this.rows.set(key, row);
		});
		return read;
	}

	private join(one: PageRead, other: PageRead): void {
		const shared = sharedRows(one, other);
		const shift = ({ index, otherIndex }: Shared) => one.offset + index !== other.offset + otherIndex;
		this.hasMoved ||= shared.some((row) => !row.isUnchanged || shift(row));
		const unchanged = shared.filter(({ isUnchanged }) => isUnchanged);
		if (unchanged.length === 0) return;
		if (!doOverlap(unchanged, one, other)) this.gaps += mostGaps + 1;
		else if (!isJoined(one, other)) groupOf(other).group = groupOf(one);
	}
}

/** A row that two pages have in common, by its places on them. */
interface Shared {
	readonly index: number;
	readonly otherIndex: number;
	readonly isUnchanged: boolean;
}

/** The rows that two pages have in common, in the order of the second. */
function sharedRows(one: PageRead, other: PageRead): Shared[] {
	const places = new Map(one.keys.map((key, index) => [key, index]));
	return other.keys.flatMap((key, otherIndex) => {
		const index = places.get(key);
		if (index === undefined) return [];
		const isUnchanged = JSON.stringify(one.rows[index]) === JSON.stringify(other.rows[otherIndex]);
		return [{ index, otherIndex, isUnchanged }];
	});
}

/**
 * Whether two pages show the same order: the rows that they have in common follow each other in the same order, from
 * where the later one begins to where the earlier one ends. Rows that have come or left in between are fewer.
 */
function doOverlap(shared: readonly Shared[], one: PageRead, other: PageRead): boolean {
	const [places, others] = [shared.map(({ index }) => index), shared.map(({ otherIndex }) => otherIndex)];
	if (places.some((index, place) => index <= (places[place - 1] ?? -1))) return false;
	const [first, last] = [Math.min(...places), Math.max(...places)];
	const [otherFirst, otherLast] = [Math.min(...others), Math.max(...others)];
	const ahead = Math.min(first, otherFirst);
	const behind = Math.min(one.keys.length - last, other.keys.length - otherLast) - 1;
	const within = last - first + otherLast - otherFirst - 2 * (shared.length - 1);
	return ahead + behind + within <= shared.length;
}

function groupOf(page: PageRead): PageRead {
	let found = page;
	while (found.group !== undefined) found = found.group;
	return found;
}

/** Half a page: how far to go on where much has shifted, so that pages join all the same. */
const half = ({ rows }: Page) => Math.ceil(rows.length / 2);

const isJoined = (one: PageRead, other: PageRead) => groupOf(one) === groupOf(other);

/** Whether the list ends with a page: as the server says, or because it is short and there are no more by the total. */
function isEnd({ rows, hasMore, total = Infinity, offset }: PageRead, first: PageRead): boolean {
	const hasAll = offset + rows.length >= total;
	return rows.length === 0 || !(hasMore ?? !hasAll) || (hasAll && rows.length < first.rows.length);
}
