import type { IDataObject } from 'n8n-workflow';

import type { EventType } from './eventTypes';

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
	/** As WhatsApp has it: `catalog_id`, `product_items`, … */
	readonly order?: IDataObject;
	/** As WhatsApp has them: `name`, `phones`, … */
	readonly contacts?: IDataObject[];
	readonly mediaUrl?: string;
	readonly caption?: string;
	readonly fileName?: string;
	/** e.g. `image/jpeg`, where it is said. */
	readonly mimeType?: string;
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
	/** Interakt's ID of the answer. */
	readonly id?: string;
	readonly step?: string;
	readonly time?: string;
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
	readonly event: EventType['event'];
	readonly channel: EventType['channel'];
	/** What the message was sent by, where the event is about one that we sent. */
	readonly source?: EventType['source'];
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
	/** The flow that was submitted. */
	readonly flowId?: string;
	/** The message that this one answers: `id`, and who sent it as `from`. */
	readonly messageContext?: IDataObject;
	/** The advertisement that led the person to the chat, as WhatsApp has it: `source_id`, `ctwa_clid`, … */
	readonly referral?: IDataObject;
	/** The WhatsApp number of the account. */
	readonly whatsappApiNumber?: string;
	/** As Interakt calls it, e.g. `Whatsapp`. */
	readonly channelType?: string;
	/** Where Interakt sends the message next if it is not delivered. */
	readonly nextFallbackChannel?: string;
	/** What the message cost, as Interakt says it: a number, or an object with the parts. */
	readonly messageCost?: IDataObject[string];
	readonly botId?: string;
	readonly workflowId?: string;
	readonly workflowName?: string;
	readonly answers?: WorkflowAnswer[];
	/** Of events that are about no message: what Interakt says, as it says it. */
	readonly details?: IDataObject[string];
}
