import { createLimiter, type LimitOptions } from './limits.cts';
import { asha, startWithClient } from './client.cts';

/** When requests at these times (in seconds) are let through. */
function letThrough(options: LimitOptions, seconds: number[]): boolean[] {
	const limiter = createLimiter(options);
	return seconds.map((second) => limiter.take(second * 1000) === 0);
}

test('a fixed window starts anew with each minute of the clock', () => {
	expect(letThrough({ perMinute: 2, shape: 'fixed' }, [58, 59, 59.5, 60, 61, 62])).toEqual([
		true,
		true,
		false,
		true,
		true,
		false,
	]);
});

test('a sliding window never lets more than the limit through in any 60 seconds', () => {
	expect(letThrough({ perMinute: 2, shape: 'sliding' }, [58, 59, 60, 117.9, 118, 118.5, 119])).toEqual([
		true,
		true,
		false,
		false,
		true,
		false,
		true,
	]);
});

test('a token bucket holds a burst and refills evenly', () => {
	expect(letThrough({ perMinute: 60, shape: 'bucket', capacity: 2 }, [0, 0, 0, 1, 1, 3, 3, 3])).toEqual([
		true,
		true,
		false,
		true,
		false,
		true,
		true,
		false,
	]);
});

test('over the limit gets 429 with the wait, and the next window lets it through', async () => {
	let now = 30_000;
	const { simulator, post } = await startWithClient({
		clock: () => now,
		limit: { perMinute: 1, shape: 'fixed', retryAfter: true },
	});
	const first = await post('/track/users/', asha);
	const second = await post('/track/users/', asha);
	now = 60_000;
	const third = await post('/track/users/', asha);

	expect([first.status, second.status, third.status]).toEqual([202, 429, 202]);
	expect(second.headers['retry-after']).toBe('30');
	expect(second.data.message).toBe('Rate limit exceeded for this resource');
	await simulator.close();
});
