import type { Attempt, Outcome } from '../delivery/outcome';
import { inTurn } from '../delivery/paging';
import { Recent } from '../delivery/recent';
import { templatePages } from '../payload/templateList';
import { readDefinition, type TemplateDefinition } from './definition';

/** How long a list may be used again, in milliseconds: long enough for the editor and a run not to fetch it twice. */
const freshFor = 60_000;

interface Shelf {
	readonly at: number;
	readonly list: Promise<Outcome<TemplateDefinition[]>>;
}

/** By account. */
const shelves = new Recent<Shelf>(20);

const rank = ({ status }: TemplateDefinition) => (status === 'APPROVED' ? 0 : 1);

async function fetchAll(attempt: Attempt): Promise<Outcome<TemplateDefinition[]>> {
	const rows = await inTurn(
		templatePages({ status: '', category: '', language: '', name: '' }),
		attempt,
		Infinity,
	);
	if (rows.status !== 'accepted') return rows;
	const templates = rows.result.map(readDefinition);
	templates.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
	return { status: 'accepted', result: templates };
}

/**
 * All templates of an account, approved ones first, then by name. A list is fetched once a minute at most,
 * whoever asks; one that could not be read is not kept.
 *
 * @param key Tells accounts apart; see `Client.key`.
 * @param now Milliseconds since the epoch.
 */
export async function allTemplates(
	key: string,
	attempt: Attempt,
	now: number,
): Promise<Outcome<TemplateDefinition[]>> {
	const shelf = shelves.get(key);
	if (shelf && now - shelf.at < freshFor) return await shelf.list;
	const list = fetchAll(attempt);
	shelves.set(key, { at: now, list });
	const outcome = await list;
	if (outcome.status !== 'accepted' && shelves.get(key)?.list === list) shelves.delete(key);
	return outcome;
}
