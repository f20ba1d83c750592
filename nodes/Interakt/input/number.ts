import { contradict, currencyWord, decimalsOf, isCurrency, isOfCurrency } from './currency';
import { plainDigits, usualCharacters } from './digits';
import { type Findings, quoted } from './findings';

/** Digits with a point for decimals, perhaps with an exponent, as spreadsheets write it. */
const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Longest text of a number: what has more digits than a number can hold is refused anyway. */
const maxLength = 60;

/** Whether a number has lost digits: beyond 2^53 the last ones are no longer those that were given. */
export const losesDigits = (value: number): boolean => Math.abs(value) > Number.MAX_SAFE_INTEGER;

/** What to do about a number that has lost digits. */
export const giveAsText = 'Give it as text, in quotes, where it comes from.';

/** Whole numbers as they are, others with the 15 digits that a number holds for certain: 0.1 + 0.2 is 0.3. */
export const rounded = (value: number): number =>
	Number.isInteger(value) ? value : Number(value.toPrecision(15));

/** A number as people write it, without an exponent: `0.3`, `0.0000001`. */
export function plainNumber(value: number): string {
	const exact = rounded(value);
	const text = String(exact);
	const [, exponent] = text.split('e-');
	if (exponent === undefined) return text;
	// All the digits that are certain, and no more.
	return exact.toFixed(Math.min(100, Number(exponent) + 14)).replace(/0{1,100}$/, '');
}

/** A currency before the digits, with a sign on either side of it, or behind them, or both: `$1,499.00 USD`. */
const withCurrency = new RegExp(
	String.raw`^([+-]?) ?${currencyWord} ?([+-]?[\d.,' ]+?)(?: ?${currencyWord})?$|^([+-]?[\d.,' ]+?) ?${currencyWord}$`,
	'iu',
);

/** Thousands in groups of three, or as in India of two, with a point for decimals; and points for groups, a comma for decimals. */
const grouped = /^[+-]?(?:\d{1,3}(?:,\d{3}){1,10}|\d{1,2}(?:,\d\d){1,10},\d{3})(?:\.\d{1,20})?$/;
const groupedByPoints = /^[+-]?\d{1,3}(?:(?:\.\d{3}){1,10},\d{1,2}|(?:\.\d{3}){2,10})$/;
/** Blanks or apostrophes between groups, as in France and Switzerland. */
const groupedOtherwise = /^[+-]?\d{1,3}(?:[ ']\d{3}){1,10}(?:[.,]\d{1,2})?$/;

/** A number as it is typed: with plain digits, signs and blanks, without the `/-` that ends an amount in India. */
const plainText = (given: string) =>
	plainDigits(usualCharacters(given))
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/gu, ' ')
		.replace(/\u2212/g, '-')
		.replace(/[’‘]/g, "'")
		.trim();

interface WrittenAmount {
	/** With a point for decimals and nothing else; empty where that cannot be told. */
	readonly digits: string;
	/** What is written beside it: `₹`, `INR`, `Rs.`; empty where nothing is. */
	readonly currency: string;
}

/**
 * A number without the currency and the grouping that people and shops write: `₹1,49,900.50`, `INR 1499`, `1.499,00`.
 * Where a comma may be the decimal one (`1,499`, `12,50`) it stays as it is; where money is meant, as in `Rs. 1,499`,
 * it is a thousand. Money whose point may be one of thousands (`€1.499`) is nothing.
 *
 * @param code Of the currency that is meant, where money is meant also without one beside the digits.
 */
function withoutGrouping(given: string, code?: string): WrittenAmount {
	const text = plainText(given).replace(/(?<=\d) ?\/-$/, '');
	const [, sign = '', before = '', behind, closing = '', ahead, after = ''] = withCurrency.exec(text) ?? [];
	const written = [before, closing, after].filter((word) => word !== '');
	const isMeant = written.every((word) => isCurrency(word, code)) && !contradict(before, closing);
	const currency = (isMeant && (closing || written[0])) || '';
	const digits = currency === '' ? text : `${sign}${behind ?? ahead ?? ''}`.trim();
	const isMoney = code !== undefined || currency !== '' || text !== plainText(given);
	const read = (plain: string): WrittenAmount => ({ digits: plain, currency });
	if (groupedByPoints.test(digits)) return read(digits.replaceAll('.', '').replace(',', '.'));
	if (groupedOtherwise.test(digits)) return read(digits.replace(/[ ']/g, '').replace(',', '.'));
	const isOpen = !isMoney && /^[+-]?\d{1,3},\d{3}$/.test(digits);
	if (grouped.test(digits) && !isOpen) return read(digits.replaceAll(',', ''));
	// One to three digits, a point and three more may be thousands, where money is meant whose decimals are two or none.
	const isEither = isMoney && decimalsOf(code ?? 'INR') < 3 && /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(digits);
	return read(isEither ? '' : digits);
}

/**
 * An amount of money as shops write it: `1,499.00`, `₹1,49,900.50`, `1.499,00 EUR`; nothing when it is none.
 *
 * @param code Of the currency that is meant.
 * @returns `otherCurrency` where another one is written beside it.
 */
export function amountOf(value: unknown, code: string): number | { otherCurrency: string } | undefined {
	if (typeof value === 'string' && value.length > maxLength) return undefined;
	const written = typeof value === 'string' ? withoutGrouping(value, code) : undefined;
	const amount = parse(written ? written.digits : value);
	if (amount === undefined || !Number.isFinite(amount)) return undefined;
	const currency = written?.currency ?? '';
	return currency === '' || isOfCurrency(currency, code) ? amount : { otherCurrency: currency };
}

export interface NumberRules {
	/** Whether a currency and groups of digits may be written, as people and shops do. */
	readonly written?: boolean;
	/** Whether decimals are refused. */
	readonly whole?: boolean;
	readonly min?: number;
	readonly max?: number;
}

function parse(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value === 'bigint') return Number(value);
	if (typeof value !== 'string' || value.length > maxLength + 20) return undefined;
	const text = plainText(value);
	return text.length <= maxLength && written.test(text) ? Number(text) : undefined;
}

/**
 * Reads a number, or text that is written like one; anything else becomes a finding.
 *
 * @param field Display name of the field.
 * @returns nothing when nothing was given, or when there is a finding.
 */
export function readNumber(
	value: unknown,
	field: string,
	findings: Findings,
	{ whole = false, written: isWritten = false, min = -Infinity, max = Infinity }: NumberRules = {},
): number | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const read = parse(
		isWritten && typeof value === 'string' && value.length <= maxLength
			? withoutGrouping(value).digits
			: value,
	);
	if (read === undefined || !Number.isFinite(read)) {
		findings.add(
			field,
			`${quoted(value)} is not a number`,
			'Write digits with a point for decimals, like 1999.50.',
		);
		return undefined;
	}
	if (losesDigits(read)) {
		findings.add(field, `${quoted(value)} has more digits than a number can hold`, giveAsText);
		return undefined;
	}
	if ((whole && !Number.isInteger(read)) || read < min || read > max) {
		const least = min === -Infinity ? '' : ` of at least ${min}`;
		const most = max === Infinity ? '' : `${least === '' ? ' of' : ' and'} at most ${max}`;
		findings.add(
			field,
			`${quoted(value)} is not one of its numbers`,
			`Give a ${whole ? 'whole ' : ''}number${least}${most}.`,
		);
		return undefined;
	}
	return rounded(read);
}
