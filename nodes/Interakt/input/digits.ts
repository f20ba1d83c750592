/** Decimal digits of any script (Devanagari, Arabic, full width …) as 0 to 9; all else stays. */
export function plainDigits(text: string): string {
	return text.replace(/(?!\d)\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0)));
}

/** Unicode has the ten digits of a script in a row, so a digit is as far from the zero as it is worth. */
function valueOf(codePoint: number): number {
	let value = 0;
	while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(codePoint - value - 1))) value++;
	return value;
}

/**
 * A text in its usual characters, full width ones as narrow ones. A raised or a circled digit, such as the mark of a
 * footnote, is none of the number that it stands behind: `5²` is not 52.
 */
export const usualCharacters = (text: string): string => text.replace(/\p{No}/gu, '?').normalize('NFKC');
