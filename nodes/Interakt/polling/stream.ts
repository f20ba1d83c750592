import type { IDataObject } from 'n8n-workflow';

/**
 * How far a series of changes has been followed. Stored as JSON between polls.
 *
 * All times are the server's, in milliseconds since the epoch, so that no other clock has to be right.
 */
export interface Stream {
	/** Where the next poll begins to read. */
	readonly after: number;
	/** Everything up to this was read. */
	readonly cursor: number;
	/** What was read and will be read again, by ID, with its time. */
	readonly seen: Readonly<Record<string, number>>;
}

/**
 * How far before the cursor polls begin, in milliseconds: for changes that the server shows later than it dates
 * them.
 */
export const overlap = 120_000;

/** A series from a time on. */
export const streamFrom = (time: number): Stream => ({ after: time, cursor: time, seen: {} });

/**
 * Takes rows into a series.
 *
 * @param rows Everything that was read, in any order.
 * @param until How far was read.
 * @param timeOf When a row changed.
 * @param isKnown Whether a row that was seen at a time counts as seen.
 * @returns The rows that are new, oldest first, and the series as it is then.
 */
export function take(
	stream: Stream,
	rows: readonly IDataObject[],
	until: number,
	timeOf: (row: IDataObject) => number,
	isKnown: (seenAt: number, time: number) => boolean,
): { readonly fresh: readonly IDataObject[]; readonly stream: Stream } {
	const cursor = Math.max(stream.cursor, until);
	// A poll whose time was over within the overlap goes on from there.
	const after = Math.max(stream.after, until < stream.cursor ? until : cursor - overlap);
	const seen = new Map(Object.entries(stream.seen));
	const fresh = new Map<string, IDataObject>();
	for (const row of rows) {
		const id = String(row.id);
		const time = timeOf(row);
		const seenAt = seen.get(id);
		if (seenAt !== undefined && isKnown(seenAt, time)) continue;
		seen.set(id, time);
		fresh.set(id, row);
	}
	return {
		fresh: [...fresh.values()].sort((one, other) => timeOf(one) - timeOf(other)),
		stream: { after, cursor, seen: Object.fromEntries([...seen].filter(([, time]) => time >= after)) },
	};
}
