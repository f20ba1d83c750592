/** The built contact trigger in n8n's poll context, against the simulated Interakt. */
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import type { Contact } from '../simulator/state.cts';
import { Polling, type PollingOptions } from './polling.cts';
import { credentialOf, expectNoSecret, unwelcomeWords } from './setting.cts';

const minute = 60_000;
/** Three hours before the clock of this machine: Interakt's clock is not n8n's. */
const skew = -3 * 60 * minute;

let simulator: Simulator;
let passed = 0;
const now = () => Date.now() + skew + passed;

beforeAll(async () => {
	simulator = await startSimulator({ strict: true, clock: now, contactOrder: 'shuffled' });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	passed = 0;
});

const pollingWith = (parameters: INodeParameters, options: Partial<PollingOptions> = {}) =>
	new Polling({
		type: 'interaktContactTrigger',
		credential: credentialOf(simulator),
		parameters,
		...options,
	});

/** A trigger that has been activated, before anything happened. */
async function active(parameters: INodeParameters = {}, options: Partial<PollingOptions> = {}) {
	const polling = pollingWith(parameters, options);
	expect(await polling.poll()).toBeUndefined();
	return polling;
}

let number = 9_999_900_000;

/** Creates a contact, a second later than what was before. */
function create(traits: Contact['traits'] = {}, more: Partial<Contact> = {}): Contact {
	passed += 1_000;
	return simulator.state.add({ phone_number: String(number++), traits, ...more }, now());
}

/** Changes a contact, a minute later than what was before. */
function modify(contact: Contact, traits: Contact['traits']): void {
	passed += minute;
	Object.assign(contact.traits, traits);
	contact.modifiedAt = now();
}

const names = (items: IDataObject[] | undefined) => items?.map(({ event, name }) => `${event} ${name}`);

describe('what comes', () => {
	test('a new contact, in the form of Get Many, with what happened', async () => {
		const polling = await active();
		const contact = create({ name: 'Asha', city: 'Pune', event: 'Diwali sale' }, { tags: ['vip'] });

		expect(await polling.poll()).toEqual([
			{
				event: 'created',
				name: 'Asha',
				phoneNumber: `+91${contact.phone_number}`,
				countryCode: '+91',
				contactId: contact.id,
				userId: null,
				createdAt: new Date(contact.createdAt).toISOString(),
				modifiedAt: new Date(contact.modifiedAt).toISOString(),
				tags: ['vip'],
				city: 'Pune',
				trait_event: 'Diwali sale',
			},
		]);
		expect(await polling.poll()).toBeUndefined();
	});

	test('as it is, without Simplify', async () => {
		const polling = await active({ simplify: false });
		create({ name: 'Asha', event: 'Diwali sale' });

		expect(await polling.poll()).toEqual([
			expect.objectContaining({ event: 'created', traits: { name: 'Asha', event: 'Diwali sale' } }),
		]);
	});

	test.each([
		['created', ['created Ravi']],
		['modified', ['modified Asha']],
		['createdOrModified', ['created Ravi', 'modified Asha']],
	])('with Trigger On %s', async (triggerOn, expected) => {
		const asha = create({ name: 'Asha' });
		const polling = await active({ triggerOn });
		create({ name: 'Ravi' });
		modify(asha, { city: 'Pune' });

		expect(names(await polling.poll())).toEqual(expected);
		expect(await polling.poll()).toBeUndefined();
	});

	test('only what meets the filters', async () => {
		const filters = { conditions: { values: [{ trait: 'score', op: 'gt', value: '5' }] } };
		const ravi = create({ name: 'Ravi', score: 1 });
		create({ name: 'Nina', score: 8 });
		const polling = await active({ filters });
		create({ name: 'Dev', score: 2 });
		passed += 3 * minute;
		create({ name: 'Asha', score: 9 });
		expect(names(await polling.poll())).toEqual(['created Asha']);

		modify(ravi, { score: 7 });
		expect(names(await polling.poll())).toEqual(['modified Ravi']);
	});

	test('only what meets the filters on dates', async () => {
		const asha = create({ name: 'Asha' });
		passed += minute;
		const createdAfter = new Date(now()).toISOString();
		const polling = await active({ filters: { createdAfter } });
		const ravi = create({ name: 'Ravi' });
		await polling.poll();
		modify(asha, { city: 'Pune' });
		modify(ravi, { city: 'Pune' });

		expect(names(await polling.poll())).toEqual(['modified Ravi']);
	});

	test('a thousand contacts at once, each once', async () => {
		const polling = await active();
		passed += minute;
		for (let index = 0; index < 1_000; index++) simulator.state.add({ traits: { name: index } }, now());
		const items = await polling.poll();

		expect(items).toHaveLength(1_000);
		expect(new Set(items?.map(({ name }) => name)).size).toBe(1_000);
		expect(await polling.poll()).toBeUndefined();
	});
});

describe('the start', () => {
	test('is now: what is there does not come', async () => {
		for (let index = 0; index < 250; index++) create({ name: index });
		const polling = await active();
		create({ name: 'Asha' });

		expect(names(await polling.poll())).toEqual(['created Asha']);
	});

	test('is a date, in the time zone of the workflow', async () => {
		const midnight = Date.UTC(2026, 0, 30, 18, 30);
		const at = (time: number, name: string) => simulator.state.add({ traits: { name } }, time);
		at(midnight - 1, 'Before');
		at(midnight, 'Asha');
		at(midnight + 5 * minute, 'Ravi');
		const polling = pollingWith({ options: { startFrom: '2026-01-31T00:00:00' } });

		expect(names(await polling.poll())).toEqual(['created Asha', 'created Ravi']);
		expect(await polling.poll()).toBeUndefined();
	});

	test.each(['2026-01-31', '2026-W05-6', '20260131T000000Z', '2026-01-31T05:30:00+05:30'])(
		'is a date, written as %s',
		async (startFrom) => {
			const midnight = Date.UTC(2026, 0, 31);
			simulator.state.add({ traits: { name: 'Before' } }, midnight - 1);
			simulator.state.add({ traits: { name: 'Asha' } }, midnight);

			expect(names(await pollingWith({ options: { startFrom } }).poll())).toEqual(['created Asha']);
		},
	);

	test.each<[INodeParameters, string[]]>([
		[{}, ['created Asha', 'created Ravi']],
		[{ dayMonthOrder: 'dayFirst' }, ['created Asha', 'created Ravi']],
		[{ dayMonthOrder: 'monthFirst' }, ['created Ravi']],
	])('is a date in the order of day and month that is chosen: %j', async (options, expected) => {
		simulator.state.add({ traits: { name: 'Asha' } }, Date.UTC(2025, 0, 15));
		simulator.state.add({ traits: { name: 'Ravi' } }, Date.UTC(2025, 1, 15));
		const polling = pollingWith({ options: { startFrom: '02/01/2025', ...options } });

		expect(names(await polling.poll())).toEqual(expected);
	});

	test('is no date', async () => {
		const polling = pollingWith({ options: { startFrom: 'yesterday' } });

		await expect(polling.poll()).rejects.toMatchObject({
			message: 'Start From "yesterday" is not a date',
			description: 'Write it like 2026-01-31 or 2026-01-31T17:00.',
		});
		expect(simulator.state.requests).toEqual([]);
	});
});

describe('a person tries it out', () => {
	test('and sees the latest contacts, without a change to what is kept', async () => {
		const polling = await active();
		const { kept } = polling;
		for (let index = 0; index < 150; index++) create({ name: index });
		const items = await polling.poll('manual');

		expect(names(items)).toEqual(Array.from({ length: 10 }, (_, index) => `created ${149 - index}`));
		expect(polling.kept).toEqual(kept);
		expect(await polling.poll()).toHaveLength(150);
	});

	test('and is told when there is nothing to see', async () => {
		await expect(pollingWith({}).poll('manual')).rejects.toMatchObject({
			message: 'There is no contact to show yet',
			description: expect.stringMatching('Create or change one'),
		});
	});
});

describe('what goes wrong', () => {
	const failure = async (polling: Polling) => {
		const cause = await polling.poll().catch((error: unknown) => error as NodeApiError);
		if (!(cause instanceof Error)) throw new Error('The poll went well');
		expect(cause.message).not.toMatch(unwelcomeWords);
		expect(cause.description).not.toMatch(unwelcomeWords);
		return cause;
	};

	test('a wrong key stops the activation, in words', async () => {
		const credential = { ...credentialOf(simulator), secretKey: 'another-token-for-tests' };
		const cause = await failure(pollingWith({}, { credential }));

		expect(cause).toMatchObject({
			name: 'NodeApiError',
			httpCode: '401',
			message: 'Interakt does not accept the Secret Key',
			description: expect.stringMatching('Settings > Developer Setting'),
		});
		expectNoSecret(credential.secretKey, cause.message, String(cause.description));
	});

	test('an outage fails the poll, and the next one makes up for it', async () => {
		const polling = await active({}, { budget: 20 });
		create({ name: 'Asha' });
		simulator.misbehave({ effect: { kind: 'status', status: 503, html: true } });
		const { kept } = polling;
		expect(await failure(polling)).toMatchObject({ name: 'NodeApiError', httpCode: '503' });
		expect(polling.kept).toEqual(kept);

		create({ name: 'Ravi' });
		simulator.misbehave();
		expect(names(await polling.poll())).toEqual(['created Asha', 'created Ravi']);
	});

	test('a passing failure is not noticed', async () => {
		const polling = await active();
		create({ name: 'Asha' });
		simulator.misbehave({ match: { times: 1 }, effect: { kind: 'resetBefore' } });

		expect(names(await polling.poll())).toEqual(['created Asha']);
	});

	test('a long outage is made up for over several polls, oldest first', async () => {
		const polling = await active();
		for (let index = 0; index < 2_500; index++) create({ name: String(index).padStart(4, '0') });
		const polls: IDataObject[][] = [];
		for (let items = await polling.poll(); items; items = await polling.poll()) polls.push(items);
		const all = names(polls.flat());

		expect(polls.length).toBeGreaterThan(1);
		expect(all).toHaveLength(2_500);
		expect(all).toEqual([...(all ?? [])].sort());
	});

	test('time that is short leaves the rest to the next poll', async () => {
		const polling = await active({}, { budget: 0 });
		for (let index = 0; index < 500; index++) create({ name: index });
		const first = await polling.poll();

		expect(first?.length).toBeLessThan(500);
		polling.options = { ...polling.options, budget: 60_000 };
		expect((first?.length ?? 0) + ((await polling.poll())?.length ?? 0)).toBe(500);
	});

	test('a condition without a trait is named', async () => {
		const filters = { conditions: { values: [{ trait: '', op: 'gt', value: '5' }] } };

		expect(await failure(pollingWith({ filters }))).toMatchObject({
			name: 'NodeOperationError',
			message: 'Filter Trait is empty',
		});
	});
});
