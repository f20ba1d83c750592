import type { IDataObject } from 'n8n-workflow';

/**
 * A webhook as a source shows it, and the event that the trigger makes of it. The same examples are held against the
 * pure functions and sent to the built node.
 */
export interface WebhookExample {
	/** Unique. */
	readonly name: string;
	/** Where it stands: `S4 §9.1`; or who has seen it: P, W (contract §13). */
	readonly source: string;
	readonly body: IDataObject;
	/** The item of the trigger, without `isLatest`. */
	readonly item: IDataObject;
	/** What in Trigger On lets it pass, besides Any Event; nothing for what is never passed on. */
	readonly choices: readonly string[];
}

const customer = {
	id: '52918eb3-bd00-4331-a51d-c4dcffee48d6',
	channel_phone_number: '919999999999',
	phone_number: '9999999999',
	country_code: '+91',
	traits: { name: 'Asha', whatsapp_opted_in: true },
};

/** The person of every example, as the trigger shows them. */
export const person = {
	phoneNumber: '+919999999999',
	countryCode: '+91',
	name: 'Asha',
	contactId: customer.id,
	traits: customer.traits,
};

const noMessage = {
	chat_message_type: 'CustomerMessage',
	channel_failure_reason: null,
	message_status: 'Sent',
	received_at_utc: '2024-01-01T10:00:00.120000',
	delivered_at_utc: null,
	seen_at_utc: null,
	campaign_id: null,
	is_template_message: false,
	raw_template: null,
	channel_error_code: null,
	message_content_type: 'Text',
	media_url: null,
	message: null,
	meta_data: {},
};

/** A webhook of the WhatsApp family. Its times carry no zone. */
export const whatsApp = (type: string, data: IDataObject, timestamp = '2024-01-01T10:00:01.500000') => ({
	version: '1.0',
	timestamp,
	type,
	data,
});

/** One about a message: what is not given is as Interakt sends it when there is nothing to say. */
export const aboutMessage = (type: string, message: IDataObject, data: IDataObject = {}) =>
	whatsApp(type, { customer, message: { ...noMessage, ...message }, ...data });

/** Members of every item about a WhatsApp message. */
export const ofWhatsApp = (event: string, type: string) => ({
	event,
	channel: 'whatsapp',
	type,
	time: '2024-01-01T10:00:01.500Z',
	...person,
});
