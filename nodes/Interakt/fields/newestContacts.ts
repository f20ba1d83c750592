import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Send } from '../delivery/outcome';
import { readWindow } from '../delivery/timeWindows';
import { earliest, latest, type Window } from '../delivery/windowCuts';
import { contactWindows, type ContactTime, type Filter } from './contactPages';

/** What contacts are read with. */
export interface Source {
	readonly filters: readonly Filter[];
	readonly send: Send;
	/** Whether there is time for another window; as many as it takes to get on are read in any case. */
	readonly hasTime: () => boolean;
}

/**
 * The contacts to which something happened last, newest first: windows of time are read from the latest back until
 * there are enough, or no time is left and there is one at least.
 *
 * @param time By which of their times.
 * @param count Most contacts wanted.
 * @param keep Whether a contact is wanted.
 */
export async function newestContacts(
	time: ContactTime,
	count: number,
	{ filters, send, hasTime }: Source,
	keep: (contact: IDataObject) => boolean = () => true,
): Promise<Outcome<IDataObject[]>> {
	const timed = contactWindows(filters, time);
	const found = new Map<string, IDataObject>();
	const waiting: Window[] = [{ after: earliest, before: latest }];
	for (let window = waiting.pop(); window; window = waiting.pop()) {
		const read = await readWindow(timed, send, window);
		if (Array.isArray(read)) {
			waiting.push(...read);
			continue;
		}
		if (read.status !== 'accepted') return read;
		const wanted = read.result.filter(keep).sort((one, other) => timed.time(other) - timed.time(one));
		for (const contact of wanted) found.set(String(contact.id), contact);
		if (found.size >= count || (found.size > 0 && !hasTime())) break;
	}
	return { status: 'accepted', result: [...found.values()].slice(0, count) };
}
