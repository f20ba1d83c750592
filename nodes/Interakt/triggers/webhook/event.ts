import type { IDataObject } from 'n8n-workflow';

/** What happened to a message that we sent. */
export type StatusName = 'messageSent' | 'messageDelivered' | 'messageRead' | 'messageFailed';

/** Events of the account and of templates, by Interakt's type (contract §13). */
export const accountEvents = {
	account_alerts: 'accountAlert',
	account_update: 'accountUpdate',
	account_review_update: 'accountReviewUpdate',
	business_capability_update: 'businessCapabilityUpdate',
	phone_number_quality_update: 'phoneNumberQualityUpdate',
	message_template_status_update: 'templateStatusUpdate',
	template_performance_metrics: 'templatePerformance',
} as const;

export type AccountEventName = (typeof accountEvents)[keyof typeof accountEvents];

export type EventName =
	| 'messageReceived'
	| StatusName
	| 'messageClicked'
	| 'flowResponse'
	/** Something about an agent's message that is none of the above. */
	| 'agentMessage'
	| 'workflowResponse'
	| AccountEventName
	/** An event of the RCS family that is none of the above, e.g. that a person is typing. */
	| 'rcsEvent'
	/** One of our own messages that comes back as if it had been received. */
	| 'ownMessage'
	/** The button in Interakt's dashboard. */
	| 'test'
	/** A type that the contract does not know. */
	| 'unknown';

/** What a message is made of. */
export type Kind =
	| 'text'
	| 'image'
	| 'video'
	| 'audio'
	| 'document'
	| 'sticker'
	| 'location'
	| 'contacts'
	| 'reaction'
	| 'buttonReply'
	| 'listReply'
	| 'flowReply'
	| 'order'
	| 'template'
	| 'other';

export const mediaKinds: ReadonlySet<string> = new Set<Kind>([
	'image',
	'video',
	'audio',
	'document',
	'sticker',
]);

/** The person that an event is about. */
export interface Person {
	/** In full, e.g. `+919999999999`. */
	readonly phoneNumber?: string;
	/** e.g. `+91` */
	readonly countryCode?: string;
	readonly name?: string;
	/** Interakt's ID of the contact. */
	readonly contactId?: string;
	readonly traits?: IDataObject;
}

/** What a message holds. */
export interface Content {
	readonly kind?: Kind;
	/** What the person wrote, or the title of what was tapped or chosen. */
	readonly text?: string;
	readonly choiceId?: string;
	readonly choiceTitle?: string;
	readonly choiceDescription?: string;
	readonly flowAnswers?: IDataObject;
	readonly flowToken?: string;
	readonly mediaUrl?: string;
	readonly caption?: string;
	readonly fileName?: string;
	readonly latitude?: number;
	readonly longitude?: number;
	readonly placeName?: string;
	readonly address?: string;
	readonly emoji?: string;
	/** The message that the reaction is about. */
	readonly reactedTo?: string;
	/** What the content type is called by Interakt, where we have no word for it. */
	readonly contentType?: string;
}

/** A click on a button of a template. */
export interface Click {
	readonly clickType?: 'quickReply' | 'link' | string;
	readonly clickText?: string;
	readonly clickLink?: string;
	readonly clickPayload?: string;
	readonly clickedAt?: string;
}

/** Why a message was not delivered. */
export interface Undelivered {
	readonly failureCode?: string;
	/** In Interakt's words. */
	readonly failureReason?: string;
	/** In ours. */
	readonly failureMeaning?: string;
	/** What to do about it. */
	readonly failureRemedy?: string;
}

/** An answer to an Interakt workflow. */
export type WorkflowAnswer = {
	readonly question?: string;
	readonly answer?: string;
	readonly mediaUrl?: string;
	/** The trait that keeps the answer. */
	readonly trait?: string;
};

/**
 * An event of either family in one flat shape. Members that an event does not have are left out; times are
 * ISO 8601 in UTC.
 */
export interface InteraktEvent extends Person, Content, Click, Undelivered {
	readonly event: EventName;
	readonly channel: 'whatsapp' | 'rcs';
	/** What the message was sent by, where the event is about one that we sent. */
	readonly source?: 'api' | 'campaign' | 'agent';
	/** Interakt's own name of it, e.g. `message_api_read`. */
	readonly type: string;
	/** When it happened. */
	readonly time?: string;
	/** Of a sent message it is what the sending gave back as `id`. */
	readonly messageId?: string;
	readonly eventId?: string;
	readonly receivedAt?: string;
	readonly sentAt?: string;
	readonly deliveredAt?: string;
	readonly readAt?: string;
	/** As it was given when the message was sent. */
	readonly callbackData?: string;
	readonly campaignId?: string;
	readonly campaignName?: string;
	readonly templateName?: string;
	readonly templateLanguage?: string;
	readonly botId?: string;
	readonly workflowId?: string;
	readonly workflowName?: string;
	readonly answers?: WorkflowAnswer[];
	/** Of events that are about no message: what Interakt says, as it says it. */
	readonly details?: IDataObject[string];
}
