import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { itemError } from '../actions/items';
import { promptAttempts } from '../delivery/attempts';
import type { Attempt, Outcome } from '../delivery/outcome';
import { readPage } from '../delivery/paging';
import { end } from '../delivery/windows';
import {
	contactPages,
	contactWindows,
	flatContact,
	readFilters,
	serverTime,
	type Filter,
} from '../payload/contacts';
import { readMoment, utcText } from '../payload/dates';
import { describeFindings, Findings } from '../payload/findings';
import { collection, type Parameters } from '../payload/parameters';
import { createClient } from '../transport/client';
import { interaktApi } from '../transport/interaktApi';
import { followFrom, poll, type Change, type Followed, type Source, type Wanted } from './contactChanges';
import { overlap } from './stream';

/** What is kept between polls. */
interface Kept {
	/** What was asked for; another event or another date begins anew. */
	described?: string;
	followed?: Followed;
}

/** Nodes whose poll is under way: a second one would give the same contacts again. */
const underWay = new Set<string>();

/** Contacts that are shown when a person tries the node out. */
const samples = 10;

/** How far back the sample reaches at first, in milliseconds. */
const sampleReach = 7 * 24 * 60 * 60 * 1000;

/**
 * Polls for contacts that were created or changed. What was read is kept only together with what is given out, so
 * a poll that fails is made again by the next one.
 *
 * @returns Nothing when there is nothing new.
 * @throws NodeApiError when Interakt cannot be asked, NodeOperationError when a field cannot be read.
 */
export async function pollContacts(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
	if (underWay.has(node)) return null;
	underWay.add(node);
	try {
		return await pollNow(context);
	} finally {
		underWay.delete(node);
	}
}

async function pollNow(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const deadline = Date.now() + context.getPollBudgetMs() / 2;
	const { wanted, filters, start, simplify } = readFields(context);
	const client = await createClient(context, interaktApi);
	const attempt = promptAttempts(client, interaktApi, deadline - Date.now());
	const source = { filters, attempt, hasTime: () => Date.now() < deadline };
	const show = (changes: readonly Change[]) =>
		changes.length > 0 ? [changes.map((change) => ({ json: shown(change, simplify) }))] : null;
	if (context.getMode() === 'manual') return show(orThrow(context, await recent(source)));

	const kept: Kept = context.getWorkflowStaticData('node');
	const described = JSON.stringify([wanted, start ?? 'now']);
	if (kept.followed === undefined || kept.described !== described) {
		const followed = orThrow(context, await begin(wanted, start, source));
		Object.assign(kept, { described, followed });
		return null;
	}
	const { changes, followed } = orThrow(context, await poll(kept.followed, source));
	kept.followed = followed;
	return show(changes);
}

interface Fields {
	readonly wanted: Wanted;
	readonly filters: readonly Filter[];
	/** From when on, in milliseconds since the epoch; nothing means from the activation on. */
	readonly start: number | undefined;
	readonly simplify: boolean;
}

function readFields(context: IPollFunctions): Fields {
	const findings = new Findings();
	const parameters: Parameters = {
		value: (name) => context.getNodeParameter(name, null) ?? undefined,
		timeZone: context.getTimezone(),
		file: () => undefined,
		templates: [],
		uploads: new Map(),
		findings,
	};
	const fields: Fields = {
		wanted: String(parameters.value('triggerOn')) as Wanted,
		filters: readFilters(parameters),
		start: startTime(parameters),
		simplify: parameters.value('simplify') !== false,
	};
	if (findings.found.length === 0) return fields;
	const { message, description } = describeFindings(findings.found);
	throw new NodeOperationError(context.getNode(), message, { description });
}

function startTime(parameters: Parameters): number | undefined {
	const given = collection(parameters, 'options').startFrom;
	if (given === undefined || given === '') return undefined;
	const moment = readMoment(given, parameters.timeZone);
	if (moment) return Date.parse(utcText(moment));
	parameters.findings.add(
		'Start From',
		`"${String(given)}" is not a date`,
		'Write it like 2026-01-31 or 2026-01-31T17:00.',
	);
	return undefined;
}

/** Begins to follow: from a date, or from now, with what is there already noted and not given out. */
async function begin(wanted: Wanted, start: number | undefined, source: Source): Promise<Outcome<Followed>> {
	if (start !== undefined) return { status: 'accepted', result: followFrom(wanted, start) };
	const now = await serverNow(source.attempt);
	if (now.status !== 'accepted') return now;
	const noted = await poll(followFrom(wanted, now.result - overlap), source);
	return noted.status === 'accepted' ? { status: 'accepted', result: noted.result.followed } : noted;
}

/** The time at the server, which may be another than here. */
async function serverNow(attempt: Attempt): Promise<Outcome<number>> {
	const outcome = await attempt(contactPages([]).page(0, 1));
	if (outcome.status !== 'accepted') return outcome;
	const told = Date.parse(outcome.result.headers.date ?? '');
	return { status: 'accepted', result: Number.isNaN(told) ? Date.now() : told };
}

/** Contacts as they are now, the latest first, for a person who tries the node out. */
async function recent({ filters, attempt }: Source): Promise<Outcome<Change[]>> {
	const now = await serverNow(attempt);
	if (now.status !== 'accepted') return now;
	const lately = contactWindows(filters, 'modified_at_utc').within(now.result - sampleReach, end);
	const found = await readPage(lately, attempt, 0, lately.pageSize);
	if (found.status !== 'accepted') return found;
	const all = contactPages(filters);
	const page = found.result.rows.length > 0 ? found : await readPage(all, attempt, 0, all.pageSize);
	if (page.status !== 'accepted') return page;
	const changes = page.result.rows.map(asChange);
	changes.sort((one, other) => changedAt(other) - changedAt(one));
	return { status: 'accepted', result: changes.slice(0, samples) };
}

const changedAt = ({ contact }: Change) => serverTime(contact.modified_at_utc) || 0;

const asChange = (contact: IDataObject): Change => ({
	event: contact.modified_at_utc === contact.created_at_utc ? 'created' : 'modified',
	contact,
});

const shown = ({ event, contact }: Change, simplify: boolean): IDataObject => ({
	event,
	...(simplify ? flatContact(contact) : contact),
});

/** The result of an outcome, or the n8n error of what went wrong. */
function orThrow<Result>(context: IPollFunctions, outcome: Outcome<Result>): Result {
	if (outcome.status === 'accepted') return outcome.result;
	throw itemError(context.getNode(), outcome.failure);
}
