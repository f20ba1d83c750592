let codes: ReadonlySet<string> | undefined;

/** Codes of the currencies that have two decimal places or none: three digits behind a comma are thousands there. */
function currencyCodes(): ReadonlySet<string> {
	codes ??= new Set(
		Intl.supportedValuesOf('currency').filter((currency) => {
			const format = new Intl.NumberFormat('en', { style: 'currency', currency });
			return (format.resolvedOptions().maximumFractionDigits ?? 2) < 3;
		}),
	);
	return codes;
}

/** Letters in front of a dollar, and short names of currencies that are no codes; behind each, what it may be. */
const currencyMarks: Readonly<Record<string, readonly string[]>> = {
	rs: ['INR', 'PKR', 'LKR', 'NPR', 'MUR', 'SCR'],
	us$: ['USD'],
	a$: ['AUD'],
	au$: ['AUD'],
	c$: ['CAD'],
	ca$: ['CAD'],
	hk$: ['HKD'],
	nt$: ['TWD'],
	nz$: ['NZD'],
	r$: ['BRL'],
	s$: ['SGD'],
	rm: ['MYR'],
	rp: ['IDR'],
	kr: ['DKK', 'NOK', 'SEK', 'ISK'],
	dhs: ['AED', 'MAD'],
};

const markOf = (word: string) => currencyMarks[word.toLowerCase().replace(/\.$/, '')];

/** Whether a word beside digits is a currency. One of three decimal places is known only where it is meant. */
export const isCurrency = (word: string, code?: string): boolean =>
	/^\p{Sc}$/u.test(word) ||
	markOf(word) !== undefined ||
	(word.length === 3 && (currencyCodes().has(word.toUpperCase()) || word.toUpperCase() === code));

/** Whether what stands beside an amount can mean the currency of the code: its code, its mark or its sign. */
export function isOfCurrency(word: string, code: string): boolean {
	const marks = markOf(word);
	if (marks) return marks.includes(code);
	if (!/^\p{Sc}$/u.test(word)) return word.toUpperCase() === code;
	const format = new Intl.NumberFormat('en', {
		style: 'currency',
		currency: code,
		currencyDisplay: 'narrowSymbol',
	});
	const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? '';
	// Where Intl has no sign of its own for the currency, nothing speaks against another one.
	return sign === word || !/\p{Sc}/u.test(sign);
}

/** Whether two words beside one amount, a sign or a mark and a code, mean different currencies; also where it is not known. */
export const contradict = (before: string, code: string): boolean =>
	before !== '' && code !== '' && !(/^[a-z]{3}$/i.test(code) && isOfCurrency(before, code.toUpperCase()));

/** What can be a currency beside digits, for a regular expression without regard to case. */
export const currencyWord = String.raw`(rs\.?|rp\.?|rm|kr\.?|dhs\.?|[a-z]{0,2}\p{Sc}|[a-z]{3})`;

/** How many decimal places a currency has. */
export const decimalsOf = (currency: string): number =>
	new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
