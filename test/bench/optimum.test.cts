import { optimum } from './optimum.cts';

const advanced = { perMinute: 600, shape: 'sliding' } as const;

test.each([
	['what fits one window is one burst', { count: 200, latency: 0.3, limit: advanced }, 0.3],
	['the last that fits it too', { count: 600, latency: 0.3, limit: advanced }, 0.3],
	['one more waits for the next window', { count: 601, latency: 0.3, limit: advanced }, 60.3],
	['five windows take four minutes', { count: 3000, latency: 0.3, limit: advanced }, 240.3],
	[
		'a fixed window is not straddled',
		{ count: 1000, latency: 0.3, limit: { perMinute: 600, shape: 'fixed' } },
		60.3,
	],
	['no limit leaves the latency', { count: 5000, latency: 0.1 }, 0.1],
] as const)('%s', (_, task, seconds) => {
	expect(optimum(task)).toBeCloseTo(seconds);
});

test('a token bucket gives its burst at once, and then one by one', () => {
	const bucket = { perMinute: 600, shape: 'bucket', capacity: 60 } as const;
	expect(optimum({ count: 60, latency: 0, limit: bucket })).toBe(0);
	expect(optimum({ count: 61, latency: 0, limit: bucket })).toBeCloseTo(0.1);
	expect(optimum({ count: 1000, latency: 0.3, limit: bucket })).toBeCloseTo(94.3);
});

test('a token bucket that holds a whole minute does not make the minute longer', () => {
	const bucket = { perMinute: 600, shape: 'bucket', capacity: 600 } as const;
	expect(optimum({ count: 601, latency: 0, limit: bucket })).toBeCloseTo(60);
});
