import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeApiError,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { sendPromptly } from '../delivery/retry';
import { isTool } from '../fields/guards';
import { knownTraits, shownTraits } from '../fields/knownTraits';
import { languageName, languages } from '../input/language';
import { pickedValue, readPicked, type TemplateDefinition } from '../templates/definition';
import { shortened } from '../templates/labels';
import { allTemplates } from '../templates/list';
import { mapFields } from '../templates/mapFields';
import { createClient } from '../transport/client';
import { interaktApi } from '../transport/interaktApi';

/** Entries that the list shows before it asks for more. */
const entriesPerPage = 50;

/** The account's templates, or the reason why they cannot be had, shown in place of an empty list. */
async function templatesOf(context: ILoadOptionsFunctions): Promise<TemplateDefinition[]> {
	const client = await createClient(context, interaktApi);
	const outcome = await allTemplates(client.key, sendPromptly(client, interaktApi), Date.now());
	if (outcome.status === 'accepted') return outcome.result;
	const { message, description } = outcome.failure;
	throw new NodeApiError(context.getNode(), { message }, { message, description });
}

const titleCase = (words: string) => words.charAt(0) + words.slice(1).toLowerCase();

const separated = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, ' ');

/**
 * One line that tells templates apart, what people know it by first, because the editor cuts it after some 45 letters:
 * display name and code name, language in words, state unless approved, category, and how the body begins.
 */
function entryName({ name, displayName, language, category, status, body }: TemplateDefinition): string {
	const title = displayName.replace(/\s+/g, ' ').trim();
	const isSame = title === '' || separated(title) === separated(name);
	const names = isSame ? name : `${shortened(title, 40)} (${name})`;
	const state = status === 'APPROVED' ? [] : [titleCase(status)];
	const line = shortened(body.replace(/\s+/g, ' ').trim(), 60);
	return [names, languageName(language), ...state, titleCase(category), line].join(' · ');
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
	const isQuestion = this.getCurrentNodeParameter('operation') === 'sendAndWait';
	return {
		fields: mapFields(template, { forModel: isTool(this), isQuestion }),
		emptyFieldsNotice: 'This template has no variables: it is sent as it is.',
	};
}

/** Milliseconds after which no more contacts are looked at for their traits. */
const longestLook = 5_000;

/** The traits of the account's contacts, or why they are not known: the editor shows no reason that is thrown. */
async function traitsOf(context: ILoadOptionsFunctions): Promise<ResourceMapperField[] | string> {
	try {
		const client = await createClient(context, interaktApi);
		const start = Date.now();
		const hasTime = () => Date.now() - start < longestLook;
		const source = { filters: [], send: sendPromptly(client, interaktApi), hasTime };
		const traits = await knownTraits(client.key, source, start);
		return traits.status === 'accepted' ? traits.result : traits.failure.message;
	} catch (cause) {
		return cause instanceof Error ? cause.message : String(cause);
	}
}

/** A field for each trait that the account's contacts have. */
export async function contactTraits(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const traits = await traitsOf(this);
	const known = typeof traits === 'string' ? undefined : traits;
	return {
		fields: shownTraits(this.getCurrentNodeParameter('traitsColumns'), known),
		emptyFieldsNotice:
			typeof traits === 'string'
				? `The traits of the account could not be read: ${traits}. Add traits by name below.`
				: 'The contacts of this account have no traits yet. Add traits by name below.',
	};
}

/** The languages of templates that contain what was typed, by name or code. */
export async function searchLanguages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const typed = filter.trim().toLowerCase();
	return {
		results: languages
			.filter(({ name, code }) => name.toLowerCase().includes(typed) || code.toLowerCase() === typed)
			.map(({ name }) => ({ name, value: name })),
	};
}
