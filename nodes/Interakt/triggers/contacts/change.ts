import type { IDataObject } from 'n8n-workflow';

import { serverTime, type ContactTime } from '../../fields/contactPages';

/** What can happen to a contact. */
export type ContactEvent = 'created' | 'modified';

/** What is followed: creations, later changes, or both. */
export type Wanted = readonly ContactEvent[];

/** A contact, and what has happened to it. */
export interface Change {
	readonly event: ContactEvent;
	readonly contact: IDataObject;
}

/** Milliseconds within which a change belongs to the creation: a server may date the two one after the other. */
export const creationTakes = 1_000;

/** The time by which each event is followed. */
export const traitOf: Readonly<Record<ContactEvent, ContactTime>> = {
	created: 'created_at_utc',
	modified: 'modified_at_utc',
};

/** When something happened to a contact, by the server's clock; `NaN` where the contact does not say. */
export const timeOf = ({ event, contact }: Change): number => serverTime(contact[traitOf[event]]);

export const createdAt = (contact: IDataObject) => timeOf({ event: 'created', contact });
export const modifiedAt = (contact: IDataObject) => timeOf({ event: 'modified', contact });

/** Whether a contact has been changed since its creation; one with a made-up date of creation has. */
export const isChanged = (contact: IDataObject): boolean =>
	Math.abs(modifiedAt(contact) - createdAt(contact)) > creationTakes;
