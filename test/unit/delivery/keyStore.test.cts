import type { IExecuteFunctions } from 'n8n-workflow';

import {
	endOf,
	type EndState,
	entriesOf,
	foundIn,
	hashOf,
	type KeyedRequest,
	keyStoreOf,
} from '../../../nodes/Interakt/delivery/keyStore';
import type { InteraktRequest } from '../../../nodes/Interakt/transport/request';

const hello: KeyedRequest = { key: 'order 1', request: 'hello' };
const goodbye: KeyedRequest = { key: 'order 1', request: 'goodbye' };

/** What is there once these keys have ended in turn, each recorded before its request left. */
function recordOf(...ended: ReadonlyArray<[KeyedRequest, EndState]>): Set<string> {
	const entries = new Set<string>();
	for (const [used, state] of ended) {
		for (const entry of entriesOf(used)) entries.add(entry);
		const { keep, remove } = endOf(used, state);
		for (const entry of keep) entries.add(entry);
		for (const entry of remove) entries.delete(entry);
	}
	return entries;
}

describe('what is recorded of a key', () => {
	test('is the key itself first, and entries that no other key has', () => {
		const all = ['order 1', 'order 2', 'open order 1', 'request hello order 1', ''].flatMap((key) =>
			entriesOf({ key, request: 'hello' }),
		);

		expect(entriesOf(hello)[0]).toBe('order 1');
		expect(new Set(all).size).toBe(all.length);
	});

	test('does not depend on the state in which it ended, and none of it is left when it is free', () => {
		expect(recordOf([hello, 'free'])).toEqual(new Set());
		expect(recordOf([hello, 'sent']).size).toBe(2);
		expect(recordOf([hello, 'open'])).toEqual(new Set(entriesOf(hello)));
	});
});

test.each<[EndState, number, number]>([
	['free', 0, 3],
	['sent', 2, 1],
	['open', 3, 0],
])('a key that ends as %s keeps %i entries, and loses %i others', (state, kept, lost) => {
	const { keep, remove } = endOf(hello, state);

	expect([keep.length, remove.length]).toEqual([kept, lost]);
	expect(new Set([...keep, ...remove])).toEqual(new Set(entriesOf(hello)));
});

describe('what the store says of a key', () => {
	test.each<[string, Set<string>, KeyedRequest, string]>([
		['that nobody has used', new Set(), hello, 'free'],
		['when another one was sent', recordOf([{ ...hello, key: 'order 2' }, 'sent']), hello, 'free'],
		['that was refused', recordOf([hello, 'free']), hello, 'free'],
		['that was sent', recordOf([hello, 'sent']), hello, 'sent'],
		['of which nobody knows', recordOf([hello, 'open']), hello, 'open'],
		['that was sent for another request', recordOf([hello, 'sent']), goodbye, 'reused'],
		['that may have been sent for another request', recordOf([hello, 'open']), goodbye, 'reused'],
	])('%s', (_, before, used, state) => {
		expect(foundIn(before, used).state).toBe(state);
	});

	test.each<[string, Set<string>, KeyedRequest]>([
		['that was sent', recordOf([hello, 'sent']), hello],
		['of which nobody knows', recordOf([hello, 'open']), hello],
		['that was sent for another request', recordOf([hello, 'sent']), goodbye],
	])('has changed nothing once what asking has added is gone again: %s', (_, before, used) => {
		const after = new Set([...before, ...entriesOf(used)]);
		for (const entry of foundIn(before, used).added) after.delete(entry);

		expect(after).toEqual(before);
	});

	test('that is free is recorded by asking', () => {
		expect(foundIn(new Set(), hello).added).toEqual([]);
	});
});

describe("n8n's own store", () => {
	const calls: unknown[][] = [];
	const helpers = {
		checkProcessedAndRecord: async (...given: unknown[]) => {
			calls.push(['record', ...given]);
			return { new: ['b'], processed: ['a', 7] };
		},
		removeProcessed: async (...given: unknown[]) => void calls.push(['remove', ...given]),
	};
	const store = keyStoreOf({ helpers } as unknown as IExecuteFunctions, 3);
	const options = { mode: 'entries', maxEntries: 200_000 };

	test('records for the node alone, and says what was there', async () => {
		expect(await store?.record(['a', 'b', '7'])).toEqual(new Set(['a', '7']));
		expect(calls.splice(0)).toEqual([['record', ['a', 'b', '7'], 'node', options]]);
	});

	test('removes for the node alone', async () => {
		await store?.remove(['a', 'b']);

		expect(calls.splice(0)).toEqual([['remove', ['a', 'b'], 'node', options]]);
	});

	test('is used by as many processes as the credential says', () => {
		expect(store?.processes).toBe(3);
	});
});

describe('the hash of a request', () => {
	const request: InteraktRequest = {
		method: 'POST',
		path: '/message/',
		effect: 'send',
		body: { b: [1], a: 2 },
	};

	test.each<[string, Partial<InteraktRequest>]>([
		['method', { method: 'GET' }],
		['query', { query: { dry: 1 } }],
		['value', { body: { a: 2, b: [2] } }],
		['order of a list', { body: { a: 2, b: [1, 0] } }],
	])('is another one for another %s', (_, other) => {
		expect(hashOf({ ...request, ...other })).not.toBe(hashOf(request));
	});

	test.each<[string, InteraktRequest['body']]>([
		['of four', { d: 1, b: 2, a: 3, c: 4 }],
		['of four that come the other way round', { c: 4, a: 3, b: 2, d: 1 }],
	])('is the same whatever the order of members: %s', (_, body = {}) => {
		expect(hashOf({ ...request, body })).toBe(hashOf({ ...request, body: { a: 3, b: 2, c: 4, d: 1 } }));
	});

	test('is the same without a body and with one that holds only what is counted by', () => {
		const { body: _, ...bare } = request;

		expect(hashOf(bare)).toBe(hashOf({ ...request, body: { callbackData: 'run 7' } }));
	});
});
