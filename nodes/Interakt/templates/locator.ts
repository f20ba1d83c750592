import type { INodeProperties } from 'n8n-workflow';

import { readLanguageCode } from '../input/language';
import type { Parameters } from '../input/parameters';
import { identifier } from '../input/text';
import { readPicked, type TemplateDefinition } from './definition';

type DisplayOptions = NonNullable<INodeProperties['displayOptions']>;

/*
 * A field is shown once a template is given in its way. An expression may come to either, and n8n then shows the
 * fields of both. The paths begin at the root, so they hold inside a collection too. A regular expression would not
 * do as condition: n8n tests it under a time limit, which a busy machine exceeds.
 */
const given = { '/template': [{ _cnd: { exists: true } }] } satisfies DisplayOptions['show'];

/** For the fields of a template that was picked from the list. */
export const whenPicked: DisplayOptions = { show: { ...given, '/template.mode': ['list'] } };

/** For the fields of a template that is given by its name, in the locator or as plain text. */
export const whenNamed: DisplayOptions = { show: given, hide: { '/template.mode': ['list'] } };

const languageCodeField: INodeProperties = {
	displayName: 'Language Code',
	name: 'languageCode',
	type: 'string',
	required: true,
	default: 'en',
	placeholder: 'e.g. en',
	description: 'Language of the template, exactly as in Interakt: "en" is not "en_US"',
};

/** Which template is meant, and in which language. Read by `readTemplateName`. */
export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'The template to send: pick it from the list, or type its code name, as order_update or order_update|en',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'e.g. order_update',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. order_update',
				hint: 'The code name: open the template in Interakt, it stands in the address between /template/ and /view',
			},
		],
	},
	{ ...languageCodeField, displayOptions: whenNamed },
];

/** The same for templates that Interakt has no list of: those of RCS. */
export const templateNameFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_update',
		description: 'Code name of the RCS template, as Interakt shows it',
	},
	languageCodeField,
];

const howToName = 'Write its code name, alone or with its language: order_update or order_update|en.';

/**
 * Reads which template is meant (`fields/templateLocator.ts`): its code name and language code (S3). A name that
 * carries its language, as the list gives it (`order_update|en`), needs no Language Code.
 */
export function readTemplateName(parameters: Parameters): { name: string; languageCode: string } {
	const { findings } = parameters;
	const given = parameters.value('template');
	const picked = readPicked(given);
	if (picked !== undefined) {
		const { name, language } = picked;
		if (name === '') findings.add('Template', 'has no name before "|"', howToName);
		if (language === '') findings.add('Template', 'has no language after "|"', howToName);
		return {
			name: identifier(name, 'Template', findings),
			languageCode: language && readLanguageCode(language, findings, 'Template'),
		};
	}
	const name = identifier(given, 'Template', findings, { required: true });
	if (name.includes('|'))
		findings.add('Template', `"${name.slice(0, 100)}" is no name of a template`, howToName);
	// Before a template is chosen its language is not asked for.
	if (name === '') return { name, languageCode: '' };
	return { name, languageCode: readLanguageCode(parameters.value('languageCode'), findings) };
}

/** Pairs of neighbouring letters, for a likeness that forgives typing slips and other orders of words. */
function pairs(words: string): Set<string> {
	const flat = ` ${words
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;
	return new Set(Array.from({ length: flat.length - 1 }, (_, index) => flat.slice(index, index + 2)));
}

/** How alike two names are, from 0 to 1 (Dice's coefficient over letter pairs). */
function likeness(one: string, other: string): number {
	const ours = pairs(one);
	const theirs = pairs(other);
	const shared = [...ours].filter((pair) => theirs.has(pair)).length;
	return (2 * shared) / (ours.size + theirs.size);
}

/** The approved templates whose names are nearest to what was asked for, best first, as `name (language)`. */
export function nearestTemplates(templates: readonly TemplateDefinition[], name: string, most = 3): string[] {
	return templates
		.filter(({ status }) => status === 'APPROVED')
		.map((template) => ({
			template,
			score: Math.max(likeness(template.name, name), likeness(template.displayName, name)),
		}))
		.filter(({ score }) => score > 0.3)
		.sort((one, other) => other.score - one.score)
		.slice(0, most)
		.map(({ template }) => `${template.name} (${template.language})`);
}
