import { AccountCache } from '../../../nodes/Interakt/delivery/accountCache.ts';
import { failureOf, type NotAccepted, type Outcome } from '../../../nodes/Interakt/delivery/outcome.ts';
import type { Reason } from '../../../nodes/Interakt/delivery/reasons.ts';

const list = (...result: string[]): Outcome<string[]> => ({ status: 'accepted', result });
const refused = (reason: Reason): NotAccepted => ({ status: 'rejected', failure: failureOf(reason) });
const minute = 60_000;

/** A cache before a server that gives these answers, one after the other, and how often it was asked. */
function caching(...answers: Array<Outcome<string[]>>) {
	const cache = new AccountCache<string[]>();
	let asked = 0;
	const read = async (now: number, key = 'account') =>
		await cache.read(key, now, async () => answers[asked++] ?? refused('serverUnavailable'));
	return { read, asked: () => asked };
}

test('a list is asked for once a minute, for each account', async () => {
	const { read, asked } = caching(list('a'), list('b'), list('c'));

	expect(await read(0)).toEqual(list('a'));
	expect(await read(minute - 1)).toEqual(list('a'));
	expect(await read(minute - 1, 'another')).toEqual(list('b'));
	expect(await read(minute)).toEqual(list('c'));
	expect(asked()).toBe(3);
});

test('what cannot be read is asked for again at once', async () => {
	const { read } = caching(refused('serverUnavailable'), list('a'));

	expect(await read(0)).toEqual(refused('serverUnavailable'));
	expect(await read(1)).toEqual(list('a'));
});

test('the list of the last time stands in while there is none, however long', async () => {
	const { read, asked } = caching(list('a'), refused('serverUnavailable'), refused('noAnswer'), list('b'));

	await read(0);
	expect(await read(minute)).toEqual(list('a'));
	expect(await read(1000 * minute)).toEqual(list('a'));
	expect(await read(1000 * minute + 1)).toEqual(list('b'));
	expect(asked()).toBe(4);
});

test('who asks meanwhile gets the same', async () => {
	const { read, asked } = caching(list('a'), refused('serverUnavailable'));

	await read(0);
	expect(await Promise.all([read(minute), read(minute)])).toEqual([list('a'), list('a')]);
	expect(asked()).toBe(2);
});

test('a key that is refused gets nothing', async () => {
	const { read } = caching(list('a'), refused('invalidKey'));

	await read(0);
	expect(await read(minute)).toEqual(refused('invalidKey'));
});

test('who waits for an old answer that fails takes nothing from a newer one', async () => {
	const cache = new AccountCache<string[]>();
	let fail = () => undefined as void;
	const slow = new Promise<NotAccepted>((resolve) => (fail = () => resolve(refused('noAnswer'))));
	const old = cache.read('account', 0, async () => await slow);
	const newer = await Promise.all([cache.read('account', minute, async () => list('a')), old, fail()]);
	const asked = jest.fn(async () => list('b'));

	expect(newer.slice(0, 2)).toEqual([list('a'), refused('noAnswer')]);
	expect(await cache.read('account', minute + 1, asked)).toEqual(list('a'));
	expect(asked).not.toHaveBeenCalled();
});
