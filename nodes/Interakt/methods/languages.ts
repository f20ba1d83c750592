import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { languages } from '../input/language';

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
