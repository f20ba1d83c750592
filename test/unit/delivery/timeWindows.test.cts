import type { Send } from '../../../nodes/Interakt/delivery/outcome';
import { readByTimeWindow } from '../../../nodes/Interakt/delivery/timeWindows';
import { contactPages, contactWindows } from '../../../nodes/Interakt/fields/contactPages';
import { seeded } from '../../simulator/faults.cts';
import type { RouteOptions } from '../../simulator/route.cts';
import { userRoutes } from '../../simulator/routes/users.cts';
import { State, type JsonObject } from '../../simulator/state.cts';

const year = 365 * 24 * 60 * 60 * 1000;
const start = Date.UTC(2023, 0);
const list = userRoutes.find(({ path }) => path === '/apis/users/');

/** How contacts came in over three years. */
const arrivals: Record<string, (random: () => number) => number> = {
	evenly: (random) => random() * 3 * year,
	'more and more': (random) => Math.sqrt(random()) * 3 * year,
	'in imports of one second': (random) => Math.floor(random() * 12) * 7e9 + random() * 1000,
	'within twenty milliseconds': (random) => random() * 20,
	'in imports of one millisecond': (random) => Math.floor(random() * 40) * 2e9,
};

/** Contacts, and a `send` that answers as the server does and lets things happen between two requests. */
function account(count: number, arrival: string, contactOrder: RouteOptions['contactOrder'], churn: number) {
	const random = seeded(count);
	const state = new State();
	const at = arrivals[arrival] ?? (() => 0);
	for (let index = 0; index < count; index++) {
		const created = Math.floor(start + at(random));
		state.add({ id: `${index}`, createdAt: created, modifiedAt: created });
	}
	const throughout = new Set(state.contacts.map(({ id }) => id));
	let requests = 0;
	const change = () => {
		for (let index = 0; index < churn; index++) {
			const contact = state.contacts[Math.floor(random() * state.contacts.length)];
			const now = start + 3 * year + requests * 1000;
			const what = random();
			if (what < 0.4) state.add({ createdAt: now, modifiedAt: now });
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
				contactOrder,
				sessionMessages: true,
				templateLimitIgnored: false,
				templateOffsetIgnored: false,
				templatesPerPage: 100,
			},
		});
		change();
		return { status: 'accepted', result: { status: 200, headers: {}, body: answer?.body } };
	};
	return { send, throughout, requests: () => requests };
}

describe('every contact that exists throughout is there exactly once', () => {
	test.each([
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
	] as const)(
		'created %s, listed %s',
		async (arrival, order, churn) => {
			const { send, throughout } = account(5_000, arrival, order, churn);
			const outcome = await readByTimeWindow(contactPages([]), contactWindows([]), send);
			if (outcome.status !== 'accepted') throw new Error('not accepted');
			const ids = outcome.result.map(({ id }) => String(id));
			const missing = [...throughout].filter((id) => !ids.includes(id));
			expect(missing).toEqual([]);
			expect(new Set(ids).size).toBe(ids.length);
		},
		120_000,
	);
});
