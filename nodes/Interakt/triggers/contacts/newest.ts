import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../delivery/outcome';
import { earliest, latest, readWindow, type Window } from '../../delivery/timeWindows';
import { contactWindows } from '../../fields/contactPages';
import { isChanged, timeOf, traitOf, type Change, type ContactEvent, type Wanted } from './change';
import { follow, followFrom, overlap, type Followed, type Source } from './follow';

/**
 * The contacts to which something happened last, newest first: windows of time are read from the latest back until
 * there are enough, or no time is left and there is one at least.
 *
 * @param event By which of their times.
 * @param count Most contacts wanted.
 * @param keep Whether a contact is wanted.
 */
export async function newest(
	event: ContactEvent,
	count: number,
	{ filters, send, hasTime }: Source,
	keep: (contact: IDataObject) => boolean = () => true,
): Promise<Outcome<IDataObject[]>> {
	const timed = contactWindows(filters, traitOf[event]);
	const found = new Map<string, IDataObject>();
	const waiting: Window[] = [{ after: earliest, before: latest }];
	for (let window = waiting.pop(); window; window = waiting.pop()) {
		const read = await readWindow(timed, send, window);
		if (Array.isArray(read)) {
			waiting.push(...read);
			continue;
		}
		if (read.status !== 'accepted') return read;
		const latest = read.result.filter(keep).sort((one, other) => timed.time(other) - timed.time(one));
		for (const contact of latest) found.set(String(contact.id), contact);
		if (found.size >= count || (found.size > 0 && !hasTime())) break;
	}
	return { status: 'accepted', result: [...found.values()].slice(0, count) };
}

/**
 * Begins to follow with what happens from now on. Now is when the server changed a contact last, by its own clock;
 * what it shows of the time before counts as seen.
 */
export async function followFromNow(wanted: Wanted, source: Source): Promise<Outcome<Followed>> {
	const last = await newest('modified', 1, source);
	if (last.status !== 'accepted') return last;
	const [contact] = last.result;
	if (contact === undefined) return { status: 'accepted', result: followFrom(wanted, earliest) };
	const now = timeOf({ event: 'modified', contact });
	const noted = await follow(followFrom(wanted, now - overlap), source, Infinity);
	return noted.status === 'accepted' ? { status: 'accepted', result: noted.result.followed } : noted;
}

/** What happened last, newest first, for a person who tries the trigger out. */
export async function sample(wanted: Wanted, count: number, source: Source): Promise<Outcome<Change[]>> {
	const asCreated = !wanted.includes('modified');
	const keep = wanted.includes('created') ? undefined : isChanged;
	const found = await newest(asCreated ? 'created' : 'modified', count, source, keep);
	if (found.status !== 'accepted') return found;
	return {
		status: 'accepted',
		result: found.result.map((contact) => ({
			event: asCreated || !isChanged(contact) ? 'created' : 'modified',
			contact,
		})),
	};
}
