import type { Parameters } from './parameters';

/** How many rows are wanted: `Infinity` for all. */
export function wantedRows(parameters: Parameters): number {
	if (parameters.value('returnAll') === true) return Infinity;
	const limit = Number(parameters.value('limit') ?? 50);
	if (Number.isInteger(limit) && limit >= 1) return limit;
	parameters.findings.add(
		'Limit',
		`"${String(parameters.value('limit'))}" is not a number of results`,
		'Give a whole number of at least 1, or turn on Return All.',
	);
	return 1;
}
