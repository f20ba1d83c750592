/** Lists of contacts from servers that contradict themselves or what they were asked. */
import type { IDataObject } from 'n8n-workflow';

import { classifyResponse } from '../../../nodes/Interakt/delivery/classify';
import type { Outcome, Send } from '../../../nodes/Interakt/delivery/outcome';
import { readAllPages } from '../../../nodes/Interakt/delivery/paging';
import { readWholeList } from '../../../nodes/Interakt/delivery/wholeList';
import { contactPages, contactWindows } from '../../../nodes/Interakt/fields/contactPages';
import type { Filter } from '../../../nodes/Interakt/fields/contactPages';
import { interaktApi } from '../../../nodes/Interakt/transport/interaktApi';

const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2023, 0);

/** Contacts of a day each. */
const contacts = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `${index}`,
		name: `customer ${index}`,
		created_at_utc: new Date(start + index * day).toISOString(),
	}));

/** The same contacts, which have not been changed since their creation. */
const unchanged = (rows: IDataObject[]) =>
	rows.map((row): IDataObject => ({ ...row, modified_at_utc: row.created_at_utc }));

const withoutIds = (rows: IDataObject[]) => rows.map(({ id: _, ...others }) => others);

interface Asked {
	readonly offset: number;
	readonly limit: number;
	readonly filters: readonly Filter[];
	/** How many were asked before. */
	readonly before: number;
}

/** The rows of a window of time. */
const inWindow = (rows: readonly IDataObject[], { filters }: Asked) =>
	rows.filter((row) =>
		filters.every(({ trait, op, val }) => {
			const [time, asked] = [Date.parse(String(row[trait])), Date.parse(String(val))];
			return op === 'gt' ? time > asked : time < asked;
		}),
	);

/** An honest answer. */
function page(rows: readonly IDataObject[], asked: Asked): IDataObject {
	const { offset, limit } = asked;
	const found = inWindow(rows, asked);
	return {
		total_customers: found.length,
		has_next_page: offset + limit < found.length,
		customers: found.slice(offset, offset + limit),
	};
}

/** Reads a whole list from a server, as Return All does, or the first so many. */
async function read(answer: (asked: Asked) => IDataObject | null | undefined, limit = Infinity) {
	let requests = 0;
	const send: Send = async (request) => {
		const { offset, limit: most } = request.query as { offset: number; limit: number };
		const filters = (request.body as unknown as Pick<Asked, 'filters'>).filters;
		const data = answer({ offset, limit: most, filters, before: requests++ });
		const body = { result: true, message: 'Customers', ...(data !== undefined && { data }) };
		return classifyResponse(request, { reply: { status: 200, headers: {}, body } }, interaktApi, 0);
	};
	const outcome =
		limit === Infinity
			? await readWholeList(contactPages([]), contactWindows([]), send)
			: await readAllPages(contactPages([]), send, limit);
	return { outcome, requests };
}

const countOf = (outcome: Outcome<IDataObject[]>) =>
	outcome.status === 'accepted' ? outcome.result.length : outcome.failure.reason;

/** Pages of 250 contacts; a server that contradicts itself is asked for about twice as many. */
const pagesOf250 = 3;

describe('of 250 contacts, all are read from a server', () => {
	const rows = contacts(250);
	const anonymous = withoutIds(rows);

	test.each<[string, (asked: Asked) => IDataObject]>([
		['that is honest', (asked) => page(rows, asked)],
		['that heeds no filter', (asked) => page(rows, { ...asked, filters: [] })],
		['that always says that more follow', (asked) => ({ ...page(rows, asked), has_next_page: true })],
		[
			'that says it as text',
			(asked) => ({ ...page(rows, asked), has_next_page: String(page(rows, asked).has_next_page) }),
		],
		['that does not say it', (asked) => ({ ...page(rows, asked), has_next_page: undefined })],
		['that says neither yes nor no', (asked) => ({ ...page(rows, asked), has_next_page: 'perhaps' })],
		[
			'that says the total as text',
			(asked) => ({ ...page(rows, asked), total_customers: String(page(rows, asked).total_customers) }),
		],
		['that says no total', (asked) => ({ ...page(rows, asked), total_customers: undefined })],
		['whose contacts have no ID', (asked) => page(anonymous, asked)],
		[
			'whose contacts have no ID, without saying that more follow',
			(asked) => ({ ...page(anonymous, asked), has_next_page: undefined }),
		],
		[
			'whose contacts have neither ID nor time',
			(asked) =>
				page(
					rows.map(({ name }) => ({ name })),
					asked,
				),
		],
	])('%s', async (_, answer) => {
		const { outcome, requests } = await read(answer);

		expect(countOf(outcome)).toBe(250);
		expect(requests).toBeLessThanOrEqual(2 * pagesOf250 + 4);
	});
});

describe('of 250 contacts, nothing is put out from a server', () => {
	const rows = contacts(250);
	const growing = (asked: Asked) => page(contacts(250 + asked.before), { ...asked, filters: [] });
	const samePage = () => ({ total_customers: 250, has_next_page: true, customers: rows.slice(0, 100) });

	test.each<[string, (asked: Asked) => IDataObject, RegExp]>([
		[
			'that heeds no filter, while more come',
			growing,
			/asked for contacts with created_at_utc .*, and has given one of/,
		],
		[
			'that says the same total whatever it is asked for',
			(asked) => ({ ...page(rows, asked), total_customers: 100 }),
			/100 results, and has given none/,
		],
		[
			'that gives the same page for ever',
			samePage,
			/asked for contacts|there are 250 results, and has given 100/,
		],
		[
			'that says far too great a total',
			(asked) => ({
				...page(rows, asked),
				total_customers: 700,
				...(asked.filters.length > 0 && page(rows, asked)),
			}),
			/700 results, and has given 250/,
		],
		[
			'that says far too great a total, which grows',
			(asked) => ({
				...page(unchanged(rows), asked),
				...(asked.filters.length === 0 && { total_customers: 700 + asked.before }),
			}),
			/70\d results, and has given 250/,
		],
		[
			'that says that there are some, and gives none',
			() => ({ total_customers: 250, has_next_page: true, customers: [] }),
			/250 results, and has given/,
		],
		[
			'that gives ever new ones',
			({ before, limit }) => ({
				total_customers: 250,
				has_next_page: true,
				customers: withoutIds(contacts(limit)).map((row) => ({ name: `${String(row.name)} of ${before}` })),
			}),
			/250 results, and has given/,
		],
	])('%s', async (_, answer, words) => {
		const { outcome, requests } = await read(answer);

		expect(outcome).toMatchObject({
			status: 'rejected',
			failure: { reason: 'contradictoryAnswer', description: expect.stringMatching(words) },
		});
		expect(requests).toBeLessThanOrEqual(2 * pagesOf250 + 20);
	});

	test('that gives the same page for ever, up to a limit', async () => {
		const { outcome, requests } = await read(samePage, 200);

		expect(countOf(outcome)).toBe('contradictoryAnswer');
		expect(requests).toBe(2);
	});
});

describe('an answer without a list', () => {
	test.each<[string, IDataObject | null | undefined]>([
		['no data', undefined],
		['data that is null', null],
		['no customers', { total_customers: 3 }],
		['customers that are null', { customers: null }],
		['customers that are no list', { customers: {} }],
	])('is no empty list: %s', async (_, data) => {
		for (const limit of [50, Infinity]) {
			expect(countOf((await read(() => data, limit)).outcome)).toBe('unreadableAnswer');
		}
	});

	test('an empty list is one', async () => {
		for (const limit of [50, Infinity]) {
			const { outcome } = await read(
				() => ({ total_customers: 0, has_next_page: false, customers: [] }),
				limit,
			);

			expect(outcome).toEqual({ status: 'accepted', result: [] });
		}
	});
});

test('of a server that heeds no filter by the time of change, all are read by that of creation', async () => {
	const answer = (asked: Asked) => {
		const filters = asked.filters.filter(({ trait }) => trait === 'created_at_utc');
		return page(unchanged(contacts(asked.before === 0 ? 250 : 251)), { ...asked, filters });
	};

	expect(countOf((await read(answer)).outcome)).toBe(251);
});

test('of a server that says at once that no more follow, beside a greater total, all are read by their time', async () => {
	const answer = (asked: Asked) => ({ ...page(contacts(101), asked), has_next_page: false });

	expect(countOf((await read(answer)).outcome)).toBe(101);
});

test('of a server that heeds no offset, all are read by their time', async () => {
	const answer = (asked: Asked) => page(contacts(103), { ...asked, offset: 0 });

	expect(countOf((await read(answer)).outcome)).toBe(103);
});

test('equal contacts without an ID are all kept', async () => {
	const customers = Array.from({ length: 3 }, () => ({ name: 'Asha' }));
	const answer = () => ({ total_customers: 3, has_next_page: false, customers });

	for (const limit of [50, Infinity]) expect(countOf((await read(answer, limit)).outcome)).toBe(3);
});

test('contacts that are deleted while they are read contradict nothing', async () => {
	const all = contacts(1_000);
	const answer = (asked: Asked) => {
		const answered = page(all, asked);
		all.splice((asked.before * 37) % all.length, 1);
		return answered;
	};

	expect((await read(answer)).outcome.status).toBe('accepted');
});
