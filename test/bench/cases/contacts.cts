/** Reading a long list. */
import type { IDataObject } from 'n8n-workflow';

import { itemsOf, type Credential } from '../../host/api.cts';
import { inEveryRun, timeRatio, type BenchCase, type Contestant } from '../case.cts';
import { execute } from '../execution.cts';
import { credentialFor, withInterakt } from '../messages.cts';
import { readByHand, readWithOurs, type Workload } from '../workload.cts';

const CONTACTS = 100_000;

interface Reader {
	name: Contestant['name'];
	workload: (credential: Credential, url: string) => Workload;
	/** The IDs of the contacts in what a node put out. */
	idsIn: (items: IDataObject[]) => unknown[];
}

const READERS: Reader[] = [
	{ name: 'ours', workload: readWithOurs, idsIn: (items) => items.map(({ contactId }) => contactId) },
	{
		name: 'HTTP Request',
		workload: readByHand,
		idsIn: (pages) =>
			pages.flatMap(({ data }) => (data as { customers: IDataObject[] }).customers.map(({ id }) => id)),
	},
];

const contestant = ({ name, workload, idsIn }: Reader): Contestant => ({
	name,
	async measure(stage) {
		const n8n = await stage.freshN8n();
		const read = (contacts: number, latency: number) =>
			withInterakt({ contacts, latency }, async (interakt) => {
				const credential = await credentialFor(n8n, interakt, {});
				const work = workload(credential, interakt.url);
				const { spent, execution } = await execute(n8n, work);
				const found = idsIn(work.timed.flatMap((node) => itemsOf(execution, node)));
				const distinct = new Set(found).size;
				return { ...spent, more: { contacts: distinct, 'contacts twice': found.length - distinct } };
			});
		await read(500, 0);
		return await read(CONTACTS, 100);
	},
});

export const contacts: BenchCase = {
	name: 'contacts',
	title: '100,000 contacts, 100 a page, no limit, 100 ms',
	floor: 'the latency: 1,000 pages, each 100 ms, as many at once as the limit of open requests allows',
	contestants: READERS.map(contestant),
	goals: [timeRatio('HTTP Request', 1 / 8), inEveryRun('contacts', 'at least', CONTACTS)],
};
