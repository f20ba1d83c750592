import { limits } from '../input/limits';
import type { ButtonDefinition, PieceDefinition, TemplateDefinition } from './definition';
import { buttonName, cardPrefix } from './labels';
import { variablesOf } from './variables';

/** What a value of a template is for. */
export type Part =
	| 'header'
	| 'file'
	| 'fileName'
	| 'body'
	| 'button'
	| 'payload'
	| 'code'
	| 'flowToken'
	| 'flowData'
	| 'orderReference'
	| 'orderStatus'
	| 'orderDescription';

/** Where a value goes: which part, which one of it, and on which card. */
export interface Place {
	readonly part: Part;
	/** Number of a body variable, counted from 1; position of a button, counted from 0; else 0. */
	readonly index: number;
	/** Name of a body variable that has one. */
	readonly name?: string;
	/** Card of a carousel, counted from 1; 0 for the message itself. */
	readonly card: number;
}

/** A value that a template asks for: one field of the editor. */
export interface Slot extends Place {
	/** Says its place, so that a stored map can be sent even when the template is not in the list: `card2_body1`. */
	readonly id: string;
	/** Name of the field, short enough for the editor and none like it in the template: `Card 2 {{1}}`. */
	readonly label: string;
	readonly required: boolean;
	readonly max?: number;
	/** Of a dynamic button: its address in the template. */
	readonly url?: string;
	/** An example of the value, from the template. */
	readonly sample?: string;
}

const numbered: readonly Part[] = ['body', 'button', 'payload'];

function idOf({ part, index, card, name }: Place): string {
	const own = name === undefined ? (numbered.includes(part) ? index : '') : `_${name}`;
	return `${card > 0 ? `card${card}_` : ''}${part}${own}`;
}

const parts: Readonly<Record<string, Part>> = {
	header: 'header',
	file: 'file',
	fileName: 'fileName',
	body: 'body',
	button: 'button',
	payload: 'payload',
	code: 'code',
	flowToken: 'flowToken',
	flowData: 'flowData',
	orderReference: 'orderReference',
	orderStatus: 'orderStatus',
	orderDescription: 'orderDescription',
};

/** The place that an ID says, or nothing when it is none of ours. */
export function placeOf(id: string): Place | undefined {
	const match = /^(?:card(\d+)_)?([a-zA-Z]+)(?:(\d*)|_([A-Za-z_]\w*))$/.exec(id);
	const key = match?.[2] ?? '';
	const part = Object.hasOwn(parts, key) ? parts[key] : undefined;
	if (!match || part === undefined) return undefined;
	const [, card, , index, name] = match;
	if (name !== undefined && part !== 'body') return undefined;
	return {
		part,
		index: Number(index ?? 0),
		card: Number(card ?? 0),
		...(name !== undefined && { name }),
	};
}

type Draft = Omit<Slot, 'id'>;

function headerSlots({ headerFormat, header }: PieceDefinition, card: number): Draft[] {
	const place = { index: 0, card };
	const prefix = cardPrefix(card);
	if (headerFormat === 'TEXT') {
		const [name] = variablesOf(header);
		if (name === undefined) return [];
		return [{ ...place, part: 'header', label: `${prefix}Header {{${name}}}`, required: true }];
	}
	if (headerFormat === '') return [];
	const kind = headerFormat.charAt(0) + headerFormat.slice(1).toLowerCase();
	const media: Draft[] = [
		{ ...place, part: 'header', label: `${prefix}${kind} URL`, required: true },
		{ ...place, part: 'file', label: `${prefix || `${kind} `}Input Field`, required: false },
	];
	if (headerFormat === 'DOCUMENT' && card === 0) {
		media.push({ ...place, part: 'fileName', label: 'Document File Name', required: false });
	}
	return media;
}

function bodySlots({ body, samples }: PieceDefinition, card: number): Draft[] {
	return variablesOf(body).map((variable, position) => {
		const label = `${cardPrefix(card)}{{${variable}}}`;
		const sample = samples[position];
		const number = Number(variable);
		return {
			part: 'body',
			index: Number.isNaN(number) ? 0 : number,
			...(Number.isNaN(number) && { name: variable }),
			card,
			label,
			required: true,
			...(sample !== undefined && { sample }),
		};
	});
}

function buttonSlot(piece: PieceDefinition, button: ButtonDefinition, index: number, card: number): Draft[] {
	const named = (what: string, required: boolean) =>
		buttonName(piece.buttons, index, { what, card, required });
	if (button.type === 'URL' && variablesOf(button.url).length > 0) {
		return [{ part: 'button', index, card, label: named('URL', true), required: true, url: button.url }];
	}
	if (button.type === 'QUICK_REPLY') {
		const label = named('Payload', false);
		return [{ part: 'payload', index, card, label, required: false, max: limits.buttonPayload }];
	}
	if (button.type === 'FLOW') {
		const prefix = cardPrefix(card);
		return [
			{ part: 'flowToken', index: 0, card, label: `${prefix}Flow Token`, required: false },
			{ part: 'flowData', index: 0, card, label: `${prefix}Flow Data`, required: false },
		];
	}
	return [];
}

function pieceSlots(piece: PieceDefinition, card: number): Draft[] {
	return [
		...headerSlots(piece, card),
		...bodySlots(piece, card),
		...piece.buttons.flatMap((button, index) => buttonSlot(piece, button, index, card)),
	];
}

/** An authentication template has one value, the code, which goes into its body and its button (contract §1.4). */
const codeSlot: Draft = {
	part: 'code',
	index: 0,
	card: 0,
	label: 'One-Time Code',
	required: true,
	max: limits.oneTimeCode,
};

const orderSlots: readonly Draft[] = [
	{ part: 'orderReference', index: 0, card: 0, label: 'Order Reference ID', required: true },
	{ part: 'orderStatus', index: 0, card: 0, label: 'Order Status', required: true },
	{ part: 'orderDescription', index: 0, card: 0, label: 'Order Description', required: false },
];

/** Most characters of a part, where it has a limit of its own. */
export const mostOf = (part: Part): number | undefined =>
	part === 'code' ? limits.oneTimeCode : part === 'payload' ? limits.buttonPayload : undefined;

/** Exactly the values that a template asks for, in the order in which the customer reads them. */
export function slotsOf(template: TemplateDefinition): Slot[] {
	const drafts =
		template.category === 'AUTHENTICATION'
			? [codeSlot]
			: [
					...pieceSlots(template, 0),
					...template.cards.flatMap((card, index) => pieceSlots(card, index + 1)),
					...(template.isOrderStatus ? orderSlots : []),
				];
	return drafts.map((draft) => ({ ...draft, id: idOf(draft) }));
}
