import { limits } from '../payload/limits';
import { variableNumbers } from '../payload/templateDefinition';
import type { ButtonDefinition, PieceDefinition, TemplateDefinition } from './definition';

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
	/** Card of a carousel, counted from 1; 0 for the message itself. */
	readonly card: number;
}

/** A value that a template asks for: one field of the editor. */
export interface Slot extends Place {
	/** Says its place, so that a stored map can be sent even when the template is not in the list: `card2_body1`. */
	readonly id: string;
	/** Name of the field, with the template's own words around it. */
	readonly label: string;
	readonly required: boolean;
	readonly max?: number;
}

const numbered: readonly Part[] = ['body', 'button', 'payload'];

const idOf = ({ part, index, card }: Place) =>
	`${card > 0 ? `card${card}_` : ''}${part}${numbered.includes(part) ? index : ''}`;

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
	const match = /^(?:card(\d+)_)?([a-zA-Z]+)(\d*)$/.exec(id);
	const name = match?.[2] ?? '';
	const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
	if (!match || part === undefined) return undefined;
	return { part, index: Number(match[3] ?? 0), card: Number(match[1] ?? 0) };
}

/** Letters of a sentence that a label has room for. */
const room = 45;

/** A sentence, cut around one of its variables where it is long. */
function around(words: string, number: number): string {
	const flat = words.replace(/\s+/g, ' ').trim();
	if (flat.length <= room) return flat;
	const variable = new RegExp(`\\{\\{\\s*${number}\\s*\\}\\}`).exec(flat);
	const start = variable?.index ?? 0;
	const end = start + (variable?.[0].length ?? 0);
	const from = start <= 14 ? 0 : flat.indexOf(' ', start - 14) + 1;
	const to = start + 40 >= flat.length ? flat.length : flat.lastIndexOf(' ', start + 40);
	const cut = flat.slice(Math.min(from, start), Math.max(to, end));
	return `${from > 0 ? '…' : ''}${cut}${to < flat.length ? '…' : ''}`;
}

type Draft = Omit<Slot, 'id'>;

function headerSlots({ headerFormat, header }: PieceDefinition, card: number, prefix: string): Draft[] {
	if (headerFormat === 'TEXT') {
		if (variableNumbers(header).length === 0) return [];
		return [
			{ part: 'header', index: 0, card, label: `${prefix}Header “${around(header, 1)}”`, required: true },
		];
	}
	if (headerFormat === '') return [];
	const kind = headerFormat.charAt(0) + headerFormat.slice(1).toLowerCase();
	const media: Draft[] = [
		{ part: 'header', index: 0, card, label: `${prefix}${kind} URL`, required: false },
		{ part: 'file', index: 0, card, label: `${prefix}${kind} Input Field`, required: false },
	];
	if (headerFormat === 'DOCUMENT' && card === 0) {
		media.push({ part: 'fileName', index: 0, card, label: 'Document File Name', required: false });
	}
	return media;
}

function bodySlots({ body, samples }: PieceDefinition, card: number, prefix: string): Draft[] {
	return variableNumbers(body).map((number, position) => {
		const sample = samples[position];
		const example = sample === undefined ? '' : ` (e.g. ${sample})`;
		const label = `${prefix}{{${number}}} “${around(body, number)}”${example}`;
		return { part: 'body', index: number, card, label, required: true };
	});
}

function buttonSlot(button: ButtonDefinition, index: number, card: number, prefix: string): Draft[] {
	const name = `${prefix}Button “${button.text}”`;
	if (button.type === 'URL' && variableNumbers(button.url).length > 0) {
		const base = button.url.replace(/\{\{\s*\d+\s*\}\}.*$/, '');
		return [{ part: 'button', index, card, label: `${name} ${base}…`, required: true }];
	}
	if (button.type === 'QUICK_REPLY') {
		const label = `${name} Payload`;
		return [{ part: 'payload', index, card, label, required: false, max: limits.buttonPayload }];
	}
	if (button.type === 'FLOW') {
		return [
			{ part: 'flowToken', index: 0, card, label: `${name}: Flow Token`, required: true },
			{ part: 'flowData', index: 0, card, label: `${name}: Flow Data (JSON)`, required: false },
		];
	}
	return [];
}

function pieceSlots(piece: PieceDefinition, card: number): Draft[] {
	const prefix = card > 0 ? `Card ${card} ` : '';
	return [
		...headerSlots(piece, card, prefix),
		...bodySlots(piece, card, prefix),
		...piece.buttons.flatMap((button, index) => buttonSlot(button, index, card, prefix)),
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
