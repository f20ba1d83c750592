import { randomUUID } from 'node:crypto';

import { defaultTemplates, type Template } from './templates.cts';

/** JSON as the API sends and receives it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

/** A contact as the API shows it, with numbers beside the times so that filters need not parse. */
export interface Contact {
	id: string;
	user_id: string | null;
	phone_number: string;
	country_code: string;
	traits: JsonObject;
	tags: string[];
	/** Milliseconds since the epoch. */
	createdAt: number;
	modifiedAt: number;
	/** When the customer last wrote, which opens the 24-hour window. */
	lastWroteAt?: number;
}

export interface Message {
	id: string;
	channel: 'whatsapp' | 'rcs';
	/** `+919999999999`, or the user ID. */
	recipient: string;
	type: string;
	callbackData?: string;
	body: JsonObject;
	at: number;
}

export interface RecordedRequest {
	method: string;
	/** Below the base URL, without the query. */
	path: string;
	query: Record<string, string>;
	body: Json;
	recipient?: string;
	at: number;
	/** What was answered; nothing while the answer is pending or when the connection was cut. */
	status?: number;
	/** When it was answered, by the clock of `at`. */
	answeredAt?: number;
	/** Whether the request changed anything. */
	processed: boolean;
}

export interface StoredFile {
	handle: string;
	url: string;
	fileName: string;
	mimeType: string;
	size: number;
	/** Of the bytes, in hexadecimal digits. */
	sha256: string;
}

/** Who a request is about, as its body says. */
export interface PersonBody {
	userId?: string;
	phoneNumber?: string;
	countryCode?: string;
	fullPhoneNumber?: string;
}

/** The country of a phone number that comes without one (S2). */
const defaultCountryCode = '+91';

/** `+919999999999` for either way of giving a phone, or the user ID. */
export function recipientOf({
	userId,
	phoneNumber,
	countryCode,
	fullPhoneNumber,
}: PersonBody): string | undefined {
	if (typeof fullPhoneNumber === 'string') return `+${fullPhoneNumber.replace(/^\+/, '')}`;
	if (typeof phoneNumber === 'string')
		return `+${String(countryCode ?? defaultCountryCode).replace(/^\+/, '')}${phoneNumber}`;
	return userId;
}

/**
 * The two parts of a phone number, as the API shows a contact. A number in one part is split at the country
 * code: India and North America by their length, otherwise after two digits.
 */
export function phoneOf({ phoneNumber, countryCode, fullPhoneNumber }: PersonBody): {
	phone_number: string;
	country_code: string;
} {
	if (typeof fullPhoneNumber !== 'string') {
		return phoneNumber === undefined
			? { phone_number: '', country_code: '' }
			: { phone_number: phoneNumber, country_code: countryCode ?? defaultCountryCode };
	}
	const digits = fullPhoneNumber.replace(/^\+/, '');
	const codeLength = /^1\d{10}$/.test(digits) ? 1 : 2;
	return { phone_number: digits.slice(codeLength), country_code: `+${digits.slice(0, codeLength)}` };
}

/** The index of the first contact that was created at a moment or later. */
function firstFrom(sorted: readonly Contact[], moment: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle]?.createdAt ?? Infinity) < moment) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Everything that the simulated Interakt remembers. */
export class State {
	contacts: Contact[] = [];
	events: JsonObject[] = [];
	messages: Message[] = [];
	campaigns: JsonObject[] = [];
	templates: Template[] = defaultTemplates();
	files: StoredFile[] = [];
	requests: RecordedRequest[] = [];
	/** Agent by customer. */
	assignments = new Map<string, string>();
	agents = new Set(['asha@example.com', 'ravi@example.com', 'agent@example.com', 'agent-id-123']);
	/** Members and leads of the older product, by e-mail. */
	members = new Map<string, JsonObject>();
	leads = new Map<string, JsonObject>();

	/** All contacts as they were created, oldest first, from the first time that they were asked for. */
	private byCreation: { of: readonly Contact[]; sorted: Contact[] } | undefined;
	private readonly byPhone = new Map<string, Contact>();
	private readonly byUserId = new Map<string, Contact>();

	/** The contact of a phone number, or of a user ID when no number is given. */
	find(person: PersonBody): Contact | undefined {
		const { userId, ...phone } = person;
		const recipient = recipientOf(phone);
		if (recipient !== undefined) return this.byPhone.get(recipient);
		return userId === undefined ? undefined : this.byUserId.get(userId);
	}

	findByUserId(userId: string): Contact | undefined {
		return this.byUserId.get(userId);
	}

	/** Adds a contact; what is not given is made up. */
	add(given: Partial<Contact> = {}, now = Date.now()): Contact {
		const contact: Contact = {
			id: randomUUID(),
			user_id: null,
			phone_number: '',
			country_code: '+91',
			traits: {},
			tags: [],
			createdAt: now,
			modifiedAt: now,
			...given,
		};
		const sorted = this.sortedSoFar();
		sorted?.splice(firstFrom(sorted, contact.createdAt + 1), 0, contact);
		this.contacts.push(contact);
		this.index(contact);
		return contact;
	}

	index(contact: Contact): void {
		if (contact.phone_number !== '') {
			this.byPhone.set(`${contact.country_code}${contact.phone_number}`, contact);
		}
		if (contact.user_id !== null) this.byUserId.set(contact.user_id, contact);
	}

	/** Adds a template, or replaces the one of that name and language. */
	putTemplate(made: Template): void {
		const index = this.templates.findIndex(
			({ name, language }) => name === made.name && language === made.language,
		);
		if (index < 0) this.templates.push(made);
		else this.templates[index] = made;
	}

	remove(contact: Contact): void {
		for (const list of [this.sortedSoFar(), this.contacts]) {
			const index = list?.indexOf(contact) ?? -1;
			if (index >= 0) list?.splice(index, 1);
		}
		this.byPhone.delete(`${contact.country_code}${contact.phone_number}`);
		if (contact.user_id !== null) this.byUserId.delete(contact.user_id);
	}

	/** The contacts that were created between two moments, without these, oldest first. */
	createdBetween(after: number, before: number): readonly Contact[] {
		const { contacts } = this;
		const sorted = this.sortedSoFar() ?? [...contacts].sort((one, other) => one.createdAt - other.createdAt);
		this.byCreation = { of: contacts, sorted };
		return sorted.slice(firstFrom(sorted, after + 1), firstFrom(sorted, before));
	}

	/** Nothing when `contacts` is another list by now, or was changed from outside. */
	private sortedSoFar(): Contact[] | undefined {
		const { of, sorted } = this.byCreation ?? {};
		return of === this.contacts && sorted?.length === of.length ? sorted : undefined;
	}

	/** The customer writes, which opens the 24-hour window; an unknown one becomes a contact. */
	customerWrites(person: PersonBody, now = Date.now()): Contact {
		const contact =
			this.find(person) ?? this.add({ ...phoneOf(person), user_id: person.userId ?? null }, now);
		contact.lastWroteAt = now;
		return contact;
	}

	clear(): void {
		Object.assign(this, new State());
		this.byPhone.clear();
		this.byUserId.clear();
	}
}

/** A contact in the form of the API. */
export function shownContact(contact: Contact): JsonObject {
	const { id, user_id, phone_number, country_code, traits, tags, createdAt, modifiedAt } = contact;
	return {
		id,
		user_id,
		phone_number,
		country_code,
		traits,
		tags,
		created_at_utc: new Date(createdAt).toISOString(),
		modified_at_utc: new Date(modifiedAt).toISOString(),
	};
}
