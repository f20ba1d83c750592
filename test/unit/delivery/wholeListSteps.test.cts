/** Which way a whole list is read, and what ends it. */
import type { IDataObject } from 'n8n-workflow';

import type { NotAccepted, Send } from '../../../nodes/Interakt/delivery/outcome';
import type { TimedPages } from '../../../nodes/Interakt/delivery/timeWindows';
import { readWholeList } from '../../../nodes/Interakt/delivery/wholeList';
import { contactPages, contactWindows, type Filter } from '../../../nodes/Interakt/fields/contactPages';
import { ChangingList, type Shape, still } from './changingList.cts';

const shape: Shape = { ...still, count: 400, order: 'changedDescending', changed: 1 };
const failed: NotAccepted = {
	status: 'rejected',
	failure: { reason: 'serverUnavailable', message: 'Not available', description: 'Try again.' },
};

interface Around {
	readonly timed?: TimedPages;
	/** Whether a request, counted from 1, is not answered. */
	readonly fails?: (filters: readonly Filter[], number: number) => boolean;
}

async function read(more: Partial<Shape>, { timed = contactWindows([]), fails = () => false }: Around = {}) {
	const list = new ChangingList({ ...shape, ...more });
	const answers: IDataObject[][] = [];
	const send: Send = async (request) => {
		const { filters } = request.body as unknown as { filters: readonly Filter[] };
		if (fails(filters, answers.length + 1)) return failed;
		const outcome = await list.send(request);
		const { data } = (outcome.status === 'accepted' ? outcome.result.body : {}) as {
			data: { customers: IDataObject[] };
		};
		answers.push(data.customers);
		return outcome;
	};
	const outcome = await readWholeList(contactPages([]), timed, send);
	const found = new Set(outcome.status === 'accepted' ? outcome.result.map(({ id }) => String(id)) : []);
	const missing = list.throughout().filter((id) => !found.has(id));
	return { outcome, missing, answers, filters: list.asked.flatMap(({ filters }) => filters) };
}

const by = (wanted: string) => (filters: readonly Filter[]) => filters.some(({ trait }) => trait === wanted);

test.each<[string, Partial<Shape>, NonNullable<Around['fails']>]>([
	['its first page', {}, (_, number) => number === 1],
	['a further page', {}, (_, number) => number === 3],
	['what was changed', {}, by('modified_at_utc')],
	['a window', { order: 'shuffled' }, by('created_at_utc')],
])('a list of which %s is not given is not given', async (_, more, fails) => {
	expect((await read(more, { fails })).outcome).toBe(failed);
});

test('what was changed is asked for alone, and no windows of creation beside it', async () => {
	const { missing, filters } = await read({});

	expect(missing).toEqual([]);
	expect(by('modified_at_utc')(filters)).toBe(true);
	expect(by('created_at_utc')(filters)).toBe(false);
});

test('from a server without a clock, it is asked for from the newest change of the first page on', async () => {
	const { missing, answers, filters } = await read({ hasClock: false });
	const newest = Math.max(...(answers[0] ?? []).map((row) => Date.parse(String(row.modified_at_utc))));

	expect(missing).toEqual([]);
	expect(filters[0]).toEqual({
		trait: 'modified_at_utc',
		op: 'gt',
		val: new Date(newest - 1).toISOString(),
	});
});

test('from a server with a clock, it is asked for from two minutes before the first page was given on', async () => {
	const { missing, filters } = await read({});

	expect(missing).toEqual([]);
	expect(filters[0]).toEqual({ trait: 'modified_at_utc', op: 'gt', val: '2024-12-31T23:58:00.000Z' });
});

const { within, time } = contactWindows([]);
const withoutChanges: TimedPages = { within, time };
const withoutTimes: TimedPages = {
	...withoutChanges,
	changes: { time: () => NaN, after: () => ({ all: contactPages([]), timed: withoutChanges }) },
};

test.each<[string, TimedPages, boolean]>([
	['cannot be asked for by its time', withoutChanges, true],
	['has no time', withoutTimes, false],
])('where what was changed %s, all is read in windows of creation', async (_, timed, hasClock) => {
	const { missing, filters } = await read({ hasClock }, { timed });

	expect(missing).toEqual([]);
	expect(by('created_at_utc')(filters)).toBe(true);
	expect(by('modified_at_utc')(filters)).toBe(false);
});

test('where nothing can be asked for by its change, a list in which nothing happens is read all the same', async () => {
	const { missing, filters } = await read({ changed: 0 }, { timed: withoutChanges });

	expect(missing).toEqual([]);
	expect(filters).toEqual([]);
});
