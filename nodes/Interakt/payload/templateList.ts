import type { IDataObject } from 'n8n-workflow';

import type { Pages } from '../delivery/paging';
import { isObject } from '../transport/reply';
import { decode } from './decode';
import { limits } from './limits';

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
		}),
		read({ body }) {
			const rows = templates(body);
			return { rows, hasMore: isObject(body) && body.has_next === true };
		},
		key: ({ id, name: code, language: tongue }) => String(id ?? `${String(code)}|${String(tongue)}`),
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

function templates(body: unknown): IDataObject[] {
	const results = isObject(body) && isObject(body.results) ? body.results : {};
	return Array.isArray(results.templates) ? results.templates.filter(isObject).map(decodedTemplate) : [];
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

/** What people look for in a template. */
const simpleMembers = [
	'id',
	'name',
	'display_name',
	'language',
	'category',
	'approval_status',
	'header_format',
	'header',
	'body',
	'body_text',
	'footer',
	'buttons',
];

/** A template with what people look for in it, and nothing else. */
export function simpleTemplate(template: IDataObject): IDataObject {
	return Object.fromEntries(simpleMembers.map((member) => [member, template[member]]));
}
