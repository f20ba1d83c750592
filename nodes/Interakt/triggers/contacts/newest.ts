import type { Outcome } from '../../delivery/outcome';
import { earliest } from '../../delivery/windowCuts';
import { newestContacts, type Source } from '../../fields/newestContacts';
import { isChanged, timeOf, traitOf, type Change, type Wanted } from './change';
import { follow, followFrom, overlap, type Followed } from './follow';

/**
 * Begins to follow with what happens from now on. Now is when the server changed a contact last, by its own clock;
 * what it shows of the time before counts as seen.
 */
export async function followFromNow(wanted: Wanted, source: Source): Promise<Outcome<Followed>> {
	const last = await newestContacts(traitOf.modified, 1, source);
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
	const found = await newestContacts(traitOf[asCreated ? 'created' : 'modified'], count, source, keep);
	if (found.status !== 'accepted') return found;
	return {
		status: 'accepted',
		result: found.result.map((contact) => ({
			event: asCreated || !isChanged(contact) ? 'created' : 'modified',
			contact,
		})),
	};
}
