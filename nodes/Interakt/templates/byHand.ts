import type { IDataObject } from 'n8n-workflow';

import { uploadedFile } from '../fields/media';
import type { Findings } from '../input/findings';
import { limits } from '../input/limits';
import { type Parameters, row, rows, type Values } from '../input/parameters';
import { optional, shownText, text } from '../input/text';
import { isGroup } from '../input/inside';
import { addressInside, looksLikeFile, looksLikeUrl, mediaUrl } from '../input/url';
import { suffixOf } from './buttonUrl';
import { bodyValues } from './bodyValues';
import type { PieceDefinition, TemplateDefinition } from './definition';
import { flow } from './flow';
import { orderStatus } from './orderStatus';
import type { ValueReader } from '../fields/showAs';

export interface Reading {
	readonly values: ValueReader;
	readonly findings: Findings;
	readonly parameters: Parameters;
	/** On WhatsApp each card of a carousel needs a header, and the account's list has the template. RCS has neither rule. */
	readonly channel: 'whatsapp' | 'rcs';
	/** Whether the header of the message is a medium; unknown without the template's definition. */
	readonly mediaHeader?: boolean | undefined;
	/** The template as the account has it, where that is known. */
	readonly definition?: TemplateDefinition | undefined;
}

/** Where the template's button has no address that is known, nobody knows how it begins. */
const wholeAddress =
	'a whole address was given and is sent as it is, although a button wants only what comes after its fixed beginning';

/** The values of one set of variables: of the message itself, or of one card of a carousel. */
export interface VariableFields {
	readonly headerValue?: unknown;
	/** Binary field of the item whose file is the header, in place of `headerValue`. */
	readonly binaryPropertyName?: unknown;
	readonly bodyValues?: unknown;
	readonly buttonValues?: unknown;
	readonly buttonPayload?: unknown;
}

/**
 * `headerValues`, `bodyValues`, `buttonValues` and `buttonPayload` as the API takes them; what was not given
 * is left out. Source: S3, S4 §3.
 *
 * @param prefix Put before the names of the fields, e.g. `Card 2 `.
 * @param isMedium Whether the header is a medium, where that is known.
 */
export function variables(
	fields: VariableFields,
	prefix: string,
	reading: Reading,
	isMedium?: boolean,
	piece?: PieceDefinition,
): IDataObject {
	const header = headerValue(fields, prefix, reading, isMedium);
	const body = bodyValues(fields.bodyValues, prefix, reading, piece);
	const { findings } = reading;
	const buttons = byIndex(fields.buttonValues, `${prefix}Button`, findings, (given, field, index) => {
		const label = `${field} Value`;
		const read = reading.values.read(given.value, { label, required: true, isCode: true });
		const url = piece?.buttons[index]?.url ?? '';
		if (url !== '') return suffixOf(read, url, label, findings);
		if (reading.channel === 'whatsapp' && !reading.definition)
			return suffixOf(read, undefined, label, findings);
		if (looksLikeUrl(read)) findings.notice(`${label}: ${wholeAddress}`);
		return read;
	});
	const payloads = byIndex(fields.buttonPayload, `${prefix}Button`, findings, (given, field) =>
		text(given.payload, `${field} Payload`, findings, { required: true, max: limits.buttonPayload }),
	);
	if (payloads && Object.keys(payloads).length > limits.buttonPayloads) {
		findings.add(
			`${prefix}Button Payloads`,
			`are given for ${Object.keys(payloads).length} buttons, at most ${limits.buttonPayloads}`,
			'Remove the ones that the template has no quick-reply button for.',
		);
	}
	return {
		...(header !== '' && { headerValues: [header] }),
		...(body.length > 0 && { bodyValues: body }),
		...(buttons && { buttonValues: buttons }),
		...(payloads && { buttonPayload: payloads }),
	};
}

function headerValue(
	fields: VariableFields,
	prefix: string,
	reading: Reading,
	isMedium: boolean | undefined,
): string {
	const { findings, parameters } = reading;
	const property = text(fields.binaryPropertyName, `${prefix}Header Input Data Field Name`, findings).trim();
	if (property !== '') return uploadedFile(property, parameters).url;
	const field = `${prefix}Header Value`;
	const given = fields.headerValue;
	// Where it is not known to be a medium, it is one when it looks like an address, or holds one.
	const medium =
		isMedium ?? (looksLikeFile(given) || (isGroup(given) && addressInside(given).url !== undefined));
	return medium
		? mediaUrl(given, field, findings)
		: reading.values.read(given, { label: field, names: [`${prefix}Header`] });
}

/** Rows that name a button by its index, as a map of index to a list of one value; without an index, by position. */
function byIndex(
	given: unknown,
	field: string,
	findings: Findings,
	read: (row: Values, field: string, index: number) => string,
): Record<string, string[]> | undefined {
	const map: Record<string, string[]> = {};
	for (const [position, button] of rows(given).entries()) {
		const key = text(button.index ?? position, `${field} Index`, findings).trim();
		if (!/^\d$/.test(key)) {
			findings.add(
				`${field} Index`,
				`"${key}" is not a position`,
				'Count the buttons from 0: the first one is 0.',
			);
		} else if (key in map) {
			findings.add(`${field} Index`, `${key} is given twice`, 'Give each button one value.');
		} else {
			map[key] = [read(button, `${field} ${key}`, Number(key))];
		}
	}
	return Object.keys(map).length > 0 ? map : undefined;
}

/** `carouselCards`: 2 to 10, each with its own variables (contract §3: one card is sent with a notice). Source: S4 §3.5. */
export function carouselCards(given: unknown, reading: Reading): IDataObject[] | undefined {
	const cards = rows(given).map((card, index) =>
		variables(
			card,
			`Card ${index + 1} `,
			reading,
			reading.channel === 'whatsapp' ? true : undefined,
			reading.definition?.cards[index],
		),
	);
	if (cards.length === 0) return undefined;
	const { carouselCardsFewest, carouselCardsMost } = limits;
	if (cards.length > carouselCardsMost) {
		reading.findings.add(
			'Carousel Cards',
			`are ${cards.length}, at most ${carouselCardsMost}`,
			'Give the cards that the template has.',
		);
	} else if (cards.length < carouselCardsFewest) {
		reading.findings.notice(
			`Carousel Cards: WhatsApp wants at least ${carouselCardsFewest} cards, one was given`,
		);
	}
	return cards;
}

/** A template with a flow is sent with an empty token where nothing else was given for its button. */
const flowWithoutToken = (fields: Values, { definition }: Reading): Values | undefined =>
	definition?.buttons.some(({ type }) => type === 'FLOW') &&
	[...rows(fields.buttonValues), ...rows(fields.buttonPayload)].length === 0
		? {}
		: undefined;

/** Everything inside `template` but its name and language, for values typed by hand. */
export function templateContent(body: unknown, fields: Values, reading: Reading): IDataObject {
	const { findings } = reading;
	const cards = carouselCards(fields.carouselCards, reading);
	const order = row(fields.orderStatus);
	const opened = row(fields.flow) ?? flowWithoutToken(fields, reading);
	const { headerValue, binaryPropertyName, buttonValues, buttonPayload } = fields;
	if (opened && [...rows(buttonValues), ...rows(buttonPayload)].length > 0) {
		findings.add(
			'Flow',
			'takes the place of Button Values and Button Payloads, which are given too',
			'Remove Flow, or the values and payloads.',
		);
	}
	return {
		...variables(
			{ headerValue, binaryPropertyName, bodyValues: body, buttonValues, buttonPayload },
			'',
			reading,
			reading.mediaHeader,
			reading.definition,
		),
		...optional('fileName', shownText(fields.fileName, 'File Name', findings).trim()),
		...(cards && { carouselCards: cards }),
		...(order && orderStatus(order, findings)),
		...(opened && flow(opened, findings)),
	};
}
