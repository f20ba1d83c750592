/**
 * An account with contacts only, on a clock of its own, answered by the simulator's own route. What it shows may come
 * later than it dates it, its order is another one with each request, and it can be out of service.
 */
import type { Send, NotAccepted } from '../../../../nodes/Interakt/delivery/outcome';
import { seeded } from '../../../simulator/faults.cts';
import type { RouteOptions } from '../../../simulator/route.cts';
import { userRoutes } from '../../../simulator/routes/users.cts';
import { State, type Contact, type JsonObject } from '../../../simulator/state.cts';

const list = userRoutes.find(({ method, path }) => method === 'POST' && path === '/apis/users/')!;

const orders: ReadonlyArray<RouteOptions['contactOrder']> = [
	'createdAscending',
	'createdDescending',
	'modifiedDescending',
	'shuffled',
];

export const unavailable: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Interakt is not available', description: 'Try again.' },
};

/** Where the account's clock stands at first: it has nothing to do with the clock of the machine. */
export const firstDay = Date.UTC(2026, 0, 5);

export class Account {
	now = firstDay;
	/** Requests so far, and how many are still answered. */
	requests = 0;
	answers = Infinity;
	/** Where the page begins that is asked for. */
	lastOffset = 0;
	/** Called before each request: the world goes on while a list is read. */
	meanwhile: () => void = () => undefined;

	private readonly state = new State();
	private readonly hidden: Array<{ from: number; show: () => void }> = [];
	private readonly random: () => number;

	constructor(seed = 1) {
		this.random = seeded(seed);
	}

	below = (count: number): number => Math.floor(this.random() * count);
	chance = (probability: number): boolean => this.random() < probability;

	/** The contacts as the account shows them now. */
	get contacts(): readonly Contact[] {
		const due = this.hidden.filter(({ from }) => from <= this.now);
		for (const entry of due) this.hidden.splice(this.hidden.indexOf(entry), 1);
		for (const { show } of due) show();
		return this.state.contacts;
	}

	/** Carries something out that is dated now and shown a while later. */
	private shown(late: number, show: (at: number) => void): void {
		const at = this.now;
		if (late === 0) show(at);
		else this.hidden.push({ from: at + late, show: () => show(at) });
	}

	create(late = 0, given: Partial<Contact> = {}): void {
		this.shown(late, (at) => void this.state.add(given, at));
	}

	modify(contact: Contact, late = 0): void {
		this.shown(late, (at) => (contact.modifiedAt = Math.max(contact.modifiedAt, at)));
	}

	readonly send: Send = async ({ body, query }) => {
		this.lastOffset = Number(query?.offset ?? 0);
		this.meanwhile();
		this.requests++;
		if (this.answers-- <= 0) return unavailable;
		void this.contacts;
		const answer = list.handle({
			state: this.state,
			body: body as JsonObject,
			query: Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)])),
			params: {},
			now: this.now,
			refuses: () => true,
			options: { contactOrder: orders[this.below(orders.length)]! } as RouteOptions,
		});
		if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		return { status: 'accepted', result: { status: 200, headers: {}, body: answer.body } };
	};
}
