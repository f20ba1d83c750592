import type { Findings } from '../input/findings';
import { rows, type Values } from '../input/parameters';
import { text } from '../input/text';
import type { PieceDefinition } from './definition';
import type { ValueReader } from '../fields/showAs';
import { variablesOf } from './variables';

/** What the values of a body are read with. */
interface Reading {
	readonly values: ValueReader;
	readonly findings: Findings;
}

/**
 * `bodyValues` of a template that is given by hand: in the order of their rows, or, where rows name their variables, in
 * the order in which the template has them. How the API takes named variables is not documented; this is a guess.
 *
 * @param piece The message or card as the template has it, where that is known.
 */
export function bodyValues(
	given: unknown,
	prefix: string,
	reading: Reading,
	piece: PieceDefinition | undefined,
): string[] {
	const { findings } = reading;
	const named = rows(given).map((row, index) => {
		const name = text(row.variable, `${prefix}Body Value ${index + 1} Variable`, findings);
		return { row, index, name: name.replace(/[{}]/g, '').trim() };
	});
	const read = (row: Values, label: string, name: string) =>
		reading.values.read(row.value, { label, names: [`${prefix}${name}`], required: true });
	const label = (index: number, name: string) =>
		name === '' ? `${prefix}Body Value ${index + 1}` : `${prefix}Body Value {{${name}}}`;
	if (named.every(({ name }) => name === ''))
		return named.map(({ row, index }) => read(row, label(index, ''), String(index + 1)));
	if (piece === undefined) {
		findings.notice(
			`${prefix}Body Values: the template is not in the list, so its named variables are sent in the order of the fields`,
		);
		return named.map(({ row, index, name }) => read(row, label(index, name), name));
	}
	const wanted = variablesOf(piece.body);
	for (const [position, { name, index }] of named.entries()) {
		if (!wanted.includes(name)) {
			const has = wanted.map((variable) => `{{${variable}}}`).join(', ');
			findings.add(label(index, name), 'is not a variable of the template', `It has ${has}.`);
		} else if (named.findIndex((other) => other.name === name) < position) {
			findings.add(label(index, name), 'is given twice', 'Keep one of the two.');
		}
	}
	return wanted.flatMap((variable) => {
		const found = named.find(({ name }) => name === variable);
		return found ? [read(found.row, label(found.index, variable), variable)] : [];
	});
}
