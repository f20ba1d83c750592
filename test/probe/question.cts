import type { Account, Answer } from './account.cts';

/** What an account says to something that the package takes for granted. */
export interface Seen {
	verdict: 'as assumed' | 'otherwise' | 'cannot be told';
	/** What was seen, without a value of the account. */
	words: string;
}

/** Something that no source document states for certain. */
export interface Question {
	/** Short, for reports: `templates: limit`. */
	name: string;
	/** What the package takes for granted. */
	assumed: string;
	/** Who says so: a source (S0 to S4, P, W n), or `guess`. */
	source: string;
	/** What it would change. */
	matters: string;
}

/** A question that the probe puts to an account. */
export interface Answerable extends Question {
	find(account: Account): Promise<Seen>;
}

export const asAssumed = (words: string): Seen => ({ verdict: 'as assumed', words });
export const otherwise = (words: string): Seen => ({ verdict: 'otherwise', words });
export const cannotBeTold = (words: string): Seen => ({ verdict: 'cannot be told', words });

/** An answer in short: `400 JSON: Invalid op`. */
export const inShort = ({ status, kind, words }: Answer): string =>
	`${status === 0 ? 'no answer' : `${status} ${kind}`}${words === '' ? '' : `: ${words}`}`;

/** As assumed when it holds; else otherwise, unless there was no answer of the route at all. */
export const judged = (holds: boolean, answer: Answer, words = inShort(answer)): Seen => {
	if (holds) return asAssumed(words);
	return [0, 429, 500, 502, 503, 504].includes(answer.status) ? cannotBeTold(words) : otherwise(words);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path of an answer's members; nothing when it is not there. */
export const at = (value: unknown, ...path: string[]): unknown =>
	path.reduce<unknown>((found, name) => (isObject(found) ? found[name] : undefined), value);

/** The rows at a path; none when there is no list. */
export const rowsAt = (value: unknown, ...path: string[]): Array<Record<string, unknown>> => {
	const rows = at(value, ...path);
	return Array.isArray(rows) ? rows.filter(isObject) : [];
};

export const isRefusal = ({ status }: Answer): boolean => status >= 400 && status < 500 && status !== 429;
