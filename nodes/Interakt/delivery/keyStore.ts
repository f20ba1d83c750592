import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../shared/isObject';
import type { InteraktRequest } from '../transport/request';

/** Where the keys of what was sent are kept. */
export interface KeyStore {
	/** How many processes of n8n write to it at the same time. */
	readonly processes: number;
	/** Records entries that are not there yet, and gives back those that were there before. */
	record(entries: readonly string[]): Promise<ReadonlySet<string>>;
	remove(entries: readonly string[]): Promise<void>;
}

/** Entries that a node remembers, two a key that was sent. The oldest are forgotten first. */
const maxEntries = 200_000;

/**
 * n8n's own store of what a node has processed, which its Remove Duplicates node uses too. It keeps hashes in
 * the database, so it outlives a restart and serves all workers, and tools of AI agents as well.
 *
 * @param processes How many processes of n8n use it at the same time.
 * @returns Nothing where n8n is too old to have it.
 */
export function keyStoreOf({ helpers }: IExecuteFunctions, processes: number): KeyStore | undefined {
	if (typeof helpers.checkProcessedAndRecord !== 'function') return undefined;
	const options = { mode: 'entries', maxEntries } as const;
	return {
		processes,
		async record(entries) {
			const { processed } = await helpers.checkProcessedAndRecord([...entries], 'node', options);
			return new Set(processed.map(String));
		},
		async remove(entries) {
			await helpers.removeProcessed([...entries], 'node', options);
		},
	};
}

/** A key, and the request that wants to use it. */
export interface KeyedRequest {
	readonly key: string;
	/** See `hashOf`. */
	readonly request: string;
}

/** What Interakt only counts by or gives back; the customer gets the same, whatever stands there. */
const notes = new Set(['callbackData', 'campaignId']);

/** Members in one order, whatever order they came in. */
const ordered = (_: string, value: unknown) =>
	isObject(value)
		? Object.fromEntries(
				Object.keys(value)
					.sort()
					.map((name) => [name, value[name]]),
			)
		: value;

/**
 * A short hash of what a request sends and to whom: the same for two runs of one item, and another one for another
 * person, template or value. Build the request without its uploads: they have a new address in each run.
 *
 * @returns 22 characters.
 */
export function hashOf({ method, path, query, body = {} }: InteraktRequest): string {
	const sent = Object.entries(body).filter(([name]) => !notes.has(name));
	const text = JSON.stringify([method, path, query, Object.fromEntries(sent)], ordered);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** The entry beside a key for as long as nobody knows what became of it. No key begins like this. */
const pendingMarker = ({ key }: KeyedRequest) => `\nopen ${key}`;

/** The entry that says for which request a key was used. */
const requestMarker = ({ key, request }: KeyedRequest) => `\nrequest ${request} ${key}`;

/** All that is recorded of a key before its request leaves. The key comes first, so that it is forgotten first. */
export const entriesOf = (used: KeyedRequest) => [used.key, requestMarker(used), pendingMarker(used)];

/** What the store says of a key that somebody wants to use; `reused` when another request has used it. */
export type KeyState = 'free' | 'sent' | 'open' | 'reused';

/** What becomes of a key when its request ends. */
export type EndState = Exclude<KeyState, 'reused'>;

/** A change of what is recorded. */
export interface KeyChange {
	readonly keep: readonly string[];
	readonly remove: readonly string[];
}

/** What is to be written of a key when its request has ended. */
export function endOf(used: KeyedRequest, state: EndState): KeyChange {
	const pending = pendingMarker(used);
	const all = entriesOf(used);
	if (state === 'free') return { keep: [], remove: all };
	if (state === 'open') return { keep: all, remove: [] };
	return { keep: all.filter((entry) => entry !== pending), remove: [pending] };
}

/**
 * What the store says of a key, and what asking for one in use has added to it: to ask is to record, so that this
 * has to go again.
 *
 * @param before Which of its entries were there before it was asked for.
 */
export function foundIn(
	before: ReadonlySet<string>,
	used: KeyedRequest,
): { readonly state: KeyState; readonly added: readonly string[] } {
	if (!before.has(used.key)) return { state: 'free', added: [] };
	const added = entriesOf(used).filter((entry) => !before.has(entry));
	if (!before.has(requestMarker(used))) return { state: 'reused', added };
	return { state: before.has(pendingMarker(used)) ? 'open' : 'sent', added };
}
