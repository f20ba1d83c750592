/** A list of contacts at a server in memory, which changes in any way and is given in any order. */
import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../../nodes/Interakt/delivery/outcome';
import type { Filter } from '../../../nodes/Interakt/fields/contactPages';
import { seeded } from '../../simulator/faults.cts';

interface Row {
	readonly id: string;
	readonly created: number;
	changed: number;
	/** Where it is in orders that nothing shown tells of. */
	readonly rank: number;
	place: number;
	readonly isThroughout: boolean;
}

/** Orders of a list: by what never changes, by what a change moves, and another one with each request. */
export const orders = {
	createdAscending: (one: Row, other: Row) => one.created - other.created,
	createdDescending: (one: Row, other: Row) => other.created - one.created,
	changedAscending: (one: Row, other: Row) => one.changed - other.changed,
	changedDescending: (one: Row, other: Row) => other.changed - one.changed,
	byId: (one: Row, other: Row) => (one.id < other.id ? -1 : 1),
	/** As a table without an order: a row that changes is put where there is room. */
	anywhere: (one: Row, other: Row) => one.place - other.place,
	shuffled: (one: Row, other: Row) => one.place - other.place,
} as const;

export type Order = keyof typeof orders;

/** What can happen at once to so many rows. */
export interface Burst {
	readonly request: number;
	readonly what: 'created' | 'changed' | 'deleted';
	readonly count: number;
}

export interface Shape {
	readonly count: number;
	readonly order: Order;
	/** Milliseconds within which the rows came; many have the same time when they are few. */
	readonly within: number;
	/** How often each happens between two requests. */
	readonly created: number;
	readonly changed: number;
	readonly deleted: number;
	readonly bursts: readonly Burst[];
	/** Milliseconds that a request takes at the server. */
	readonly takes: number;
	/** Whether requests that are made at the same time are answered in any order. */
	readonly isUneven: boolean;
	/** Whether the server shows the IDs of the rows. */
	readonly hasIds: boolean;
	/** Whether the server says what time it is. */
	readonly hasClock: boolean;
	readonly seed: number;
}

/** A list of 1,000 rows in which nothing changes. */
export const still: Shape = {
	count: 1_000,
	order: 'byId',
	within: 1e11,
	created: 0,
	changed: 0,
	deleted: 0,
	bursts: [],
	takes: 200,
	isUneven: false,
	hasIds: true,
	hasClock: true,
	seed: 1,
};

const start = Date.UTC(2025, 0);

const turn = async () => await new Promise(setImmediate);

/** The rows that the filters want. */
const wanted = (rows: readonly Row[], filters: readonly Filter[]) =>
	rows.filter((row) =>
		filters.every(({ trait, op, val }) => {
			const [time, asked] = [trait === 'created_at_utc' ? row.created : row.changed, Date.parse(String(val))];
			return op === 'gt' ? time > asked : time < asked;
		}),
	);

export class ChangingList {
	/** All that it was asked. */
	readonly asked: Array<{ readonly offset: number; readonly filters: readonly Filter[] }> = [];
	private readonly rows: Row[];
	private now = start;
	private readonly random: () => number;

	constructor(private readonly shape: Shape) {
		this.random = seeded(shape.seed);
		this.rows = Array.from({ length: shape.count }, () => this.row(start - this.below(shape.within), true));
	}

	get requests(): number {
		return this.asked.length;
	}

	/** The IDs of the rows that were there all the time. */
	throughout(): string[] {
		return this.rows.filter(({ isThroughout }) => isThroughout).map(({ id }) => id);
	}

	/** Answers as Interakt does; things happen after each answer. */
	readonly send: Send = async ({ body, query = {} }) => {
		const { isUneven, hasClock, hasIds } = this.shape;
		for (let turns = isUneven ? this.below(6) : 0; turns > 0; turns--) await turn();
		const [offset, limit] = [Number(query.offset), Number(query.limit)];
		const { filters } = body as unknown as { filters: readonly Filter[] };
		const found = this.inOrder(wanted(this.rows, filters));
		const answer = {
			data: {
				total_customers: found.length,
				has_next_page: offset + limit < found.length,
				customers: found.slice(offset, offset + limit).map((row) => shown(row, hasIds)),
			},
		};
		const headers: Record<string, string> = hasClock ? { date: new Date(this.now).toUTCString() } : {};
		this.asked.push({ offset, filters });
		this.happen();
		for (let turns = isUneven ? this.below(6) : 0; turns > 0; turns--) await turn();
		return { status: 'accepted', result: { status: 200, headers, body: answer } };
	};

	private inOrder(rows: Row[]): Row[] {
		const { order } = this.shape;
		if (order === 'shuffled') for (const row of rows) row.place = this.random();
		// Equal ones follow each other always in the same way.
		return rows.sort((one, other) => orders[order](one, other) || one.rank - other.rank);
	}

	private happen(): void {
		const { created, changed, deleted, bursts, takes } = this.shape;
		this.now += takes;
		const times = (rate: number) => Math.floor(rate + this.random());
		this.change('created', times(created));
		this.change('changed', times(changed));
		this.change('deleted', times(deleted));
		for (const { request, what, count } of bursts) if (request === this.requests) this.change(what, count);
	}

	private change(what: Burst['what'], count: number): void {
		for (let index = 0; index < count; index++) {
			const place = this.below(this.rows.length);
			const row = this.rows[place];
			if (what === 'created') this.rows.push(this.row(this.now, false));
			else if (row && what === 'changed') Object.assign(row, { changed: this.now, place: this.random() });
			else if (row) this.rows.splice(place, 1);
		}
	}

	/** One row in ten that comes has an older time of creation, which whoever creates it may give. */
	private row(at: number, isThroughout: boolean): Row {
		const created = isThroughout || this.random() > 0.1 ? at : at - this.below(1e9);
		const [id, rank, place] = [this.random().toString(36).slice(2), this.random(), this.random()];
		return { id, created, changed: at, rank, place, isThroughout };
	}

	private below(most: number): number {
		return Math.floor(this.random() * most);
	}
}

const shown = ({ id, created, changed }: Row, hasId: boolean): IDataObject => ({
	...(hasId && { id }),
	user_id: id,
	created_at_utc: new Date(created).toISOString(),
	modified_at_utc: new Date(changed).toISOString(),
});
