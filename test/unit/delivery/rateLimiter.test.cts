import { RateLimiter, rateLimiterFor } from '../../../nodes/Interakt/delivery/rateLimiter';

describe('a rate limiter, by itself', () => {
	const start = 1_000_000;
	const minute = 60_000;

	/** Starts requests at one moment until one would have to wait; tells how many went. */
	const burst = (rateLimiter: RateLimiter, now: number): number => {
		let started = 0;
		for (; rateLimiter.wait(now) === 0 && started < 10_000; started++) rateLimiter.acquire(now);
		return started;
	};
	const endAll = (
		rateLimiter: RateLimiter,
		count: number,
		now: number,
		limited = false,
		retryAfterMs?: number,
	) => {
		for (let ended = 0; ended < count; ended++) rateLimiter.release(now, { limited, retryAfterMs });
	};

	test('lets the whole minute go at once, and no more until it has passed since they ended', () => {
		const rateLimiter = new RateLimiter(10, () => 0);

		expect(burst(rateLimiter, start)).toBe(10);
		expect(rateLimiter.wait(start + 5 * minute)).toBeGreaterThan(0);
		endAll(rateLimiter, 10, start + 5 * minute);
		expect(rateLimiter.wait(start + 5 * minute)).toBe(minute);
		expect(burst(rateLimiter, start + 6 * minute - 1)).toBe(0);
		// Others may have filled the minute meanwhile: one asks before the others go.
		expect(burst(rateLimiter, start + 6 * minute)).toBe(1);
		endAll(rateLimiter, 1, start + 6 * minute + 300);
		expect(burst(rateLimiter, start + 6 * minute + 300)).toBe(9);
	});

	test('when others have filled the minute in which a burst was to be repeated, one request is refused', () => {
		const rateLimiter = new RateLimiter(10, () => 0);
		endAll(rateLimiter, burst(rateLimiter, start), start);
		expect(burst(rateLimiter, start + 30_000)).toBe(0);
		expect(burst(rateLimiter, start + minute)).toBe(1);
		endAll(rateLimiter, 1, start + minute + 300, true);

		expect(rateLimiter.wait(start + minute + 300)).toBe(500);
	});

	test.each([
		['some time ago', [0, 0, 0, 30_000], 1],
		['more than six seconds ago', [0, 0, 0, 53_998], 1],
		['just before', [0, 0, 0, 54_000], 3],
		['while one is on its way', [0, 0, 0], 3],
	])('a minute that was used up %s, by requests at %j, opens for %i at once', (_, times, count) => {
		const rateLimiter = new RateLimiter(4, () => 0);
		for (let started = 0; started < 4; started++) rateLimiter.acquire(start);
		for (const time of times) rateLimiter.release(start + time, { limited: false });

		expect(rateLimiter.wait(start + minute - 1)).toBe(1);
		expect(burst(rateLimiter, start + minute)).toBe(count);
	});

	test('a turn that is given back is free at once', () => {
		const rateLimiter = new RateLimiter(3, () => 0);
		burst(rateLimiter, start);
		rateLimiter.refund();
		rateLimiter.refund();

		expect(burst(rateLimiter, start)).toBe(2);
	});

	test('turns that are given back again and again do not add up', () => {
		const rateLimiter = new RateLimiter(3, () => 0);
		for (let turn = 0; turn < 100; turn++) {
			rateLimiter.acquire(start + turn);
			rateLimiter.refund();
		}

		expect(burst(rateLimiter, start + 100)).toBe(3);
	});

	test.each([
		[10, 25, 15],
		[25, 10, 0],
		[10, 10, 0],
	])('a plan of %i that becomes one of %i lets %i more go in this minute', (before, after, more) => {
		const rateLimiter = new RateLimiter(before, () => 0);
		endAll(rateLimiter, burst(rateLimiter, start), start);
		rateLimiter.setLimit(after);

		expect(burst(rateLimiter, start)).toBe(more);
		endAll(rateLimiter, more, start);
		expect(burst(rateLimiter, start + minute)).toBe(after);
	});

	test('a plan that changes during a pause ends no pause', () => {
		const rateLimiter = new RateLimiter(300, () => 0);
		rateLimiter.acquire(start);
		rateLimiter.release(start, { limited: true, retryAfterMs: 30_000 });
		rateLimiter.setLimit(600);

		expect(rateLimiter.wait(start)).toBe(30_000);
		expect(rateLimiter.pausedAt(start + 29_999)).toBe(true);
		expect(rateLimiter.pausedAt(start + 30_000)).toBe(false);
	});

	test('what was refused with 429 takes no part in the minute', () => {
		const rateLimiter = new RateLimiter(10, () => 0);
		endAll(rateLimiter, burst(rateLimiter, start), start, true, 1_000);
		const times: number[] = [];
		for (let now = start; times.length < 10 && now < start + 10 * minute; now++) {
			if (rateLimiter.wait(now) > 0) continue;
			rateLimiter.acquire(now);
			rateLimiter.release(now, { limited: false });
			times.push(now - start);
		}

		expect(times).toHaveLength(10);
		expect(times[0]).toBeGreaterThanOrEqual(1_000);
	});

	/** Ends a request at once, and gives when the next one may start. */
	const call = (rateLimiter: RateLimiter, now: number, retryAfterMs?: number): number => {
		rateLimiter.acquire(now);
		rateLimiter.release(now, { limited: retryAfterMs !== undefined, retryAfterMs });
		return now + rateLimiter.wait(now);
	};
	/** Milliseconds between two requests from now on. */
	const gapAt = (rateLimiter: RateLimiter, now: number): number => {
		const first = call(rateLimiter, now);
		return call(rateLimiter, first) - first;
	};

	test('after a 429 requests go evenly; each further one among those that get through makes them slower, to a twentieth', () => {
		const rateLimiter = new RateLimiter(600, () => 0);
		const gaps: number[] = [];
		let now = start;
		for (let round = 1; round <= 15; round++) {
			now = call(rateLimiter, now, 1_000);
			gaps.push(gapAt(rateLimiter, now));
			now += 2 * 2_000;
		}

		expect(gaps[0]).toBe(100);
		expect(gaps[1]).toBeGreaterThan(150);
		expect(gaps).toEqual([...gaps].sort((one, other) => one - other));
		expect(gaps.at(-1)).toBeGreaterThan(1_900);
		expect(gaps.at(-1)).toBeLessThanOrEqual(2_000);
	});

	test('without a 429 requests go faster and faster, and in a burst after a minute', () => {
		const rateLimiter = new RateLimiter(300, () => 0);
		const resumed = call(rateLimiter, start, 1_000);
		const gaps = [0, 0.25, 0.5, 0.75].map((part) => gapAt(rateLimiter, resumed + part * minute));

		expect(gaps).toEqual([200, 150, 100, 50]);
		expect(burst(rateLimiter, resumed + minute)).toBeGreaterThan(250);
	});

	test('a server that lets nothing through is asked by one request at a time', () => {
		const rateLimiter = new RateLimiter(600, () => 0);
		const resumed = call(rateLimiter, start, 1_000);
		rateLimiter.acquire(resumed);

		// What waits looks again soon, because the answer may come at any moment.
		expect(rateLimiter.wait(resumed)).toBe(50);
		expect([1_950, 1_999].map((later) => rateLimiter.wait(resumed + later))).toEqual([50, 1]);
		rateLimiter.release(resumed + 300, { limited: false });
		expect(rateLimiter.wait(resumed + 300)).toBe(0);
	});

	test('a server that lets nothing through for a while counts in a window: all that waits goes fast when it opens', () => {
		const rateLimiter = new RateLimiter(600, () => 0);
		let now = start;
		for (let refused = 0; refused < 20; refused++) now = call(rateLimiter, now, 500);

		expect(gapAt(rateLimiter, now)).toBe(25);
	});

	test('three fifths of what was our own in such a window go at once when it opens, so that others find room', () => {
		const rateLimiter = new RateLimiter(600, () => 0);
		for (let taken = 0; taken < 150; taken++) rateLimiter.acquire(start);
		endAll(rateLimiter, 150, start);
		let [now, calls] = [start, 0];
		for (; now < start + minute; calls++) {
			rateLimiter.acquire(now);
			rateLimiter.release(now, { limited: true });
			now += rateLimiter.wait(now);
		}
		rateLimiter.acquire(now);
		const whileAsking = rateLimiter.wait(now);
		rateLimiter.release(now, { limited: false });

		// It does not ask again and again for what is known to come in a minute.
		expect(calls).toBeLessThan(6);
		expect(now).toBe(start + minute);
		expect(whileAsking).toBeGreaterThan(0);
		expect(burst(rateLimiter, now)).toBe(91);
	});

	test('a share of a window that is hardly one is not waited for', () => {
		const rateLimiter = new RateLimiter(600, () => 0);
		rateLimiter.acquire(start);
		endAll(rateLimiter, 1, start);
		let now = start;
		for (let refused = 0; refused < 8; refused++) {
			rateLimiter.acquire(now);
			rateLimiter.release(now, { limited: true });
			expect(rateLimiter.wait(now)).toBeLessThanOrEqual(10_000);
			now += rateLimiter.wait(now);
		}
	});

	test('a burst that was refused as a whole counts as one 429', () => {
		const once = new RateLimiter(300, () => 0);
		const whole = new RateLimiter(300, () => 0);
		once.acquire(start);
		once.release(start + 300, { limited: true, retryAfterMs: 1_000 });
		const count = burst(whole, start);
		for (let ended = 0; ended < count; ended++) {
			whole.release(start + 300 + ended, { limited: true, retryAfterMs: 1_000 });
		}

		for (const rateLimiter of [once, whole]) {
			expect(rateLimiter.wait(start + 1_299)).toBe(1);
			expect(gapAt(rateLimiter, start + 1_300)).toBe(200);
		}
	});

	test('a turn that is given back does not slow down those that go evenly', () => {
		const rateLimiter = new RateLimiter(300, () => 0);
		const resumed = call(rateLimiter, call(rateLimiter, start, 1_000));
		rateLimiter.acquire(resumed);
		rateLimiter.refund();

		expect(rateLimiter.wait(resumed)).toBe(0);
	});

	test('what was on its way when a pause began does not end the row of 429s', () => {
		const rateLimiter = new RateLimiter(300, () => 0);
		rateLimiter.acquire(start);
		rateLimiter.acquire(start);
		rateLimiter.release(start, { limited: true });
		rateLimiter.release(start + 1, { limited: false });
		rateLimiter.acquire(start + 500);
		rateLimiter.release(start + 500, { limited: true });

		expect(rateLimiter.wait(start + 500)).toBe(1_000);
	});

	test('when all goes well again, bursts come back, and never more than the plan', () => {
		const rateLimiter = new RateLimiter(300, () => 0);
		rateLimiter.acquire(start);
		rateLimiter.release(start, { limited: true, retryAfterMs: 1_000 });
		const bursts: number[] = [];
		for (let round = 1; round < 14; round++) {
			const now = start + round * 3 * minute;
			const count = burst(rateLimiter, now);
			endAll(rateLimiter, count, now);
			bursts.push(count);
		}

		expect(bursts).toEqual([...bursts].sort((one, other) => one - other));
		expect(bursts.at(-1)).toBe(300);
	});

	test('is the same for everybody who names the same key, and goes by the plan named last', () => {
		const one = `one account ${Math.random()}`;
		const rateLimiter = rateLimiterFor(one, 10);
		endAll(rateLimiter, burst(rateLimiter, start), start);

		expect(rateLimiterFor(one, 10)).toBe(rateLimiter);
		expect(rateLimiterFor(`not ${one}`, 10)).not.toBe(rateLimiter);
		expect(rateLimiterFor(one, 20)).toBe(rateLimiter);
		expect(burst(rateLimiter, start)).toBe(10);
	});
});
