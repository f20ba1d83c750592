import { correct, ok, refused, type Answer } from '../answer.cts';
import type { Route, RouteContext, RouteOptions } from '../route.cts';
import { holdsRefusedWhiteSpace, isObject, isPhone, numberOf, valuesOf } from '../rules.cts';
import { phoneOf, shownContact, type Contact, type JsonObject, type PersonBody } from '../state.cts';

/** Creates or updates a contact. Source: S0, S4 §1.1. */
function upsert({ state, body, now, refuses }: RouteContext): Answer {
	const person = body as PersonBody;
	if (refuses('invalidPhone') && !isPhone(person)) return correct('phoneNumber is invalid');
	if (refuses('otherWhiteSpace') && holdsRefusedWhiteSpace(body.traits)) {
		return refused(400, 'Traits cannot have newline, tab or more than 2 consecutive spaces');
	}
	const { userId } = person;
	const owner = userId === undefined ? undefined : state.findByUserId(userId);
	// Someone known by a user ID alone gets the phone number now.
	const known = state.find(person) ?? (owner?.phone_number === '' ? owner : undefined);
	if (refuses('userIdTaken') && owner && owner !== known)
		return correct('userId already belongs to another user');

	const contact =
		known ??
		state.add(
			{
				...phoneOf(person),
				user_id: userId ?? null,
				createdAt: Date.parse(String(body.createdAt)) || now,
			},
			now,
		);
	if (contact.phone_number === '') Object.assign(contact, phoneOf(person));
	if (userId !== undefined && contact.user_id === null) contact.user_id = userId;
	if (isObject(body.traits)) Object.assign(contact.traits, body.traits);
	addTags(contact, valuesOf(body.tags).map(String));
	contact.modifiedAt = now;
	state.index(contact);
	return ok(202, { message: `Customer with ${contact.id} updated successfully` });
}

/** The same tag in another case is no new one (S0). */
function addTags(contact: Contact, tags: string[]): void {
	const known = new Set(contact.tags.map((tag) => tag.toLowerCase()));
	for (const tag of tags) {
		if (!known.has(tag.toLowerCase())) contact.tags.push(tag);
		known.add(tag.toLowerCase());
	}
}

const utc = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z?)?$/;

/** A moment in a filter; a time without a zone is UTC. */
const moment = (val: string) => Date.parse(/Z$|^[\d-]+$/.test(val) ? val : `${val}Z`);

/** Between which moments the filters want the creation of a contact, without these. */
function creation(filters: readonly JsonObject[]): [after: number, before: number] {
	let [after, before] = [-Infinity, Infinity];
	for (const { trait, op, val } of filters) {
		if (trait !== 'created_at_utc' || typeof val !== 'string') continue;
		if (op === 'gt') after = Math.max(after, moment(val));
		if (op === 'lt') before = Math.min(before, moment(val));
	}
	return [after, before];
}

/** A test for one filter, or what is wrong with it. An unknown operator that is taken leaves those with the trait. */
function condition(
	{ trait, op, val }: JsonObject,
	refuses: RouteContext['refuses'],
): ((contact: Contact) => boolean) | string {
	if (op !== 'gt' && op !== 'lt' && op !== 'eq') {
		if (refuses('unknownOperator')) return `Invalid op ${String(op)}`;
		return ({ traits }) => traits[String(trait)] !== undefined;
	}
	const compare = (value: number | string, other: number | string) =>
		op === 'gt' ? value > other : op === 'lt' ? value < other : value === other;
	if (trait === 'created_at_utc' || trait === 'modified_at_utc') {
		if (typeof val !== 'string' || !utc.test(val)) return `${trait} val must be in UTC format`;
		const at = moment(val);
		return (contact) => compare(trait === 'created_at_utc' ? contact.createdAt : contact.modifiedAt, at);
	}
	return ({ traits }) => {
		const value = traits[String(trait)];
		if (typeof value === 'number' && !Number.isNaN(Number(val))) return compare(value, Number(val));
		return typeof value === 'string' && compare(value, String(val));
	};
}

/** Puts contacts in order, which come as they were created; a long list is not sorted again for each page of it. */
const orders: Record<RouteOptions['contactOrder'], (contacts: Contact[]) => Contact[]> = {
	createdAscending: (contacts) => contacts,
	createdDescending: (contacts) => contacts.reverse(),
	modifiedDescending: (contacts) => contacts.sort((one, other) => other.modifiedAt - one.modifiedAt),
	shuffled: (contacts) => contacts.sort((one, other) => (one.id < other.id ? -1 : 1)),
};

/** Lists contacts. Source: S0, S4 §6. */
function list({ state, body, query, options, refuses }: RouteContext): Answer {
	const offset = numberOf(query.offset, 0);
	const limit = numberOf(query.limit, 100);
	if (limit > 100) return refused(400, 'limit cannot be more than 100');
	const filters = Array.isArray(body.filters) ? body.filters.filter(isObject) : [];
	const tests: Array<(contact: Contact) => boolean> = [];
	for (const [index, filter] of filters.entries()) {
		if (index > 0 && filter.supr_op !== 'and') return refused(400, 'Invalid supr_op');
		const test = condition(filter, refuses);
		if (typeof test === 'string') return refused(400, test);
		tests.push(test);
	}
	const inTime = state.createdBetween(...creation(filters));
	const matching = orders[options.contactOrder](
		tests.length === 0 ? [...inTime] : inTime.filter((contact) => tests.every((test) => test(contact))),
	);
	return ok(200, {
		message: 'Customers',
		data: {
			total_customers: matching.length,
			offset,
			limit,
			has_next_page: offset + limit < matching.length,
			customers: matching.slice(offset, offset + limit).map(shownContact),
		},
	});
}

/** Looks contacts up. Source: P; the answer has the form of the list. */
function found(contacts: Contact[], refuses: RouteContext['refuses']): Answer {
	if (contacts.length === 0 && refuses('unknownCustomer'))
		return correct('Customer is not available for the organization');
	return ok(200, {
		message: 'Customers',
		data: { total_customers: contacts.length, has_next_page: false, customers: contacts.map(shownContact) },
	});
}

export const userRoutes: Route[] = [
	{ method: 'POST', path: '/track/users/', handle: upsert },
	{ method: 'POST', path: '/apis/users/', handle: list },
	{
		method: 'GET',
		path: '/apis/users/phone_number/:phone',
		handle: ({ state, params, refuses }) =>
			found(
				state.contacts.filter(({ phone_number: phone }) => phone === params.phone),
				refuses,
			),
	},
	{
		method: 'GET',
		path: '/apis/users/id/:userId',
		handle: ({ state, params, refuses }) =>
			found(
				state.contacts.filter(({ id, user_id: own }) => own === params.userId || id === params.userId),
				refuses,
			),
	},
];
