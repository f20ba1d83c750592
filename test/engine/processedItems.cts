import { createHash } from 'node:crypto';

import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
	IExecuteFunctions,
} from 'n8n-workflow';

import { keyStoreOf, type KeyStore } from '../../nodes/Interakt/delivery/keyStore';

/** Where an access of the database is: before it reads a row, before it writes one, after it has written one. */
export type Moment = 'read' | 'write' | 'written';

const hashOf = (entry: DeduplicationItemTypes) => createHash('md5').update(entry.toString()).digest('base64');

/**
 * n8n's store of processed items in memory, as `DeduplicationHelper` of n8n 2.41.1 keeps them in mode `entries`:
 * one row a node, read and written as a whole, with nothing that locks it in between.
 */
export class ProcessedItems implements IDataDeduplicator {
	/**
	 * @param rows The table; share one for several processes on one database.
	 * @param at Called at each moment of an access, to wait or to throw there.
	 */
	constructor(
		readonly rows = new Map<string, readonly string[]>(),
		private readonly at: (moment: Moment) => Promise<void> = async () => undefined,
	) {}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ maxEntries = Infinity }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const name = this.nameOf(scope, context);
		const row = await this.read(name);
		if (row === undefined) {
			await this.insert(name, items.map(hashOf).slice(-maxEntries));
			return { new: items, processed: [] };
		}
		const known = new Set(row);
		const processed = items.filter((item) => known.has(hashOf(item)));
		const added = items.filter((item) => !known.has(hashOf(item)));
		await this.update(name, [...row, ...added.map(hashOf)].slice(-maxEntries));
		return { new: added, processed };
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const name = this.nameOf(scope, context);
		const row = await this.read(name);
		if (row === undefined) return;
		const rest = [...row];
		for (const hash of items.map(hashOf)) {
			const index = rest.indexOf(hash);
			if (index !== -1) rest.splice(index, 1);
		}
		await this.update(name, rest);
	}

	async clearAllProcessedItems(scope: DeduplicationScope, context: ICheckProcessedContextData) {
		this.rows.delete(this.nameOf(scope, context));
	}

	async getProcessedDataCount(scope: DeduplicationScope, context: ICheckProcessedContextData) {
		return this.rows.get(this.nameOf(scope, context))?.length ?? 0;
	}

	/** How many entries a node has. */
	sizeOf(nodeId = 'node'): number {
		const [, row = []] = [...this.rows].find(([name]) => name.endsWith(` n:${nodeId}`)) ?? [];
		return row.length;
	}

	private nameOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData): string {
		return `${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;
	}

	private async read(name: string): Promise<readonly string[] | undefined> {
		await this.at('read');
		return this.rows.get(name);
	}

	private async insert(name: string, row: readonly string[]): Promise<void> {
		await this.at('write');
		if (this.rows.has(name)) throw new Error('UNIQUE constraint failed');
		this.rows.set(name, row);
		await this.at('written');
	}

	private async update(name: string, row: readonly string[]): Promise<void> {
		await this.at('write');
		this.rows.set(name, row);
		await this.at('written');
	}
}

/** The keys of a node in such a store, as the node itself uses it; for one process unless told. */
export function keysIn(items: ProcessedItems, nodeId = 'node', processes = 1): KeyStore {
	const context = { node: { id: nodeId }, workflow: { id: 'workflow', active: false } };
	const given = context as unknown as ICheckProcessedContextData;
	const helpers = {
		checkProcessedAndRecord: async (
			entries: DeduplicationItemTypes[],
			scope: DeduplicationScope,
			options: ICheckProcessedOptions,
		) => await items.checkProcessedAndRecord(entries, scope, given, options),
		removeProcessed: async (entries: DeduplicationItemTypes[], scope: DeduplicationScope) =>
			await items.removeProcessed(entries, scope, given),
	};
	const store = keyStoreOf({ helpers } as unknown as IExecuteFunctions, processes);
	if (store === undefined) throw new Error('The node finds no store');
	return store;
}
