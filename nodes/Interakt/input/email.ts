import type { Findings } from './findings';
import { identifier } from './text';

/** Longest address (RFC 5321 §4.5.3.1.3: 254 characters), with what may stand around it. */
const maxLength = 500;

/** The address in `mailto:a@b.co?subject=…`, `Asha <a@b.co>` or ` A@B.co `, in lower case; nothing when there is none. */
export function addressIn(given: string): string | undefined {
	if (given.length > maxLength) return undefined;
	const bare = given
		.trim()
		.replace(/^[^<>]*<([^<>]*)>$/, '$1')
		.replace(/^mailto:/i, '')
		.split('?')[0];
	const address = (bare ?? '').trim().toLowerCase();
	return /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address) ? address : undefined;
}

/** Reads an e-mail address, which has to be there. */
export function readEmailAddress(value: unknown, field: string, findings: Findings): string {
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
