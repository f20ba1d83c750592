import fc from 'fast-check';

import { type Change, creationTakes, type Wanted } from '../../../../nodes/Interakt/triggers/contacts/change';
import { newestContacts, type Source } from '../../../../nodes/Interakt/fields/newestContacts';
import { plenty } from '../../../../nodes/Interakt/triggers/contacts/follow';
import { sample } from '../../../../nodes/Interakt/triggers/contacts/newest';
import { type Kept, poll } from '../../../../nodes/Interakt/triggers/contacts/poll';
import type { Contact } from '../../../simulator/state.cts';
import { Account } from './contactAccount.cts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const week = 7 * 24 * hour;

const both: Wanted = ['created', 'modified'];

const sourceOf = (account: Account, hasTime = () => true): Source => ({
	filters: [],
	send: account.send,
	hasTime,
});

/** A state of a contact, by which nothing may come twice. */
const stateOf = ({ id, modifiedAt }: Contact) => `${id} ${modifiedAt}`;
const shownState = ({ contact }: Change) =>
	`${String(contact.id)} ${Date.parse(String(contact.modified_at_utc))}`;
const ids = (changes: readonly Change[]) => changes.map(({ contact }) => String(contact.id));

/**
 * An n8n that keeps what a node tells it, in either of its ways:
 * - in memory, shared by all polls, and in the database only when a poll gives something out,
 * - durable, a copy for each poll, taken over together with what it gives out, unless another poll came first.
 */
class Host {
	readonly emitted: Change[] = [];
	private stored = '{}';
	private memory: Kept = {};
	private commits = 0;

	constructor(
		private readonly asked: { wanted: Wanted; startFrom: number | undefined },
		private readonly durable: boolean,
	) {}

	/** Polls; tells whether everything up to now was read in this poll and given out, if nothing else went on meanwhile. */
	async poll(source: Source, isLost = false): Promise<boolean> {
		const { commits } = this;
		const kept = this.durable ? (JSON.parse(this.stored) as Kept) : this.memory;
		const goesOn = kept.followed?.again !== undefined;
		let ended = true;
		const outcome = await poll(kept, this.asked, { ...source, hasTime: () => (ended = source.hasTime()) });
		if (outcome.status !== 'accepted') return false;
		if (this.durable && (isLost || this.commits !== commits)) return false;
		this.emitted.push(...outcome.result);
		if (this.durable || outcome.result.length > 0 || this.stored === '{}') this.stored = JSON.stringify(kept);
		this.commits++;
		return ended && !goesOn && outcome.result.length < plenty;
	}

	restart(): void {
		this.memory = JSON.parse(this.stored) as Kept;
	}

	get keeps(): number {
		return JSON.stringify(this.durable ? JSON.parse(this.stored) : this.memory).length;
	}
}

const isLaterChange = ({ createdAt, modifiedAt }: Contact) =>
	Math.abs(modifiedAt - createdAt) > creationTakes;

interface World {
	seed: number;
	wanted: Wanted;
	durable: boolean;
	steps: number;
	startsFrom: boolean;
}

/** Something happens in the account. */
function happen(account: Account): void {
	const { below, chance } = account;
	const late = chance(0.2) ? below(minute) : 0;
	const what = below(100);
	if (what < 35) account.create(late);
	// An import: many contacts of one millisecond.
	else if (what < 38) for (let count = below(150); count > 0; count--) account.create(late);
	// People can say when a contact was created.
	else if (what < 40) account.create(late, { createdAt: account.now + below(48) * hour });
	else if (account.contacts.length > 0) {
		account.modify(account.contacts[below(account.contacts.length)]!, late);
	}
}

/** A week of an account and of an n8n that polls it, with everything that can go wrong. */
async function live({ seed, wanted, durable, steps, startsFrom }: World) {
	const account = new Account(seed);
	const { below, chance } = account;
	for (let count = below(150); count > 0; count--) {
		account.now += below(minute);
		account.create();
	}
	account.now += hour;
	const start = account.now;
	const before = new Set(account.contacts.map(stateOf));
	const known = new Set(account.contacts.map(({ id }) => id));
	const host = new Host({ wanted, startFrom: startsFrom ? start : undefined }, durable);
	while (!(await host.poll(sourceOf(account))));

	/** What every complete poll must have given out: each contact as it was shown then. */
	const check = (shown: readonly string[]) => {
		const given = new Set(host.emitted.map(shownState));
		expect(shown.filter((state) => !given.has(state))).toEqual([]);
	};
	const changed = () =>
		account.contacts.filter(
			(contact) =>
				!before.has(stateOf(contact)) &&
				(wanted.includes('created') || isLaterChange(contact)) &&
				wanted.includes('modified'),
		);
	const pollOnce = async (isAlone: boolean) => {
		// Time for a few windows, or an outage in the middle, or neither.
		const last = chance(0.3) ? account.requests + below(8) : Infinity;
		if (chance(0.2)) account.answers = below(6);
		const quiet = isAlone && chance(0.5);
		if (!quiet)
			account.meanwhile = () => void (chance(0.1) && ((account.now += below(second)), happen(account)));
		const shown = quiet ? changed().map(stateOf) : [];
		const complete = await host.poll(
			sourceOf(account, () => account.requests < last),
			chance(0.1),
		);
		const answered = account.answers >= 0;
		account.meanwhile = () => undefined;
		account.answers = Infinity;
		if (complete && quiet && answered) check(shown);
	};
	for (let step = 0; step < steps && account.now < start + week; step++) {
		account.now += 1 + (chance(0.05) ? below(12) * hour : below(10 * minute));
		for (let count = below(4); count > 0; count--) {
			account.now += below(20 * second);
			happen(account);
		}
		if (chance(0.1)) host.restart();
		if (chance(0.1)) await Promise.all([pollOnce(false), pollOnce(false)]);
		else await pollOnce(true);
	}
	account.now += hour;
	while (!(await host.poll(sourceOf(account))));
	return { account, host, known, changed };
}

const worlds = fc.record({
	seed: fc.integer(),
	wanted: fc.constantFrom<Wanted>(['created'], ['modified'], both),
	durable: fc.boolean(),
	steps: fc.integer({ min: 1, max: 150 }),
	startsFrom: fc.boolean(),
});

test('over a week of changes, outages and restarts every change comes exactly once', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			const { account, host, known, changed } = await live(world);
			const { emitted } = host;
			const created = emitted.filter(({ event }) => event === 'created');

			// Every new contact once as created, and none that was there before.
			expect(ids(created).sort()).toEqual(
				world.wanted.includes('created')
					? account.contacts
							.filter(({ id }) => !known.has(id))
							.map(({ id }) => id)
							.sort()
					: [],
			);
			// No state of a contact twice.
			const states = emitted.map(shownState);
			expect(new Set(states).size).toBe(states.length);
			// Every contact as it is at last.
			const last = changed().map(stateOf);
			expect(last.filter((state) => !states.includes(state))).toEqual([]);
			// Nothing that was not asked for.
			expect(emitted.filter(({ event }) => !world.wanted.includes(event))).toEqual([]);
		}),
		{
			numRuns: 40,
			examples: [
				// A crowded moment whose pages come in another order each time.
				[{ seed: -418672753, wanted: ['created'], durable: false, steps: 60, startsFrom: false }],
				// A poll that has to end before it comes to where the last one ended.
				[{ seed: 655504974, wanted: ['modified'], durable: false, steps: 76, startsFrom: false }],
				[{ seed: 0, wanted: both, durable: false, steps: 81, startsFrom: true }],
			],
		},
	);
}, 120_000);

/** An n8n that follows an account from now on. */
async function following(account: Account, wanted: Wanted = both): Promise<Host> {
	const host = new Host({ wanted, startFrom: undefined }, false);
	await host.poll(sourceOf(account));
	return host;
}

describe('the first poll', () => {
	test('gives nothing of what is there', async () => {
		const account = new Account();
		for (let index = 0; index < 1_200; index++) account.create();
		const host = await following(account);
		await host.poll(sourceOf(account));

		expect(host.emitted).toEqual([]);
	});

	test('of an empty account lets the first contact come', async () => {
		const account = new Account();
		const host = await following(account);
		account.create();
		await host.poll(sourceOf(account));

		expect(host.emitted).toMatchObject([{ event: 'created' }]);
	});

	test('takes few requests, however many contacts there are', async () => {
		const account = new Account();
		for (let index = 0; index < 20_000; index++) {
			account.now += account.below(10 * minute);
			account.create();
		}
		await following(account);

		expect(account.requests).toBeLessThan(40);
	}, 60_000);
});

test('a contact that was created and changed since the last poll comes once, as created, as it is now', async () => {
	const account = new Account();
	account.create();
	const host = await following(account);
	account.now += hour;
	account.create();
	account.now += minute;
	account.modify(account.contacts[1]!);
	await host.poll(sourceOf(account));
	account.now += minute;
	account.modify(account.contacts[1]!);
	await host.poll(sourceOf(account));

	const [, contact] = account.contacts;
	expect(host.emitted).toMatchObject([
		{ event: 'created', contact: { id: contact!.id } },
		{ event: 'modified', contact: { id: contact!.id } },
	]);
});

test('with changes only, a new contact does not come until it is changed', async () => {
	const account = new Account();
	const host = await following(account, ['modified']);
	account.create();
	account.now += 5;
	account.modify(account.contacts[0]!);
	await host.poll(sourceOf(account));
	expect(host.emitted).toEqual([]);

	account.now += minute;
	account.modify(account.contacts[0]!);
	await host.poll(sourceOf(account));
	expect(host.emitted).toMatchObject([{ event: 'modified' }]);
});

describe('a backlog', () => {
	const backlog = async () => {
		const account = new Account();
		account.create();
		const host = await following(account);
		for (let index = 0; index < 6_000; index++) {
			account.now += 10 * second;
			if (index % 2 === 0) account.create();
			else account.modify(account.contacts[account.below(account.contacts.length)]!);
		}
		account.now += hour;
		return { account, host };
	};

	test('is caught up with over several polls, oldest first', async () => {
		const { account, host } = await backlog();
		const polls: number[] = [];
		while (polls.at(-1) !== 0) {
			const { length } = host.emitted;
			const { requests } = account;
			await host.poll(sourceOf(account));
			polls.push(host.emitted.length - length);
			expect(account.requests - requests).toBeLessThan(120);
		}

		expect(polls.length).toBeGreaterThan(3);
		expect(Math.max(...polls)).toBeLessThan(1_300);
		const times = host.emitted.map(({ event, contact }) =>
			String(event === 'created' ? contact.created_at_utc : contact.modified_at_utc),
		);
		expect(times).toEqual([...times].sort());
		expect(new Set(ids(host.emitted.filter(({ event }) => event === 'created'))).size).toBe(3_000);
	});

	test('goes on where it stopped when there was time for one window only', async () => {
		const { account, host } = await backlog();
		for (let polls = 0; polls < 500; polls++) await host.poll(sourceOf(account, () => false));
		const created = ids(host.emitted.filter(({ event }) => event === 'created'));

		expect(new Set(created).size).toBe(3_000);
		expect(created).toHaveLength(3_000);
	});
});

test('thousands of contacts of one millisecond come, once', async () => {
	const account = new Account();
	const host = await following(account);
	account.now += hour;
	for (let index = 0; index < 2_500; index++) account.create();
	// While the pages of one moment are read, contacts leave it, which moves the others a place forward.
	account.meanwhile = () => {
		account.now += 10;
		if (account.requests % 5 === 0) account.modify(account.contacts[account.below(2_500)]!);
	};
	for (let polls = 0; polls < 5; polls++) await host.poll(sourceOf(account));
	const created = ids(host.emitted.filter(({ event }) => event === 'created'));

	expect(created).toHaveLength(2_500);
	expect(new Set(created).size).toBe(2_500);
});

test('a contact that leaves a crowded moment while its pages are read hides no other', async () => {
	const account = new Account();
	const host = await following(account, ['modified']);
	for (let index = 0; index < 250; index++) account.create();
	account.now += hour;
	for (const contact of account.contacts) account.modify(contact);
	const moment = account.now;
	account.now += hour;
	// The order stays the same; the first contact leaves when its page has been read.
	account.below = () => 0;
	account.meanwhile = () => {
		const first = account.contacts[0]!;
		if (account.lastOffset === 100 && first.modifiedAt === moment) account.modify(first);
	};
	await host.poll(sourceOf(account));

	expect(new Set(ids(host.emitted)).size).toBe(250);
});

test('what is kept between polls does not grow', async () => {
	const account = new Account();
	const host = await following(account);
	let most = 0;
	for (let index = 0; index < 500; index++) {
		account.now += 10 * second;
		account.create();
		await host.poll(sourceOf(account));
		most = Math.max(most, host.keeps);
	}

	expect(host.emitted).toHaveLength(500);
	// Two minutes of contacts, of each its ID twice.
	expect(most).toBeLessThan(15 * 2 * 60 + 200);
});

describe('what was asked for changes', () => {
	const kept: Kept = {};
	const account = new Account();
	const ask = async (wanted: Wanted, startFrom?: number) => {
		const outcome = await poll(kept, { wanted, startFrom }, sourceOf(account));
		return outcome.status === 'accepted' ? outcome.result.map(({ event }) => event) : outcome;
	};

	test('and nothing is lost of what was followed', async () => {
		account.create();
		expect(await ask(['created'])).toEqual([]);
		account.now += hour;
		account.create();
		expect(await ask(both)).toEqual(['created']);
	});

	test('another date begins anew', async () => {
		account.now += hour;
		expect(await ask(['created'], account.contacts[0]!.createdAt)).toEqual(['created', 'created']);
		expect(await ask(['created'], account.contacts[0]!.createdAt)).toEqual([]);
		expect(await ask(['created'])).toEqual([]);
	});
});

describe('for a person who tries it out', () => {
	const account = new Account();
	beforeAll(() => {
		for (let index = 0; index < 1_000; index++) {
			account.now += hour;
			account.create();
		}
		for (const index of [3, 500, 7]) {
			account.now += minute;
			account.modify(account.contacts[index]!);
		}
	});

	test.each([
		['created', ['created'] as Wanted, [999, 998, 997, 996], 'created created created created'],
		['modified', ['modified'] as Wanted, [7, 500, 3], 'modified modified modified'],
		['both', both, [7, 500, 3, 999], 'modified modified modified created'],
	])('shows the latest %s', async (_, wanted, indices, events) => {
		const outcome = await sample(wanted, 4, sourceOf(account));
		const changes = outcome.status === 'accepted' ? outcome.result : [];

		expect(ids(changes)).toEqual(indices.map((index) => account.contacts[index]!.id));
		expect(changes.map(({ event }) => event).join(' ')).toBe(events);
	});

	test('says why it cannot', async () => {
		account.answers = 1;
		expect(await newestContacts('created_at_utc', 1, sourceOf(account))).toMatchObject({
			status: 'rejected',
		});
		account.answers = Infinity;
	});
});
