import type { IDataObject } from 'n8n-workflow';

import { AccountCache } from '../delivery/accountCache';
import type { Send, Outcome } from '../delivery/outcome';
import { readAllPages, type Pages } from '../delivery/paging';
import { flagOf } from '../fields/contactPages';
import { decode } from '../input/json';
import { limits } from '../input/limits';
import { isObject } from '../shared/isObject';
import { readDefinition, type TemplateDefinition } from './definition';

/** What the template list is asked for. Empty text asks for everything. */
export interface TemplateQuery {
	readonly status: string;
	readonly category: string;
	readonly language: string;
	readonly name: string;
}

const same = (one: unknown, other: string) => String(one ?? '').toLowerCase() === other.toLowerCase();

/**
 * The templates of the account, page by page. The route takes status, language and name (W); the category,
 * which it does not, is compared here, and so is what a server may not heed. Source: S4 §4.4, contract §1.6.
 */
export function templatePages({ status, category, language, name }: TemplateQuery): Pages {
	return {
		pageSize: limits.templatesPerPage,
		page: (offset, limit) => ({
			method: 'GET',
			path: '/track/organization/templates',
			query: {
				offset,
				limit,
				...(name !== '' && { template_name: name }),
				...(status !== '' && { approval_status: status }),
				...(language !== '' && { language }),
			},
			effect: 'read',
			isComplete: ({ body }) => templatesIn(body) !== undefined,
		}),
		read({ body }) {
			const rows = (templatesIn(body) ?? []).filter(isObject).map(decodedTemplate);
			// Where it is not said whether more follow, the next page says it.
			return { rows, hasMore: (isObject(body) ? flagOf(body.has_next) : undefined) ?? rows.length > 0 };
		},
		key: ({ id, name, language }) => String(id ?? `${String(name)}|${String(language)}`),
		keep: (template) =>
			(category === '' || same(template.category, category)) &&
			(status === '' || same(template.approval_status, status)) &&
			(language === '' || same(template.language, language)) &&
			(name === '' || contains(template, name)),
	};
}

const contains = ({ name, display_name: displayName }: IDataObject, part: string) =>
	[name, displayName].some((words) =>
		String(words ?? '')
			.toLowerCase()
			.includes(part.toLowerCase()),
	);

/** The list in an answer; nothing in one that says that it was done and has none, unless it says that there are none. */
function templatesIn(body: unknown): unknown[] | undefined {
	if (!isObject(body)) return undefined;
	const { results, count } = body;
	const list: unknown = isObject(results) ? results.templates : results;
	if (Array.isArray(list)) return list;
	return String(count) === '0' ? [] : undefined;
}

/** A template with its buttons and samples as lists, however often they were encoded. */
function decodedTemplate(template: IDataObject): IDataObject {
	const decoded = { ...template };
	for (const member of ['buttons', 'body_text']) {
		const list = decode(template[member]);
		if (Array.isArray(list)) decoded[member] = list;
	}
	return decoded;
}

/** What people look for in a template, by Interakt's name and in the words of all outputs. */
const shownMembers = {
	name: 'templateName',
	display_name: 'displayName',
	language: 'templateLanguage',
	category: 'category',
	approval_status: 'approvalStatus',
	header_format: 'headerFormat',
	header: 'header',
	body: 'body',
	body_text: 'bodySamples',
	footer: 'footer',
	buttons: 'buttons',
	id: 'templateId',
} as const;

/** A template with what people look for in it, and nothing else. */
export function templateOutput(template: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(shownMembers).map(([member, name]) => [name, template[member]]));
}

/** By account. */
const cache = new AccountCache<TemplateDefinition[]>();

const rank = ({ status }: TemplateDefinition) => (status === 'APPROVED' ? 0 : 1);

async function fetchAll(send: Send): Promise<Outcome<TemplateDefinition[]>> {
	const rows = await readAllPages(
		templatePages({ status: '', category: '', language: '', name: '' }),
		send,
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
	send: Send,
	now: number,
): Promise<Outcome<TemplateDefinition[]>> {
	return await cache.read(key, now, async () => await fetchAll(send));
}
