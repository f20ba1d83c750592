import {
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { itemError } from '../../actions/items';
import type { Outcome } from '../../delivery/outcome';
import { sendPromptly } from '../../delivery/retry';
import type { Filter } from '../../fields/contactPages';
import { contactOutput, readFilters } from '../../fields/contacts';
import { wantsSimple } from '../../fields/list';
import type { Source } from '../../fields/newestContacts';
import { choice } from '../../input/choice';
import { type Place, placeOf } from '../../input/country';
import { utcText } from '../../input/date';
import { requireDate } from '../../input/dateField';
import { describeFindings, Findings } from '../../input/findings';
import { collection, type Parameters } from '../../input/parameters';
import { createClient } from '../../transport/client';
import { interaktApi } from '../../transport/interaktApi';
import type { Change, Wanted } from './change';
import { follow, type Followed, followFrom, refocus } from './follow';
import { followFromNow, sample } from './newest';

/** What n8n keeps for the node between polls. */
export interface Kept {
	followed?: Followed;
	/** The date from which was followed; another one begins anew. */
	startFrom?: number | undefined;
	/** Counts the polls that were taken into account. */
	polls?: number;
}

/** What a person has asked for. */
export interface Asked {
	readonly wanted: Wanted;
	/** In milliseconds since the epoch; nothing means from the activation on. */
	readonly startFrom: number | undefined;
}

/**
 * A poll: what is new since the last one.
 *
 * What is kept changes in one step at the end, together with what is given out, so that a poll that fails is made
 * again by the next one. Of polls that overlap the one that finishes first wins; the others give nothing.
 */
export async function poll(kept: Kept, asked: Asked, source: Source): Promise<Outcome<readonly Change[]>> {
	const { polls = 0 } = kept;
	const followed = await followedSoFar(kept, asked, source);
	if (followed.status !== 'accepted') return followed;
	const read = await follow(followed.result, source);
	if (read.status !== 'accepted') return read;
	if ((kept.polls ?? 0) !== polls) return { status: 'accepted', result: [] };
	kept.followed = read.result.followed;
	kept.startFrom = asked.startFrom;
	kept.polls = polls + 1;
	return { status: 'accepted', result: read.result.changes };
}

async function followedSoFar(
	{ followed, startFrom }: Kept,
	asked: Asked,
	source: Source,
): Promise<Outcome<Followed>> {
	if (followed !== undefined && (asked.startFrom === undefined || asked.startFrom === startFrom)) {
		return { status: 'accepted', result: refocus(followed, asked.wanted) };
	}
	return asked.startFrom === undefined
		? await followFromNow(asked.wanted, source)
		: { status: 'accepted', result: followFrom(asked.wanted, asked.startFrom) };
}

/** Contacts that are shown when a person tries the trigger out. */
const samples = 10;

/** Longest time for which a poll goes on reading, in milliseconds: less than the shortest interval of n8n. */
const maxPollMs = 30_000;

/** What a poll may take where n8n does not say it, as before its version 2.41. */
const usualBudget = 300_000;

/** The values of Trigger On. */
const triggerOn = ['created', 'modified', 'createdOrModified'] as const;

const wantedBy: Readonly<Record<(typeof triggerOn)[number], Wanted>> = {
	created: ['created'],
	modified: ['modified'],
	createdOrModified: ['created', 'modified'],
};

/**
 * Polls for contacts that were created or modified. A person who tries the trigger out gets the latest contacts,
 * and nothing of it is kept.
 *
 * @returns Nothing when there is nothing new.
 * @throws NodeApiError when Interakt cannot be asked, NodeOperationError when a field cannot be read.
 */
export async function pollContacts(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : usualBudget;
	const deadline = Date.now() + Math.min(budget / 2, maxPollMs);
	const client = await createClient(context, interaktApi);
	const place = placeOf(client.account, context.getTimezone());
	if ('reason' in place) throw itemError(context.getNode(), place);
	const { filters, asked, show } = readFields(context, place);
	const source: Source = {
		filters,
		send: sendPromptly(client, interaktApi, deadline - Date.now()),
		hasTime: () => Date.now() < deadline,
	};
	const manual = context.getMode() === 'manual';
	const kept: Kept = manual ? {} : context.getWorkflowStaticData('node');
	const changes = accepted(
		context,
		manual ? await sample(asked.wanted, samples, source) : await poll(kept, asked, source),
	);
	if (changes.length > 0) return [changes.map((change) => ({ json: show(change) }))];
	if (!manual) return null;
	throw new NodeOperationError(context.getNode(), 'There is no contact to show yet', {
		description:
			'No contact in Interakt fits Trigger On and the Filters. Create or change one there, or ask for less in the Filters, and try again.',
	});
}

/** The result of an outcome; throws the n8n error of what went wrong. */
function accepted<Result>(context: IPollFunctions, outcome: Outcome<Result>): Result {
	if (outcome.status === 'accepted') return outcome.result;
	throw itemError(context.getNode(), outcome.failure);
}

interface Fields {
	readonly filters: readonly Filter[];
	readonly asked: Asked;
	readonly show: (change: Change) => IDataObject;
}

function readFields(context: IPollFunctions, place: Place): Fields {
	const findings = new Findings();
	const parameters: Parameters = {
		value: (name) => context.getNodeParameter(name, null) ?? undefined,
		...place,
		file: () => undefined,
		uploads: new Map(),
		findings,
	};
	const filters = readFilters(parameters);
	const simplify = wantsSimple(parameters);
	const asked = { wanted: readWanted(parameters), startFrom: readStart(parameters) };
	if (findings.found.length > 0) {
		const { message, description } = describeFindings(findings.found);
		throw new NodeOperationError(context.getNode(), message, { description });
	}
	for (const notice of findings.notices) context.logger.info(`Interakt: ${notice}`);
	const show = ({ event, contact }: Change): IDataObject =>
		simplify ? contactOutput(contact, { event }) : { event, ...contact };
	return { filters, asked, show };
}

function readWanted(parameters: Parameters): Wanted {
	const given = choice(parameters.value('triggerOn'), 'Trigger On', triggerOn, parameters.findings);
	return wantedBy[given ?? 'createdOrModified'];
}

function readStart(parameters: Parameters): number | undefined {
	const { startFrom } = collection(parameters, 'options');
	if (startFrom === undefined || startFrom === null || startFrom === '') return undefined;
	const moment = requireDate(startFrom, 'Start From', parameters);
	return moment && Date.parse(utcText(moment));
}
