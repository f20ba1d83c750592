/**
 * What all webhooks of the WhatsApp family have in common (contract §13; P, W). The examples and the simulator fill it.
 */
import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../../simulator/state.cts';
import { withoutZone } from './times.cts';

/** Whom a webhook is about. */
export interface Customer {
	id: string;
	/** Without the country code. */
	phoneNumber: string;
	/** With its plus. */
	countryCode: string;
	traits: JsonObject;
}

/** What can be said of any message; what is not said is made up. */
export interface MessageGiven {
	/** One ID serves sent, delivered, read and clicked. */
	id?: string;
	customer?: Partial<Customer>;
	/** When the message was sent, in milliseconds since the epoch. */
	at?: number;
}

const MADE_UP: Customer = {
	id: '52918eb3-bd00-4331-a51d-c4dcffee48d6',
	phoneNumber: '9999999999',
	countryCode: '+91',
	traits: { name: 'Asha', whatsapp_opted_in: true },
};

/** `data.customer`. */
export function customerBody(given: Partial<Customer> = {}) {
	const { id, phoneNumber, countryCode, traits } = { ...MADE_UP, ...given };
	return {
		id,
		channel_phone_number: countryCode.replace('+', '') + phoneNumber,
		phone_number: phoneNumber,
		country_code: countryCode,
		traits,
	};
}

/** `data.message` with all of its members, most of them null. */
export function messageBody<More extends object>(
	{ id = randomUUID(), at = Date.now() }: MessageGiven,
	more: More,
) {
	return {
		id,
		chat_message_type: 'CustomerMessage',
		channel_failure_reason: null,
		message_status: 'Sent',
		received_at_utc: withoutZone(at),
		delivered_at_utc: null,
		seen_at_utc: null,
		campaign_id: null,
		campaign_name: null,
		is_template_message: false,
		raw_template: null,
		channel_error_code: null,
		message_content_type: 'Text',
		media_url: null,
		message: null,
		meta_data: {},
		...more,
	};
}

/**
 * A whole webhook.
 *
 * @param at When the event happened, in milliseconds since the epoch.
 */
export const envelope = <Data extends object>(type: string, at: number, data: Data) => ({
	version: '1.0',
	timestamp: withoutZone(at),
	type,
	data,
});
