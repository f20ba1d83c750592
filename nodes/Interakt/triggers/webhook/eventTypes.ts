/** The events that Interakt sends: one row a type. Choices, outputs, stages and the documentation's table come from it. */

/** The outputs of a trigger that separates its events, in their order. */
export const outputNames = ['Messages', 'Statuses', 'Clicks and Answers', 'Account', 'Other'] as const;

/**
 * The choices of Trigger On, by their values, which are stored in workflows. n8n offers each among its triggers as "On …"
 * in lower case, so each name has to make sense that way, and there are at most ten.
 */
export const choiceNames = {
	any: 'Any Event',
	messageReceived: 'Message Received',
	messageStatusChanged: 'Message Status Changed',
	buttonOrLinkClicked: 'Button or Link Clicked',
	formSubmitted: 'Form Submitted',
	workflowAnswered: 'Workflow Answered',
	accountOrTemplateUpdated: 'Account or Template Updated',
	otherRcsEvent: 'Other RCS Event',
	unknown: 'Event of Unknown Type',
} as const;

export type ChoiceValue = keyof typeof choiceNames;

/** The statuses of a sent message, as the filter names them. */
export const statusNames = {
	sent: 'Sent',
	delivered: 'Delivered',
	read: 'Read',
	failed: 'Failed',
	other: 'Other Status',
} as const;

/** What there is to say about one type of event of Interakt. */
interface AnyEventTypeRow {
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
	/** What lets it pass in Trigger On, besides Any Event; `any` if only that does. */
	readonly choice: ChoiceValue;
	/** What to tick in Interakt, in words, where the type alone does not say it. */
	readonly tick?: string;
	/** Of a status: how the filter Status calls it. */
	readonly status?: keyof typeof statusNames;
	/** Of the account or a template: the name of it in the filter Kind of Update. */
	readonly update?: string;
}

/** A row that is chosen by a choice with a filter says what the filter calls it. */
type EventTypeRow =
	| (AnyEventTypeRow & {
			readonly choice: Exclude<ChoiceValue, 'messageStatusChanged' | 'accountOrTemplateUpdated'>;
	  })
	| (AnyEventTypeRow & { readonly choice: 'messageStatusChanged'; readonly status: keyof typeof statusNames })
	| (AnyEventTypeRow & { readonly choice: 'accountOrTemplateUpdated'; readonly update: string });

const ofMessage = { channel: 'whatsapp', about: 'message' } as const;
const api = { ...ofMessage, source: 'api' } as const;
const campaign = { ...ofMessage, source: 'campaign' } as const;
const agent = {
	...ofMessage,
	source: 'agent',
	tick: 'everything that begins with agent_message',
} as const;
const account = {
	channel: 'whatsapp',
	about: 'data',
	output: 'Account',
	choice: 'accountOrTemplateUpdated',
} as const;
const rcs = { channel: 'rcs', about: 'data', tick: 'the events of RCS messages' } as const;
const unknown = {
	about: 'nothing',
	event: 'unknown',
	output: 'Other',
	choice: 'unknown',
	tick: 'everything that you want to hear of',
} as const;

const ofStatus = { output: 'Statuses', choice: 'messageStatusChanged' } as const;
const sent = { ...ofStatus, event: 'messageSent', status: 'sent', stage: 1 } as const;
const failed = { ...ofStatus, event: 'messageFailed', status: 'failed', stage: 2 } as const;
const delivered = { ...ofStatus, event: 'messageDelivered', status: 'delivered', stage: 3 } as const;
const read = { ...ofStatus, event: 'messageRead', status: 'read', stage: 4 } as const;
const otherStatus = { ...ofStatus, event: 'agentMessage', status: 'other' } as const;
const answers = { output: 'Clicks and Answers' } as const;
const clicked = { ...answers, event: 'messageClicked', choice: 'buttonOrLinkClicked', stage: 5 } as const;
const flow = { ...answers, event: 'flowResponse', choice: 'formSubmitted', stage: 5 } as const;
const received = { event: 'messageReceived', output: 'Messages', choice: 'messageReceived' } as const;
const otherRcs = { ...rcs, event: 'rcsEvent', output: 'Other', choice: 'otherRcsEvent' } as const;

export const eventTypes = [
	{ type: 'message_received', ...ofMessage, ...received },
	{
		type: 'message_received',
		...ofMessage,
		isEcho: true,
		event: 'ownMessage',
		output: 'Other',
		choice: 'any',
	},
	{ type: 'message_api_sent', ...api, ...sent },
	{ type: 'message_api_delivered', ...api, ...delivered },
	{ type: 'message_api_read', ...api, ...read },
	{ type: 'message_api_failed', ...api, ...failed },
	{ type: 'message_api_clicked', ...api, ...clicked },
	{ type: 'message_api_flow_response', ...api, ...flow },
	{ type: 'message_campaign_sent', ...campaign, ...sent },
	{ type: 'message_campaign_delivered', ...campaign, ...delivered },
	{ type: 'message_campaign_read', ...campaign, ...read },
	{ type: 'message_campaign_failed', ...campaign, ...failed },
	{ type: 'message_campaign_clicked', ...campaign, ...clicked },
	{ type: 'message_campaign_flow_response', ...campaign, ...flow },
	{ type: 'agent_message_sent', ...agent, ...sent },
	{ type: 'agent_message_delivered', ...agent, ...delivered },
	{ type: 'agent_message_read', ...agent, ...read },
	{ type: 'agent_message_failed', ...agent, ...failed },
	{ type: 'agent_message_clicked', ...agent, ...clicked },
	{ type: 'agent_message_flow_response', ...agent, ...flow },
	{ type: 'agent_message_*', ...agent, ...otherStatus, about: 'data' },
	{
		type: 'workflow_response_update',
		...answers,
		channel: 'whatsapp',
		about: 'data',
		event: 'workflowResponse',
		choice: 'workflowAnswered',
	},
	{ type: 'account_alerts', ...account, event: 'accountAlert', update: 'Account Alert' },
	{ type: 'account_update', ...account, event: 'accountUpdate', update: 'Account Update' },
	{ type: 'account_review_update', ...account, event: 'accountReviewUpdate', update: 'Account Review' },
	{
		type: 'business_capability_update',
		...account,
		event: 'businessCapabilityUpdate',
		update: 'Business Capability',
	},
	{
		type: 'phone_number_quality_update',
		...account,
		event: 'phoneNumberQualityUpdate',
		update: 'Phone Number Quality',
	},
	{
		type: 'message_template_status_update',
		...account,
		event: 'templateStatusUpdate',
		update: 'Template Status',
	},
	{
		type: 'template_performance_metrics',
		...account,
		event: 'templatePerformance',
		update: 'Template Performance',
	},
	{ type: 'USER_MESSAGE', ...rcs, ...received },
	{ type: 'MESSAGE_SENT', ...rcs, ...sent },
	{ type: 'MESSAGE_DELIVERED', ...rcs, ...delivered },
	{ type: 'MESSAGE_READ', ...rcs, ...read },
	{ type: 'MESSAGE_FAILED', ...rcs, ...failed },
	{ type: 'USER_EVENT', ...otherRcs },
	{ type: 'SERVER_EVENT', ...otherRcs },
	{
		type: 'Webhook Test',
		channel: 'whatsapp',
		about: 'nothing',
		event: 'test',
		output: 'Other',
		choice: 'any',
	},
	{ type: 'message_api_*', channel: 'whatsapp', source: 'api', ...unknown },
	{ type: 'message_campaign_*', channel: 'whatsapp', source: 'campaign', ...unknown },
	{ type: '*', channel: 'whatsapp', ...unknown },
	{ type: '*', channel: 'rcs', ...unknown },
] as const satisfies readonly EventTypeRow[];

export type EventName = (typeof eventTypes)[number]['event'];

export type EventType = EventTypeRow & { readonly event: EventName };

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
