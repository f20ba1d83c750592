import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { deliver } from '../delivery/deliver';
import type { Outcome } from '../delivery/outcome';
import { createClient } from '../transport/client';
import { findOperation } from './index';
import { acceptedItem, failedItem, itemError } from './items';
import { prepare, type Prepared } from './prepare';

/** Requests on their way at once. */
const concurrency = 10;

/**
 * Runs the node for all its items: builds and checks every request first, then delivers them. Unless the node
 * is set to continue, an item with refused input stops the run before anything is sent, and a rejected item
 * stops it at once; the thrown error says how far the run came.
 *
 * @throws NodeOperationError or NodeApiError of the first item that was not accepted.
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const items = context.getInputData();
	if (items.length === 0) return [];
	const resource = String(context.getNodeParameter('resource', 0));
	const chosen = String(context.getNodeParameter('operation', 0));
	const operation = findOperation(resource, chosen);
	if (operation === undefined) {
		throw new NodeOperationError(node, `The operation "${chosen}" of "${resource}" does not exist`, {
			description: 'Choose Resource and Operation again from their lists.',
		});
	}

	const timeZone = context.getTimezone();
	const prepared = items.map((_, index) =>
		prepare(operation, {
			timeZone,
			value: (parameter) => context.getNodeParameter(parameter, index, undefined, { extractValue: true }),
		}),
	);
	const goOn = context.continueOnFail();
	if (!goOn) refuseBeforeSending(context, prepared);

	const client = await createClient(context);
	const signal = context.getExecutionCancelSignal();
	const outcomes = await deliver(
		prepared.map(({ entry }) => entry),
		{
			concurrency,
			send: (request) => client.send(request),
			stopAtFirst: !goOn,
			cancelled: () => signal?.aborted ?? false,
			now: () => Date.now(),
		},
	);
	if (!goOn) throwFirst(context, outcomes);
	return prepared.flatMap((item, index) => {
		const outcome = outcomes[index];
		if (outcome === undefined) return [];
		return outcome.status === 'accepted'
			? acceptedItem(operation, outcome.reply, item, index)
			: failedItem(outcome.status, outcome.failure, index);
	});
}

/** Input that was refused stops the run while nothing has been sent; the text says how many items are concerned. */
function refuseBeforeSending(context: IExecuteFunctions, prepared: readonly Prepared[]): void {
	const refused = prepared.flatMap(({ entry }, index) =>
		'status' in entry && entry.status !== 'accepted' ? [{ failure: entry.failure, index }] : [],
	);
	const [first] = refused;
	if (first === undefined) return;
	const { failure, index } = first;
	const others = refused.length - 1;
	const more = others > 0 ? ` ${others} more item${others > 1 ? 's need' : ' needs'} a change too.` : '';
	throw itemError(
		context.getNode(),
		{ ...failure, description: `${failure.description}${more} Nothing was sent.` },
		index,
	);
}

/** Throws for the first item that was not accepted; the text says how far the run came. */
function throwFirst(context: IExecuteFunctions, outcomes: readonly Outcome[]): void {
	const index = outcomes.findIndex(({ status }) => status !== 'accepted' && status !== 'skipped');
	const first = outcomes[index] ?? outcomes.find(({ status }) => status === 'skipped');
	if (first === undefined || first.status === 'accepted') return;
	const count = (wanted: Outcome['status']) => outcomes.filter(({ status }) => status === wanted).length;
	const accepted = count('accepted');
	const unknown = count('unknown');
	const progress =
		outcomes.length === 1
			? ''
			: ` Of ${outcomes.length} items, ${accepted} were accepted, ${unknown} may have been sent, and ${outcomes.length - accepted - unknown} were not sent.`;
	throw itemError(
		context.getNode(),
		{ ...first.failure, description: first.failure.description + progress },
		Math.max(index, 0),
	);
}
