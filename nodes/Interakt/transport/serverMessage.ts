import { jsonIn } from '../shared/jsonIn';
import { isObject } from '../shared/isObject';
import type { Reply } from './reply';

/** Bounds of what is read of a body, whatever a server sends. */
const mostLetters = 500;
const mostTexts = 20;
const mostDepth = 6;
const mostMembers = 200;
const mostPacked = 10_000;

/** Members that hold words, most telling first. The words of the second row only count when the first has none. */
const telling = [
	'message',
	'messages',
	'msg',
	'defaultMessage',
	'errors',
	'detail',
	'details',
	'issues',
	'violations',
	'validation',
	'invalid-params',
	'non_field_errors',
	'faultstring',
	'error_user_msg',
	'error_data',
];
const general = [
	'error',
	'error_message',
	'errorMessage',
	'error_description',
	'err',
	'reason',
	'description',
	'title',
];
/** What a whole answer may be wrapped in; its words only count when there are none around it. */
const wrappers = ['data', 'result', 'response', 'fault'];

/** Members that say which field a refusal is about, as a name or as a way to it. */
const fieldNames = ['field', 'param', 'path', 'property', 'propertyPath', 'attribute', 'loc'];

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

/** Whether an object has a member that holds words by its name. */
const hasWords = (value: Readonly<Record<string, unknown>>): boolean =>
	[...telling, ...general].some((name) => Object.hasOwn(value, name));

/** A text in one line, without Interakt's way of beginning it. */
const line = (text: string) =>
	text
		.slice(0, mostLetters)
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^Please correct the following error ?- ?/i, '');

/** The field that a refusal is about, where it says so beside its words; no address, and nothing of the place that all share. */
function fieldIn(value: Readonly<Record<string, unknown>>): string | undefined {
	for (const given of fieldNames.map((name) => value[name])) {
		const parts = (Array.isArray(given) ? given.slice(0, mostDepth) : [given]).filter(
			(part) => part !== 'body',
		);
		const name =
			parts.every((part) => typeof part === 'string' || typeof part === 'number') && parts.join('.');
		if (name && name.length <= 100 && !/[/\s]/.test(name)) return name;
	}
	return undefined;
}

/** The JSON that some text is, for words that a server passes on as it got them; the text itself when it is none. */
const unpacked = (text: string): unknown =>
	/^\s*[[{]/.test(text) && text.length <= mostPacked ? jsonIn(text) : text;

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
			const inner = unpacked(value);
			if (typeof inner !== 'string') return this.take(inner, field, depth + 1);
			const words = line(inner);
			const isNamed = field === '' || words.includes(field);
			if (words !== '' && !words.startsWith('<')) this.texts.add(isNamed ? words : `${field}: ${words}`);
		} else if (Array.isArray(value)) {
			for (const one of value.slice(0, mostTexts)) this.take(one, field, depth + 1);
		} else if (isObject(value)) {
			this.takeObject(value, field, depth);
		}
	}

	private takeObject(value: Readonly<Record<string, unknown>>, around: string, depth: number): void {
		const { size } = this.texts;
		const field = fieldIn(value) ?? around;
		for (const name of telling) this.take(value[name], field, depth + 1);
		for (const name of general) if (this.texts.size === size) this.take(value[name], field, depth + 1);
		for (const name of wrappers) {
			const inner = value[name];
			if (this.texts.size === size && isObject(inner) && hasWords(inner)) this.take(inner, field, depth + 1);
		}
		if (this.texts.size > size) return;
		const named = Object.keys(value)
			.slice(0, mostMembers)
			.filter((name) => !envelope.has(name) && (field === around || !fieldNames.includes(name)));
		for (const name of named)
			this.take(value[name], [around, line(name)].filter(Boolean).join('.'), depth + 1);
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
