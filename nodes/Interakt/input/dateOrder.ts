/** Which of two numbers in front of a year is the day: `31/01/2026` or `01/31/2026`. */
export type DayMonthOrder = 'dayFirst' | 'monthFirst';

/** The values of the field Day and Month Order (`fields/shared.ts`). */
export const dayMonthSettings = ['automatic', 'dayFirst', 'monthFirst'] as const;
export type DayMonthSetting = (typeof dayMonthSettings)[number];

const monthFirstCountries: readonly string[] = ['1', 'us', 'usa', 'unitedstates'];

/**
 * The order in which a country writes dates: month first in the United States, day first elsewhere.
 *
 * @param country e.g. `+91`, or `US`; the calling code +1 counts as the United States.
 */
export function usualOrder(country: string): DayMonthOrder {
	const plain = country.toLowerCase().replace(/[^a-z\d]|^0+/g, '');
	return monthFirstCountries.includes(plain) ? 'monthFirst' : 'dayFirst';
}

export const otherOrder = (order: DayMonthOrder): DayMonthOrder =>
	order === 'dayFirst' ? 'monthFirst' : 'dayFirst';

/**
 * The orders of day and month that the items of a run show, by field. A date that may be read both ways cannot be
 * trusted where another item has the other order in the same field; that is known for all items only when all
 * have been read, so items are read again when `isMixed`.
 */
export class DateOrders {
	/** Orders that can be meant only one way, and those that were guessed, as `order field`. */
	private readonly shown = new Set<string>();
	private readonly guessed = new Map<string, { field: string; order: DayMonthOrder }>();

	/** A date of this field can only be meant in this order. */
	show(field: string, order: DayMonthOrder): void {
		this.shown.add(`${order} ${field}`);
	}

	/** A date of this field may be meant in both orders, and was read in this one. */
	guess(field: string, order: DayMonthOrder): void {
		this.guessed.set(`${order} ${field}`, { field, order });
	}

	/** Whether a date of this field that was read in this order may well be meant in the other one. */
	contradicts(field: string, order: DayMonthOrder): boolean {
		return this.shown.has(`${otherOrder(order)} ${field}`);
	}

	/** Whether the orders of any guessed date are contradicted. */
	get isMixed(): boolean {
		return [...this.guessed.values()].some(({ field, order }) => this.contradicts(field, order));
	}
}
