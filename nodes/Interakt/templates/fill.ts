import type { IDataObject } from 'n8n-workflow';

import { mediaAddress } from '../fields/media';
import type { ValueReader } from '../fields/showAs';
import type { FileKind } from '../input/file';
import { type Findings, quoted } from '../input/findings';
import type { Parameters, Values } from '../input/parameters';
import { text } from '../input/text';
import { suffixOf } from './buttonUrl';
import type { TemplateDefinition } from './definition';
import { flow } from './flow';
import { cardPrefix, labelOfShown } from './labels';
import { orderStatus } from './orderStatus';
import { mostOf, type Part, type Place, placeOf, type Slot } from './slots';

interface Reading {
	readonly values: ValueReader;
	readonly parameters: Parameters;
	/** The slots that the editor showed when the values were filled in. */
	readonly stored: readonly Slot[];
	/** The template as the account has it, where that is known. */
	readonly definition?: TemplateDefinition | undefined;
	/** Where each value comes from: the expression that was typed, or the name of the column. */
	readonly sources?: Values;
}

/** The values of the message or of one card, as the API takes them. */
interface Piece {
	headerValues?: string[];
	bodyValues?: string[];
	buttonValues?: Record<string, string[]>;
	buttonPayload?: Record<string, string[]>;
}

/** Slots as a stored map knows them, for a template that the list omits. */
export function slotsOfSchema(schema: unknown): Slot[] {
	if (!Array.isArray(schema)) return [];
	return schema.flatMap((field: unknown) => {
		const { id, displayName, required } = (field ?? {}) as Values;
		const place = typeof id === 'string' ? placeOf(id) : undefined;
		if (place === undefined || typeof id !== 'string') return [];
		const max = mostOf(place.part);
		const label = labelOfShown(String(displayName ?? id));
		return [{ ...place, id, label, required: required === true, ...(max !== undefined && { max }) }];
	});
}

const headerKinds: Readonly<Record<string, FileKind>> = {
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
};

/** What the file of a header has to be, where the template's definition says it. */
const kindOf = ({ card }: Place, { definition }: Reading): FileKind | undefined =>
	headerKinds[(card === 0 ? definition : definition?.cards[card - 1])?.headerFormat ?? ''];

/** One value for each variable that exists, in their order; where a number is left out there is no value. */
const sendable = ({ bodyValues, ...others }: Piece): IDataObject => ({
	...others,
	...(bodyValues && { bodyValues: bodyValues.filter(() => true) }),
});

/** Whether a value is no text that the customer reads, but part of an address or to be typed. */
const isCode = (part: Part): boolean => part !== 'header' && part !== 'body';

/** The names of a value beside its label: of a text header, and of a variable on a card. */
const namesOf = ({ part, index, name, card }: Slot): string[] => {
	const own = part === 'header' ? 'header' : part === 'body' ? (name ?? String(index)) : undefined;
	return own === undefined ? [] : [`${cardPrefix(card)}${own}`];
};

/** A name without its case, blanks, dashes and braces: `Order ID`, `order_id` and `{{order_id}}` are alike. */
const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** The names by which a column belongs to a value: of its variable, of its field, and its ID. */
const columnNames = (slot: Slot): string[] => [...namesOf(slot), slot.label, slot.id].map(plainName);

/**
 * The columns of an item that have the names of a picked template's values, by the ID of the value: of a variable
 * (`order_id`, `1`), of its field (`Track URL`) or of its ID (`body1`). Two columns for one value are a finding; where one is missing, a
 * hint says which names are wanted.
 */
export function columnsByName(
	slots: readonly Slot[],
	json: IDataObject,
	findings: Findings,
): Record<string, string> {
	const columns = Object.keys(json).map((column) => ({ column, name: plainName(column) }));
	const matches = slots.map((slot) => {
		const names = columnNames(slot);
		return { slot, found: columns.filter(({ name }) => name !== '' && names.includes(name)) };
	});
	const missing = matches.filter(({ slot, found }) => slot.required && found.length === 0);
	if (missing.length > 0) {
		const wanted = missing.map(({ slot }) => quoted(namesOf(slot)[0] ?? slot.label)).join(', ');
		findings.hints.push(
			`Map Automatically takes columns by their names, and the item has none for ${wanted}`,
		);
	}
	for (const { slot, found } of matches) {
		const [first, second] = found;
		if (first === undefined || second === undefined) continue;
		const both = `${quoted(first.column)} and ${quoted(second.column)}`;
		findings.add(slot.label, `could be ${both} of the item`, 'Rename one of the two columns.');
	}
	return Object.fromEntries(
		matches.flatMap(({ slot, found: [first] }) => (first ? [[slot.id, first.column] as const] : [])),
	);
}

/**
 * The members of `template` for the values of a picked template (contract §1.4): each value goes where its
 * slot says. What is missing, too long or wrong becomes a finding with the name of its field; a value whose
 * variable the template no longer has is left out, with a notice.
 */
export function fillTemplate(slots: readonly Slot[], values: Values, reading: Reading): IDataObject {
	const { findings } = reading.parameters;
	const known = new Set(slots.map(({ id }) => id));
	for (const [id, value] of Object.entries(values)) {
		if (!known.has(id) && value !== null && value !== '') {
			const label = reading.stored.find((slot) => slot.id === id)?.label ?? id;
			findings.notice(`The template no longer asks for ${label}, so its value was left out`);
		}
	}
	const message: Piece = {};
	const cards: Piece[] = [];
	const content: IDataObject = {};
	const asks = (part: Part) => slots.some((slot) => slot.part === part);
	const pieceOf = ({ card }: Place) => (card === 0 ? message : (cards[card - 1] ??= {}));
	const filesByCard = new Map(
		slots.filter(({ part }) => part === 'file').map(({ card, id }) => [card, values[id]]),
	);

	for (const slot of slots) {
		const { part, index, label, required, max } = slot;
		const piece = pieceOf(slot);
		const given = values[slot.id];
		const rules = { required, ...(max !== undefined && { max }) };
		const source = reading.sources?.[slot.id];
		const value = {
			...rules,
			label,
			names: namesOf(slot),
			isCode: isCode(part),
			...(typeof source === 'string' && { source }),
		};
		const read = () => reading.values.read(given, value);
		if (part === 'header' && filesByCard.has(slot.card)) {
			const medium = { url: given, property: filesByCard.get(slot.card), kind: kindOf(slot, reading) };
			piece.headerValues = [mediaAddress(medium, label, reading.parameters)];
		} else if (part === 'header') {
			piece.headerValues = [read()];
		} else if (part === 'body') {
			const body = (piece.bodyValues ??= []);
			// Those with names come in the order of the template.
			body[slot.name === undefined ? index - 1 : body.length] = read();
		} else if (part === 'button') {
			const address = read();
			const end = slot.url === undefined ? address : suffixOf(address, slot.url, label, findings);
			(piece.buttonValues ??= {})[index] = [end];
		} else if (part === 'payload') {
			const payload = text(given, label, findings, rules);
			if (payload !== '') (piece.buttonPayload ??= {})[index] = [payload];
		} else if (part === 'code') {
			const code = read();
			piece.bodyValues = [code];
			piece.buttonValues = { '0': [code] };
		} else if (part === 'fileName') {
			const fileName = read();
			if (fileName !== '') content.fileName = fileName;
		}
	}
	return {
		...sendable(message),
		...content,
		...(cards.length > 0 && { carouselCards: cards.map(sendable) }),
		...(asks('flowToken') && flow({ token: values.flowToken, data: values.flowData }, findings)),
		...(asks('orderReference') &&
			orderStatus(
				{
					referenceId: values.orderReference,
					status: values.orderStatus,
					description: values.orderDescription,
				},
				findings,
			)),
	};
}
