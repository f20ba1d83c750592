import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import type { Send, NotAccepted, Outcome } from './outcome';

/** One page of a list, as read from a reply. */
export interface Page {
	readonly rows: readonly IDataObject[];
	/** How many rows the whole list has, where the server says it. */
	readonly total?: number;
	/** Whether the server says that more rows follow. */
	readonly hasMore: boolean;
}

/** A list that is read by offset and limit. */
export interface Pages {
	/** Most rows that the server gives at once. */
	readonly pageSize: number;
	page(offset: number, limit: number): InteraktRequest;
	read(reply: Reply): Page;
	/** What tells one row from another. */
	key(row: IDataObject): string;
	/** Whether a row is wanted, where the server cannot be asked. */
	keep?(row: IDataObject): boolean;
}

type Rows = Outcome<IDataObject[]>;

const isAccepted = <Result>(
	outcome: Outcome<Result>,
): outcome is Extract<Outcome<Result>, { status: 'accepted' }> => outcome.status === 'accepted';

/** Reads one page. */
export async function readPage(
	pages: Pages,
	send: Send,
	offset: number,
	limit: number,
): Promise<Outcome<Page>> {
	const outcome = await send(pages.page(offset, limit));
	return isAccepted(outcome) ? { status: 'accepted', result: pages.read(outcome.result) } : outcome;
}

/**
 * Reads rows one page after another until there are enough or no more. The offset advances by the rows
 * received, for servers that ignore `limit`; a page that brings nothing new ends the list, for servers that
 * ignore `offset` (contract §1.6).
 *
 * @param limit Most rows wanted; `Infinity` for all.
 */
export async function readAllPages(pages: Pages, send: Send, limit: number): Promise<Rows> {
	const rows = new Map<string, IDataObject>();
	const seen = new Set<string>();
	for (let offset = 0; rows.size < limit; ) {
		const page = await readPage(pages, send, offset, Math.min(pages.pageSize, limit));
		if (!isAccepted(page)) return page;
		const { rows: found, hasMore } = page.result;
		const before = seen.size;
		for (const row of found) seen.add(pages.key(row));
		addRows(rows, found, pages);
		offset += found.length;
		if (seen.size === before || !hasMore) break;
	}
	return { status: 'accepted', result: [...rows.values()].slice(0, limit) };
}

/** Adds rows that are wanted; a row that came before is replaced by what it is now. */
export function addRows(rows: Map<string, IDataObject>, more: readonly IDataObject[], pages: Pages): void {
	for (const row of more) {
		if (pages.keep?.(row) ?? true) rows.set(pages.key(row), row);
	}
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
	const underWay = new Set<Promise<void>>();
	const start = (job: Job) => {
		const run = step(job).then((result) => {
			if (Array.isArray(result)) waiting.push(...result);
			else failed ??= result;
			underWay.delete(run);
		});
		underWay.add(run);
	};
	while (!failed && (waiting.length > 0 || underWay.size > 0)) {
		while (waiting.length > 0 && underWay.size < concurrency) {
			const job = waiting.shift();
			if (job !== undefined) start(job);
		}
		await Promise.race(underWay);
	}
	await Promise.all(underWay);
	return failed;
}
