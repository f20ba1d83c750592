import { NodeConnectionTypes } from 'n8n-workflow';

import { accountEvents, type EventName, type InteraktEvent, mediaKinds } from './event';

/** What a person can choose in Trigger On. */
export interface Choice {
	readonly name: string;
	/** Stored in workflows, so public for ever. */
	readonly value: string;
	readonly description: string;
	/** What to tick in Interakt for it: an event type, or in words what has no name of its own. */
	readonly tick: string;
}

const tick = (type: string) => ({ description: `Tick ${type} in Interakt`, tick: type });

const received = (name: string, value: string): Choice => ({
	name: `Message Received: ${name}`,
	value: `messageReceived${value}`,
	...tick('message_received'),
});

/** The statuses of messages of one source. */
const statuses = (name: string, value: string, prefix: string): Choice[] =>
	[
		['Clicked', 'Clicked', 'clicked'] as const,
		['Delivered', 'Delivered', 'delivered'] as const,
		['Failed', 'Failed', 'failed'] as const,
		['Flow Response', 'FlowResponse', 'flow_response'] as const,
		['Read', 'Read', 'read'] as const,
		['Sent', 'Sent', 'sent'] as const,
	].map(([status, suffix, type]) => ({
		name: `${name}: ${status}`,
		value: `${value}${suffix}`,
		...tick(`${prefix}_${type}`),
	}));

const accountType = (event: EventName) =>
	Object.entries(accountEvents).find(([, name]) => name === event)?.[0] ?? '';

const account = (name: string, value: EventName): Choice => ({ name, value, ...tick(accountType(value)) });

const rcs = (name: string, value: string): Choice => ({
	name: `RCS ${name}`,
	value,
	description: 'Turn RCS events on in Interakt',
	tick: 'the events of RCS messages',
});

/** Everything of the contract by group (§13), in the order of the alphabet. */
export const choices: readonly Choice[] = [
	account('Account: Alert', 'accountAlert'),
	account('Account: Business Capability Update', 'businessCapabilityUpdate'),
	account('Account: Phone Number Quality Update', 'phoneNumberQualityUpdate'),
	account('Account: Review Update', 'accountReviewUpdate'),
	account('Account: Update', 'accountUpdate'),
	{
		name: 'Agent Message: Any Status',
		value: 'agentMessage',
		description: 'Tick the event types that begin with agent_message in Interakt',
		tick: 'everything that begins with agent_message',
	},
	{
		name: 'Any Event',
		value: 'any',
		description: 'Whatever Interakt sends, of types that are not known yet as well',
		tick: 'everything that you want to hear of',
	},
	...statuses('API Message', 'apiMessage', 'message_api'),
	...statuses('Campaign Message', 'campaignMessage', 'message_campaign'),
	received('Any Kind', ''),
	received('Button Reply', 'ButtonReply'),
	received('Flow Reply', 'FlowReply'),
	received('List Reply', 'ListReply'),
	received('Location', 'Location'),
	received('Media', 'Media'),
	received('Other Kind', 'Other'),
	received('Reaction', 'Reaction'),
	received('Text', 'Text'),
	rcs('Event: Other', 'rcsEvent'),
	rcs('Message: Delivered', 'rcsMessageDelivered'),
	rcs('Message: Failed', 'rcsMessageFailed'),
	rcs('Message: Read', 'rcsMessageRead'),
	rcs('Message: Received', 'rcsMessageReceived'),
	rcs('Message: Sent', 'rcsMessageSent'),
	account('Template: Performance', 'templatePerformance'),
	account('Template: Status Update', 'templateStatusUpdate'),
	{
		name: 'Unknown Type',
		value: 'unknown',
		description: 'Events of types that this node does not know yet',
		tick: 'everything that you want to hear of',
	},
	{
		name: 'Workflow Response',
		value: 'workflowResponse',
		...tick('workflow_response_update'),
	},
];

/** The choices that are about messages of one kind. */
const byKind: Readonly<Record<string, string>> = {
	text: 'Text',
	buttonReply: 'ButtonReply',
	listReply: 'ListReply',
	flowReply: 'FlowReply',
	location: 'Location',
	reaction: 'Reaction',
};

/** The choices that an event belongs to, without `any`. */
export function choicesOf({ event, channel, source, kind }: InteraktEvent): string[] {
	if (channel === 'rcs') {
		if (!event.startsWith('message')) return [event];
		return [`rcsMessage${event.slice('message'.length)}`];
	}
	if (event === 'messageReceived') {
		const ofKind = byKind[kind ?? ''] ?? (mediaKinds.has(kind ?? '') ? 'Media' : 'Other');
		return ['messageReceived', `messageReceived${ofKind}`];
	}
	if (source === 'agent') return ['agentMessage'];
	if (source === undefined || event === 'unknown') return [event];
	if (event === 'flowResponse') return [`${source}MessageFlowResponse`];
	return [`${source}Message${event.slice('message'.length)}`];
}

/** Whether an event is among what was chosen. The dashboard's test is nobody's choice. */
export function isChosen(event: InteraktEvent, chosen: ReadonlySet<string>): boolean {
	if (event.event === 'test') return false;
	return chosen.has('any') || choicesOf(event).some((value) => chosen.has(value));
}

/** The outputs of a trigger that separates its events, in their order. */
export const outputNames = ['Messages', 'Statuses', 'Clicks and Answers', 'Account', 'Other'] as const;

const outputOf: Readonly<Record<EventName, (typeof outputNames)[number]>> = {
	messageReceived: 'Messages',
	messageSent: 'Statuses',
	messageDelivered: 'Statuses',
	messageRead: 'Statuses',
	messageFailed: 'Statuses',
	agentMessage: 'Statuses',
	messageClicked: 'Clicks and Answers',
	flowResponse: 'Clicks and Answers',
	workflowResponse: 'Clicks and Answers',
	accountAlert: 'Account',
	accountUpdate: 'Account',
	accountReviewUpdate: 'Account',
	businessCapabilityUpdate: 'Account',
	phoneNumberQualityUpdate: 'Account',
	templateStatusUpdate: 'Account',
	templatePerformance: 'Account',
	rcsEvent: 'Other',
	ownMessage: 'Other',
	test: 'Other',
	unknown: 'Other',
};

/** An event's item at its output, the other outputs empty. */
export function routed<Item>(item: Item, event: EventName): Item[][] {
	return outputNames.map((name) => (name === outputOf[event] ? [item] : []));
}

/** The outputs of the node, as n8n asks for them: one, or one for each group. */
export const outputsExpression: `={{${string}}}` = `={{ $parameter["separateOutputs"] ? ${JSON.stringify(
	outputNames.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
)} : ["${NodeConnectionTypes.Main}"] }}`;
