/**
 * The small regular expressions in which libphonenumber describes numbers: digits, `\d`, classes, groups,
 * alternatives and counts.
 */
export type Pattern =
	| { readonly digits: string }
	| { readonly either: readonly Pattern[] }
	| { readonly sequence: readonly Pattern[] }
	| { readonly repeated: Pattern; readonly fewest: number; readonly most: number };

const everyDigit = '0123456789';

/** Reads an expression; throws where it is none of the small ones. */
export function readPattern(source: string): Pattern {
	let at = 0;
	const take = (expression: RegExp) => {
		expression.lastIndex = at;
		const found = expression.exec(source);
		if (found) at = expression.lastIndex;
		return found;
	};

	function either(): Pattern {
		const all = [sequence()];
		while (take(/\|/y)) all.push(sequence());
		return all.length === 1 ? all[0]! : { either: all };
	}
	function sequence(): Pattern {
		const parts: Pattern[] = [];
		while (at < source.length && !'|)'.includes(source[at]!)) parts.push(counted(single()));
		return { sequence: parts };
	}
	function single(): Pattern {
		if (take(/\((?:\?:)?/y)) {
			const inner = either();
			if (!take(/\)/y)) throw new Error(`A bracket is open in ${source}`);
			return inner;
		}
		if (take(/\\d/y)) return { digits: everyDigit };
		const [, digit] = take(/(\d)/y) ?? [];
		if (digit !== undefined) return { digits: digit };
		const [, members] = take(/\[([\d-]+)\]/y) ?? [];
		if (members === undefined) throw new Error(`Unknown at ${at} in ${source}`);
		return { digits: [...everyDigit].filter((one) => new RegExp(`[${members}]`).test(one)).join('') };
	}
	function counted(repeated: Pattern): Pattern {
		if (take(/\?/y)) return { repeated, fewest: 0, most: 1 };
		const [count, fewest, most = fewest] = take(/\{(\d+)(?:,(\d+))?\}/y) ?? [];
		return count === undefined ? repeated : { repeated, fewest: Number(fewest), most: Number(most) };
	}

	const pattern = either();
	if (at < source.length) throw new Error(`More than expected at ${at} in ${source}`);
	return pattern;
}

/** A number that the expression describes; every alternative is as likely as the others. `random` gives 0 to 1. */
export function numberOf(pattern: Pattern, random: () => number): string {
	const below = (limit: number) => Math.floor(random() * limit);
	if ('digits' in pattern) return pattern.digits[below(pattern.digits.length)]!;
	if ('either' in pattern) return numberOf(pattern.either[below(pattern.either.length)]!, random);
	if ('sequence' in pattern) return pattern.sequence.map((part) => numberOf(part, random)).join('');
	const times = pattern.fewest + below(pattern.most - pattern.fewest + 1);
	return Array.from({ length: times }, () => numberOf(pattern.repeated, random)).join('');
}
