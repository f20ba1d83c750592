import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { promptAttempts } from '../delivery/attempts';
import { pickedValue, readPicked, type TemplateDefinition } from '../templates/definition';
import { allTemplates } from '../templates/library';
import { slotsOf } from '../templates/slots';
import { createClient } from '../transport/client';
import { interaktApi } from '../transport/interaktApi';

/** Entries that the list shows before it asks for more. */
const entriesPerPage = 50;

/** The account's templates, or the reason why they cannot be had, shown in place of an empty list. */
async function templatesOf(context: ILoadOptionsFunctions): Promise<TemplateDefinition[]> {
	const client = await createClient(context, interaktApi);
	const outcome = await allTemplates(client.key, promptAttempts(client, interaktApi), Date.now());
	if (outcome.status === 'accepted') return outcome.result;
	const { message, description } = outcome.failure;
	throw new NodeApiError(context.getNode(), { message }, { message, description });
}

const titleCase = (words: string) => words.charAt(0) + words.slice(1).toLowerCase();

/** One line that tells templates apart: name, language, category, and how the body begins. */
function entryName({ name, language, category, status, body }: TemplateDefinition): string {
	const state = status === 'APPROVED' ? '' : `, ${titleCase(status)}`;
	const line = body.replace(/\s+/g, ' ').trim();
	const beginning = line.length > 60 ? `${line.slice(0, 60)}…` : line;
	return `${name} (${language}, ${titleCase(category)}${state}): ${beginning}`;
}

/** The templates whose name, text, language or category hold what was typed, approved ones first. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const found = (await templatesOf(this)).filter(({ name, displayName, body, language, category }) => {
		const all = `${name} ${displayName} ${body} ${language} ${category}`.toLowerCase();
		return words.every((word) => all.includes(word));
	});
	const start = Number(paginationToken);
	const next = start + entriesPerPage;
	return {
		results: found
			.slice(start, next)
			.map((template) => ({ name: entryName(template), value: pickedValue(template) })),
		...(next < found.length && { paginationToken: String(next) }),
	};
}

/** The fields of the picked template: exactly its variables. */
export async function templateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const value = this.getNodeParameter('template', '', { extractValue: true });
	const picked = readPicked(value);
	if (picked === undefined)
		return { fields: [], emptyFieldsNotice: 'Pick a template from the list to see its variables.' };
	const template = (await templatesOf(this)).find((known) => pickedValue(known) === pickedValue(picked));
	if (template === undefined) {
		return {
			fields: [],
			emptyFieldsNotice: `Interakt no longer lists ${picked.name} in ${picked.language}. Pick another template, or type its code name.`,
		};
	}
	return {
		fields: slotsOf(template).map(({ id, label, required }) => ({
			id,
			displayName: label,
			required,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: 'string',
		})),
		emptyFieldsNotice: 'This template has no variables: it is sent as it is.',
	};
}
