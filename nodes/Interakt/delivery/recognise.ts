import type { ReasonRow, Rule } from './reasonRow';
import { type Reason, reasonNames, reasons, usually } from './reasons';

/** Letters of the server's words that are looked at. */
const mostLetters = 1_000;

/** How much of the words a rule accounts for, or nothing when a term of it is not there. */
function lettersOf(rule: Rule, words: string): number | undefined {
	let letters = 0;
	for (const term of rule) {
		const [found] = term.exec(words) ?? [];
		if (found === undefined) return undefined;
		letters += found.length;
	}
	return letters;
}

/**
 * The reason that the server's words name, among those that go with the status.
 *
 * Of several rules that fit, the most specific one counts, wherever it stands in the table: first the one with more
 * terms, because "template" and "paused" together are a special case of a template that was not found, and "image" and
 * "size" of a size; then the one that accounts for more letters of the words, because a whole phrase says more than
 * a word that stands in a bracket beside it.
 *
 * @param words What the server said. Names in quotes are the person's own words, so they are not looked at.
 * @returns Nothing when no rule fits.
 */
export function recognise(words: string, status: number): Reason | undefined {
	const unquoted = words.slice(0, mostLetters).replace(/(?<!\w)'[^']*'(?!\w)|"[^"]*"/g, '');
	let best: { reason: Reason; terms: number; letters: number } | undefined;
	for (const reason of reasonNames) {
		const row = reasons[reason];
		if (!canBeSaidAt(row, status)) continue;
		for (const rule of row.rules ?? []) {
			const letters = lettersOf(rule, unquoted);
			if (letters === undefined) continue;
			const terms = rule.length;
			if (best && (terms < best.terms || (terms === best.terms && letters <= best.letters))) continue;
			best = { reason, terms, letters };
		}
	}
	return best?.reason;
}

const includes = (statuses: readonly string[], status: number): boolean =>
	statuses.includes(String(status)) || statuses.includes(`${Math.floor(status / 100)}xx`);

/** The statuses at which the words of a server can mean a row. */
export const saidAt = ({ rules, said = rules ? usually : [] }: ReasonRow): readonly string[] => said;

/** Whether the words of an answer with this status can mean a row. */
export const canBeSaidAt = (row: ReasonRow, status: number): boolean => includes(saidAt(row), status);

/** The reason that a status means by itself, or nothing when it takes words. */
export const reasonOfStatus = (status: number): Reason | undefined =>
	reasonNames.find((reason) => includes(reasons[reason].http ?? [], status));
