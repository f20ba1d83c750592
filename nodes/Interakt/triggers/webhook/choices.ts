import { mediaKinds, type InteraktEvent, type Kind } from './event';
import { eventTypes, rowOf, type EventType } from './eventTypes';

/** What a person can choose in Trigger On. */
export interface Choice {
	readonly name: string;
	/** Stored in workflows, so public for ever. */
	readonly value: string;
	readonly description: string;
	/** What to tick in Interakt for it: an event type, or in words what has no name of its own. */
	readonly tick: string;
}

const any: Choice = {
	name: 'Any Event',
	value: 'any',
	description: 'Whatever Interakt sends, of types that are not known yet as well',
	tick: 'everything that you want to hear of',
};

/** The choices for received messages of one kind, by the end of their values. */
const kindNames = {
	ButtonReply: 'Button Reply',
	FlowReply: 'Flow Reply',
	ListReply: 'List Reply',
	Location: 'Location',
	Media: 'Media',
	Other: 'Other Kind',
	Reaction: 'Reaction',
	Text: 'Text',
} as const;

/** Kinds that have a choice of their own; media share one, and the rest another. */
const ownChoice: Partial<Record<Kind, keyof typeof kindNames>> = {
	buttonReply: 'ButtonReply',
	flowReply: 'FlowReply',
	listReply: 'ListReply',
	location: 'Location',
	reaction: 'Reaction',
	text: 'Text',
};

function choiceOf({ type, choice, group, label, tick = type, description }: EventType): Choice {
	const name = label === undefined ? group : `${group}: ${label}`;
	return { name, value: choice, description: description ?? `Tick ${tick} in Interakt`, tick };
}

const rows: readonly EventType[] = eventTypes;

const isReceived = ({ choice }: EventType) => choice === 'messageReceived';

/** One choice a row, but for rows that share theirs, and one more a kind of received messages. */
function allChoices(): Choice[] {
	const choosable = rows.filter(({ choice }) => choice !== any.value);
	const ofKinds = rows
		.filter(isReceived)
		.flatMap((row) =>
			Object.entries(kindNames).map(([end, label]) => choiceOf({ ...row, choice: row.choice + end, label })),
		);
	const all = [any, ...choosable.map(choiceOf), ...ofKinds];
	return [...new Map(all.map((choice) => [choice.value, choice])).values()];
}

/** The choices of Trigger On, in the order of the alphabet. */
export const choices: readonly Choice[] = allChoices().sort((one, other) =>
	one.name.localeCompare(other.name, 'en'),
);

/** The choices that an event belongs to, without `any`. */
export function choicesOf(event: InteraktEvent): string[] {
	const row = rowOf(event);
	if (row === undefined || row.choice === any.value) return [];
	if (!isReceived(row)) return [row.choice];
	const { kind = 'other' } = event;
	return [row.choice, row.choice + (ownChoice[kind] ?? (mediaKinds.has(kind) ? 'Media' : 'Other'))];
}

/** Whether an event is among what was chosen. The dashboard's test is nobody's choice. */
export function isChosen(event: InteraktEvent, chosen: ReadonlySet<string>): boolean {
	if (event.event === 'test') return false;
	return chosen.has(any.value) || choicesOf(event).some((value) => chosen.has(value));
}

const flowResponses: ReadonlySet<string> = new Set([
	any.value,
	...rows.filter(({ event }) => event === 'flowResponse').map(({ choice }) => choice),
]);

/** Whether a submitted flow is chosen under its second type as well. */
export const isFlowResponseChosen = (chosen: ReadonlySet<string>): boolean =>
	[...chosen].some((value) => flowResponses.has(value));
