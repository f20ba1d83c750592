import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { findOperation } from '../../nodes/Interakt/actions';
import { Interakt } from '../../nodes/Interakt/Interakt.node';
import { describeFindings, Findings } from '../../nodes/Interakt/payload/findings';
import type { Parameters } from '../../nodes/Interakt/payload/parameters';

const { description } = new Interakt();

/** `Parameters` over a plain object, for functions below an operation. */
export function plainParameters(
	values: Readonly<Record<string, unknown>>,
	timeZone = 'Asia/Kolkata',
): Parameters {
	return { value: (name) => values[name], timeZone, findings: new Findings() };
}

/** A resource locator's value, as n8n gives it with `extractValue`. */
function extracted(value: unknown): unknown {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value
		? value.value
		: value;
}

/**
 * `Parameters` of an operation where n8n itself has filled in the defaults of the fields that are shown and
 * taken away the others, so that a test lists only what a person sets.
 *
 * @param name `resource.operation`
 */
export function parametersOf(name: string, given: INodeParameters, timeZone?: string): Parameters {
	const [resource = '', operation = ''] = name.split('.');
	const values =
		NodeHelpers.getNodeParameters(
			description.properties,
			{ resource, operation, ...given },
			true,
			false,
			{ typeVersion: 1 },
			description,
		) ?? {};
	const shown = Object.entries(values).map(([field, value]) => [field, extracted(value)]);
	return plainParameters(Object.fromEntries(shown), timeZone);
}

/** What an operation makes of parameters: its request, and everything it found. */
export function build(name: string, given: INodeParameters, timeZone?: string) {
	const [resource = '', value = ''] = name.split('.');
	const operation = findOperation(resource, value);
	if (operation === undefined) throw new Error(`There is no operation ${name}`);
	const parameters = parametersOf(name, given, timeZone);
	const request = operation.request(parameters);
	const { found, notices } = parameters.findings;
	return { request, found, notices, ...describeFindings(found) };
}
