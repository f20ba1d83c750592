import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { planItem } from '../../../nodes/Interakt/actions/run/plan';
import { hashOf, keyStoreOf } from '../../../nodes/Interakt/delivery/keyStore';
import { Idempotency, type OnceRequest } from '../../../nodes/Interakt/delivery/idempotency';
import type { Outcome } from '../../../nodes/Interakt/delivery/outcome';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';
import { keysIn, ProcessedItems } from '../../engine/processedItems.cts';
import { nothingKnown, operationOf, parametersOf } from '../parameters.cts';
import { accepted, type Fate, outcomeOf, using, word } from './keys.cts';

const clock = { now: () => Date.UTC(2026, 0, 31, 12), sleep: async () => undefined };
const send = async (once: Idempotency, used: OnceRequest | string, fate: Fate, items: ProcessedItems) =>
	await once.send(
		typeof used === 'string' ? using(used) : used,
		keysIn(items),
		async (beforeSend) => (await beforeSend()) ?? outcomeOf[fate],
	);

/** Until nothing is written any more. */
const quiet = async () => await new Promise((resolve) => setImmediate(resolve));

describe('a key', () => {
	test('that this process has sent says when', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		await send(once, 'order 1', 'accepted', items);

		expect(await send(once, 'order 1', 'accepted', items)).toEqual({
			status: 'skipped',
			failure: {
				reason: 'alreadySent',
				message: 'Not sent again: an item with this Send Once Key was sent before',
				description: 'It was sent at 2026-01-31T12:00:00.000Z.',
				sentAt: '2026-01-31T12:00:00.000Z',
			},
		});
	});

	test('that another process has sent says so', async () => {
		const items = new ProcessedItems();
		const before = new Idempotency(clock);
		await send(before, 'order 1', 'accepted', items);
		await quiet();
		const outcome = await send(new Idempotency(clock), 'order 1', 'accepted', items);

		expect(outcome).toMatchObject({
			status: 'skipped',
			failure: { reason: 'alreadySent', description: 'An earlier run has sent it.' },
		});
		expect(outcome).not.toHaveProperty('failure.sentAt');
	});

	test('that another process was killed with is unknown, and says what to do', async () => {
		const items = new ProcessedItems();
		await send(new Idempotency(clock), 'order 1', 'lostBefore', items);

		expect(await send(new Idempotency(clock), 'order 1', 'accepted', items)).toMatchObject({
			status: 'unknown',
			failure: { reason: 'maybeSent', description: expect.stringMatching(/use another key/) },
		});
	});

	test('whose request throws is unknown from then on, here and in other processes', async () => {
		const items = new ProcessedItems();
		const rests: Array<() => void> = [];
		const sleep = async () => await new Promise<void>((resolve) => rests.push(resolve));
		const once = new Idempotency({ ...clock, sleep });
		const fault = new Error('The answer could not be read');
		const throwing = once.send(using('order 1'), keysIn(items), async (beforeSend) => {
			await beforeSend();
			throw fault;
		});
		const waiting = send(once, 'order 1', 'accepted', items);

		await expect(throwing).rejects.toBe(fault);
		expect(word(await waiting)).toBe('unknown maybeSent');
		// Another process writes over the record, and what was there is written again.
		items.rows.clear();
		for (let turn = 0; turn < 5; turn++) {
			for (const end of rests.splice(0)) end();
			await quiet();
		}
		expect(word(await send(new Idempotency(clock), 'order 1', 'accepted', items))).toBe('unknown maybeSent');
	});

	test('whose request throws before its request is recorded stays free', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const throwing = once.send(
			using('order 1'),
			keysIn(items),
			async () => await Promise.reject(new Error('No')),
		);
		const waiting = send(once, 'order 1', 'accepted', items);

		await expect(throwing).rejects.toThrow('No');
		expect(word(await waiting)).toBe('accepted');
	});

	test('is another one when anything about it differs', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const different = ['order 1', 'Order 1', 'order  1', 'open', '1', '01'];
		const outcomes = await Promise.all(
			different.map(async (key) => await send(once, key, 'accepted', items)),
		);

		expect(outcomes.map(word)).toEqual(different.map(() => 'accepted'));
	});

	test('belongs to its node', async () => {
		const items = new ProcessedItems();
		const sendFrom = async (node: string) =>
			await new Idempotency(clock).send(using('order 1'), keysIn(items, node), async (beforeSend) => {
				return (await beforeSend()) ?? accepted;
			});

		expect(word(await sendFrom('one'))).toBe('accepted');
		expect(word(await sendFrom('another'))).toBe('accepted');
	});

	test('is recorded before its message leaves, and no longer open when it was accepted', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		let whenSent = 0;
		await once.send(using('order 1'), keysIn(items), async (beforeSend) => {
			await beforeSend();
			whenSent = items.sizeOf();
			return accepted;
		});
		await quiet();

		expect(whenSent).toBe(3);
		expect(items.sizeOf()).toBe(2);
	});

	test('asks the database in groups of 20, not one after another', async () => {
		let writes = 0;
		const items = new ProcessedItems(new Map(), async (moment) => {
			if (moment === 'write') writes++;
			await new Promise((resolve) => setImmediate(resolve));
		});
		const once = new Idempotency(clock);
		await Promise.all(
			Array.from({ length: 1_000 }, async (_, key) => await send(once, `${key}`, 'accepted', items)),
		);
		for (let turn = 0; turn < 20; turn++) await quiet();

		expect(items.sizeOf()).toBe(2_000);
		// 50 groups, the removal of each one's markers, and what was asked for a moment later.
		expect(writes).toBeLessThan(110);
	});
});

test('no more keys are recorded than can leave while the next ones are written', async () => {
	const recorded: number[] = [];
	let now = 0;
	const items = new ProcessedItems(new Map(), async (moment) => {
		await Promise.resolve();
		if (moment === 'write') now += 250;
	});
	const store = keysIn(items);
	const counting = {
		...store,
		record: async (entries: readonly string[]) => {
			recorded.push(entries.length / 3);
			return await store.record(entries);
		},
	};
	const once = new Idempotency({
		now: () => now,
		sleep: async () => await new Promise<never>(() => undefined),
	});
	const never = new Promise<Outcome>(() => undefined);
	for (let key = 0; key < 500; key++) {
		void once.send(using(`${key}`), counting, async (beforeSend) => (await beforeSend()) ?? (await never));
	}
	while (items.sizeOf() < 1_500) await new Promise((resolve) => setImmediate(resolve));

	// A first write of unknown length, then 0.4 a millisecond.
	expect(recorded).toEqual([20, 100, 100, 100, 100, 80]);
});

describe('a key that is used for another request', () => {
	test.each<[string, Fate]>([
		['was sent', 'accepted'],
		['may have been sent', 'lostBefore'],
	])('whose first one %s is refused, here and in another process, and changes nothing', async (_, fate) => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		await send(once, 'order 1', fate, items);
		await quiet();
		const before = [...items.rows];
		const other = using('order 1', 'goodbye');

		for (const process of [once, new Idempotency(clock), new Idempotency(clock)]) {
			expect(await send(process, other, 'accepted', items)).toMatchObject({
				status: 'rejected',
				failure: { reason: 'keyReused', message: expect.stringMatching(/Send Once Key/) },
			});
		}
		await quiet();
		expect([...items.rows]).toEqual(before);
		const again = fate === 'accepted' ? 'skipped alreadySent' : 'unknown maybeSent';
		expect(word(await send(new Idempotency(clock), 'order 1', 'accepted', items))).toBe(again);
	});

	test('whose first one was refused is sent, and then belongs to that one', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const corrected = using('order 1', 'goodbye');
		await send(once, 'order 1', 'rejected', items);

		expect(word(await send(once, corrected, 'accepted', items))).toBe('accepted');
		await quiet();
		const later = new Idempotency(clock);
		expect(word(await send(later, 'order 1', 'accepted', items))).toBe('rejected keyReused');
		expect(word(await send(later, corrected, 'accepted', items))).toBe('skipped alreadySent');
		await quiet();
		expect(items.sizeOf()).toBe(2);
	});

	test('goes to and fro between two requests that are refused, until one is accepted', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		for (const request of ['hello', 'goodbye', 'hello', 'goodbye']) {
			await send(once, using('order 1', request), 'rejected', items);
		}
		await send(once, 'order 1', 'accepted', items);
		await quiet();

		const later = new Idempotency(clock);
		expect(word(await send(later, using('order 1', 'goodbye'), 'accepted', items))).toBe(
			'rejected keyReused',
		);
		expect(word(await send(later, 'order 1', 'accepted', items))).toBe('skipped alreadySent');
	});
});

describe('a key of which nobody knows, with Send Again', () => {
	const again = (more: Partial<OnceRequest> = {}) =>
		using('order 1', 'hello', { ifMaybeSent: 'sendAgain', ...more });
	/** What a process that was killed has left. */
	const left = async () => {
		const items = new ProcessedItems();
		await send(new Idempotency(clock), 'order 1', 'lostBefore', items);
		await quiet();
		return items;
	};

	test('is sent once more, and is accepted by that', async () => {
		const items = await left();
		const once = new Idempotency(clock);
		expect(word(await send(once, again(), 'accepted', items))).toBe('accepted');
		await quiet();

		expect(items.sizeOf()).toBe(2);
		for (const process of [once, new Idempotency(clock)]) {
			expect(word(await send(process, again(), 'accepted', items))).toBe('skipped alreadySent');
		}
	});

	test.each<Fate>(['rejected', 'stopped', 'lostAfter'])(
		'stays open when it was %s: the time before may still have reached somebody',
		async (fate) => {
			const items = await left();
			const once = new Idempotency(clock);
			expect(await send(once, again(), fate, items)).toEqual(outcomeOf[fate]);
			await quiet();

			expect(word(await send(new Idempotency(clock), 'order 1', 'accepted', items))).toBe(
				'unknown maybeSent',
			);
			expect(word(await send(new Idempotency(clock), again(), 'accepted', items))).toBe('accepted');
		},
	);

	test('is not sent again by the run that has left it open, but by the next one', async () => {
		const items = new ProcessedItems();
		const once = new Idempotency(clock);
		const run = {};
		await send(once, again({ run }), 'lostAfter', items);

		expect(word(await send(once, again({ run }), 'accepted', items))).toBe('unknown maybeSent');
		expect(word(await send(once, again(), 'accepted', items))).toBe('accepted');
	});

	test('is refused for another request all the same', async () => {
		const items = await left();

		expect(word(await send(new Idempotency(clock), again({ request: 'goodbye' }), 'accepted', items))).toBe(
			'rejected keyReused',
		);
	});

	test('that was sent is not sent again after a run that only asked for it was killed', async () => {
		const items = new ProcessedItems();
		const first = new Idempotency(clock);
		await send(first, 'order 1', 'accepted', items);
		await quiet();
		// Killed before it writes anything down at its leisure.
		const killed = new Idempotency({
			...clock,
			sleep: async () => await new Promise<never>(() => undefined),
		});
		await send(killed, again(), 'accepted', items);
		await new Promise((resolve) => setImmediate(resolve));

		expect(word(await send(new Idempotency(clock), again(), 'accepted', items))).toBe('skipped alreadySent');
	});
});

describe('the hash of a request', () => {
	const body = {
		phoneNumber: '9999999999',
		countryCode: '+91',
		template: { name: 'order_update', languageCode: 'en', bodyValues: ['Asha', '1042'] },
	};
	const message = { method: 'POST', path: '/message/', effect: 'send', body } as const;

	test('is the same whatever the order of its members, and whatever it is only counted by', () => {
		const { template, countryCode, phoneNumber } = body;
		const { name, languageCode, bodyValues } = template;
		const same = { template: { bodyValues, languageCode, name }, countryCode, phoneNumber };

		expect(hashOf(message)).toMatch(/^[\w-]{22}$/);
		expect(hashOf({ ...message, body: same })).toBe(hashOf(message));
		expect(hashOf({ ...message, body: { ...body, callbackData: 'run 7', campaignId: '4fdff884' } })).toBe(
			hashOf(message),
		);
	});

	test.each<[string, InteraktRequest]>([
		['person', { ...message, body: { ...body, phoneNumber: '9999988888' } }],
		['country', { ...message, body: { ...body, countryCode: '+1' } }],
		['template', { ...message, body: { ...body, template: { ...body.template, name: 'order_shipped' } } }],
		[
			'order of values',
			{ ...message, body: { ...body, template: { ...body.template, bodyValues: ['1042', 'Asha'] } } },
		],
		[
			'value',
			{ ...message, body: { ...body, template: { ...body.template, bodyValues: ['Asha', '1043'] } } },
		],
		[
			'type of a value',
			{ ...message, body: { ...body, template: { ...body.template, bodyValues: ['Asha', 1042] } } },
		],
		[
			'name of a member deep inside',
			{ ...message, body: { ...body, template: { ...body.template, callbackData: 'x' } } },
		],
		['route', { ...message, path: '/rcs/message/' }],
	])('is another one for another %s', (_, other) => {
		expect(hashOf(other)).not.toBe(hashOf(message));
	});
});

describe('where n8n has no store for keys', () => {
	test('the node finds none', () => {
		expect(keyStoreOf({ helpers: {} } as unknown as IExecuteFunctions, 1)).toBeUndefined();
	});

	test('an item with a key is refused', () => {
		const message = { phoneNumber: '99999 99999', message: 'Hi' };
		const preparedWith = (additionalFields: INodeParameters) => {
			const parameters = parametersOf('message.sendText', { ...message, additionalFields });
			return planItem(operationOf('message.sendText').operation, parameters, nothingKnown);
		};

		expect(preparedWith({ sendOnceKey: 'order 1' })).toMatchObject({
			status: 'rejected',
			failure: { reason: 'invalidInput', message: expect.stringMatching(/^Send Once Key/) },
		});
		expect(preparedWith({})).not.toHaveProperty('status');
	});
});
