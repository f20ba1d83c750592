/** What becomes of the messages that Interakt took: their statuses, without anybody asking for them. */
import { isObject } from '../rules.cts';
import { phoneOf, type JsonObject, type Message, type PersonBody, type State } from '../state.cts';
import type { Customer } from '../../contract/webhooks/envelope.cts';
import { rcsEvent, type RcsEvent } from './rcs.cts';
import { NOT_ON_WHATSAPP, status, type Failure, type SentContent, type StatusName } from './statuses.cts';
import type { Webhooks } from './webhooks.cts';

/** The customer of a message, as the account knows it. */
function customerOf(message: Message, state: State): Partial<Customer> {
	const person = message.body as PersonBody;
	const known = state.find(person);
	const { phone_number: phoneNumber, country_code: countryCode } = known ?? phoneOf(person);
	return { phoneNumber, countryCode, traits: known?.traits ?? {}, ...(known && { id: known.id }) };
}

/** A template's definition as webhooks carry it: two of its members are JSON in a string. */
function definitionOf(name: string, { templates }: State): JsonObject {
	const found = templates.find((template) => template.name === name);
	if (!found) return {};
	const { carousel_cards: _, ...definition } = found;
	return {
		...definition,
		body_text: JSON.stringify(found.body_text),
		buttons: JSON.stringify(found.buttons),
	};
}

function contentOf({ type, body }: Message, state: State): SentContent {
	if (isObject(body.template)) {
		const { name, bodyValues } = body.template;
		const values = Array.isArray(bodyValues) ? bodyValues.map(String) : [];
		return { template: String(name), definition: definitionOf(String(name), state), bodyValues: values };
	}
	const data = isObject(body.data) ? body.data : {};
	const { message } = data;
	return { type, text: typeof message === 'string' ? message : JSON.stringify(message ?? data) };
}

export class Lifecycle {
	private readonly failing = new Map<string, Failure>();
	private readonly running = new Set<Promise<void>>();

	constructor(
		private readonly webhooks: Webhooks,
		private readonly state: State,
	) {}

	/**
	 * Messages to this person fail from now on.
	 *
	 * @param recipient `+919999999999`.
	 */
	failFor(recipient: string, failure: Failure = NOT_ON_WHATSAPP): void {
		this.failing.set(recipient, failure);
	}

	/** Messages to this person, or to all, arrive again. */
	succeedFor(recipient?: string): void {
		if (recipient === undefined) this.failing.clear();
		else this.failing.delete(recipient);
	}

	/** Sends the statuses of a message, one after the other. */
	follow(message: Message): void {
		const run = this.statuses(message).finally(() => this.running.delete(run));
		this.running.add(run);
	}

	/** Resolves when the statuses of all messages so far have been sent. */
	async flushed(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running);
	}

	private async statuses(message: Message): Promise<void> {
		// The answer to the request goes out first.
		await new Promise((resolve) => setImmediate(resolve));
		const failure = this.failing.get(message.recipient);
		const names: StatusName[] = failure ? ['sent', 'failed'] : ['sent', 'delivered', 'read'];
		for (const name of names) await this.webhooks.send(this.body(message, name, failure));
	}

	private body(message: Message, name: StatusName, failure: Failure | undefined): JsonObject {
		const { id, at, recipient, callbackData } = message;
		if (message.channel === 'rcs') {
			return rcsEvent(`MESSAGE_${name.toUpperCase()}` as RcsEvent, { id, at, number: recipient });
		}
		const campaignId = message.body.campaignId;
		const campaign = this.state.campaigns.find((known) => known.campaignId === campaignId);
		return status(name, {
			id,
			at,
			customer: customerOf(message, this.state),
			...(callbackData !== undefined && { callbackData }),
			...(campaign && { campaign: { id: String(campaignId), name: String(campaign.name) } }),
			content: contentOf(message, this.state),
			...(failure && { failure }),
		});
	}
}
