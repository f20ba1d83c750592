import type { IExecuteFunctions } from 'n8n-workflow';

/** Where the keys of what was sent are kept. */
export interface KeyStore {
	/** Records entries that are not there yet, and gives back those that were there before. */
	record(entries: readonly string[]): Promise<ReadonlySet<string>>;
	remove(entries: readonly string[]): Promise<void>;
}

/** Entries that a node remembers. The oldest are forgotten first. */
const maxEntries = 100_000;

/**
 * n8n's own store of what a node has processed, which its Remove Duplicates node uses too. It keeps hashes in
 * the database, so it outlives a restart and serves all workers, and tools of AI agents as well.
 *
 * @returns Nothing where n8n is too old to have it.
 */
export function keyStoreOf({ helpers }: IExecuteFunctions): KeyStore | undefined {
	if (typeof helpers.checkProcessedAndRecord !== 'function') return undefined;
	const options = { mode: 'entries', maxEntries } as const;
	return {
		async record(entries) {
			const write = async () => await helpers.checkProcessedAndRecord([...entries], 'node', options);
			// The very first write makes the record; when two workers make it at once, one of them is refused.
			const { processed } = await write().catch(write);
			return new Set(processed.map(String));
		},
		async remove(entries) {
			await helpers.removeProcessed([...entries], 'node', options);
		},
	};
}
