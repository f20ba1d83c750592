import { type Findings, quoted } from './findings';

/**
 * The values of a choice: as a list, or with the name of each as the editor shows it where that is another word
 * (`{ url: 'URL' }`).
 */
export type Choices<Value extends string> = readonly Value[] | Readonly<Record<Value, string>>;

/** A word without its case, and with spaces, dashes and underscores alike: `Partially Shipped` is `partially_shipped`. */
const plain = (word: string) =>
	word
		.toLowerCase()
		.split(/[\s_-]/)
		.filter(Boolean)
		.join(' ');

/** The value that is meant, by itself or by its name, whatever its case; nothing when there is none. */
export function meant<Value extends string>(given: unknown, choices: Choices<Value>): Value | undefined {
	if (typeof given !== 'string') return undefined;
	const word = plain(given);
	const entries = Array.isArray(choices)
		? choices.map((value: Value) => [value, value] as const)
		: (Object.entries(choices) as Array<[Value, string]>);
	const [exact] = entries.find(([value]) => plain(value) === word) ?? [];
	return exact ?? entries.find(([, name]) => plain(name) === word)?.[0];
}

const valuesOf = <Value extends string>(choices: Choices<Value>): readonly string[] =>
	Array.isArray(choices) ? choices : Object.keys(choices);

/**
 * Reads one of several values, whatever its case, or by the name that the editor shows; an expression may give
 * something else, which becomes a finding.
 *
 * @param field Display name of the field.
 * @returns the value as the API writes it; nothing when none was given, or when there is a finding.
 */
export function choice<Value extends string>(
	value: unknown,
	field: string,
	choices: Choices<Value>,
	findings: Findings,
): Value | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const known = meant(value, choices);
	if (known === undefined) {
		findings.add(
			field,
			`${quoted(value)} is none of its values`,
			`Use one of: ${valuesOf(choices).join(', ')}.`,
		);
	}
	return known;
}

/**
 * The same for a choice that has to be made, or that guards or narrows: there, an expression that gives nothing becomes a
 * finding too.
 */
export function requiredChoice<Value extends string>(
	value: unknown,
	field: string,
	choices: Choices<Value>,
	findings: Findings,
): Value | undefined {
	const before = findings.found.length;
	const read = choice(value, field, choices, findings);
	if (read === undefined && findings.found.length === before) {
		findings.add(field, 'is empty', `Use one of: ${valuesOf(choices).join(', ')}.`);
	}
	return read;
}
