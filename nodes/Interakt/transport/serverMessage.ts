import { isObject } from '../shared/isObject';
import type { Reply } from './reply';

/** Bounds of what is read of a body, whatever a server sends. */
const mostLetters = 500;
const mostTexts = 20;
const mostDepth = 6;
const mostMembers = 200;

/** Members that hold words, most telling first. The words of the second row only count when the first has none. */
const telling = ['message', 'messages', 'msg', 'errors', 'detail', 'details', 'non_field_errors'];
const general = [
	'error',
	'error_message',
	'errorMessage',
	'error_description',
	'reason',
	'description',
	'title',
];

/** Members of an answer that never say what is wrong. */
const envelope = new Set([
	'result',
	'success',
	'ok',
	'status',
	'statusCode',
	'code',
	'type',
	'id',
	'timestamp',
	'path',
	'data',
]);

/** A text in one line, without Interakt's way of beginning it. */
const line = (text: string) =>
	text
		.slice(0, mostLetters)
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^Please correct the following error ?- ?/i, '');

/** Collects the words of a body, within the bounds. */
class Words {
	private readonly texts = new Set<string>();
	private members = 0;

	get text(): string {
		return [...this.texts].join('; ').slice(0, mostLetters);
	}

	/**
	 * Takes whatever stands where words are expected: a text, a list of them, or an object by field.
	 *
	 * @param field Which field it is about, where the body says so.
	 */
	take(value: unknown, field = '', depth = 0): void {
		if (depth > mostDepth || this.texts.size >= mostTexts || ++this.members > mostMembers) return;
		if (typeof value === 'string') {
			const words = line(value);
			if (words !== '' && !words.startsWith('<')) this.texts.add(field === '' ? words : `${field}: ${words}`);
		} else if (Array.isArray(value)) {
			for (const one of value.slice(0, mostTexts)) this.take(one, field, depth + 1);
		} else if (isObject(value)) {
			this.takeObject(value, field, depth);
		}
	}

	private takeObject(value: Readonly<Record<string, unknown>>, field: string, depth: number): void {
		const { size } = this.texts;
		for (const name of telling) this.take(value[name], field, depth + 1);
		for (const name of general) if (this.texts.size === size) this.take(value[name], field, depth + 1);
		if (this.texts.size > size) return;
		const named = Object.keys(value)
			.slice(0, mostMembers)
			.filter((name) => !envelope.has(name));
		for (const name of named) this.take(value[name], line(name), depth + 1);
	}
}

/**
 * The server's own words, wherever its body has them: `message` as a text or a list (contract §1), and whatever else
 * servers and the proxies before them use, such as `detail`, `errors` by field or `error.message`. Of a body of any size only
 * the beginning is read.
 *
 * @returns Nothing but '' for a web page, or when there are no words.
 */
export function serverMessage({ body }: Pick<Reply, 'body'>): string {
	const words = new Words();
	words.take(body);
	return words.text;
}
