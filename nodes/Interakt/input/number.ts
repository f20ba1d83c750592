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

const isCurrency = (word: string) =>
	/^(?:rs\.?|\p{Sc})$/iu.test(word) || (word.length === 3 && currencyCodes().has(word.toUpperCase()));

/** A currency before the digits, with a sign on either side of it, or behind them. */
const withCurrency =
	/^([+-]?) ?(rs\.?|\p{Sc}|[a-z]{3}) ?([+-]?[\d.,]+)(?: ?\/-)?$|^([+-]?[\d.,]+) ?(rs\.?|\p{Sc}|[a-z]{3})$/iu;

/** Thousands in groups of three, or as in India of two, with a point for decimals; and points for groups, a comma for decimals. */
const grouped = /^[+-]?(?:\d{1,3}(?:,\d{3}){1,10}|\d{1,2}(?:,\d\d){1,10},\d{3})(?:\.\d{1,20})?$/;
const groupedByPoints = /^[+-]?\d{1,3}(?:\.\d{3}){1,10},\d{1,2}$/;

/**
 * A number without the currency and the grouping that people and shops write: `₹1,49,900.50`, `INR 1499`, `1.499,00`.
 * Where a comma may be the decimal one (`1,499`, `12,50`) it stays as it is; where money is meant, as in `Rs. 1,499`,
 * it is a thousand. Money whose point may be one of thousands (`€1.499`) is nothing.
 *
 * @param isAmount Whether money is meant, also without a currency.
 */
function withoutGrouping(given: string, isAmount: boolean): string {
	const text = given.normalize('NFKC').replace(/\s+/gu, ' ').trim();
	const [, sign = '', before = '', behind, ahead, after = ''] = withCurrency.exec(text) ?? [];
	const hasCurrency = isCurrency(before) || isCurrency(after);
	const digits = hasCurrency ? `${sign}${behind ?? ahead ?? ''}` : text;
	const isMoney = isAmount || hasCurrency;
	if (groupedByPoints.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
	const isOpen = !isMoney && /^[+-]?\d{1,3},\d{3}$/.test(digits);
	if (grouped.test(digits) && !isOpen) return digits.replaceAll(',', '');
	// One to three digits, a point and three more may be thousands, where money is meant.
	return isMoney && /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(digits) ? '' : digits;
}

/** An amount of money as shops write it: `1,499.00`, `₹1,49,900.50`, `1.499,00 EUR`; nothing when it is none. */
export function amountOf(value: unknown): number | undefined {
	if (typeof value === 'string' && value.length > maxLength) return undefined;
	const amount = parse(typeof value === 'string' ? withoutGrouping(value, true) : value);
	return Number.isFinite(amount) ? amount : undefined;
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
	const text = value.trim();
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
			? withoutGrouping(value, false)
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
