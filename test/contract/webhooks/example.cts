import type { IDataObject } from 'n8n-workflow';

import { customerBody, envelope, messageBody } from './envelope.cts';

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
	/** What in Trigger On lets it pass, besides Any Event; nothing for what only that lets pass, or nothing. */
	readonly choice?: string;
	/** The value of each filter below Trigger On that lets it pass; those that are not here cannot leave it out. */
	readonly filters?: Readonly<Record<string, string>>;
}

const customer = customerBody();

/** The person of every example, as the trigger shows them. */
export const person = {
	phoneNumber: '+919999999999',
	countryCode: '+91',
	name: 'Asha',
	contactId: customer.id,
	traits: customer.traits,
};

/** When the message of every example was sent, and when what is told of it happened. */
const sentAt = Date.UTC(2024, 0, 1, 10, 0, 0, 120);
const happenedAt = Date.UTC(2024, 0, 1, 10, 0, 1, 500);

/** A webhook of the WhatsApp family. */
export const whatsApp = (type: string, data: IDataObject) => envelope(type, happenedAt, data);

/** One about a message: what is not given is as Interakt sends it when there is nothing to say. */
export const aboutMessage = (type: string, message: IDataObject, data: IDataObject = {}) =>
	whatsApp(type, { customer, message: messageBody({ at: sentAt }, message), ...data });

/** Members of every item about a WhatsApp message. */
export const ofWhatsApp = (event: string, type: string) => ({
	event,
	channel: 'whatsapp',
	type,
	time: '2024-01-01T10:00:01.500Z',
	...person,
});
