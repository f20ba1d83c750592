/** The events that Interakt sends: one row a type. Choices, outputs, stages and the documentation's table come from it. */

/** The outputs of a trigger that separates its events, in their order. */
export const outputNames = ['Messages', 'Statuses', 'Clicks and Answers', 'Account', 'Other'] as const;

/** What there is to say about one type of event of Interakt. */
interface EventTypeRow {
	/**
	 * Interakt's name of it: `type` of the WhatsApp family, `eventType` or `entityType` of RCS (contract §13). One that
	 * ends in `*` stands for all names that begin so and have no row of their own.
	 */
	readonly type: string;
	/** One of our own messages, which comes back under the type of a received one (contract §13, W). */
	readonly isEcho?: boolean;
	readonly channel: 'whatsapp' | 'rcs';
	/** What we call it. */
	readonly event: string;
	/** What sent the message that it is about. */
	readonly source?: 'api' | 'campaign' | 'agent';
	/** The part of the body without which it is no event. */
	readonly about: 'message' | 'data' | 'nothing';
	readonly output: (typeof outputNames)[number];
	/**
	 * How far a message has come, as far as this says it. A failed message had been sent; a delivered one has not
	 * failed after all; a click or a flow response comes from a person who has read it.
	 */
	readonly stage?: 1 | 2 | 3 | 4 | 5;
	/**
	 * The value in Trigger On that lets it pass, besides Any Event; `any` if only that does. The choices are made of these,
	 * so that no event is without one.
	 */
	readonly choice: string;
	/** How the choice is called: its group, and what it is in it. */
	readonly group: string;
	readonly label?: string;
	/** What to tick in Interakt, in words, where the type alone does not say it. */
	readonly tick?: string;
	/** Of the choice, where it is not only what to tick. */
	readonly description?: string;
}

const received = { channel: 'whatsapp', about: 'message', group: 'Message Received' } as const;
const ofMessage = { channel: 'whatsapp', about: 'message' } as const;
const api = { ...ofMessage, source: 'api', group: 'API Message' } as const;
const campaign = { ...ofMessage, source: 'campaign', group: 'Campaign Message' } as const;
const agent = {
	...ofMessage,
	source: 'agent',
	choice: 'agentMessage',
	group: 'Agent Message',
	label: 'Any Status',
	tick: 'everything that begins with agent_message',
} as const;
const ofAccount = { channel: 'whatsapp', about: 'data', output: 'Account' } as const;
const account = { ...ofAccount, group: 'Account' } as const;
const template = { ...ofAccount, group: 'Template' } as const;
const rcs = {
	channel: 'rcs',
	about: 'data',
	group: 'RCS Message',
	tick: 'the events of RCS messages',
} as const;
const unknown = {
	about: 'nothing',
	event: 'unknown',
	output: 'Other',
	choice: 'unknown',
	group: 'Unknown Type',
	tick: 'everything that you want to hear of',
	description: 'Events of types that this node does not know yet',
} as const;

const sent = { event: 'messageSent', label: 'Sent', output: 'Statuses', stage: 1 } as const;
const failed = { event: 'messageFailed', label: 'Failed', output: 'Statuses', stage: 2 } as const;
const delivered = { event: 'messageDelivered', label: 'Delivered', output: 'Statuses', stage: 3 } as const;
const read = { event: 'messageRead', label: 'Read', output: 'Statuses', stage: 4 } as const;
const answers = { output: 'Clicks and Answers' } as const;
const clicked = { ...answers, event: 'messageClicked', label: 'Clicked', stage: 5 } as const;
const flow = { ...answers, event: 'flowResponse', label: 'Flow Response', stage: 5 } as const;
const status = { event: 'agentMessage', output: 'Statuses' } as const;
const other = { event: 'rcsEvent', group: 'RCS Event', label: 'Other', output: 'Other' } as const;
const messages = { event: 'messageReceived', output: 'Messages' } as const;

export const eventTypes = [
	{ type: 'message_received', ...received, ...messages, choice: 'messageReceived', label: 'Any Kind' },
	{
		type: 'message_received',
		...received,
		isEcho: true,
		event: 'ownMessage',
		output: 'Other',
		choice: 'any',
	},
	{ type: 'message_api_sent', ...api, ...sent, choice: 'apiMessageSent' },
	{ type: 'message_api_delivered', ...api, ...delivered, choice: 'apiMessageDelivered' },
	{ type: 'message_api_read', ...api, ...read, choice: 'apiMessageRead' },
	{ type: 'message_api_failed', ...api, ...failed, choice: 'apiMessageFailed' },
	{ type: 'message_api_clicked', ...api, ...clicked, choice: 'apiMessageClicked' },
	{ type: 'message_api_flow_response', ...api, ...flow, choice: 'apiMessageFlowResponse' },
	{ type: 'message_campaign_sent', ...campaign, ...sent, choice: 'campaignMessageSent' },
	{ type: 'message_campaign_delivered', ...campaign, ...delivered, choice: 'campaignMessageDelivered' },
	{ type: 'message_campaign_read', ...campaign, ...read, choice: 'campaignMessageRead' },
	{ type: 'message_campaign_failed', ...campaign, ...failed, choice: 'campaignMessageFailed' },
	{ type: 'message_campaign_clicked', ...campaign, ...clicked, choice: 'campaignMessageClicked' },
	{ type: 'message_campaign_flow_response', ...campaign, ...flow, choice: 'campaignMessageFlowResponse' },
	{ type: 'agent_message_sent', ...sent, ...agent },
	{ type: 'agent_message_delivered', ...delivered, ...agent },
	{ type: 'agent_message_read', ...read, ...agent },
	{ type: 'agent_message_failed', ...failed, ...agent },
	{ type: 'agent_message_clicked', ...clicked, ...agent },
	{ type: 'agent_message_flow_response', ...flow, ...agent },
	{ type: 'agent_message_*', ...status, ...agent, about: 'data' },
	{
		type: 'workflow_response_update',
		...answers,
		channel: 'whatsapp',
		about: 'data',
		event: 'workflowResponse',
		choice: 'workflowResponse',
		group: 'Workflow Response',
	},
	{ type: 'account_alerts', ...account, event: 'accountAlert', choice: 'accountAlert', label: 'Alert' },
	{ type: 'account_update', ...account, event: 'accountUpdate', choice: 'accountUpdate', label: 'Update' },
	{
		type: 'account_review_update',
		...account,
		event: 'accountReviewUpdate',
		choice: 'accountReviewUpdate',
		label: 'Review Update',
	},
	{
		type: 'business_capability_update',
		...account,
		event: 'businessCapabilityUpdate',
		choice: 'businessCapabilityUpdate',
		label: 'Business Capability Update',
	},
	{
		type: 'phone_number_quality_update',
		...account,
		event: 'phoneNumberQualityUpdate',
		choice: 'phoneNumberQualityUpdate',
		label: 'Phone Number Quality Update',
	},
	{
		type: 'message_template_status_update',
		...template,
		event: 'templateStatusUpdate',
		choice: 'templateStatusUpdate',
		label: 'Status Update',
	},
	{
		type: 'template_performance_metrics',
		...template,
		event: 'templatePerformance',
		choice: 'templatePerformance',
		label: 'Performance',
	},
	{ type: 'USER_MESSAGE', ...rcs, ...messages, choice: 'rcsMessageReceived', label: 'Received' },
	{ type: 'MESSAGE_SENT', ...rcs, ...sent, choice: 'rcsMessageSent' },
	{ type: 'MESSAGE_DELIVERED', ...rcs, ...delivered, choice: 'rcsMessageDelivered' },
	{ type: 'MESSAGE_READ', ...rcs, ...read, choice: 'rcsMessageRead' },
	{ type: 'MESSAGE_FAILED', ...rcs, ...failed, choice: 'rcsMessageFailed' },
	{ type: 'USER_EVENT', ...rcs, ...other, choice: 'rcsEvent' },
	{ type: 'SERVER_EVENT', ...rcs, ...other, choice: 'rcsEvent' },
	{
		type: 'Webhook Test',
		channel: 'whatsapp',
		about: 'nothing',
		event: 'test',
		output: 'Other',
		choice: 'any',
		group: 'Test',
	},
	{ type: 'message_api_*', channel: 'whatsapp', source: 'api', ...unknown },
	{ type: 'message_campaign_*', channel: 'whatsapp', source: 'campaign', ...unknown },
	{ type: '*', channel: 'whatsapp', ...unknown },
	{ type: '*', channel: 'rcs', ...unknown },
] as const satisfies readonly EventTypeRow[];

export type EventName = (typeof eventTypes)[number]['event'];

export interface EventType extends EventTypeRow {
	readonly event: EventName;
}

const rows: readonly EventType[] = eventTypes;

const keyOf = ({ channel, type, isEcho }: Pick<EventType, 'channel' | 'type' | 'isEcho'>) =>
	`${channel} ${isEcho ? 'echo' : ''} ${type.toLowerCase()}`;

const byType = new Map(rows.map((row) => [keyOf(row), row]));

/** Names that stand for all that begin so, the longest first, so that the closest one is found. */
const beginnings = rows
	.filter(({ type }) => type.endsWith('*'))
	.map((row) => ({ row, beginning: row.type.slice(0, -1) }))
	.sort((one, other) => other.beginning.length - one.beginning.length);

/**
 * The row of a type by Interakt's name of it, in whatever case. What nobody knows has one too: `unknown`.
 *
 * @param isEcho Whether it is about a message that the customer did not send.
 */
export function eventTypeOf(
	channel: EventType['channel'],
	type: string,
	isEcho = false,
): EventType | undefined {
	const echo = isEcho ? byType.get(keyOf({ channel, type, isEcho })) : undefined;
	return (
		echo ??
		byType.get(keyOf({ channel, type })) ??
		beginnings.find(({ row, beginning }) => row.channel === channel && type.startsWith(beginning))?.row
	);
}

interface Named extends Pick<EventType, 'channel' | 'event'> {
	readonly source?: EventType['source'] | undefined;
}

const nameOf = ({ channel, event, source }: Named) => [channel, event, source].join(' ');

/** The first row of each event: rows of one event differ in nothing but the type. */
const byEvent = new Map([...rows].reverse().map((row) => [nameOf(row), row]));

/** The row of an event, by what we call it. */
export const rowOf = (event: Named): EventType | undefined => byEvent.get(nameOf(event));
