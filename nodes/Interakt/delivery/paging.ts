import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import { failureOf, type Send, type NotAccepted, type Outcome } from './outcome';
import { reasons } from './reasons';

/** One page of a list, as read from a reply. */
export interface Page {
	readonly rows: readonly IDataObject[];
	/** How many rows the whole list has, where the server says it. */
	readonly total?: number;
	/** Whether the server says that more rows follow; nothing where it does not say it. */
	readonly hasMore?: boolean | undefined;
	/** When it was given, by the server's clock, in milliseconds since the epoch, where the server says it. */
	readonly time?: number;
}

/** A list that is read by offset and limit. */
export interface Pages {
	/** Most rows that the server gives at once. */
	readonly pageSize: number;
	page(offset: number, limit: number): InteraktRequest;
	read(reply: Reply): Page;
	/** What tells one row from another. */
	key(row: IDataObject): string;
	/** Whether the key is an ID, which no other row has. It is unless said. */
	hasId?(row: IDataObject): boolean;
	/** Whether a row is wanted, where the server cannot be asked. */
	keep?(row: IDataObject): boolean;
	/** What a row that was not asked for shows, e.g. that a filter was not heeded. */
	unasked?(row: IDataObject): string | undefined;
}

type Rows = Outcome<IDataObject[]>;

const isAccepted = <Result>(
	outcome: Outcome<Result>,
): outcome is Extract<Outcome<Result>, { status: 'accepted' }> => outcome.status === 'accepted';

/** A list that is refused, because the server contradicts itself or what it was asked. */
export const contradicted = (what: string): NotAccepted => ({
	status: 'rejected',
	failure: failureOf('contradictoryAnswer', {
		description: `${what} ${reasons.contradictoryAnswer.description}`,
	}),
});

/** Reads one page. */
export async function readPage(
	pages: Pages,
	send: Send,
	offset: number,
	limit: number,
): Promise<Outcome<Page>> {
	const outcome = await send(pages.page(offset, limit));
	if (!isAccepted(outcome)) return outcome;
	const page = pages.read(outcome.result);
	for (const row of page.rows) {
		const what = pages.unasked?.(row);
		if (what !== undefined) return contradicted(what);
	}
	return { status: 'accepted', result: page };
}

/** Pages of a list that says neither how many rows it has nor when it ends, after which it is taken for endless. */
const mostPages = 10_000;

/**
 * Reads rows one page after another until there are enough or no more. The offset advances by the rows
 * received, for servers that ignore `limit`; a page that brings nothing new ends the list, for servers that
 * ignore `offset` (contract §1.6). Where the server does not say whether more follow, its total decides.
 *
 * @param limit Most rows wanted; `Infinity` for all.
 * @returns A refusal when it gives far more or fewer rows than it says it has.
 */
export async function readAllPages(pages: Pages, send: Send, limit: number): Promise<Rows> {
	const totals = new TotalCheck();
	return await readPages(pages, send, limit, totals);
}

/**
 * The same, for a list that is read again and again.
 *
 * @param totals Holds what was read against the total, where a single reading is to give all rows.
 */
export async function readPages(pages: Pages, send: Send, limit: number, totals?: TotalCheck): Promise<Rows> {
	const rows = new Map<string, IDataObject>();
	const seen = new Set<string>();
	let requests = 0;
	for (let offset = 0; rows.size < limit; ) {
		const page = await readPage(pages, send, offset, Math.min(pages.pageSize, limit));
		if (!isAccepted(page)) return page;
		const { rows: found, hasMore, total } = page.result;
		totals?.note(total);
		const { size: before } = seen;
		for (const key of keysOf(found, pages)) seen.add(key);
		addRows(rows, found, pages);
		offset += found.length;
		if (++requests >= mostPages) return contradicted(endless(seen.size));
		if (totals?.isExceeded(seen.size, pages.pageSize)) return contradicted(totals.tooMany(seen.size));
		const isLast = seen.size === before || !(hasMore ?? (total !== undefined && offset < total));
		if (!isLast) continue;
		if (rows.size < limit && totals?.isMissing(seen.size, requests)) {
			return contradicted(totals.tooFew(seen.size));
		}
		break;
	}
	return { status: 'accepted', result: [...rows.values()].slice(0, limit) };
}

const endless = (count: number) => `Interakt has given ${count} results, and says that more follow.`;

/** Holds what was read against the total that the server says, which may change while it is read. */
export class TotalCheck {
	private least = Infinity;
	private most = -Infinity;

	note(total: number | undefined): void {
		if (total === undefined) return;
		this.least = Math.min(this.least, total);
		this.most = Math.max(this.most, total);
	}

	/** Whether there are more rows than even twice the total, and a page: no list grows like that. */
	isExceeded(count: number, pageSize: number): boolean {
		return this.most >= 0 && count > 2 * this.most + pageSize;
	}

	/** Whether rows are missing that cannot have been deleted meanwhile: more than one for each request. */
	isMissing(count: number, requests: number): boolean {
		return this.least < Infinity && this.least - count > requests;
	}

	tooMany(count: number): string {
		return `Interakt says that there are ${this.most} results, and has given ${count}.`;
	}

	tooFew(count: number): string {
		return `Interakt says that there are ${this.least} results, and has given ${count}.`;
	}
}

/** The keys of the rows of a page. Rows without an ID are told apart by all that they hold, and equal ones by their place. */
export function keysOf(rows: readonly IDataObject[], pages: Pages): string[] {
	const times = new Map<string, number>();
	return rows.map((row) => {
		const key = pages.key(row);
		const count = (times.get(key) ?? 0) + 1;
		times.set(key, count);
		return count === 1 || pages.hasId?.(row) !== false ? key : `${key} ${count}`;
	});
}

/** Adds rows that are wanted; a row that came before is replaced by what it is now. */
export function addRows(rows: Map<string, IDataObject>, more: readonly IDataObject[], pages: Pages): void {
	const keys = keysOf(more, pages);
	more.forEach((row, index) => {
		if (pages.keep?.(row) ?? true) rows.set(keys[index] ?? pages.key(row), row);
	});
}

/**
 * Carries out work on a growing list of jobs, several at a time; a job may add more. Ends early with the first
 * outcome that is not accepted.
 *
 * @param step Returns further jobs, or what went wrong.
 */
export async function runPool<Job>(
	jobs: Job[],
	concurrency: number,
	step: (job: Job) => Promise<Job[] | NotAccepted>,
): Promise<NotAccepted | undefined> {
	const waiting = [...jobs];
	let failed: NotAccepted | undefined;
	const inFlight = new Set<Promise<void>>();
	const start = (job: Job) => {
		const run = step(job).then((result) => {
			if (Array.isArray(result)) waiting.push(...result);
			else failed ??= result;
			inFlight.delete(run);
		});
		inFlight.add(run);
	};
	while (!failed && (waiting.length > 0 || inFlight.size > 0)) {
		for (const job of waiting.splice(0, concurrency - inFlight.size)) start(job);
		await Promise.race(inFlight);
	}
	await Promise.all(inFlight);
	return failed;
}
