/** A list of contacts that changes while it is read, at a server in memory. */
import type { Send } from '../../../nodes/Interakt/delivery/outcome';
import { seeded } from '../../simulator/faults.cts';
import type { RouteOptions } from '../../simulator/route.cts';
import { userRoutes } from '../../simulator/routes/users.cts';
import { State, type JsonObject } from '../../simulator/state.cts';

const year = 365 * 24 * 60 * 60 * 1000;
const start = Date.UTC(2023, 0);
const list = userRoutes.find(({ path }) => path === '/apis/users/');

/** How contacts came in over three years. */
const arrivals = {
	evenly: (random: () => number) => random() * 3 * year,
	'more and more': (random: () => number) => Math.sqrt(random()) * 3 * year,
	'in imports of one second': (random: () => number) => Math.floor(random() * 12) * 7e9 + random() * 1000,
	'within twenty milliseconds': (random: () => number) => random() * 20,
	'in imports of one millisecond': (random: () => number) => Math.floor(random() * 40) * 2e9,
};

/** How contacts came in, how they are listed, and what happens between two requests. */
export interface ListCase {
	readonly arrival: keyof typeof arrivals;
	readonly order: RouteOptions['contactOrder'];
	/** Contacts that are created, changed or deleted between two requests. */
	readonly churn: number;
}

export const listCases: readonly ListCase[] = (
	[
		['evenly', 'createdAscending', 3],
		['evenly', 'createdDescending', 3],
		['evenly', 'modifiedDescending', 3],
		['evenly', 'shuffled', 3],
		['more and more', 'createdDescending', 3],
		['more and more', 'shuffled', 0],
		['in imports of one second', 'createdDescending', 2],
		['in imports of one second', 'shuffled', 2],
		['within twenty milliseconds', 'shuffled', 0],
		['in imports of one millisecond', 'createdDescending', 0],
	] as const
).map(([arrival, order, churn]) => ({ arrival, order, churn }));

/** Contacts, and a `send` that answers as the server does and lets things happen between two requests. */
export function changingContacts(count: number, { arrival, order, churn }: ListCase, seed = count) {
	const random = seeded(seed);
	const state = new State();
	for (let index = 0; index < count; index++) {
		const created = Math.floor(start + arrivals[arrival](random));
		state.add({ id: `${index}`, createdAt: created, modifiedAt: created });
	}
	const throughout = new Set(state.contacts.map(({ id }) => id));
	let requests = 0;
	const time = () => start + 3 * year + requests * 1000;
	const change = () => {
		for (let index = 0; index < churn; index++) {
			const contact = state.contacts[Math.floor(random() * state.contacts.length)];
			const now = time();
			const what = random();
			const id = `${Math.floor(random() * count)}-${requests}-${index}`;
			if (what < 0.4) state.add({ id, createdAt: now, modifiedAt: now });
			else if (what < 0.8 && contact) contact.modifiedAt = now;
			else if (contact) {
				state.remove(contact);
				throughout.delete(contact.id);
			}
		}
	};
	const send: Send = async ({ body, query = {} }) => {
		requests++;
		const answer = list?.handle({
			state,
			body: body as JsonObject,
			query: { offset: String(query.offset), limit: String(query.limit) },
			params: {},
			now: 0,
			refuses: () => true,
			options: {
				contactOrder: order,
				sessionMessages: true,
				templateLimitIgnored: false,
				templateOffsetIgnored: false,
				templatesPerPage: 100,
			},
		});
		const headers = { date: new Date(time()).toUTCString() };
		change();
		return { status: 'accepted', result: { status: 200, headers, body: answer?.body } };
	};
	return { send, throughout, requests: () => requests };
}
