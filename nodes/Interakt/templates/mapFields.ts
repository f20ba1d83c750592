import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import type { PieceDefinition, TemplateDefinition } from './definition';
import { shownLabel } from './labels';
import { orderStatusOptions } from './orderStatus';
import { type Slot, slotsOf } from './slots';
import { aroundVariable, variablesOf } from './variables';

/** Letters that fit on a line of the editor's panel. */
const room = 58;

/** Letters before a variable that a cut leaves there at most. */
const before = 18;

/** A text on one line, its variables written in one way. */
const flat = (words: string) =>
	words
		.replace(/\s+/g, ' ')
		.replace(/\{\{ ?(\w+) ?\}\}/g, '{{$1}}')
		.trim();

/** A text in one line, cut around one of its variables where it is long. */
export function around(words: string, name: number | string): string {
	const line = flat(words);
	if (line.length <= room) return line;
	const variable = `{{${name}}}`;
	const start = Math.max(0, line.indexOf(variable));
	const end = start + variable.length;
	const from = start <= before ? 0 : line.indexOf(' ', start - before) + 1;
	const first = from === 0 || from > start ? Math.min(from, start) : from;
	const last = first + room - 2;
	const to = last >= line.length ? line.length : line.lastIndexOf(' ', last);
	const cut = line.slice(first, Math.max(to, end));
	return `${first > 0 ? '…' : ''}${cut}${first + cut.length < line.length ? '…' : ''}`;
}

const pieceOf = (template: TemplateDefinition, card: number): PieceDefinition | undefined =>
	card === 0 ? template : template.cards[card - 1];

/** The template's own words about a value, or nothing where its name says all. */
function sentence(
	template: TemplateDefinition,
	{ part, index, card, label, name }: Slot,
): string | undefined {
	const piece = pieceOf(template, card);
	if (part === 'header' && piece?.headerFormat === 'TEXT')
		return around(piece.header, variablesOf(piece.header)[0] ?? 1);
	if (part === 'body') return around(piece?.body ?? '', name ?? index);
	if (part === 'code') return around(template.body, 1);
	const button = piece?.buttons[index];
	if (part === 'button' && button) {
		return `${button.text} → ${aroundVariable(button.url).before}…`;
	}
	// A name that was shortened is told in full.
	if (part === 'payload' && button && !label.includes(button.text.trim())) return `“${button.text.trim()}”`;
	return undefined;
}

/**
 * The template's own words, by the ID of the first value that they explain: the sentence around a variable, the
 * address before the variable part of a button's. Values of one sentence stand below it together.
 */
export function sentencesOf(template: TemplateDefinition, slots: readonly Slot[]): Map<string, string> {
	const sentences = new Map<string, string>();
	let last: { readonly words: string; readonly slot: Slot } | undefined;
	for (const slot of slots) {
		const words = sentence(template, slot);
		if (words === undefined) continue;
		const told =
			slot.part === 'body' &&
			last?.slot.part === 'body' &&
			last.slot.card === slot.card &&
			last.words.includes(`{{${slot.name ?? slot.index}}}`);
		if (told) continue;
		sentences.set(slot.id, words);
		last = { words, slot };
	}
	return sentences;
}

const unmatched = { defaultMatch: false, canBeUsedToMatch: false, display: true };

/**
 * A line of text between the fields. n8n's map knows no such thing, but draws the name of a field that cannot be
 * changed over the whole width, and nothing below it for a type that is not entered.
 */
const sentenceField = (id: string, words: string): ResourceMapperField => ({
	...unmatched,
	id: `about_${id}`,
	displayName: words,
	required: false,
	readOnly: true,
	type: 'notice' as FieldType,
});

/**
 * The label of a value that a model fills in: n8n makes the name of the parameter of it, so it is in words, with the
 * sentence that the value stands in, as `2 in “your order {{2}} is on its way”`.
 */
function labelForModel(template: TemplateDefinition, slot: Slot): string {
	const label = slot.label.replace(/[{}]/g, '');
	const words = sentence(template, slot);
	return words === undefined ? label : `${label} in “${words}”`;
}

function slotField({ id, part, required }: Slot, displayName: string): ResourceMapperField {
	const field = { ...unmatched, id, displayName, required };
	// A file of the item takes the place of the address, which most people have.
	if (part === 'file') return { ...field, type: 'string', removed: true };
	if (part === 'orderStatus') return { ...field, type: 'options', options: orderStatusOptions };
	return { ...field, type: part === 'flowData' ? 'object' : 'string' };
}

interface Showing {
	/** Whether a model fills them in, which reads their labels alone. */
	readonly forModel?: boolean;
	/** Whether the quick replies carry the answers of a question, and so take no payloads. */
	readonly isQuestion?: boolean;
}

/** The fields of a template as the editor's map shows them: each value, below the words that it stands in. */
export function mapFields(
	template: TemplateDefinition,
	{ forModel = false, isQuestion = false }: Showing = {},
): ResourceMapperField[] {
	const slots = slotsOf(template).filter(({ part }) => !isQuestion || part !== 'payload');
	const sentences = sentencesOf(template, slots);
	return slots.flatMap((slot) => {
		const words = sentences.get(slot.id);
		const { label, sample, required } = slot;
		const shown = forModel ? labelForModel(template, slot) : shownLabel(label, sample, required);
		return [...(words === undefined ? [] : [sentenceField(slot.id, words)]), slotField(slot, shown)];
	});
}
