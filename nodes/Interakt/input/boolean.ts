import { type Findings, quoted } from './findings';

/** How people, spreadsheets and databases write yes and no, in lower case. */
export const booleanWords = {
	true: ['true', 'yes', 'y', 'on', '1', '1.0', 't'],
	false: ['false', 'no', 'n', 'off', '0', '0.0', 'f'],
} as const;

const meanings = new Map<string, boolean>([
	...booleanWords.true.map((word) => [word, true] as const),
	...booleanWords.false.map((word) => [word, false] as const),
]);

/** What a value says: a boolean, nothing at all (`none`), or something that is neither (`unreadable`). */
export function parseBoolean(value: unknown): boolean | 'none' | 'unreadable' {
	if (typeof value === 'boolean') return value;
	if (value === undefined || value === null) return 'none';
	if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : 'unreadable';
	if (typeof value !== 'string') return 'unreadable';
	const word = value.trim().toLowerCase();
	return word === '' ? 'none' : (meanings.get(word) ?? 'unreadable');
}

/**
 * Reads a boolean in any of its forms; what is neither true nor false becomes a finding.
 *
 * @param field Display name of the field.
 * @returns nothing when nothing was given, or when there is a finding.
 */
export function readBoolean(value: unknown, field: string, findings: Findings): boolean | undefined {
	const read = parseBoolean(value);
	if (typeof read === 'boolean') return read;
	if (read === 'unreadable') {
		findings.add(field, `${quoted(value)} is neither true nor false`, 'Write true or false.');
	}
	return undefined;
}
