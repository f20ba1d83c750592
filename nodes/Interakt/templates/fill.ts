import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../payload/json';
import { mediaAddress } from '../payload/media';
import { text, type Parameters, type Values } from '../payload/parameters';
import { orderStatuses } from '../payload/template';
import { acceptable, type WhiteSpace } from '../payload/whiteSpace';
import { mostOf, placeOf, type Place, type Slot } from './slots';

interface Reading {
	readonly whiteSpace: WhiteSpace;
	readonly parameters: Parameters;
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
		const label = String(displayName ?? id);
		return [{ ...place, id, label, required: required === true, ...(max !== undefined && { max }) }];
	});
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
			findings.notice(`The template no longer asks for "${id}", so its value was left out`);
		}
	}
	const message: Piece = {};
	const cards: Piece[] = [];
	const content: IDataObject = {};
	const pieceOf = ({ card }: Place) => (card === 0 ? message : (cards[card - 1] ??= {}));
	const filesByCard = new Map(
		slots.filter(({ part }) => part === 'file').map(({ card, id }) => [card, values[id]]),
	);

	for (const slot of slots) {
		const { part, index, label, required, max } = slot;
		const piece = pieceOf(slot);
		const given = values[slot.id];
		const read = () => {
			const words = text(given, label, findings, { required, ...(max !== undefined && { max }) });
			return acceptable(words, label, reading.whiteSpace, findings);
		};
		if (part === 'header' && filesByCard.has(slot.card)) {
			piece.headerValues = [mediaAddress(given, filesByCard.get(slot.card), label, reading.parameters)];
		} else if (part === 'header') {
			piece.headerValues = [read()];
		} else if (part === 'body') {
			(piece.bodyValues ??= [])[index - 1] = read();
		} else if (part === 'button') {
			(piece.buttonValues ??= {})[index] = [read()];
		} else if (part === 'payload') {
			const payload = read();
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
		...message,
		...content,
		...(cards.length > 0 && { carouselCards: cards.map((card) => ({ ...card })) }),
		...flow(slots, values, reading.parameters),
		...order(slots, values, reading.parameters),
	};
}

const has = (slots: readonly Slot[], part: Slot['part']) => slots.find((slot) => slot.part === part);

/** A flow's token and data, where the API wants them (contract §1.4, W 2). */
function flow(slots: readonly Slot[], values: Values, { findings }: Parameters): IDataObject {
	const slot = has(slots, 'flowToken');
	if (slot === undefined) return {};
	const token = text(values[slot.id], slot.label, findings, { required: true });
	const data = parseJson(values.flowData, 'Flow Data', findings);
	return {
		is_flow_template: true,
		buttonPayload: { '0': ['flow_token'], '1': ['flow_action_data'] },
		buttonValues: { '0': [token], '1': [JSON.stringify(data ?? {})] },
	};
}

/** The status of an order (S4 §3.6). */
function order(slots: readonly Slot[], values: Values, { findings }: Parameters): IDataObject {
	if (has(slots, 'orderReference') === undefined) return {};
	const status = text(values.orderStatus, 'Order Status', findings, { required: true }).trim();
	if (status !== '' && !orderStatuses.some((known) => known === status)) {
		findings.add('Order Status', `"${status}" is not a status`, `Use one of: ${orderStatuses.join(', ')}.`);
	}
	const description = text(values.orderDescription, 'Order Description', findings);
	return {
		order_status: {
			reference_id: text(values.orderReference, 'Order Reference ID', findings, { required: true }).trim(),
			order: { status, ...(description !== '' && { description }) },
		},
	};
}
