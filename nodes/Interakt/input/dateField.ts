import { DateTime } from 'luxon';

import { isObject } from '../shared/isObject';
import { choice } from './choice';
import { countryOfItem } from './country';
import { type DateSettings, isoText, type Moment, readMoment, utcText } from './date';
import { type DayMonthOrder, type DayMonthSetting, dayMonthSettings, otherOrder } from './dateDay';
import { quoted } from './findings';
import { onlyEntry } from './inside';
import { collection, type Parameters } from './parameters';

/** What a field says of a time that names no zone. */
export const zoneHint = 'A time without a zone is in the Time Zone of the credential, else of the workflow';

const orderField = 'Day and Month Order';
const words: Readonly<Record<DayMonthOrder, string>> = { dayFirst: 'day first', monthFirst: 'month first' };

/** The end of a name that says that its times are in UTC, with the marks that an expression or a label has behind it. */
const meansUtc = /(?:[_\s-](?:gmt|utc|GMT|UTC)|[a-z](?:GMT|UTC|Gmt|Utc))["'\]\s}]{0,9}$/;

/**
 * Reads the date of a field, with the settings of the item. A notice tells what was guessed; a guess that another
 * item of the run contradicts becomes a finding.
 *
 * A field whose name ends in `_gmt` or `_utc` means UTC.
 *
 * @param field Display name, with what tells one of several apart: `Trait "born"`.
 * @param names What may say that the time is in UTC: the field's name, the expression that names the column.
 * @returns nothing when the value is no date: what that means is up to the field.
 */
export function readDate(
	value: unknown,
	field: string,
	parameters: Parameters,
	names: readonly string[] = [field],
): Moment | undefined {
	const isUtc = names.some((name) => meansUtc.test(name.slice(-200)));
	const settings = settingsOf(parameters, isUtc ? 'UTC' : parameters.timeZone);
	const moment = readMoment(onlyEntry(value), settings);
	if (moment === undefined) return undefined;
	if (moment.withoutZone && !isUtc) {
		parameters.findings.notice(`${field}: the time has no zone, so it was read in ${parameters.timeZone}`);
	}
	tellGuesses(moment, value, field, settings, parameters);
	return moment;
}

/** Like `readDate`, where a value that is no date is refused. */
export function requireDate(
	value: unknown,
	field: string,
	parameters: Parameters,
	remedy = 'Write it like 2026-01-31 or 2026-01-31T17:00.',
	names: readonly string[] = [field],
): Moment | undefined {
	const moment = readDate(value, field, parameters, names);
	if (moment === undefined) parameters.findings.add(field, `${shown(value)} is not a date`, remedy);
	return moment;
}

/** `createdAt` as UTC ISO 8601 (S2), or nothing when it was not given. */
export function readCreatedAt(value: unknown, parameters: Parameters): { createdAt?: string } {
	if (value === undefined || value === null || value === '') return {};
	const typed = parameters.raw?.('additionalFields');
	const source = isObject(typed) && typeof typed.createdAt === 'string' ? [typed.createdAt] : [];
	const moment = requireDate(value, 'Created At', parameters, 'Write it like 2026-01-31T17:00.', source);
	return moment ? { createdAt: utcText(moment) } : {};
}

type Settings = DateSettings & { readonly dayMonthOrder: DayMonthSetting };

/** Settings that are read only when a date leaves something open. */
function settingsOf(parameters: Parameters, timeZone: string): Settings {
	let order: DayMonthSetting | undefined;
	return {
		timeZone,
		get dayMonthOrder() {
			return (order ??= dayMonthOrderOf(parameters));
		},
		get country() {
			return countryOfItem(parameters);
		},
	};
}

/** Day and Month Order (`fields/shared.ts`) stands among the optional fields, whatever an operation calls them. */
function dayMonthOrderOf(parameters: Parameters): DayMonthSetting {
	const given = ['additionalFields', 'filters', 'options']
		.map((name) => collection(parameters, name).dayMonthOrder)
		.find((value) => value !== undefined);
	return choice(given, orderField, dayMonthSettings, parameters.findings) ?? 'automatic';
}

function tellGuesses(
	moment: Moment,
	value: unknown,
	field: string,
	settings: Settings,
	{ findings, dateOrders }: Parameters,
): void {
	const { order, ambiguous, shortYear } = moment;
	const read = `${shown(value)} was read as ${isoText(moment)}`;
	if (shortYear) findings.notice(`${field}: ${read}; write the year with four digits to be sure`);
	if (order === undefined) return;
	if (!ambiguous) dateOrders?.show(field, order);
	const setting = settings.dayMonthOrder;
	if (setting !== 'automatic') {
		if (order !== setting) findings.notice(`${field}: ${read}, because it is no date ${words[setting]}`);
		return;
	}
	if (!ambiguous) return;
	dateOrders?.guess(field, order);
	if (dateOrders?.contradicts(field, order)) {
		findings.add(
			field,
			`${shown(value)} may be ${words[order]} or, as the date of another item, ${words[otherOrder(order)]}`,
			`Choose Day First or Month First under ${orderField}.`,
		);
		return;
	}
	findings.notice(`${field}: ${read}, ${words[order]}; choose the order under ${orderField} to be sure`);
}

/** A value as a message shows it. */
const shown = (value: unknown) => quoted(DateTime.isDateTime(value) ? String(value) : value);
