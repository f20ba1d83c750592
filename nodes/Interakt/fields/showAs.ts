import { DateTime } from 'luxon';

import { readBoolean } from '../input/boolean';
import { choice } from '../input/choice';
import { countryCodeOf, countryOfItem, usualCountryCode } from '../input/country';
import { readDate } from '../input/dateField';
import { type Findings, quoted } from '../input/findings';
import { onlyEntry } from '../input/inside';
import { languageCode } from '../input/language';
import { numberingPlan } from '../input/numberingPlan';
import { type Parameters, rows, type Values } from '../input/parameters';
import { isNoName } from '../input/personName';
import { isInvisible, wholePlaceholders } from '../input/placeholder';
import {
	gapIn,
	machineTextIn,
	momentText,
	readableLists,
	showList,
	shows,
	type ShowSettings,
} from '../input/readable';
import { shownText, text, trimmed, type TextRules } from '../input/text';
import { cleanWhiteSpace, type WhiteSpace } from '../input/whiteSpace';

const showNames = Object.fromEntries(Object.entries(shows).map(([value, { name }]) => [value, name]));
/** The choices of Show As, with their names. */
export const showChoices = { asGiven: 'As Given', ...showNames } as Readonly<
	Record<'asGiven' | keyof typeof shows, string>
>;
/** The choices of If Empty, with their names. */
export const emptyChoices = {
	leaveOut: 'Leave Out the Item',
	refuse: 'Refuse the Item',
	text: 'Send a Text',
} as const;

/** A value of a template, and where it belongs. */
export interface TemplateValue extends TextRules {
	/** Display name of its field. */
	readonly label: string;
	/** Other names by which a row of Show As may mean it, such as the number of a variable. */
	readonly names?: readonly string[];
	/** Whether it is part of an address or a code, and so only shown in another way where a row says so. */
	readonly isCode?: boolean;
	/** Where it comes from: the expression that was typed, or the name of its column. */
	readonly source?: string;
}

/** Reads the values of one template. */
export interface ValueReader {
	/** The text that is sent for a value; what is wrong with it becomes a finding. */
	read(given: unknown, value: TemplateValue): string;
	/** Adds a finding for each row of Show As that meant no value; to be called when all have been read. */
	close(): void;
}

/** A name without its case, braces and blanks: `Card 2 {{1}}` and `card 2 1` are alike. */
const plain = (name: string) => name.replace(/[{}\s]/g, '').toLowerCase();

/** The language of a template as Intl names it, with the country of the account where it names none. */
export function localeOf(language: string, countryCode: string): string {
	const locale = new Intl.Locale((languageCode(language) ?? 'en').replace('_', '-'));
	const [region] = numberingPlan((countryCodeOf(countryCode) ?? usualCountryCode).slice(1))?.regions ?? [];
	const isIn = region !== undefined && /^[A-Z]{2}$/.test(region);
	return (locale.region === undefined && isIn ? new Intl.Locale(locale, { region }) : locale).toString();
}

type Kind = keyof typeof showChoices;

const isNameKind = (kind: Kind) => kind === 'name' || kind === 'firstName';
/** Odoo gives false for an empty text. */
const isNameless = (given: unknown) =>
	typeof given === 'boolean' || (typeof given === 'string' && isNoName(given));

interface ShowRow {
	readonly given: Values;
	readonly name: string;
}

const isEmpty = (given: unknown): boolean =>
	given === undefined ||
	given === null ||
	(Array.isArray(given) && given.every(isEmpty)) ||
	(typeof given === 'number' && !Number.isFinite(given)) ||
	(typeof given === 'string' &&
		(isInvisible(given) || (wholePlaceholders as readonly string[]).includes(given.trim())));

/** An empty list is as empty as an empty text. */
const nothing = (given: unknown): unknown => (Array.isArray(given) ? '' : given);

/** What the editor and expressions give as dates. */
const isDate = (given: unknown): given is Date | DateTime =>
	given instanceof Date || DateTime.isDateTime(given);

/**
 * Reads the values of a template as the customer is to read them: by the row of Show As that means them, else dates
 * and lists in words of the language and all else as given, without blanks around it.
 *
 * @param showAs The rows of Show As.
 * @param language Code of the template's language, e.g. `en_US`.
 */
export function valueReader(
	parameters: Parameters,
	{ whiteSpace, showAs, language }: { whiteSpace: WhiteSpace; showAs: unknown; language: string },
): ValueReader {
	const { findings, timeZone } = parameters;
	const shown = rows(showAs).map(
		(given, index): ShowRow => ({
			given,
			name: plain(text(given.variable, `Show As ${index + 1} Variable`, findings)),
		}),
	);
	const meant = new Set<ShowRow>();
	let locale: string | undefined;
	const settingsFor = ({ label, source = '' }: TemplateValue): ShowSettings => ({
		locale: (locale ??= localeOf(language, countryOfItem(parameters))),
		timeZone,
		moment: (value) => readDate(value, label, parameters, [label, source]),
	});

	/** The value in words where it tells by itself what it is; else as it was given. */
	function byItself(given: unknown, value: TemplateValue): unknown {
		const { label } = value;
		if (isDate(given)) {
			const settings = settingsFor(value);
			const moment = settings.moment(given);
			if (moment === undefined) return given;
			const local = 'utc' in moment ? moment.utc.setZone(timeZone) : undefined;
			const words = momentText(moment, settings, local !== undefined && +local !== +local.startOf('day'));
			findings.notice(
				`${label}: the date is shown as "${words}", in the zone ${timeZone}; Show As changes that`,
			);
			return words;
		}
		if (Array.isArray(given)) {
			const list = showList(given);
			if ('text' in list) {
				if (given.length > 1) findings.notice(`${label}: the list is shown as ${quoted(list.text)}`);
				return list.text;
			}
			findings.add(label, list.what, list.remedy);
			return undefined;
		}
		if (typeof given !== 'string' && typeof given !== 'number') return given;
		const words = typeof given === 'string' ? readableLists(given) : given;
		if (words !== given) findings.notice(`${label}: the list in it is shown as ${quoted(words)}`);
		const machine = machineTextIn(trimmed(String(words)));
		if (machine !== undefined) findings.notice(`${label} ${machine}`);
		return words;
	}

	function byRow(given: unknown, row: Values | undefined, kind: Kind, value: TemplateValue): unknown {
		if (kind === 'asGiven') return value.isCode ? given : byItself(given, value);
		const settings = {
			...settingsFor(value),
			currency: currencyOf(row?.currency, findings),
			inMinorUnits: readBoolean(row?.inMinorUnits, 'In Paise or Cents', findings) ?? false,
		};
		const result = shows[kind].show(given, settings);
		if ('text' in result) return result.text;
		findings.add(value.label, result.what, result.remedy);
		return undefined;
	}

	function inPlaceOfNothing(
		given: unknown,
		row: Values | undefined,
		kind: Kind,
		{ label }: TemplateValue,
	): string | undefined {
		const gap = typeof given === 'string' ? gapIn(given) : undefined;
		if (gap === undefined && !isEmpty(given) && !(isNameKind(kind) && isNameless(given))) return undefined;
		const { before, blank, after } = gap ?? { before: '', blank: '', after: '' };
		const wanted = choice(row?.ifEmpty, 'If Empty', emptyChoices, findings);
		if (wanted === 'leaveOut') {
			findings.leaveOut(label);
			return `${before}${after}`;
		}
		if (wanted === 'text') {
			const words = trimmed(shownText(row?.textIfEmpty, 'Text If Empty', findings, { required: true }));
			return `${before}${blank}${words}${after}`;
		}
		if (gap === undefined) return undefined;
		const place =
			after === '' ? `ends in ${quoted(before)}` : `holds ${quoted(`${before}${blank}${after.charAt(0)}`)}`;
		if (wanted === 'refuse') {
			findings.add(
				label,
				`${place}, where its value is empty`,
				'Check that the item has this value, or choose another If Empty.',
			);
			return before;
		}
		findings.notice(`${label} ${place}: its expression may have given nothing there`);
		return undefined;
	}

	return {
		read(given, value) {
			const { label, names = [], required, max } = value;
			const all = [label, ...names].map(plain);
			const own = shown.find(({ name }) => name !== '' && all.includes(name));
			const row = own ?? (value.isCode ? undefined : shown.find(({ name }) => name === '' || name === 'all'));
			if (row) meant.add(row);
			const one = onlyEntry(given);
			const kind = choice(row?.given.showAs, 'Show As', showChoices, findings) ?? 'asGiven';
			const instead = inPlaceOfNothing(one, row?.given, kind, value);
			const before = findings.found.length;
			const words = instead ?? (isEmpty(one) ? nothing(one) : byRow(one, row?.given, kind, value));
			// What is refused already is not told to be empty too.
			if (findings.found.length > before) return '';
			if (instead !== undefined && isInvisible(instead)) return '';
			const rules = { ...(required !== undefined && { required }), ...(max !== undefined && { max }) };
			const read = trimmed(shownText(words, label, findings, rules));
			return cleanWhiteSpace(read, label, whiteSpace, findings);
		},
		close() {
			for (const row of shown) {
				if (meant.has(row) || row.name === '' || row.name === 'all') continue;
				findings.add(
					'Show As',
					`${quoted(row.given.variable)} is no value of this template`,
					'Give the number or the name of a variable, or leave Variable empty for all.',
				);
			}
		},
	};
}

function currencyOf(given: unknown, findings: Findings): string {
	const code = text(given ?? 'INR', 'Currency', findings)
		.trim()
		.toUpperCase();
	if (/^[A-Z]{3}$/.test(code)) return code;
	findings.add(
		'Currency',
		`${quoted(given)} is not the code of a currency`,
		'Write three letters, like INR or USD.',
	);
	return 'INR';
}
