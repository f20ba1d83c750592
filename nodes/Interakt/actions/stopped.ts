import type { IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Outcome } from '../delivery/outcome';
import { itemError } from './items';

/** Which items ended how, counted from 0 as n8n counts them. */
function endings(outcomes: ReadonlyArray<Outcome<unknown>>) {
	const which = (...wanted: ReadonlyArray<Outcome['status']>) =>
		outcomes.flatMap(({ status }, index) => (wanted.includes(status) ? [index] : []));
	return { accepted: which('accepted'), unknown: which('unknown'), notSent: which('rejected', 'skipped') };
}

/** Indexes as people write them: `0-6, 8, 12-39`. */
export function ranges(indexes: readonly number[]): string {
	const found: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = found.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else found.push([index, index]);
	}
	return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Most letters of ranges in a text; all of them are in the data beside it. */
const mostLetters = 120;

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
	const index = outcomes.findIndex(({ status }) => status === 'rejected' || status === 'unknown');
	const first = outcomes[index] ?? outcomes.find(({ status }) => status === 'skipped');
	if (first === undefined || first.status === 'accepted') return undefined;
	const { accepted, unknown, notSent } = endings(outcomes);
	const all = ranges(notSent);
	const items = all.length > mostLetters ? `${all.slice(0, mostLetters)}…` : all;
	const progress =
		outcomes.length === 1
			? ''
			: ` Of ${outcomes.length} items, ${accepted.length} were accepted, ${unknown.length} may have been sent, and ${notSent.length} were not sent.`;
	const resume =
		accepted.length === 0 || notSent.length === 0
			? ''
			: ` To go on, run the workflow with the items that were not sent (${items}, counted from 0).`;
	const error = itemError(
		context.getNode(),
		{ ...first.failure, description: first.failure.description + progress + resume },
		Math.max(index, 0),
	);
	error.context.data = {
		accepted: ranges(accepted),
		unknown: ranges(unknown),
		notSent: all,
	};
	return error;
}
