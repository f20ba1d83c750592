import { describeFindings, Findings } from '../payload/findings';
import { limits } from '../payload/limits';
import type { Parameters } from '../payload/parameters';
import type { Outcome } from '../delivery/outcome';
import type { InteraktRequest } from '../transport/request';
import type { Operation } from './operation';

/** An item before delivery: its request, or the refusal of its input; and what was changed in the input. */
export interface Prepared {
	readonly entry: InteraktRequest | Outcome;
	readonly notices: readonly string[];
}

/**
 * Builds an item's request and holds it against the limits that concern the whole of it. Whatever is wrong
 * with the input comes together in one refusal, before anything is sent.
 */
export function prepare(operation: Operation, parameters: Omit<Parameters, 'findings'>): Prepared {
	const findings = new Findings();
	const request = operation.request({
		value: (name) => parameters.value(name),
		timeZone: parameters.timeZone,
		findings,
	});
	const bytes = Buffer.byteLength(JSON.stringify(request.body ?? {}));
	if (bytes > limits.requestBytes) {
		findings.add(
			'The request',
			`is too large (${Math.ceil(bytes / 1024)} KB, at most ${limits.requestBytes / 1024} KB)`,
			'Send fewer or shorter values.',
		);
	}
	const { found, notices } = findings;
	if (found.length === 0) return { entry: request, notices };
	return {
		entry: { status: 'rejected', failure: { reason: 'invalidInput', ...describeFindings(found) } },
		notices,
	};
}
