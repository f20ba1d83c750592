import type { INodeProperties } from 'n8n-workflow';

import { readBoolean } from '../input/boolean';
import { Findings, quoted } from '../input/findings';
import { readNumber } from '../input/number';
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
	const { findings } = parameters;
	const before = findings.found.length;
	if (readBoolean(parameters.value('returnAll'), 'Return All', findings)) return Infinity;
	// Whether the limit counts is not known then.
	if (findings.found.length > before) return 1;
	const given = parameters.value('limit');
	// Looked at by itself, because its finding says what to do instead.
	const limit = readNumber(given, 'Limit', new Findings(), { whole: true, min: 1 });
	if (limit !== undefined) return limit;
	findings.add(
		'Limit',
		`${quoted(given)} is not a number of results`,
		'Give a whole number of at least 1, or turn on Return All.',
	);
	return 1;
}

/** Whether the simplified form is wanted, which is the default. */
export const wantsSimple = (parameters: Parameters): boolean =>
	readBoolean(parameters.value('simplify'), 'Simplify', parameters.findings) ?? true;
