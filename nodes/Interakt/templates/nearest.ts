import type { TemplateDefinition } from './definition';

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
