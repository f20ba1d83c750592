import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { Failure, NotAccepted, Outcome } from '../../delivery/outcome';
import { type Reason, reasonNames, reasons } from '../../delivery/reasons';
import type { SentInRun } from '../../fields/guards';
import { isObject } from '../../shared/isObject';
import { itemError } from '../items';
import { accepted, acceptedMessage } from './output';

/** Milliseconds that a tool waits for the limit of the plan, over all its requests: clients of a model give up soon. */
export const toolWaitMs = 20_000;

/** What the node has sent in this execution, which n8n keeps over all turns and calls of an agent. */
export const sentInRun = (context: IExecuteFunctions): SentInRun => context.getContext('node');

/** What a model is told when nobody knows whether it was done, in the message itself: it reads on seldom. */
const unknownMessage = ({ message, repeatable }: Failure): string =>
	repeatable
		? `It may have been done: ${message}`
		: `It may have been sent, so do NOT send it again: ${message}`;

const unknownRemedy = ({ repeatable }: Failure): string =>
	repeatable
		? 'A repeat with the same values changes nothing: call again once, then tell the person who runs this.'
		: 'Do not call this tool again with the same content. Tell the person who runs this to look in Interakt whether it arrived.';

/** Seconds to wait, in words; nothing where that is not known. */
const waitInWords = ({ retryAfterMs }: Failure): string =>
	retryAfterMs === undefined ? '' : `Wait ${Math.max(1, Math.ceil(retryAfterMs / 1000))} seconds.`;

/** What the words of a failure say beyond the table: what Interakt says, which templates there are, what to correct. */
function specifics({ reason, description }: Failure): string {
	if (reason === 'invalidInput') return description;
	const general = reasons[reason].description;
	if (!description.includes(general)) return /Interakt says: ".*"\.?/.exec(description)?.[0] ?? '';
	return description
		.replace(general, '')
		.replace(/ {2,9}/g, ' ')
		.trim();
}

/** A failure in the words for a model. */
export function forModel({ status, failure }: NotAccepted): Failure {
	if (status === 'unknown') {
		return { ...failure, message: unknownMessage(failure), description: unknownRemedy(failure) };
	}
	const words = [waitInWords(failure), specifics(failure), reasons[failure.reason].forModel];
	return { ...failure, description: words.filter((part) => part !== '').join(' ') };
}

/** What a model is given of an item that was not accepted. Agents read nothing of what a tool throws, or a part. */
function refused(outcome: NotAccepted): IDataObject {
	const { reason, message, description, subject, httpStatus } = forModel(outcome);
	const details = { status: outcome.status, reason, description, ...subject };
	return { error: message, details: { ...details, ...(httpStatus !== undefined && { httpStatus }) } };
}

const isReason = (value: unknown): value is Reason => reasonNames.some((name) => name === value);

/** An output without what is empty, however deep it stands. */
function withoutEmpty(value: unknown): unknown {
	if (Array.isArray(value)) {
		const items = value.map(withoutEmpty).filter((item) => item !== undefined);
		return items.length > 0 ? items : undefined;
	}
	if (!isObject(value)) return value === null || value === '' ? undefined : value;
	const members = Object.entries(value).flatMap(([name, member]) => {
		const kept = withoutEmpty(member);
		return kept === undefined ? [] : [[name, kept] as const];
	});
	return members.length > 0 ? Object.fromEntries(members) : undefined;
}

const dryRunRemedy = 'The person who runs this has turned on Dry Run: calling again sends nothing either.';

/** What a model is given of a row or of an accepted item: short, and what to do where nothing was sent. */
function compact(json: IDataObject): IDataObject {
	const { message, status, reason } = json;
	const short = withoutEmpty({
		...json,
		serverMessage: undefined,
		request: undefined,
		...(message === acceptedMessage && { message: accepted }),
		...(status === 'skipped' && isReason(reason) && { description: reasons[reason].forModel }),
		...(status === 'dryRun' && { description: dryRunRemedy }),
	});
	return { ...(isObject(short) && short), ...(status === 'dryRun' && { findings: json.findings }) };
}

const nothingFound: IDataObject = { found: 0, message: 'Nothing was found that fits what was asked for' };

/** The items that a model is given for an outcome. */
export function toolItems(outcome: Outcome<IDataObject[]>, item: number): INodeExecutionData[] {
	const pairedItem = { item };
	if (outcome.status !== 'accepted') return [{ json: refused(outcome), pairedItem }];
	const rows = outcome.result.map(compact);
	return (rows.length > 0 ? rows : [nothingFound]).map((json) => ({ json, pairedItem }));
}

/**
 * What is thrown in a tool in place of an item: for a client over MCP, which is told of a refusal by an exception
 * only, with its text as a whole. n8n would call again what throws when Retry On Fail is on, so it is not thrown then.
 *
 * @returns Nothing for agents.
 */
export function thrownByTool(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<unknown>>,
): NodeApiError | NodeOperationError | undefined {
	const parent: unknown = Reflect.get(context, 'parentNode');
	const isMcp = isObject(parent) && String(parent.type).endsWith('.mcpTrigger');
	const node = context.getNode();
	if (!isMcp || node.retryOnFail === true) return undefined;
	const index = outcomes.findIndex(({ status }) => status !== 'accepted');
	const outcome = outcomes[index];
	if (outcome === undefined || outcome.status === 'accepted') return undefined;
	const told = forModel(outcome);
	const description = `${told.description} (status: ${outcome.status}, reason: ${told.reason})`;
	return itemError(node, { ...told, description }, index);
}
