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

/** How shops, forms and lists of newsletters write whether a person agrees, in lower case. */
export const consentWords: ReadonlyMap<string, boolean> = new Map(
	Object.entries({
		subscribed: true,
		opted_in: true,
		'opted in': true,
		'opted-in': true,
		unsubscribed: false,
		not_subscribed: false,
		opted_out: false,
		'opted out': false,
		'opted-out': false,
	}),
);

/** What a value says: a boolean, nothing at all (`none`), or something that is neither (`unreadable`). */
export function parseBoolean(
	value: unknown,
	further?: ReadonlyMap<string, boolean>,
): boolean | 'none' | 'unreadable' {
	if (typeof value === 'boolean') return value;
	if (value === undefined || value === null) return 'none';
	if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : 'unreadable';
	if (typeof value !== 'string') return 'unreadable';
	const word = value.trim().toLowerCase();
	return word === '' ? 'none' : (meanings.get(word) ?? further?.get(word) ?? 'unreadable');
}

/**
 * Reads a boolean in any of its forms; what is neither true nor false becomes a finding.
 *
 * @param field Display name of the field.
 * @param further Words that mean true or false in this field only, in lower case.
 * @returns nothing when nothing was given, or when there is a finding.
 */
export function readBoolean(
	value: unknown,
	field: string,
	findings: Findings,
	further?: ReadonlyMap<string, boolean>,
): boolean | undefined {
	const read = parseBoolean(value, further);
	if (typeof read === 'boolean') return read;
	if (read === 'unreadable') {
		findings.add(field, `${quoted(value)} is neither true nor false`, 'Write true or false.');
	}
	return undefined;
}
