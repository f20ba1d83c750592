/** Interakt's side of webhooks: one address for an account, a secret, and what happens to those who do not answer. */
import type { JsonObject } from '../state.cts';
import { dashboardTest } from './account.cts';
import { post, type Answered, type Wait } from './post.cts';
import { SIGNATURE_HEADER, signature } from './signature.cts';

/** How long an answer may take (P, W 4). */
export const ANSWER_LIMIT_MS = 3_000;

/** So many calls that fail within this time turn the webhook off, until a person turns it on again (P, W 4). */
export const MOST_FAILURES = 5;
export const FAILURE_SPAN_MS = 10 * 60_000;

/** What a person enters in the dashboard. */
export interface Registration {
	url: string;
	/** The webhook's own, not the key of the API. */
	secret: string;
	/** The ticked event types; all unless told. */
	types?: string[];
}

/** One call and what came of it. */
export interface Delivery {
	/** `type`, or `entityType` of the RCS family; nothing for what is no such body. */
	type?: string;
	/** When it was sent, in milliseconds since the epoch. */
	at: number;
	answer:
		| Answered
		/** Not sent: the webhook is turned off, is not registered, or the type is not ticked. */
		| { kind: 'notSent'; reason: 'off' | 'notRegistered' | 'notTicked' };
}

export interface WebhookState {
	url?: string;
	types?: string[];
	/** Whether events are sent at all. */
	enabled: boolean;
	/** Calls that failed within the last ten minutes. */
	failures: number;
	/** When it was turned off, in milliseconds since the epoch. */
	disabledAt?: number;
	/** Answered with 200 in time. */
	delivered: number;
	/** Events that happened while it was off. */
	lost: number;
}

export interface SendOptions {
	/** Calls of a workflow's HTTP step are not signed; all others are. */
	signed?: boolean;
	/** Signs with another secret than the registered one, as a forger would. */
	secret?: string;
	headers?: Record<string, string>;
}

export interface WebhooksOptions {
	clock: () => number;
	/** What counts the time that an answer may take; the machine's timer unless told. */
	wait?: Wait;
	/** Called after each call. */
	onDelivery?: (delivery: Delivery) => void;
	/** Called for an event before it is sent, whether it is sent or not. */
	onEvent?: (body: JsonObject) => void;
}

/** `type` of the WhatsApp family, `entityType` of the RCS family. */
const typeOf = (body: JsonObject): string | undefined =>
	[body.type, body.entityType].find((type): type is string => typeof type === 'string');

/** Whether an answer is what Interakt wants: 200 and nothing else (P). */
const isFine = (answer: Delivery['answer']) => answer.kind === 'answered' && answer.status === 200;

export class Webhooks {
	/** Every event since the start or the last reset, as long as a webhook was registered. */
	readonly deliveries: Delivery[] = [];

	private registration: Registration | undefined;
	private failedAt: number[] = [];
	private disabledAt: number | undefined;
	private delivered = 0;
	private lost = 0;

	constructor(private readonly options: WebhooksOptions) {}

	/** Enters the one webhook of the account, in place of the last; it starts turned on. */
	register(registration: Registration): void {
		this.registration = registration;
		this.turnOn();
	}

	/** What a person does in the dashboard after the webhook was turned off. */
	turnOn(): void {
		this.failedAt = [];
		this.disabledAt = undefined;
	}

	state(): WebhookState {
		this.forgetOldFailures();
		const { url, types } = this.registration ?? {};
		return {
			...(url !== undefined && { url }),
			...(types !== undefined && { types }),
			enabled: this.registration !== undefined && this.disabledAt === undefined,
			failures: this.failedAt.length,
			...(this.disabledAt !== undefined && { disabledAt: this.disabledAt }),
			delivered: this.delivered,
			lost: this.lost,
		};
	}

	/** Lets an event happen: it is sent once if the webhook is on and its type is ticked. Never rejects. */
	async send(body: JsonObject, options: SendOptions = {}): Promise<Delivery> {
		this.options.onEvent?.(body);
		const type = typeOf(body);
		const unsent = this.unsent(type);
		if (unsent) return this.record(type, { kind: 'notSent', reason: unsent });
		// Only the HTTP step of a workflow makes such calls, and it does not sign them (contract §13).
		const signed = options.signed ?? type !== 'workflow_response_update';
		const delivery = await this.call(type, Buffer.from(JSON.stringify(body)), { ...options, signed });
		if (isFine(delivery.answer)) this.delivered++;
		else this.countFailure(delivery.at);
		return delivery;
	}

	/**
	 * Lets events happen in their order.
	 *
	 * @param atOnce How many are on their way at the same time; with more than one the order of arrival is open.
	 */
	async sendAll(
		bodies: readonly JsonObject[],
		{ atOnce = 1, ...options }: SendOptions & { atOnce?: number } = {},
	): Promise<Delivery[]> {
		const deliveries: Delivery[] = [];
		let next = 0;
		const sender = async () => {
			for (let index = next++; index < bodies.length; index = next++) {
				deliveries[index] = await this.send(bodies[index] as JsonObject, options);
			}
		};
		await Promise.all(Array.from({ length: atOnce }, sender));
		return deliveries;
	}

	/**
	 * Calls the registered address with these very bytes, as anybody could: damaged, unauthenticated or empty. It says nothing
	 * about the webhook's health, and the events ticked do not matter.
	 *
	 * @param options Signed with the registered secret unless told otherwise.
	 */
	async sendBytes(body: Buffer, options: SendOptions = {}): Promise<Delivery> {
		if (this.registration === undefined)
			return this.record(undefined, { kind: 'notSent', reason: 'notRegistered' });
		return await this.call(undefined, body, options);
	}

	/** The dashboard's "Test" button: it works while the webhook is off too, and does not count as a failure. */
	async dashboardTest(): Promise<Delivery> {
		const body = dashboardTest(this.options.clock());
		return await this.sendBytes(Buffer.from(JSON.stringify(body)));
	}

	/** Forgets the registration and all that happened. */
	reset(): void {
		this.registration = undefined;
		this.turnOn();
		this.delivered = 0;
		this.lost = 0;
		this.deliveries.length = 0;
	}

	/** Why an event of this type is not sent, if it is not. */
	private unsent(type: string | undefined): 'off' | 'notRegistered' | 'notTicked' | undefined {
		if (this.registration === undefined) return 'notRegistered';
		if (this.registration.types && !this.registration.types.includes(type ?? '')) return 'notTicked';
		if (this.disabledAt === undefined) return undefined;
		this.lost++;
		return 'off';
	}

	private async call(type: string | undefined, body: Buffer, options: SendOptions): Promise<Delivery> {
		const { url = '', secret = '' } = this.registration ?? {};
		const at = this.options.clock();
		const headers = {
			'Content-Type': 'application/json',
			...((options.signed ?? true) && { [SIGNATURE_HEADER]: signature(body, options.secret ?? secret) }),
			...options.headers,
		};
		const answer = await post(url, body, headers, ANSWER_LIMIT_MS, this.options.wait);
		return this.record(type, answer, at);
	}

	private record(type: string | undefined, answer: Delivery['answer'], at = this.options.clock()): Delivery {
		const delivery: Delivery = { ...(type !== undefined && { type }), at, answer };
		if (this.registration) this.deliveries.push(delivery);
		this.options.onDelivery?.(delivery);
		return delivery;
	}

	private countFailure(at: number): void {
		this.failedAt.push(at);
		this.forgetOldFailures();
		if (this.failedAt.length >= MOST_FAILURES) this.disabledAt ??= this.options.clock();
	}

	private forgetOldFailures(): void {
		if (this.disabledAt !== undefined) return;
		const oldest = this.options.clock() - FAILURE_SPAN_MS;
		this.failedAt = this.failedAt.filter((at) => at > oldest);
	}
}
