import fc from 'fast-check';

import { LruCache } from '../../../nodes/Interakt/shared/lruCache';

test('keeps the last so many, by when they were set or asked for', () => {
	const cache = new LruCache<number>(3);
	for (const [key, value] of [
		['a', 1],
		['b', 2],
		['c', 3],
	] as const) {
		cache.set(key, value);
	}
	expect(cache.get('a')).toBe(1);
	cache.set('d', 4);

	expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([1, undefined, 3, 4]);
});

test('makes a value once, and gives the same one from then on', () => {
	const cache = new LruCache<object>(2);
	const made = cache.use('a', () => ({}));

	expect(cache.use('a', () => ({}))).toBe(made);
	cache.delete('a');
	expect(cache.use('a', () => ({}))).not.toBe(made);
});

test('a value that is used does not go, however many others come', () => {
	const cache = new LruCache<object>(2);
	const rateLimiter = cache.use('limiter', () => ({}));
	for (let other = 0; other < 100; other++) {
		cache.use(`${other}`, () => ({}));
		expect(cache.use('limiter', () => ({}))).toBe(rateLimiter);
	}
});

type Step = readonly ['get' | 'delete' | 'use', string] | readonly ['set', string, number];

test('does what a list in the order of use does', () => {
	const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
	const step: fc.Arbitrary<Step> = fc.oneof(
		fc.tuple(fc.constantFrom('get' as const, 'delete' as const, 'use' as const), key),
		fc.tuple(fc.constant('set' as const), key, fc.integer()),
	);
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (most, steps) => {
			const cache = new LruCache<number>(most);
			let list: Array<[string, number]> = [];
			const put = (name: string, value: number) => {
				list = [...list.filter(([other]) => other !== name), [name, value] as [string, number]].slice(-most);
			};
			for (const [kind, name, value] of steps) {
				const known = list.find(([other]) => other === name)?.[1];
				if (kind === 'set') {
					cache.set(name, value);
					put(name, value);
				} else if (kind === 'delete') {
					cache.delete(name);
					list = list.filter(([other]) => other !== name);
				} else {
					expect(kind === 'use' ? cache.use(name, () => -1) : cache.get(name)).toBe(
						kind === 'use' ? (known ?? -1) : known,
					);
					if (kind === 'use' || known !== undefined) put(name, known ?? -1);
				}
			}
		}),
	);
});
