import type { Findings } from './findings';
import { isGroup, kindOf, onlyOne, valuesInside } from './inside';
import { decode } from './json';
import { identifier } from './text';

/** Longest address (RFC 5321 §4.5.3.1.3: 254 characters), with what may stand around it. */
const maxLength = 500;

/**
 * One name, an @, and a domain of letters, digits, dots and hyphens that begins with a letter or a digit, and ends
 * with a dot and a name: mail does not go to `asha@example`.
 */
const addressForm =
	/^[^\s@<>,;:"]+@(?!\S*\.\.)[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?\.\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u;

/** The address in `mailto:a@b.co?subject=…`, `Asha <a@b.co>` or ` A@B.co `, in lower case; nothing when there is none. */
export function addressIn(given: string): string | undefined {
	if (given.length > maxLength) return undefined;
	// Lists end in a separator, and a spreadsheet marks text with a quote in front.
	const bare = given
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/^[\s'"`=]+|[\s'"`,;]+$/g, '')
		.replace(/^[^<>]*<([^<>]*)>$/, '$1')
		.replace(/^mailto:/i, '')
		.split('?')[0];
	const address = (bare ?? '').trim().toLowerCase();
	return addressForm.test(address) ? address : undefined;
}

const addressOf = (value: unknown) => (typeof value === 'string' ? addressIn(value) : undefined);

/** The address of a text, or the primary or only one inside a list or an object; nothing where there is none. */
export const emailOf = (value: unknown): string | undefined =>
	isGroup(value) ? onlyOne(valuesInside(value, addressOf))?.value : addressOf(value);

/** Reads an e-mail address, which has to be there. */
export function readEmailAddress(written: unknown, field: string, findings: Findings): string {
	const value = decode(written);
	if (isGroup(value)) return addressInside(value, field, findings);
	const given = identifier(value, field, findings, { required: true });
	const address = addressIn(given);
	if (address === undefined && given !== '') {
		findings.add(
			field,
			`"${given.slice(0, 100)}" is not an email address`,
			'Write it like asha@example.com.',
		);
	}
	return address ?? given;
}

function addressInside(group: object, field: string, findings: Findings): string {
	const inside = valuesInside(group, addressOf);
	const one = onlyOne(inside);
	const kind = kindOf(group);
	if (one !== undefined) {
		findings.notice(`${field}: "${one.value}" was taken out of ${kind}`);
		return one.value;
	}
	const [first] = inside;
	findings.add(
		field,
		`holds ${kind} ${first === undefined ? 'without an email address' : 'with several email addresses'}`,
		first === undefined
			? `Give ${field} a single value.`
			: `Choose one: for the first, write ${first.path} at the end of the expression.`,
	);
	return '';
}
