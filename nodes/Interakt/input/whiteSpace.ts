import { choice } from './choice';
import type { Findings } from './findings';

/** What the API refuses in a value: anything that is white space but no plain space, or three spaces and more (S0, contract §1.1). */
const refused = /[^\S ]| {3,}/;

/** A run of white space that holds something refused; ordinary single and double spaces stay as they are. */
const refusedRun = / *(?:[^\S ]| {3,})\s*/g;

/** What the person wants done with white space that the API refuses. */
export type WhiteSpace = 'clean' | 'refuse';

function kind(value: string): string {
	if (/[\r\n\u2028\u2029]/.test(value)) return 'a line break';
	if (/\t/.test(value)) return 'a tab';
	if (/[^\S ]/.test(value)) return 'a non-breaking space';
	return 'more than two spaces in a row';
}

/**
 * Makes a value acceptable: white space that the API refuses becomes one space, with a notice; or it is
 * refused by name.
 *
 * @param field Display name of the value, e.g. `Trait "address"`.
 */
export function cleanWhiteSpace(
	value: string,
	field: string,
	whiteSpace: WhiteSpace,
	findings: Findings,
): string {
	if (!refused.test(value)) return value;
	if (whiteSpace === 'refuse') {
		findings.add(
			field,
			`holds ${kind(value)}, which Interakt does not accept`,
			'Remove it, or set White Space to Clean Up in Additional Fields.',
		);
		return value;
	}
	findings.notice(`${field}: ${kind(value)} was replaced by a space`);
	return value.replace(refusedRun, ' ').trim();
}

const choices: Readonly<Record<WhiteSpace, string>> = { clean: 'Clean Up', refuse: 'Refuse' };

/** Reads the White Space choice from Additional Fields; cleaning up is the default. */
export function whiteSpaceChoice(value: unknown, findings: Findings): WhiteSpace {
	return choice(value, 'White Space', choices, findings) ?? 'clean';
}
