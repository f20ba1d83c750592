import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';

import { idempotencyFor } from '../../delivery/idempotency';
import { keyStoreOf } from '../../delivery/keyStore';
import type { NotAccepted, Outcome } from '../../delivery/outcome';
import { Progress } from '../../delivery/progress';
import { deliver, Stop } from '../../delivery/queue';
import { remember, remembered } from '../../delivery/resultMemo';
import { sendForRun } from '../../delivery/retry';
import { isTool } from '../../fields/guards';
import { type Place, placeOf } from '../../input/country';
import { DateOrders } from '../../input/dateDay';
import type { TemplateDefinition } from '../../templates/definition';
import { allTemplates } from '../../templates/list';
import type { Account, Api } from '../../transport/api';
import { type Client, createClient } from '../../transport/client';
import { itemError, outputItems } from '../items';
import { findOperation, type Input, type Library, type Operation, type Resource } from '../operation';
import type { Keys, Known } from './carryOut';
import { inputsOf } from './input';
import { planItem, type Planned } from './plan';
import { refusalOfRows, stoppedBy } from './stopped';
import { sentInRun, thrownByTool, toolItems, toolWaitMs } from './tool';

/** Items that are prepared in one go. */
const yieldEvery = 100;

/** Items in flight at once: enough for a whole minute's messages to go out in seconds. */
const concurrency = 200;

/**
 * Runs a node for all its items: builds and checks everything first, then delivers it. Unless the node is set
 * to continue, an item with refused input stops the run before anything is sent, and a rejected item stops it
 * at once; the thrown error says how far the run came.
 *
 * @throws NodeOperationError or NodeApiError of the first item that was not accepted.
 */
export async function run(
	context: IExecuteFunctions,
	resources: readonly Resource[],
	api: Api,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	if (items.length === 0) return [];
	const operation = chosenOperation(context, resources);
	const inTool = isTool(context);
	const goOn = inTool || context.continueOnFail();
	const account = await accountFor(context, api);
	if ('status' in account) {
		if (!goOn) throw itemError(context.getNode(), account.failure, 0);
		return putOut(
			context,
			items.map(() => account),
		);
	}
	const { client, place } = account;
	const stop = stopOf(context);
	const progress = new Progress(items.length, Date.now(), (line) => context.logger.info(`Interakt: ${line}`));
	const send = sendForRun(client, api, stop, progress, inTool ? toolWaitMs : undefined);
	const library = async () => await allTemplates(client.key, send, Date.now());
	const keys = keysOf(context, client.account);
	const dateOrders = new DateOrders();
	const inputs = inputsOf(context, place, dateOrders);
	const sent = inTool ? sentInRun(context) : undefined;
	const known = { templates: templatesOnce(library), library, keys, sent };
	const prepareAll = async () => {
		const prepared: Array<Planned | Outcome<IDataObject[]>> = [];
		for (const [index, item] of items.entries()) {
			prepared.push(
				remembered<IDataObject[]>(item) ?? (await prepareItem(operation, inputs(item, index), known)),
			);
			// Yields, so that n8n answers other requests meanwhile.
			if (index % yieldEvery === yieldEvery - 1) await sleep(0);
		}
		return prepared;
	};
	const first = await prepareAll();
	// Whether a date is day or month first is known only when the dates of all items are.
	const prepared = dateOrders.isMixed ? await prepareAll() : first;
	showNotices(context, prepared);
	if (!goOn) refuseBeforeSending(context, prepared);

	const outcomes = await deliver(prepared, {
		concurrency,
		send,
		stopAtFirst: !goOn,
		stop,
		finished: (outcome) => progress.finished(outcome),
		threw: (cause) => context.logger.error('Interakt: an error in the node, please report it', { cause }),
	});
	outcomes.forEach((outcome, index) => remember(items[index] ?? outcome, outcome));
	progress.end(Date.now(), stop.cancelled());
	const error = goOn ? undefined : stoppedBy(context, outcomes);
	if (error) throw error;
	return putOut(context, outcomes);
}

/** The output of a run that nothing has stopped. */
function putOut(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<IDataObject[]>>,
): INodeExecutionData[] {
	const node = context.getNode();
	if (!isTool(context)) {
		const items = context.getInputData();
		return outcomes.flatMap((outcome, index) => outputItems(outcome, index, node, items[index]?.json ?? {}));
	}
	const error = thrownByTool(context, outcomes);
	if (error) throw error;
	return outcomes.flatMap(toolItems);
}

function stopOf(context: IExecuteFunctions): Stop {
	const signal = context.getExecutionCancelSignal();
	return new Stop(() => signal?.aborted ?? false);
}

/** The Send Once Keys of this node, where n8n has a store for them. */
function keysOf(context: IExecuteFunctions, { processes }: Account): Keys | undefined {
	const store = keyStoreOf(context, processes);
	if (store === undefined) return undefined;
	const once = idempotencyFor(`${context.getWorkflow().id ?? ''}/${context.getNode().id}`);
	const run = {};
	return {
		send: async (used, send) => await once.send({ ...used, run }, store, send),
	};
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const chosen = String(context.getNodeParameter('operation', 0));
	const operation = findOperation(resources, resource, chosen);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The operation "${chosen}" of "${resource}" does not exist`,
		{ description: 'Choose Resource and Operation again from their lists.' },
	);
}

/** The account's templates, read once a run. Without them a template can still be sent; what needs its text is refused. */
function templatesOnce(library: Library): () => Promise<readonly TemplateDefinition[]> {
	let reading: ReturnType<Library> | undefined;
	return async () => {
		const templates = await (reading ??= library());
		return templates.status === 'accepted' ? templates.result : [];
	};
}

/** What is known of the account for all items; the templates are read when an item needs them. */
type KnownOfRun = Omit<Known, 'templates'> & { templates: ReturnType<typeof templatesOnce> };

/** Prepares an item; an expression that cannot be evaluated is refused like any other input. */
async function prepareItem(operation: Operation, input: Input, known: KnownOfRun): Promise<Planned> {
	try {
		const needed = 'request' in operation && operation.needsTemplates?.(input) === true;
		return planItem(operation, input, { ...known, templates: needed ? await known.templates() : [] });
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		const description = 'Check the expressions of this node for this item.';
		return { status: 'rejected', failure: { reason: 'invalidInput', message, description } };
	}
}

/** A client and where its account is, or why there is none: thrown to n8n it would let all items out by the success output. */
async function accountFor(
	context: IExecuteFunctions,
	api: Api,
): Promise<{ client: Client; place: Place } | NotAccepted> {
	try {
		const client = await createClient(context, api);
		const place = placeOf(client.account, context.getTimezone());
		return 'reason' in place ? { status: 'rejected', failure: place } : { client, place };
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		const description = 'Choose a credential in this node, or open it and save it again.';
		return { status: 'rejected', failure: { reason: 'noCredential', message, description } };
	}
}

/** Shows beside the output what its items have no place for, each text once. */
function showNotices(context: IExecuteFunctions, prepared: ReadonlyArray<Planned | Outcome<unknown>>): void {
	const notices = new Set(prepared.flatMap((entry) => ('notices' in entry ? (entry.notices ?? []) : [])));
	// Older versions of n8n have no hints.
	if (typeof context.addExecutionHints !== 'function') return;
	for (const message of notices) context.addExecutionHints({ message, location: 'outputPane' });
}

/** Input that was refused stops the run while nothing has been sent; the text names the rows and what is wrong with them. */
function refuseBeforeSending(
	context: IExecuteFunctions,
	prepared: ReadonlyArray<Planned | Outcome<unknown>>,
): void {
	const refused = prepared.flatMap((entry, index) =>
		'status' in entry && entry.status === 'rejected' ? [{ failure: entry.failure, index }] : [],
	);
	const [first] = refused;
	if (first === undefined) return;
	throw itemError(context.getNode(), refusalOfRows(refused, prepared.length), first.index);
}
