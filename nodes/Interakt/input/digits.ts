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
