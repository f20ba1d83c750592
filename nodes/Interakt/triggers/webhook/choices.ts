/** Trigger On and its filters: what can be chosen, and whether an event is. All of it comes from the table of event types. */
import { meant } from '../../input/choice';
import { quoted } from '../../input/findings';
import { byName } from '../../shared/strings';
import { mediaKinds, type InteraktEvent, type Kind } from './event';
import { choiceNames, eventTypes, rowOf, statusNames, type ChoiceValue, type EventType } from './eventTypes';

/** What a person can choose in Trigger On. */
export interface Choice {
	readonly name: string;
	/** Stored in workflows, so public for ever. */
	readonly value: ChoiceValue;
	readonly description: string;
	/** What to tick in Interakt for it: event types, or in words what has no name of its own. */
	readonly ticks: readonly string[];
}

const descriptions: Readonly<Record<ChoiceValue, string>> = {
	any: 'Whatever Interakt sends, of types that are not known yet as well',
	messageReceived: 'A customer has written, sent a file, tapped a button, chosen from a list, …',
	messageStatusChanged: 'A message that you sent was sent, delivered or read, or has failed',
	buttonOrLinkClicked: 'A customer has tapped a button or opened a link of a message that you sent',
	formSubmitted: 'A customer has submitted a form (WhatsApp Flow) that you sent',
	workflowAnswered: 'A customer has answered a question of a workflow in Interakt',
	accountOrTemplateUpdated: 'An alert or a change of your account, your number or a template',
	otherRcsEvent: 'What RCS tells besides messages and their statuses, e.g. that a person is typing',
	unknown: 'Events of types that this node does not know yet',
};

const rows: readonly EventType[] = eventTypes;

const unique = (texts: readonly string[]) => [...new Set(texts)];

/** What to tick for a choice: for Any Event and types that nobody knows, what its rows say in words. */
function ticksOf(value: ChoiceValue): string[] {
	if (value === 'any') return ticksOf('unknown');
	return unique(rows.filter(({ choice }) => choice === value).map(({ tick, type }) => tick ?? type));
}

/** The choices of Trigger On, in the order of the alphabet. */
export const choices: readonly Choice[] = (Object.keys(choiceNames) as ChoiceValue[])
	.map((value) => ({
		name: choiceNames[value],
		value,
		description: descriptions[value],
		ticks: ticksOf(value),
	}))
	.sort(byName);

/** The kinds of messages that can be told apart, as the filter names them; media share one. */
const kindNames = {
	buttonReply: 'Button Reply',
	flowReply: 'Form Answer',
	listReply: 'List Reply',
	location: 'Location',
	media: 'Media',
	other: 'Other Kind',
	reaction: 'Reaction',
	text: 'Text',
} as const;

const isKindName = (kind: Kind): kind is Kind & keyof typeof kindNames => kind in kindNames;

function kindOf({ kind = 'other' }: InteraktEvent): keyof typeof kindNames {
	if (mediaKinds.has(kind)) return 'media';
	return isKindName(kind) ? kind : 'other';
}

const channelNames = { rcs: 'RCS', whatsapp: 'WhatsApp' } as const;
const sourceNames = { agent: 'Agent', api: 'API', campaign: 'Campaign' } as const;
const updateNames = Object.fromEntries(
	rows.flatMap(({ event, update }) => (update === undefined ? [] : [[event, update]])),
);

/** A field below Trigger On that narrows some of its choices. Empty, it leaves out nothing. */
export interface Filter {
	/** Display name. */
	readonly label: string;
	readonly description: string;
	/** Names by values; the values are stored in workflows. */
	readonly names: Readonly<Record<string, string>>;
	/** The choices that it narrows, as all others have no such value. */
	readonly narrows: readonly ChoiceValue[];
	/** What an event has of it; nothing where the event does not say it, which the filter lets pass. */
	readonly valueOf: (event: InteraktEvent, row: EventType) => string | undefined;
}

/** The choices of which some row has something. */
const choicesWith = (has: (row: EventType) => boolean): ChoiceValue[] =>
	(Object.keys(choiceNames) as ChoiceValue[]).filter(
		(value) => value !== 'any' && rows.some((row) => row.choice === value && has(row)),
	);

const bothChannels = choicesWith(({ channel }) => channel === 'rcs').filter((value) =>
	choicesWith(({ channel }) => channel === 'whatsapp').includes(value),
);

/** The filters by the names of their fields, in the order of the panel. */
export const filters = {
	messageKinds: {
		label: 'Kind of Message',
		description: 'Of received messages, only these kinds. If left empty, all.',
		names: kindNames,
		narrows: ['messageReceived'],
		valueOf: kindOf,
	},
	statuses: {
		label: 'Status',
		description: 'Of statuses, only these. If left empty, all.',
		names: statusNames,
		narrows: choicesWith(({ status }) => status !== undefined),
		valueOf: (_, { status }) => status,
	},
	sentBy: {
		label: 'Sent By',
		description:
			'Only what is about messages that were sent by these: this node and other programs (API), campaigns, or agents in the inbox. If left empty, all. RCS does not say who has sent a message, so what is about RCS always passes.',
		names: sourceNames,
		narrows: choicesWith(({ source }) => source !== undefined),
		valueOf: (_, { source }) => source,
	},
	channels: {
		label: 'Channel',
		description: 'Only what comes over these. If left empty, all.',
		names: channelNames,
		narrows: bothChannels,
		valueOf: (_, { channel }) => channel,
	},
	updates: {
		label: 'Kind of Update',
		description: 'Of the account and of templates, only these. If left empty, all.',
		names: updateNames,
		narrows: choicesWith(({ update }) => update !== undefined),
		valueOf: (_, { event, update }) => update && event,
	},
} as const satisfies Record<string, Filter>;

export type FilterName = keyof typeof filters;

export const filterNames = Object.keys(filters) as FilterName[];

/** What a person has chosen in the filters; one that is not there, or empty, leaves out nothing. */
export type Narrowed = Readonly<Partial<Record<FilterName, ReadonlySet<string>>>>;

/** The choice that an event belongs to, besides Any Event; nothing where there is none. */
export function choiceOf(event: InteraktEvent): ChoiceValue | undefined {
	const choice = rowOf(event)?.choice;
	return choice === 'any' ? undefined : choice;
}

/** What an event has of each filter that narrows its choice. */
export function filterValuesOf(event: InteraktEvent): Partial<Record<FilterName, string>> {
	const row = rowOf(event);
	if (row === undefined) return {};
	const own = filterNames.filter((name) => (filters[name].narrows as readonly string[]).includes(row.choice));
	const values = own.flatMap((name) => {
		const value = filters[name].valueOf(event, row);
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(values);
}

/**
 * Whether an event is among what was chosen. Under Any Event the filters do not count, and each narrows its own choices
 * alone. The dashboard's test is nobody's choice.
 */
export function isChosen(
	event: InteraktEvent,
	chosen: ReadonlySet<string>,
	narrowed: Narrowed = {},
): boolean {
	if (event.event === 'test') return false;
	if (chosen.has('any')) return true;
	const choice = choiceOf(event);
	if (choice === undefined || !chosen.has(choice)) return false;
	const values = Object.entries(filterValuesOf(event)) as Array<[FilterName, string]>;
	return values.every(([name, value]) => {
		const wanted = narrowed[name];
		return wanted === undefined || wanted.size === 0 || wanted.has(value);
	});
}

const flowChoices = rows.filter(({ event }) => event === 'flowResponse').map(({ choice }) => choice);

/** Whether a submitted flow is chosen under its second type as well. */
export const isFlowResponseChosen = (chosen: ReadonlySet<string>): boolean =>
	chosen.has('any') || flowChoices.some((choice) => chosen.has(choice));

/** What was chosen in Trigger On and its filters. */
export interface Selection {
	readonly chosen: ReadonlySet<string>;
	readonly narrowed: Narrowed;
	/** Sentences about values that an expression gives and that are none. */
	readonly unknown: readonly string[];
}

/** The values of one field: a list, or what an expression gives, also one text or the names of the panel. */
function valuesIn(given: unknown, label: string, names: Readonly<Record<string, string>>, unknown: string[]) {
	const list: unknown[] = Array.isArray(given)
		? given
		: typeof given === 'string'
			? given.split(',')
			: [given];
	const values = new Set<string>();
	for (const each of list) {
		const value = meant(each, names);
		if (value !== undefined) values.add(value);
		else if (each !== undefined && each !== null && each !== '') {
			const known = Object.keys(names).join(', ');
			unknown.push(`${label} holds ${quoted(each)}, which is none of its values. Use some of: ${known}.`);
		}
	}
	return values;
}

/**
 * Reads Trigger On and the filters that narrow what is chosen there; the others may hold what was left of an earlier
 * choice.
 *
 * @param value Gives the value of a field.
 */
export function selectionOf(value: (name: string) => unknown): Selection {
	const unknown: string[] = [];
	const chosen = valuesIn(value('events'), 'Trigger On', choiceNames, unknown);
	const own = chosen.has('any')
		? []
		: filterNames.filter((name) => filters[name].narrows.some((choice) => chosen.has(choice)));
	const narrowed = own.map((name) => {
		const { label, names } = filters[name];
		return [name, valuesIn(value(name), label, names, unknown)] as const;
	});
	return { chosen, narrowed: Object.fromEntries(narrowed), unknown };
}
