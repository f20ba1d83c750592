import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { Page, Pages } from '../delivery/paging';
import type { TimedPages } from '../delivery/timeWindows';
import { limits } from '../input/limits';
import { isObject } from '../shared/isObject';
import { dataOf, type Reply } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';

/** A condition on contacts as the API takes it (S0). */
export interface Filter {
	readonly trait: string;
	readonly op: string;
	readonly val: string | number | boolean;
}

export const isDateTrait = (trait: string) => trait === 'created_at_utc' || trait === 'modified_at_utc';

/** The body of a query: from the second filter on, each says that it applies too (S0: `supr_op`). */
function filtersBody(filters: readonly Filter[]): IDataObject {
	return {
		filters: filters.map((filter, index) => (index === 0 ? { ...filter } : { ...filter, supr_op: 'and' })),
	};
}

function page(filters: readonly Filter[], offset: number, limit: number): InteraktRequest {
	return {
		method: 'POST',
		path: '/apis/users/',
		query: { offset, limit },
		body: filtersBody(filters),
		effect: 'read',
		isComplete: listsCustomers,
	};
}

/** The customers in a reply. Source: contract §1.8; `data.customers` is also what a single look-up gives (P). */
export function customers(reply: Reply): IDataObject[] {
	const { customers } = dataOf(reply);
	return Array.isArray(customers) ? customers.filter(isObject) : [];
}

/** Whether an answer lists customers at all: one that says that it was done and has no list is not an empty list. */
export const listsCustomers = (reply: Reply): boolean => Array.isArray(dataOf(reply).customers);

/** A number of rows, also as text; nothing where there is none. */
function countOf(value: unknown): number | undefined {
	const count = typeof value === 'string' && /^\d{1,12}$/.test(value.trim()) ? Number(value) : value;
	return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** A boolean of an answer, also as text; nothing where it is neither. */
export function flagOf(value: unknown): boolean | undefined {
	const word = String(value).trim().slice(0, 10).toLowerCase();
	return word === 'true' ? true : word === 'false' ? false : undefined;
}

function read(reply: Reply): Page {
	const { total_customers: given, has_next_page: hasMore } = dataOf(reply);
	const total = countOf(given);
	const time = Date.parse(reply.headers.date ?? '');
	return {
		rows: customers(reply),
		hasMore: flagOf(hasMore),
		...(total !== undefined && { total }),
		...(!Number.isNaN(time) && { time }),
	};
}

/** Milliseconds by which the server may round a time that it shows. */
const rounding = 1_000;

/** Tells, in words, of a contact whose time lies outside what the filters ask for. */
function unheeded(filters: readonly Filter[]): NonNullable<Pages['unasked']> {
	const asked = filters
		.filter(({ trait }) => isDateTrait(trait))
		.map(({ trait, op, val }) => ({ trait, after: op === 'gt', time: serverTime(val), val }));
	return (contact) => {
		const other = asked.find(({ trait, after, time }) => {
			const own = serverTime(contact[trait]);
			return after ? own < time - rounding : own > time + rounding;
		});
		if (other === undefined) return undefined;
		const { trait, after, val } = other;
		const shown = String(contact[trait]).slice(0, 40);
		return `Interakt was asked for contacts with ${trait} ${after ? 'after' : 'before'} ${val}, and has given one of ${shown}.`;
	};
}

/** Whether a contact has the ID that tells it from all others. */
const hasId = ({ id }: IDataObject) => id !== undefined && id !== null && id !== '';

/** The contacts that meet all filters, page by page. Source: S0, S4 §6. */
export function contactPages(filters: readonly Filter[]): Pages {
	return {
		pageSize: limits.contactsPerPage,
		page: (offset, limit) => page(filters, offset, limit),
		read,
		key: (contact) => (hasId(contact) ? String(contact.id) : JSON.stringify(contact)),
		hasId,
		unasked: unheeded(filters),
	};
}

/** The times that a contact has. */
export type ContactTime = 'created_at_utc' | 'modified_at_utc';

/** The same contacts in windows of one of their times. */
export function contactWindows(
	filters: readonly Filter[],
	trait: ContactTime = 'created_at_utc',
): TimedPages {
	const at = (time: number) => new Date(time).toISOString();
	return {
		within: (after, before) =>
			contactPages([...filters, { trait, op: 'gt', val: at(after) }, { trait, op: 'lt', val: at(before) }]),
		time: (contact) => serverTime(contact[trait]),
		changes: {
			time: (contact) => serverTime(contact.modified_at_utc),
			after(time) {
				const changed = [...filters, { trait: 'modified_at_utc', op: 'gt', val: at(time) }];
				return { all: contactPages(changed), timed: contactWindows(changed, trait) };
			},
		},
	};
}

/** The usual form of the server's times; from the 29th on, the length of the month would have to be known. */
const usualTime = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d:\d\d(?:\.\d{1,6})?Z?$/;

/**
 * A time as the server writes it, which is UTC with or without saying so; `NaN` when there is none. A poll reads the
 * times of each contact several times over, so the usual form goes the short way, to the same result.
 *
 * @returns Milliseconds since the epoch.
 */
export function serverTime(value: unknown): number {
	if (typeof value !== 'string') return NaN;
	const text = value.trim().replace(' ', 'T');
	if (usualTime.test(text)) return Date.parse(text.endsWith('Z') ? text : `${text}Z`);
	const iso = DateTime.fromISO(text, { zone: 'utc' });
	return iso.isValid ? iso.toMillis() : NaN;
}
