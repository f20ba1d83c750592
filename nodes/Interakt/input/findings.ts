import type { FileReference } from '../transport/request';

/** One thing that is wrong with an item's input. */
export interface Finding {
	/** Display name of the field, with what tells one of several apart: `Trait "city"`. */
	readonly field: string;
	/** What is wrong, continuing the field's name: `is too long (30 characters, at most 20)`. */
	readonly what: string;
	/** What to do, as a sentence. */
	readonly remedy: string;
}

/** Collects what is wrong with an item, and what was changed in it, while its request is built. */
export class Findings {
	readonly found: Finding[] = [];

	/** Changes made to the input that the person should know of; they travel with the output. */
	readonly notices: string[] = [];

	/** Files of the item that have to be uploaded before its request can be written, by binary field. */
	readonly files = new Map<string, FileReference>();

	/** What may be behind the findings, for the description of a refusal. */
	readonly hints: string[] = [];

	/** Display names of the empty values for which the person leaves the item out. */
	readonly emptyValues = new Set<string>();

	/** Whether the person allows texts that are plainly no value, such as "undefined". */
	placeholdersAllowed = false;

	/** Says what is wrong with a field; the same thing once. */
	add(field: string, what: string, remedy: string): void {
		if (this.found.some((known) => known.field === field && known.what === what)) return;
		this.found.push({ field, what, remedy });
	}

	/** Leaves the item out, because a value of it is empty. */
	leaveOut(field: string): void {
		this.emptyValues.add(field);
	}

	/** Says what was changed; the same thing once. */
	notice(text: string): void {
		if (!this.notices.includes(text)) this.notices.push(text);
	}
}

/** A value in the words of a finding: in quotes, cut where it is long; what has no short form by its kind. */
export function quoted(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null && !(value instanceof Date)) return 'an object';
	const words = String(value);
	return `"${words.length > 100 ? `${words.slice(0, 100)}…` : words}"`;
}

/** All findings of an item as one message and one description for the editor. */
export function describeFindings(found: readonly Finding[]): { message: string; description: string } {
	const unique = <T>(values: T[]) => [...new Set(values)];
	return {
		message: unique(found.map(({ field, what }) => `${field} ${what}`)).join('; '),
		description: unique(found.map(({ remedy }) => remedy)).join(' '),
	};
}
