/** What it costs to read a list of contacts that changes meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Send } from '../../../nodes/Interakt/delivery/outcome';
import { readAllPages } from '../../../nodes/Interakt/delivery/paging';
import { readWholeList } from '../../../nodes/Interakt/delivery/wholeList';
import { contactPages, contactWindows } from '../../../nodes/Interakt/fields/contactPages';
import { changingContacts, listCases, type ListCase } from '../../unit/delivery/changingContacts.cts';
import { figure, inEveryRun, of, type BenchCase, type Contestant, type Goal, type Round } from '../case.cts';

const CONTACTS = 5_000;
const LATENCY_MS = 100;

const nameOf = ({ arrival, order, churn }: ListCase) =>
	`created ${arrival}, listed ${order}, ${churn} changes a request`;

type ReadAll = (send: Send) => Promise<Outcome<IDataObject[]>>;

/** Reads the lists of all cases, in memory and without n8n; the server is the same for all who read. */
const contestant = (name: Contestant['name'], readAll: ReadAll): Contestant => ({
	name,
	async measure() {
		const more: Record<string, number> = {};
		let [missing, twice] = [0, 0];
		const start = performance.now();
		for (const listCase of listCases) {
			const { send, throughout, requests } = changingContacts(CONTACTS, listCase);
			const outcome = await readAll(async (request) => (await delay(LATENCY_MS), await send(request)));
			if (outcome.status !== 'accepted') throw new Error(outcome.failure.description);
			const ids = new Set(outcome.result.map(({ id }) => String(id)));
			more[nameOf(listCase)] = requests();
			missing += [...throughout].filter((id) => !ids.has(id)).length;
			twice += outcome.result.length - ids.size;
		}
		const seconds = (performance.now() - start) / 1000;
		return { seconds, more: { ...more, missing, twice } };
	},
});

const ours = (name: string) => (round: Round) => figure(of(round, 'ours').more?.[name]);

const requestsGoal = (name: string): Goal => ({
	figure: `requests ÷ plain paging: ${name}`,
	bound: 'at most',
	limit: 1.15,
	everyRun: true,
	of: (round) => ours(name)(round) / figure(of(round, 'plain paging').more?.[name]),
});

export const lists: BenchCase = {
	name: 'lists',
	title: 'ten lists of 5,000 contacts that change, 100 ms, without n8n',
	floor: 'plain paging: one request a page',
	contestants: [
		contestant('ours', (send) => readWholeList(contactPages([]), contactWindows([]), send)),
		contestant('plain paging', (send) => readAllPages(contactPages([]), send, Infinity)),
	],
	goals: [
		...listCases.map(nameOf).map(requestsGoal),
		inEveryRun('missing', 'at most', 0),
		inEveryRun('twice', 'at most', 0),
	],
};
