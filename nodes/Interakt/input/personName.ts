import { isNotAvailable } from './placeholder';
import { trimmed } from './text';

/** A name in capitals or small letters as names are written; one that mixes them stays as it is. */
export function nameText(given: string, locale: string): string {
	const name = trimmed(given).replace(/\s+/g, ' ');
	const lower = name.toLocaleLowerCase(locale);
	if (name !== lower && name !== name.toLocaleUpperCase(locale)) return name;
	return lower.replace(/(?<=^|[ .-])\p{L}|(?<=['’])\p{L}(?=\p{L}{2})/gu, (letter) =>
		letter.toLocaleUpperCase(locale),
	);
}

/** What stands before a first name: a title, or initials as in the south of India (`K. Lakshmi`, `A.R. Rahman`). */
const before =
	/^(?:(?:mr|mrs|ms|miss|mx|dr|prof|shri|smt|shrimati|kum|capt|col|maj|er|adv|rev|hon|md|mohd)\.?|[a-z]\.?|(?:[a-z]\.){1,4}[a-z]?)$/i;

/** The name by which a person is greeted: without titles and initials in front, where a name follows. */
export function firstName(given: string, locale: string): string {
	// "Rao, Asha" has the first name behind the comma.
	const [family = '', first] = given.split(',');
	const words = trimmed(first === undefined || trimmed(first) === '' ? family : first).split(/\s+/);
	return nameText(words.find((word) => !before.test(word)) ?? words[0] ?? '', locale);
}

/** Whether a text is no name of a person: without a letter, `N/A`, or an e-mail address. */
export const isNoName = (given: string): boolean =>
	!/\p{L}/u.test(given) || given.includes('@') || isNotAvailable(given);
