import type { IDataObject } from 'n8n-workflow';

import { readForward } from '../delivery/forward';
import type { Attempt, NotAccepted, Outcome } from '../delivery/outcome';
import { contactWindows, serverTime, type ContactTime, type Filter } from '../payload/contacts';
import { streamFrom, take, type Stream } from './stream';

/** What is followed: contacts as they are created, as they are changed later, or both. */
export type Wanted = 'created' | 'modified' | 'createdOrModified';

export type ContactEvent = 'created' | 'modified';

/** A contact, and what has happened to it. */
export interface Change {
	readonly event: ContactEvent;
	readonly contact: IDataObject;
}

/** How far both series have been followed; one that is not followed is not there. */
export interface Followed {
	readonly created?: Stream;
	readonly modified?: Stream;
}

/** What a poll needs. */
export interface Source {
	readonly filters: readonly Filter[];
	readonly attempt: Attempt;
	/** Whether there is time for another request. */
	readonly hasTime: () => boolean;
}

export interface Poll {
	readonly changes: readonly Change[];
	readonly followed: Followed;
}

const timeBy = (trait: ContactTime) => (contact: IDataObject) => serverTime(contact[trait]) || 0;
const createdAt = timeBy('created_at_utc');
const modifiedAt = timeBy('modified_at_utc');

const follows = (wanted: Wanted, event: ContactEvent) => wanted === event || wanted === 'createdOrModified';

/** What is followed from a time on. */
export const followFrom = (wanted: Wanted, time: number): Followed => ({
	...(follows(wanted, 'created') && { created: streamFrom(time) }),
	...(follows(wanted, 'modified') && { modified: streamFrom(time) }),
});

/**
 * Reads what has happened since the last poll, oldest first.
 *
 * Contacts are followed by two series: by creation, which never changes, and by modification, where a contact
 * that changes again moves on to its new time. A contact that was created and changed since the last poll comes
 * once, as created, in its present form. The server keeps only the last change of a contact, so of several
 * changes between two polls the last one comes.
 */
export async function poll(followed: Followed, source: Source): Promise<Outcome<Poll>> {
	const created = followed.created && (await readCreated(followed.created, source));
	if (created && 'status' in created) return created;
	const before: Followed = {
		...(created && { created: created.stream }),
		// What comes as created must not come as modified too.
		...(followed.modified && { modified: noted(followed.modified, created?.fresh ?? []) }),
	};
	const creations = changes('created', created?.fresh ?? []);
	if (!before.modified || (creations.length > 0 && !source.hasTime())) {
		return { status: 'accepted', result: { changes: creations, followed: before } };
	}
	const modified = await readModified(before.modified, before.created, source);
	if ('status' in modified) {
		return creations.length > 0
			? { status: 'accepted', result: { changes: creations, followed: before } }
			: modified;
	}
	const all = [...creations, ...changes('modified', modified.fresh)];
	return {
		status: 'accepted',
		result: {
			changes: all.sort((one, other) => timeOf(one) - timeOf(other)),
			followed: { ...before, modified: modified.stream },
		},
	};
}

interface Taken {
	readonly fresh: readonly IDataObject[];
	readonly stream: Stream;
}

/** A contact is created once, whatever time it is seen with. */
async function readCreated(stream: Stream, source: Source): Promise<Taken | NotAccepted> {
	const read = await readSince('created_at_utc', stream, source);
	if (read.status !== 'accepted') return read;
	return take(stream, read.result.rows, read.result.until, createdAt, () => true);
}

/** What was changed after its creation, and was not seen with this change before. */
async function readModified(
	stream: Stream,
	created: Stream | undefined,
	source: Source,
): Promise<Taken | NotAccepted> {
	const read = await readSince('modified_at_utc', stream, source);
	if (read.status !== 'accepted') return read;
	const rows = read.result.rows.filter(
		(contact) => modifiedAt(contact) !== createdAt(contact) && !comesAsCreated(contact, created),
	);
	return take(stream, rows, read.result.until, modifiedAt, (seenAt, time) => time <= seenAt);
}

/** Whether a contact is new, and the series of creations has not had it yet. */
const comesAsCreated = (contact: IDataObject, created: Stream | undefined) =>
	created !== undefined && createdAt(contact) > created.after && !(String(contact.id) in created.seen);

const readSince = async (trait: ContactTime, stream: Stream, { filters, attempt, hasTime }: Source) =>
	await readForward(contactWindows(filters, trait), attempt, modifiedAt, stream.after, hasTime);

const noted = (stream: Stream, contacts: readonly IDataObject[]): Stream => ({
	...stream,
	seen: {
		...stream.seen,
		...Object.fromEntries(contacts.map((contact) => [String(contact.id), modifiedAt(contact)])),
	},
});

const changes = (event: ContactEvent, contacts: readonly IDataObject[]): Change[] =>
	contacts.map((contact) => ({ event, contact }));

const timeOf = ({ event, contact }: Change) => (event === 'created' ? createdAt : modifiedAt)(contact);
