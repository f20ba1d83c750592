import { Stop } from '../../../nodes/Interakt/delivery/queue';
import { RateLimiter } from '../../../nodes/Interakt/delivery/rateLimiter';
import { createSend } from '../../../nodes/Interakt/delivery/retry';
import { RetryQuota, retryQuotaFor } from '../../../nodes/Interakt/delivery/retryQuota';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';
import { type Reply, type Response, toNetworkFailure } from '../../../nodes/Interakt/transport/reply';
import type { Effect } from '../../../nodes/Interakt/transport/request';
import { seeded } from '../../simulator/faults.cts';
import { VirtualClock } from '../virtualClock.cts';

const answer = (status: number, body: unknown = {}, headers: Reply['headers'] = {}): Response => ({
	reply: { status, headers, body },
});
const accepted = answer(200, { result: true });
const refusedConnection: Response = { networkFailure: toNetworkFailure({ code: 'ECONNREFUSED' }) };
const suffix = '; not tried again, because most calls lately did not succeed';

/** Requests on one credential in virtual time, all at once. */
class Account {
	readonly clock = new VirtualClock();
	readonly quota = new RetryQuota();
	calls = 0;

	constructor(private readonly respond: () => Response) {}

	async send(requests: number, effect: Effect = 'upsert') {
		const send = createSend({
			call: async () => {
				this.calls++;
				await this.clock.sleep(10);
				return this.respond();
			},
			api: interaktApi,
			rateLimiter: new RateLimiter(1_000_000, () => 0),
			retryQuota: this.quota,
			stop: new Stop(() => false),
			deadline: Infinity,
			now: this.clock.now,
			sleep: this.clock.sleep,
			random: () => 0,
		});
		const path = '/track/users/';
		const one = async () => await send({ method: 'POST', path, effect });
		return await this.clock.run(Promise.all(Array.from({ length: requests }, one)));
	}

	/** How many further tries the quota has left. */
	triesLeft(): number {
		let tries = 0;
		while (this.quota.take(this.clock.time)) tries++;
		return tries;
	}
}

describe('when nothing succeeds', () => {
	test.each<[string, Response, Effect, string]>([
		['503', answer(503), 'upsert', 'Interakt is not available right now (HTTP 503)'],
		['a refused connection', refusedConnection, 'send', 'Interakt could not be reached'],
	])('200 items make 35 further tries together and say so: %s', async (_, response, effect, message) => {
		const account = new Account(() => response);
		const outcomes = await account.send(200, effect);
		const messages = outcomes.map((outcome) => 'failure' in outcome && outcome.failure.message);

		expect(account.calls).toBe(235);
		expect(messages.filter((one) => one === message + suffix).length).toBeGreaterThanOrEqual(165);
		expect(messages.every((one) => one === message + suffix || one === message)).toBe(true);
	});

	test('a run alone still makes five tries an item', async () => {
		const account = new Account(() => answer(503));
		await account.send(8);

		expect(account.calls).toBe(40);
	});

	test('the quota is full again after a minute, and half of it after half of one', async () => {
		const account = new Account(() => answer(503));
		await account.send(200);
		await account.clock.run(account.clock.sleep(30_000));

		expect(account.triesLeft()).toBe(18);

		await account.clock.run(account.clock.sleep(60_000));

		expect(account.triesLeft()).toBe(35);

		await account.clock.run(account.clock.sleep(600_000));

		expect(account.triesLeft()).toBe(35);
	});
});

test.each([0.2, 0.4])('no item goes without its tries when %d of all calls fail', async (share) => {
	const random = seeded(3);
	const account = new Account(() => (random() < share ? answer(503) : accepted));
	const outcomes = await account.send(5_000);
	const messages = outcomes.map((outcome) => ('failure' in outcome ? outcome.failure.message : ''));

	expect(messages.filter((message) => message.includes(suffix))).toEqual([]);
});

describe('an answer', () => {
	test.each<[string, Response, number]>([
		['that accepts gives a try back', accepted, 1],
		['that refuses the request gives one back too: the server works', answer(400, { message: 'No' }), 1],
		['429 neither takes nor gives', answer(429, {}, { 'retry-after': '0' }), 0],
		['that says nothing gives nothing back', answer(200, '<html></html>'), 0],
	])('%s', async (_, response, givenBack) => {
		const account = new Account(() => response);
		account.triesLeft();
		// What acts again is not tried again, so that only what comes back is seen.
		const before = account.clock.time;
		await account.send(1, 'send');
		// Of the 500 that it holds, 35 tries of 14 each leave 10.
		const withTime = Math.floor((10 + ((account.clock.time - before) * 500) / 60_000) / 14);

		expect(account.triesLeft()).toBe(givenBack + withTime);
	});
});

describe('the quota of a credential', () => {
	const now = 1_000_000;
	const taken = (quota: RetryQuota, times: number, at = now) =>
		Array.from({ length: times }, () => quota.take(at)).filter(Boolean).length;

	test('is enough for 35 tries, and for one more with each answer', () => {
		const quota = new RetryQuota();

		expect(taken(quota, 40)).toBe(35);
		quota.giveBack();
		quota.giveBack();
		expect(taken(quota, 40)).toBe(2);
	});

	test('is never more than full', () => {
		const quota = new RetryQuota();
		for (let answer = 0; answer < 10; answer++) quota.giveBack();

		expect(taken(quota, 40)).toBe(35);
	});

	test('comes back with the time, and not with a clock that is put back', () => {
		const quota = new RetryQuota();
		taken(quota, 35);

		expect(taken(quota, 1, now - 60_000)).toBe(0);
		expect(taken(quota, 1, now - 60_000 + 470)).toBe(0);
		expect(taken(quota, 2, now - 60_000 + 490)).toBe(1);
	});
});

test('a credential has one quota in this process, and another one has its own', () => {
	expect(retryQuotaFor('one')).toBe(retryQuotaFor('one'));
	expect(retryQuotaFor('one')).not.toBe(retryQuotaFor('another'));
});
