import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../input/parameters';

/** Return All and Limit, as every list of n8n has them. Read by `wantedRows`. */
export const returnFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

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
