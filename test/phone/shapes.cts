import type { Pattern } from './pattern.cts';

/**
 * What is kept of an expression: the first two digits of its numbers, and how many digits they have.
 * As text, `49:11` for numbers of eleven digits that begin with 49.
 */
export type Shapes = ReadonlySet<string>;

const kept = 2;
const maxLength = 15;

const shape = (beginning: string, length: number) => `${beginning}:${length}`;

function parts(text: string): [beginning: string, length: number] {
	const [beginning = '', length = ''] = text.split(':');
	return [beginning, Number(length)];
}

/** The shapes of one expression followed by another. */
function joined(first: Shapes, second: Shapes): Shapes {
	const followers = [...second].map(parts);
	// Behind a beginning that is complete only the length counts.
	const lengths = [...new Set(followers.map(([, length]) => length))].map((length) => ['', length] as const);
	const both = new Set<string>();
	for (const [beginning, length] of [...first].map(parts)) {
		for (const [next, more] of beginning.length === kept ? lengths : followers) {
			if (length + more <= maxLength) both.add(shape((beginning + next).slice(0, kept), length + more));
		}
	}
	return both;
}

const nothing: Shapes = new Set([shape('', 0)]);

/** The shapes of an expression. */
export function shapesOf(pattern: Pattern): Shapes {
	if ('digits' in pattern) return new Set([...pattern.digits].map((digit) => shape(digit, 1)));
	if ('either' in pattern) return new Set(pattern.either.flatMap((one) => [...shapesOf(one)]));
	if ('sequence' in pattern) return pattern.sequence.map(shapesOf).reduce(joined, nothing);
	const once = shapesOf(pattern.repeated);
	const all = new Set<string>();
	let repeated = nothing;
	for (let times = 0; times <= pattern.most; times++) {
		if (times > 0) repeated = joined(repeated, once);
		if (times >= pattern.fewest) for (const one of repeated) all.add(one);
	}
	return all;
}

/** Numbers as runs: 1, 2, 3, 7 gives `1-3,7`. `next` gives what follows on one in a run. */
function runs(values: readonly string[], next: (value: string) => string): string {
	const found: [first: string, last: string][] = [];
	for (const value of values) {
		const run = found.at(-1);
		if (run && next(run[1]) === value) run[1] = value;
		else found.push([value, value]);
	}
	return found.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(',');
}

const following = (value: string) => String(Number(value) + 1).padStart(value.length, '0');

/** Beginnings in which ten of a kind, 60 to 69, are one shorter: 6. */
function shortened(beginnings: readonly string[]): string[] {
	const tens = [...'0123456789'].filter((ten) => beginnings.filter(([first]) => first === ten).length === 10);
	const others = beginnings.filter(([first]) => !tens.includes(first!));
	return [...tens, ...others].sort((one, other) =>
		one.padEnd(kept, '0').localeCompare(other.padEnd(kept, '0')),
	);
}

/**
 * Shapes as a column of the table: lengths, colon, beginnings; `10:16,6-9;8-13:18`.
 *
 * @param most How many digits there may be; what is longer is left out.
 */
export function column(shapes: Shapes, most: number): string {
	const lengths = new Map<string, number[]>();
	for (const [beginning, length] of [...shapes].map(parts)) {
		if (length <= most) lengths.set(beginning, [...(lengths.get(beginning) ?? []), length]);
	}
	const beginnings = new Map<string, string[]>();
	for (const beginning of [...lengths.keys()].sort()) {
		const counts = lengths.get(beginning)!.sort((one, other) => one - other);
		const key = runs(counts.map(String), following);
		beginnings.set(key, [...(beginnings.get(key) ?? []), beginning]);
	}
	return [...beginnings].map(([key, all]) => `${key}:${runs(shortened(all), following)}`).join(';');
}
