import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Attempt, Outcome } from '../../nodes/Interakt/delivery/outcome';
import {
	followFrom,
	poll,
	type Change,
	type Followed,
	type Wanted,
} from '../../nodes/Interakt/polling/contactChanges';
import { overlap } from '../../nodes/Interakt/polling/stream';
import type { InteraktRequest } from '../../nodes/Interakt/transport/request';
import { seeded } from '../simulator/faults.cts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const firstDay = Date.UTC(2026, 0, 5);

interface Version {
	readonly at: number;
	readonly visibleAt: number;
}

interface Contact {
	readonly id: string;
	readonly createdAt: number;
	readonly versions: Version[];
}

interface Query {
	readonly filters: ReadonlyArray<{ trait: 'created_at_utc' | 'modified_at_utc'; op: string; val: string }>;
}

/** An Interakt that knows contacts only, with a clock of its own, in an order of its own. */
class Account {
	now = firstDay;
	readonly contacts: Contact[] = [];
	/** Requests that are answered from now on, before the server goes down. */
	answers = Infinity;
	requests = 0;

	constructor(private readonly random: () => number) {}

	/** The server dates a change at once and shows it up to a minute later. */
	private version(): Version {
		const late = this.random() < 0.3 ? Math.floor(this.random() * minute) : 0;
		return { at: this.now, visibleAt: this.now + late };
	}

	create(createdAt = this.now): void {
		this.contacts.push({ id: `${this.contacts.length}`, createdAt, versions: [this.version()] });
	}

	modify(contact: Contact): void {
		contact.versions.push(this.version());
	}

	private shownAt = -1;
	private shown: IDataObject[] = [];

	/** Contacts as they are shown now; worked out once for all requests of a poll. */
	private visible(): IDataObject[] {
		if (this.shownAt === this.now) return this.shown;
		this.shownAt = this.now;
		// The order is not documented: another one whenever time has passed.
		const rank = ({ id }: IDataObject) => (Number(id) * 7919 + this.now * 31) % 10_007;
		this.shown = this.contacts.flatMap(({ id, createdAt, versions }) => {
			const version = versions.filter(({ visibleAt }) => visibleAt <= this.now).at(-1);
			if (version === undefined) return [];
			return [
				{
					id,
					created_at_utc: new Date(createdAt).toISOString(),
					modified_at_utc: new Date(version.at).toISOString(),
				},
			];
		});
		return this.shown.sort((one, other) => rank(one) - rank(other));
	}

	readonly attempt: Attempt = async ({ body, query }: InteraktRequest): Promise<Outcome> => {
		this.requests++;
		if (this.answers-- <= 0) {
			return {
				status: 'rejected',
				failure: { reason: 'serverUnavailable', message: 'Not available', description: 'Try again.' },
			};
		}
		const { filters } = body as unknown as Query;
		const found = this.visible().filter((contact) =>
			filters.every(({ trait, op, val }) =>
				op === 'gt' ? String(contact[trait]) > val : String(contact[trait]) < val,
			),
		);
		const offset = Number(query?.offset);
		const rows = found.slice(offset, offset + Number(query?.limit));
		const data = {
			total_customers: found.length,
			has_next_page: offset + rows.length < found.length,
			customers: rows,
		};
		return { status: 'accepted', result: { status: 200, headers: {}, body: { result: true, data } } };
	};
}

interface World {
	seed: number;
	wanted: Wanted;
	steps: number;
}

/** A week of an account and of an n8n that polls it, with everything that can go wrong. */
async function live({ seed, wanted, steps }: World) {
	const random = seeded(seed);
	const account = new Account(random);
	const below = (count: number) => Math.floor(random() * count);
	for (let count = below(150); count > 0; count--) account.create();
	account.now += hour;
	const start = account.now;
	const emitted: Change[] = [];
	let stored = JSON.stringify(followFrom(wanted, start));

	/** A poll, whose result n8n may fail to hand over; then nothing of it is kept. */
	const pollOnce = async (requests: number, answers: number, handedOver: boolean) => {
		const last = account.requests + requests;
		account.answers = answers;
		const outcome = await poll(JSON.parse(stored) as Followed, {
			filters: [],
			attempt: account.attempt,
			hasTime: () => account.requests < last,
		});
		account.answers = Infinity;
		if (outcome.status !== 'accepted' || !handedOver) return;
		stored = JSON.stringify(outcome.result.followed);
		emitted.push(...outcome.result.changes);
	};
	for (let step = 0; step < steps; step++) {
		account.now += 1 + (random() < 0.1 ? below(12) * hour : below(90) * second);
		const what = random();
		if (what < 0.2) account.create();
		// An import: many contacts of one millisecond.
		else if (what < 0.23) for (let count = below(160); count > 0; count--) account.create();
		// People can say when a contact was created.
		else if (what < 0.26) account.create(account.now + below(48) * hour);
		else if (what < 0.55) {
			const contact = account.contacts[below(account.contacts.length)];
			if (contact && contact.versions.at(-1)?.at !== account.now) account.modify(contact);
		} else await pollOnce(1 + below(8), random() < 0.2 ? below(6) : Infinity, random() < 0.85);
	}
	account.now += hour;
	for (let rest = 0; rest < 40; rest++) await pollOnce(20, Infinity, true);
	return { account, emitted, start };
}

const worlds = fc.record({
	seed: fc.integer(),
	wanted: fc.constantFrom<Wanted>('created', 'modified', 'createdOrModified'),
	steps: fc.integer({ min: 1, max: 120 }),
});

const idsOf = (changes: readonly Change[]) => changes.map(({ contact }) => String(contact.id)).sort();

test('over a week of changes, outages and restarts every contact comes exactly once for each change', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			const { account, emitted, start } = await live(world);
			const creations = emitted.filter(({ event }) => event === 'created');
			const createdSince = account.contacts.filter(({ createdAt }) => createdAt > start);

			// Each new contact once, and none that was there before.
			expect(idsOf(creations)).toEqual(
				world.wanted === 'modified' ? [] : createdSince.map(({ id }) => id).sort(),
			);
			// No state of a contact twice.
			const states = emitted.map(({ contact }) => `${contact.id} ${contact.modified_at_utc}`);
			expect(new Set(states).size).toBe(states.length);
			// What a contact looks like at last has come, if it has changed at all.
			if (world.wanted === 'created') return;
			const last = account.contacts.filter(({ versions, createdAt }) => {
				const at = versions.at(-1)?.at ?? 0;
				return at > start && (world.wanted === 'createdOrModified' || at !== createdAt);
			});
			for (const { id, versions } of last) {
				expect(states).toContain(`${id} ${new Date(versions.at(-1)?.at ?? 0).toISOString()}`);
			}
		}),
		{ numRuns: 25 },
	);
}, 120_000);

describe('a backlog', () => {
	const backlog = async (wanted: Wanted) => {
		const account = new Account(seeded(1));
		const start = account.now;
		for (let index = 0; index < 3_000; index++) {
			account.now += 30 * second;
			account.create();
		}
		account.now += hour;
		let followed = followFrom(wanted, start);
		const polls: string[][] = [];
		for (let rest = 0; rest < 40; rest++) {
			const before = account.requests;
			const outcome = await poll(followed, {
				filters: [],
				attempt: account.attempt,
				hasTime: () => account.requests - before < 10,
			});
			if (outcome.status !== 'accepted') continue;
			followed = outcome.result.followed;
			polls.push(outcome.result.changes.map(({ contact }) => String(contact.created_at_utc)));
		}
		return polls;
	};

	test('is caught up with over several polls, oldest first', async () => {
		const polls = await backlog('created');

		expect(polls.filter((found) => found.length > 0).length).toBeGreaterThan(3);
		expect(polls.flat()).toHaveLength(3_000);
		expect(polls.flat()).toEqual([...polls.flat()].sort());
	});
});

test('what is kept between polls does not grow', async () => {
	const account = new Account(() => 0.5);
	let followed = followFrom('createdOrModified', account.now);
	let most = 0;
	for (let index = 0; index < 500; index++) {
		account.now += 10 * second;
		account.create();
		const outcome = await poll(followed, { filters: [], attempt: account.attempt, hasTime: () => true });
		if (outcome.status === 'accepted') followed = outcome.result.followed;
		most = Math.max(most, JSON.stringify(followed).length);
	}

	expect(Object.keys(followed.created?.seen ?? {}).length).toBeLessThanOrEqual(overlap / (10 * second) + 1);
	expect(most).toBeLessThan(2_000);
});
