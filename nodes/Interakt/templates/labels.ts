import type { ButtonDefinition } from './definition';

/** Letters for which n8n's editor has room beside the switch of a field; it cuts off what is longer. */
const room = 22;

/** At the end of a label: the value must be there. n8n's own `required` would stop a run before our checks speak. */
const requiredSuffix = ' *';

/** What begins the labels of a card, so that the cards can be told apart; nothing for the message itself. */
export const cardPrefix = (card: number): string => (card > 0 ? `Card ${card} ` : '');

/** A text in at most so many letters; one letter of it stays whatever happens. */
export function shortened(words: string, most: number): string {
	const letters = [...words];
	if (letters.length <= most) return words;
	return `${letters
		.slice(0, Math.max(1, most - 1))
		.join('')
		.trimEnd()}…`;
}

/**
 * The name of a button's value: `Shop now URL`. Where the room lets two buttons look alike, their positions tell
 * them apart, counted from 1 as people count.
 */
export function buttonName(
	buttons: readonly ButtonDefinition[],
	index: number,
	{ what, card, required }: { what: string; card: number; required: boolean },
): string {
	const most = room - (required ? requiredSuffix.length : 0) - cardPrefix(card).length - what.length - 1;
	const names = buttons.map(({ text }) => shortened(text.trim(), most));
	const name = names[index] ?? '';
	const alike = names.filter((other) => other === name).length > 1;
	return `${cardPrefix(card)}${alike || name === '' ? `Button ${index + 1}` : name} ${what}`;
}

/** What the editor shows as the name of a field: its label, its sample, in brackets where room is short, and its required suffix. */
export function shownLabel(label: string, sample: string | undefined, required: boolean): string {
	const end = required ? requiredSuffix : '';
	const available = room - label.length - end.length;
	const example = sample?.replace(/\s+/g, ' ').trim() ?? '';
	if (example === '') return `${label}${end}`;
	const whole = ` e.g. ${example}`;
	if ([...whole].length <= available) return `${label}${whole}${end}`;
	return available < 6 ? `${label}${end}` : `${label} (${shortened(example, available - 3)})${end}`;
}

/** The label of a field that was stored as it was shown. */
export const labelOfShown = (shown: string): string =>
	/^((?:Card \d+ )?\{\{\w+\}\}) /.exec(shown)?.[1] ??
	(shown.endsWith(requiredSuffix) ? shown.slice(0, -requiredSuffix.length) : shown);
