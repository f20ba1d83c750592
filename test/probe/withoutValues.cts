/**
 * What a report may say of an answer or a webhook: the names of its members and the kinds of their values, never a
 * value. Names that a business gives, such as those of traits, are values too. Only Interakt's own words are kept, with
 * everything taken out that could be about a person or an account.
 */
import { contractDocument } from '../contract/document.cts';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members below which a business chooses the names. */
const ownNames = new Set([
	'traits',
	'callback_data',
	'response_json',
	'custom_fields',
	'variables',
	'attributes',
]);

/** A name as programs give it. Anything else in the place of a name may be a person's. */
const plainName = /^[A-Za-z_][A-Za-z_]{0,39}\d{0,2}$/;

/** Members whose value is one of Interakt's words: what a webhook is about, and states. */
const wordMembers = new Set([
	...['type', 'entityType', 'eventType', 'chat_message_type', 'message_content_type', 'message_status'],
	...['approval_status', 'category', 'header_format', 'channel_type', 'click_type'],
]);
const word = /^[A-Za-z][A-Za-z_ ]{1,39}$/;

/** Every word that the contract document names itself as a value. */
const knownWords = new Set<unknown>();
JSON.stringify(contractDocument, (key, value) => {
	if (key === 'const' && typeof value === 'string') knownWords.add(value);
	if (key === 'enum' && Array.isArray(value)) for (const each of value) knownWords.add(each);
	return value;
});

/** What a webhook is about: a type that no document has is what there is to be learned. */
const subjects = new Set(['type', 'entityType', 'eventType']);

/** JSON in a string as its value; nothing when the text holds neither an object nor a list. */
function parsed(text: string): unknown {
	if (!/^\s*["[{]/.test(text)) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' || typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The kind of a text: the digits of a time become 9, so that its form is seen and not the time. */
function textKind(text: string, name: string, depth: number): string {
	if (text === '') return 'empty text';
	const inner = depth === 0 ? parsed(text) : undefined;
	if (typeof inner === 'string') return 'JSON in a text, encoded twice';
	if (inner !== undefined && inner !== null) return 'JSON in a text';
	if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,12}(Z|[+-]\d\d:?\d\d)?$/.test(text))
		return `time ${text.replace(/\d/g, '9')}`;
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'day';
	if (wordMembers.has(name) && word.test(text) && (knownWords.has(text) || subjects.has(name)))
		return `"${text}"`;
	if (/^https?:\/\//.test(text)) return 'address';
	if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return 'UUID';
	return /^\+?\d+$/.test(text) ? 'digits in a text' : 'text';
}

/** A member's name, or that it is left out. */
const nameFor = (name: string, around: string): string =>
	!ownNames.has(around) && plainName.test(name) ? name : '(name)';

/** The members of a value by their paths, e.g. `data.customers[].id`, with the kinds of value that stand there. */
export function shapeOf(value: unknown): Map<string, Set<string>> {
	const shape = new Map<string, Set<string>>();
	const note = (path: string, kind: string) => {
		const kinds = shape.get(path) ?? new Set();
		shape.set(path, kinds.add(kind));
	};
	const visit = (each: unknown, path: string, name: string, depth: number): void => {
		if (typeof each === 'string') {
			note(path, textKind(each, name, depth));
			const inner = depth < 2 ? parsed(each) : undefined;
			if (inner !== undefined && inner !== null) visit(inner, `${path}{}`, name, depth + 1);
		} else if (Array.isArray(each)) {
			note(path, each.length === 0 ? 'empty list' : 'list');
			for (const item of each.slice(0, 200)) visit(item, `${path}[]`, name, depth);
		} else if (isObject(each)) {
			const names = Object.keys(each);
			note(path, names.length === 0 ? 'empty object' : 'object');
			for (const inside of names) {
				const shown = nameFor(inside, name);
				const next = path === '' ? shown : `${path}.${shown}`;
				// Below a business's own names, all names are its own.
				visit(each[inside], next, shown === '(name)' ? 'traits' : inside, depth);
			}
		} else {
			note(path, each === null ? 'null' : Number.isInteger(each) ? 'integer' : typeof each);
		}
	};
	visit(value, '', '', 0);
	shape.delete('');
	return shape;
}

/** A value whose own names are numbered, for the validators: their findings name the members that they are about. */
export function withPlainNames(value: unknown, around = ''): unknown {
	if (Array.isArray(value)) return value.map((each) => withPlainNames(each, around));
	if (!isObject(value)) return value;
	const members = Object.entries(value).map(([name, each], index) => {
		const plain = nameFor(name, around) === name;
		return [plain ? name : `name_${index + 1}`, withPlainNames(each, plain ? name : 'traits')];
	});
	return Object.fromEntries(members);
}

/** Takes out of Interakt's words what could be about a person or the account. */
export class Remover {
	private readonly secrets = new Set<string>();

	/** @param secrets The key in its forms, the number that is sent to, and the like. */
	constructor(secrets: readonly string[]) {
		for (const secret of secrets) this.add(secret);
	}

	private add(text: string): void {
		if (text.trim().length >= 2) this.secrets.add(text.trim().toLowerCase());
	}

	/** Remembers every text of an account's rows, and every name that a business chose, so that words with them lose them. */
	learn(value: unknown, name = ''): void {
		if (typeof value === 'string') {
			if (!knownWords.has(value) && name !== 'message') this.add(value);
		} else if (Array.isArray(value)) {
			for (const each of value) this.learn(each, name);
		} else if (isObject(value)) {
			for (const [inside, each] of Object.entries(value)) {
				if (ownNames.has(name)) this.add(inside);
				this.learn(each, inside);
			}
		}
	}

	/** Words as they may be published: at most 300 characters, on one line. */
	words(text: string): string {
		let left = text.slice(0, 2_000);
		const longestFirst = [...this.secrets].sort((one, other) => other.length - one.length);
		for (const secret of longestFirst) left = replacedAll(left, secret, '(removed)');
		return left
			.replace(/\S{1,64}@\S{1,255}/g, '(e-mail)')
			.replace(/https?:\/\/\S{1,500}/gi, '(address)')
			.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '(id)')
			.replace(/\S{24,2000}/g, '(long word)')
			.replace(/\+?\d[\d ().-]{3,30}\d/g, '(number)')
			.replace(/[\s|`<>]+/g, ' ')
			.trim()
			.slice(0, 300);
	}
}

/** Replaces a text wherever it stands by itself, in upper or lower case. */
function replacedAll(text: string, wanted: string, replacement: string): string {
	const lower = text.toLowerCase();
	// Another length in lower case would put the places out of step.
	if (lower.length !== text.length) return text.includes(wanted) ? replacement : text;
	let result = '';
	let from = 0;
	for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
		const end = at + wanted.length;
		const isPart = wanted.length < 5 && (isLetter(lower[at - 1]) || isLetter(lower[end]));
		result += text.slice(from, at) + (isPart ? text.slice(at, end) : replacement);
		from = end;
	}
	return result + text.slice(from);
}

const isLetter = (character = '') => /[\p{L}\p{N}]/u.test(character);
