/** A variable in a text: its number, or its name in a template with named ones. */
const variable = /\{\{\s*(\d{1,3}|[A-Za-z_]\w{0,99})\s*\}\}/g;

const isNumber = (name: string) => /^\d+$/.test(name);

/** The numbers of the variables in a text: `Hi {{1}}, your order {{2}}` gives 1 and 2. */
export function variableNumbers(words: string): number[] {
	return variablesOf(words).filter(isNumber).map(Number);
}

/**
 * The variables of a text, each once, in the order in which their values are sent: numbers in their order, also where
 * one is left out (`{{1}} {{3}}`), then names in the order in which they stand there.
 */
export function variablesOf(words: string): string[] {
	const names = [...words.matchAll(variable)].map(([, name = '']) =>
		isNumber(name) ? String(Number(name)) : name,
	);
	const unique = [...new Set(names)];
	return [
		...unique.filter(isNumber).sort((one, other) => Number(one) - Number(other)),
		...unique.filter((name) => !isNumber(name)),
	];
}

/** A text with each variable replaced by what a function gives for its position among the variables, from 0. */
export function replaceVariables(words: string, valueOf: (position: number) => string | undefined): string {
	const names = variablesOf(words);
	return words.replace(variable, (whole, name: string) => {
		const position = names.indexOf(isNumber(name) ? String(Number(name)) : name);
		const value = valueOf(position) ?? '';
		return value === '' ? whole : value;
	});
}

/** What stands around the first variable of a text. */
export function aroundVariable(words: string): { before: string; after: string } {
	const [found] = words.matchAll(variable);
	if (found === undefined) return { before: words, after: '' };
	return { before: words.slice(0, found.index), after: words.slice(found.index + found[0].length) };
}
