/** Questions about lists of contacts. Nothing of them changes an account. */
import type { Account, Answer } from './account.cts';
import {
	asAssumed,
	at,
	cannotBeTold,
	inShort,
	isRefusal,
	judged,
	otherwise,
	rowsAt,
	type Answerable,
} from './question.cts';

export const always = [{ trait: 'created_at_utc', op: 'gt', val: '2000-01-01T00:00:00.000Z' }];

export const contacts = async (
	account: Account,
	query: Record<string, string | number>,
	filters: readonly object[] = always,
): Promise<Answer> => await account.ask({ method: 'POST', path: '/apis/users/', query, body: { filters } });

export const contactRows = ({ body }: Answer) => rowsAt(body, 'data', 'customers');

/** A query that Interakt may refuse: its answer is not held against the document's list of contacts. */
const refusable = async (account: Account, filters: readonly object[], limit = 1): Promise<Answer> =>
	await account.ask({
		...{ method: 'POST', path: '/apis/users/', query: { offset: 0, limit }, body: { filters } },
		isRefused: true,
	});

/** Whether numbers rise, fall, or neither. */
function orderOf(values: readonly number[]): string {
	if (values.some(Number.isNaN)) return 'in no order that can be read';
	const pairs = values.slice(1).map((value, index) => value - values[index]!);
	if (pairs.every((step) => step <= 0)) return 'newest first';
	return pairs.every((step) => step >= 0) ? 'oldest first' : 'in no order';
}

export const contactListQuestions: readonly Answerable[] = [
	{
		name: 'paths: trailing slash',
		assumed: 'A POST without its trailing slash is answered with 404 and an HTML page',
		source: 'W 1',
		matters: 'that an HTML answer is read as "no such address" and not as a fault of the server',
		async find(account) {
			const asked = {
				method: 'POST' as const,
				path: '/apis/users',
				route: '/apis/users/',
				body: { filters: always },
			};
			const answer = await account.ask({ ...asked, isRefused: true });
			return judged(answer.status === 404 && answer.kind === 'HTML', answer);
		},
	},
	{
		name: 'contacts: pages',
		assumed: 'A page of contacts says in has_next_page whether there are more',
		source: 'S0, S4 §6.1',
		matters: 'whether Return All ends',
		async find(account) {
			const answer = await contacts(account, { offset: 0, limit: 1 });
			const next = at(answer.body, 'data', 'has_next_page');
			return judged(
				typeof next === 'boolean' && contactRows(answer).length <= 1,
				answer,
				answer.status === 200 ? `has_next_page is ${typeof next}` : inShort(answer),
			);
		},
	},
	{
		name: 'contacts: offset',
		assumed: 'offset leaves out that many contacts',
		source: 'S0',
		matters: 'whether lists of more than one page are read to their end',
		async find(account) {
			const [first, second] = [
				await contacts(account, { offset: 0, limit: 1 }),
				await contacts(account, { offset: 1, limit: 1 }),
			];
			const [one, two] = [contactRows(first)[0], contactRows(second)[0]];
			if (second.status === 200 && (!one || !two)) return cannotBeTold('the account has too few contacts');
			const same = one !== undefined && two !== undefined && one.id === two.id;
			return judged(
				one !== undefined && two !== undefined && !same,
				second,
				same ? 'the same contact at offset 0 and 1' : inShort(second),
			);
		},
	},
	{
		name: 'contacts: order',
		assumed: 'No order is promised; lists are read by overlapping pages, or windows of time',
		source: 'guess',
		matters: 'how many requests Return All takes',
		async find(account) {
			const answer = await contacts(account, { offset: 0, limit: 25 });
			const rows = contactRows(answer);
			if (rows.length < 3)
				return answer.status === 200 ? cannotBeTold('fewer than 3 contacts') : judged(false, answer);
			const created = orderOf(rows.map((row) => Date.parse(String(row.created_at_utc))));
			const modified = orderOf(rows.map((row) => Date.parse(String(row.modified_at_utc))));
			return asAssumed(`by creation ${created}, by change ${modified}`);
		},
	},
	{
		name: 'contacts: largest page',
		assumed: 'A limit above 100 is refused',
		source: 'S0',
		matters: 'the size of pages',
		async find(account) {
			const answer = await refusable(account, always, 101);
			return judged(isRefusal(answer), answer);
		},
	},
	{
		name: 'contacts: time of a change',
		assumed: 'modified_at_utc can be filtered by, as created_at_utc can',
		source: 'S0',
		matters: 'the contact trigger, and Return All while contacts change',
		async find(account) {
			const filters = [{ ...always[0], trait: 'modified_at_utc' }];
			const answer = await contacts(account, { offset: 0, limit: 1 }, filters);
			return judged(answer.status === 200, answer);
		},
	},
	{
		name: 'contacts: two filters',
		assumed: 'Two filters are joined by supr_op "and" of the second one',
		source: 'S0',
		matters: 'reading lists by windows of time',
		async find(account) {
			const until = { trait: 'created_at_utc', op: 'lt', supr_op: 'and', val: '2000-01-02T00:00:00.000Z' };
			const answer = await contacts(account, { offset: 0, limit: 1 }, [...always, until]);
			const found = contactRows(answer).length;
			return judged(
				answer.status === 200 && found === 0,
				answer,
				found > 0 ? 'rows from outside the two times' : inShort(answer),
			);
		},
	},
	{
		name: 'contacts: unknown operator',
		assumed: 'An op that is not known is refused',
		source: 'S0',
		matters: 'that a misspelt Operator is told, not ignored',
		async find(account) {
			const answer = await refusable(account, [{ ...always[0], op: 'n8nprobe' }]);
			return judged(isRefusal(answer), answer);
		},
	},
	{
		name: 'contacts: operators',
		assumed: 'Times are compared by gt and lt; of other operators nothing is known',
		source: 'S0',
		matters: 'which operators the field Operator could offer',
		async find(account) {
			const taken: string[] = [];
			for (const op of ['gt', 'lt', 'eq', 'neq', 'ne', 'gte', 'lte', 'in', 'contains']) {
				const { status } = await refusable(account, [{ ...always[0], op }]);
				if (status === 200) taken.push(op);
			}
			const words = `taken: ${taken.join(', ') || 'none'}`;
			return ['gt', 'lt'].every((op) => taken.includes(op)) ? asAssumed(words) : otherwise(words);
		},
	},
	{
		name: 'contacts: filter by a trait',
		assumed: 'A trait of the business can be filtered by, with eq',
		source: 'guess',
		matters: 'Trait Filters of Contact > Get Many',
		async find(account) {
			const answer = await refusable(account, [{ trait: 'n8n_probe', op: 'eq', val: 'yes' }]);
			return judged(answer.status === 200, answer);
		},
	},
	{
		name: 'contacts: times without a zone',
		assumed: 'A val without a zone is taken and means UTC',
		source: 'S0 shows one, and says that val must be UTC',
		matters: 'nothing: the node always writes the Z',
		async find(account) {
			const answer = await refusable(account, [{ ...always[0], val: '2000-01-01T00:00:00.0000' }]);
			return judged(answer.status === 200, answer);
		},
	},
];
