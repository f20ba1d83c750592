import type { IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { type Failure, failureOf, type Outcome } from '../../delivery/outcome';
import { itemError } from '../items';

/** Which items ended how, as rows counted from 1. */
function endings(outcomes: ReadonlyArray<Outcome<unknown>>) {
	const which = (...wanted: ReadonlyArray<Outcome['status']>) =>
		outcomes.flatMap(({ status }, index) => (wanted.includes(status) ? [index + 1] : []));
	return { accepted: which('accepted'), unknown: which('unknown'), notSent: which('rejected', 'skipped') };
}

/** Row numbers as people write them: `1-7, 9, 13-40`. */
export function ranges(rows: readonly number[]): string {
	const found: Array<[number, number]> = [];
	for (const row of rows) {
		const last = found.at(-1);
		if (last && last[1] === row - 1) last[1] = row;
		else found.push([row, row]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Most letters of ranges in a text; all of them are in the data beside it. */
const mostLetters = 120;

/** Rows as a text names them: `rows 2 and 7 of 300`, counted from 1; n8n itself counts items from 0. */
function rowsInWords(rows: readonly number[], total: number, word: 'row' | 'Row' = 'row'): string {
	const all = ranges(rows);
	const most =
		all.length > mostLetters ? `${all.slice(0, mostLetters)}…` : all.replace(/, (?=[^,]*$)/, ' and ');
	return `${word}${rows.length === 1 ? '' : 's'} ${most} of ${total}`;
}

/** A message with the rows that it is about, where there are several. */
const named = (message: string, rows: readonly number[], total: number): string =>
	total === 1 ? message : `${message} (${rowsInWords(rows, total)})`;

/** Findings of other rows that a text tells; there may be hundreds. */
const mostOthers = 3;

/**
 * What a run says that was refused before anything was sent: what is wrong with the first row, which rows have the
 * same, and what is wrong with others.
 */
export function refusalOfRows(
	refused: ReadonlyArray<{ readonly failure: Failure; readonly index: number }>,
	total: number,
): Failure {
	const byMessage = new Map<string, { failure: Failure; rows: number[] }>();
	for (const { failure, index } of refused) {
		const same = byMessage.get(failure.message) ?? { failure, rows: [] };
		same.rows.push(index + 1);
		byMessage.set(failure.message, same);
	}
	const [first, ...others] = [...byMessage.values()];
	if (first === undefined) return failureOf('invalidInput');
	const { failure, rows } = first;
	const told = others
		.slice(0, mostOthers)
		.map((other) => `${rowsInWords(other.rows, total, 'Row')}: ${other.failure.message}.`);
	const rest = others
		.slice(mostOthers)
		.flatMap((other) => other.rows)
		.sort((one, other) => one - other);
	return {
		...failure,
		message: named(failure.message, rows, total),
		description: [
			failure.description,
			...told,
			...(rest.length > 0 ? [`${rowsInWords(rest, total, 'Row')} need changes too.`] : []),
			'Nothing was sent.',
		].join(' '),
	};
}

/**
 * The n8n error of a run that an item has stopped. Its text says how far the run came and how to go on, its data
 * which items ended how.
 *
 * @returns Nothing when every item was accepted.
 */
export function stoppedBy(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<unknown>>,
): NodeApiError | NodeOperationError | undefined {
	const refused = outcomes.findIndex(({ status }) => status === 'rejected' || status === 'unknown');
	const index = refused < 0 ? outcomes.findIndex(({ status }) => status === 'skipped') : refused;
	const first = outcomes[index];
	if (first === undefined || first.status === 'accepted') return undefined;
	const { accepted, unknown, notSent } = endings(outcomes);
	const total = outcomes.length;
	const progress =
		total === 1
			? ''
			: ` Of ${total} items, ${accepted.length} were accepted, ${unknown.length} may have been sent, and ${notSent.length} were not sent.`;
	const resume =
		accepted.length === 0 || notSent.length === 0
			? ''
			: ` To go on, run the workflow with the items that were not sent: ${rowsInWords(notSent, total)}.`;
	const error = itemError(
		context.getNode(),
		{
			...first.failure,
			message: named(first.failure.message, [index + 1], total),
			description: first.failure.description + progress + resume,
		},
		index,
	);
	error.context.data = {
		accepted: ranges(accepted),
		unknown: ranges(unknown),
		notSent: ranges(notSent),
	};
	return error;
}
