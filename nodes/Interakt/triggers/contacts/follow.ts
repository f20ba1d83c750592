import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../delivery/outcome';
import { readWindow } from '../../delivery/timeWindows';
import { latest, type Window } from '../../delivery/windowCuts';
import { contactWindows } from '../../fields/contactPages';
import type { Source } from '../../fields/newestContacts';
import {
	createdAt,
	creationTakes,
	isChanged,
	modifiedAt,
	timeOf,
	traitOf,
	type Change,
	type ContactEvent,
	type Wanted,
} from './change';

/** What was given out and will be read again: by ID, with the time that was given out. */
type Seen = Readonly<Record<string, number>>;

/**
 * How far the contacts have been followed. Kept as JSON between polls.
 *
 * All times are the server's, in milliseconds since the epoch: no other clock takes part.
 */
export interface Followed {
	/** Where the next poll begins to read. */
	readonly after: number;
	/** Everything up to here was given out. */
	readonly cursor: number;
	/** Where a poll had to end before it came to the cursor: where to begin once a later one has come there. */
	readonly again?: number;
	/** By event that is followed. */
	readonly seen: { readonly created?: Seen; readonly modified?: Seen };
}

export interface Progress {
	/** Oldest first. */
	readonly changes: readonly Change[];
	readonly followed: Followed;
}

/** How far before the cursor a poll begins, in milliseconds: for what the server shows later than it dates it. */
export const overlap = 120_000;

/** Changes after which a poll leaves the rest to the next one. */
export const plenty = 1_000;

/** The earliest time that will be read again; what was given out since then has to be known. */
const readAgainFrom = ({ after, again = after }: Omit<Followed, 'seen'>): number => Math.min(after, again);

/** Follows from a time on, which is included. */
export const followFrom = (wanted: Wanted, time: number): Followed =>
	refocus({ after: time - 1, cursor: time - 1, seen: {} }, wanted);

/** Goes on with other events: what was given out of those followed before does not come again. */
export function refocus(followed: Followed, wanted: Wanted): Followed {
	const { created = {}, modified = asModified(created) } = followed.seen;
	return {
		...followed,
		seen: {
			...(wanted.includes('created') && { created }),
			...(wanted.includes('modified') && { modified }),
		},
	};
}

const asModified = (created: Seen): Seen =>
	Object.fromEntries(Object.entries(created).map(([id, time]) => [id, time + creationTakes]));

/**
 * Reads what has happened since the last poll, oldest first, in closed windows of time that are read whole; ends
 * when there is plenty or no time is left. What was read before a request failed counts.
 *
 * Creations are followed by the time of creation, which never changes. Changes are followed by the time of
 * modification, where a contact that changes again moves on to its new time. A contact that was created and
 * changed since the last poll comes once, as created, as it is now; of several changes between two polls the last
 * one comes, because Interakt shows no other.
 *
 * @param most Changes that are enough; a window is never given out in part.
 * @returns What is new, and what to keep once it has been given out.
 */
export async function follow(followed: Followed, source: Source, most = plenty): Promise<Outcome<Progress>> {
	const taking = new Taking(followed);
	const waiting: Window[] = [{ after: followed.after, before: latest }];
	for (let window = waiting.shift(); window; window = waiting.shift()) {
		const read = await readBoth(taking.wanted, window, source);
		if (Array.isArray(read)) {
			waiting.unshift(...read);
			continue;
		}
		if (read.status !== 'accepted') {
			if (!taking.hasMoved) return read;
			waiting.unshift(window);
			break;
		}
		taking.take(window, read.result);
		// An empty window does not show how late it is at the server, so what was read of it would be read again for ever.
		if (taking.hasMoved && (taking.changes.length >= most || !source.hasTime())) break;
	}
	return { status: 'accepted', result: taking.progress(waiting.length === 0) };
}

/** The contacts of a window by each time that is followed, or smaller windows when they are too many. */
async function readBoth(
	wanted: Wanted,
	window: Window,
	{ filters, send }: Source,
): Promise<Outcome<Change[]> | Window[]> {
	const result: Change[] = [];
	// Creations first: what is created while a window is read is then seen among the changes, as new.
	for (const event of wanted) {
		const timed = contactWindows(filters, traitOf[event]);
		const read = await readWindow(timed, send, window);
		if (Array.isArray(read) || read.status !== 'accepted') return read;
		result.push(...read.result.map((contact) => ({ event, contact })));
	}
	return { status: 'accepted', result };
}

/** Takes windows one after the other, and gives what of them is new. */
class Taking {
	readonly changes: Change[] = [];
	readonly wanted: Wanted;
	private readonly created: Map<string, number> | undefined;
	private readonly modified: Map<string, number> | undefined;
	/** The server's clock has come at least this far. */
	private now: number;
	private until: number;
	/** From here on, what was given out is known. */
	private readonly known: number;

	constructor(private readonly start: Followed) {
		const { created, modified } = start.seen;
		this.known = readAgainFrom(start);
		this.created = created && new Map(Object.entries(created));
		this.modified = modified && new Map(Object.entries(modified));
		this.wanted = [...(created ? ['created' as const] : []), ...(modified ? ['modified' as const] : [])];
		this.now = start.cursor;
		this.until = start.after;
	}

	/** Whether the next poll can begin later than this one. */
	get hasMoved(): boolean {
		return this.until > this.start.after;
	}

	take(window: Window, rows: readonly Change[]): void {
		for (const change of rows) {
			const time = timeOf(change);
			// A time is read to the millisecond, so it may lie on the edge; a server that heeds no filter is not believed.
			if (!(time >= window.after && time <= window.before)) continue;
			this.now = Math.max(this.now, modifiedAt(change.contact) || 0);
			const event = this.happened(change.event, change.contact);
			if (event !== undefined) this.note({ event, contact: change.contact });
		}
		this.until = Math.max(this.until, Math.min(window.before - 1, this.now));
	}

	/** What has happened to a contact that was read by one of its times, if it is new. */
	private happened(by: ContactEvent, contact: IDataObject): ContactEvent | undefined {
		const id = String(contact.id);
		if (this.created && createdAt(contact) >= this.known && !this.created.has(id)) return 'created';
		if (by === 'created') return undefined;
		if ((this.modified?.get(id) ?? -Infinity) >= modifiedAt(contact)) return undefined;
		return this.created || isChanged(contact) ? 'modified' : undefined;
	}

	private note(change: Change): void {
		const id = String(change.contact.id);
		if (change.event === 'created') this.created?.set(id, createdAt(change.contact));
		this.modified?.set(id, modifiedAt(change.contact));
		this.changes.push(change);
	}

	/** @param isWhole Whether nothing was left to read. */
	progress(isWhole: boolean): Progress {
		const { start, until } = this;
		const cursor = Math.max(start.cursor, until);
		const hasPassed = isWhole || until > start.cursor;
		// What is dated before this was read later than it can have been shown.
		const nextAfter = (known: number) => start.again ?? Math.max(start.after, known - overlap);
		const next = hasPassed
			? { after: nextAfter(cursor), cursor }
			: { after: until, cursor, again: nextAfter(start.cursor) };
		const first = readAgainFrom(next);
		const kept = (seen: Map<string, number> | undefined) =>
			seen && Object.fromEntries([...seen].filter(([, time]) => time >= first));
		const created = kept(this.created);
		const modified = kept(this.modified);
		return {
			changes: this.changes.sort((one, other) => timeOf(one) - timeOf(other)),
			followed: { ...next, seen: { ...(created && { created }), ...(modified && { modified }) } },
		};
	}
}
