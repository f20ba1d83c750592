import { createHash } from 'crypto';

import { dropOldest, LruCache } from '../../shared/lruCache';
import type { InteraktEvent } from './event';
import { eventTypes, rowOf } from './eventTypes';
import { HeldFlows } from './heldFlows';

/** Characters of a key, which are 48 bits of a digest: a new event meets one of 20,000 keys by chance once in 10,000,000,000 times. */
const keyLength = 8;

const dedupKey = (...parts: Array<string | undefined>): string =>
	createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, keyLength);

/** Milliseconds within which the two arrivals of one submitted flow lie, when their IDs differ. */
const flowSpanMs = 60_000;

const stages = [...new Set(eventTypes.flatMap((row) => ('stage' in row ? row.stage : [])))];

/** Whether an event is about the status of a message. */
export const hasStage = (event: InteraktEvent): boolean => rowOf(event)?.stage !== undefined;

const stageKey = (stage: number, messageId: string) => dedupKey('stage', String(stage), messageId);

/** The keys of a submitted flow: by its ID or else its bytes, and by person, answers and time, should the two IDs differ. */
function flowKeys(event: InteraktEvent, bytes: Buffer): { matchAny: string[]; record: string[] } {
	const { messageId, phoneNumber, flowToken, flowAnswers, time } = event;
	const byId = [messageId === undefined ? bytesKey(bytes) : dedupKey('flow', messageId)];
	if (phoneNumber === undefined || time === undefined || flowAnswers === undefined)
		return { matchAny: byId, record: byId };
	const span = Math.floor(Date.parse(time) / flowSpanMs);
	const content = JSON.stringify([phoneNumber, flowToken, flowAnswers]);
	const at = (place: number) => dedupKey('flow', content, String(place));
	return { matchAny: [...byId, at(span - 1), at(span), at(span + 1)], record: [...byId, at(span)] };
}

/** By what an event is recognised when it comes again. */
export interface DedupKeys {
	/** It was recorded before if any of these is. */
	readonly matchAny: readonly string[];
	/** To be recorded when it was not. */
	readonly record: readonly string[];
	/** A later stage of its message was recorded if any of these is. */
	readonly laterStages: readonly string[];
}

const same = (keys: readonly string[], laterStages: readonly string[]): DedupKeys => ({
	matchAny: keys,
	record: keys,
	laterStages,
});

/** A click: its message, and its time and button; one without a time is known by its bytes. */
function clickKey(event: InteraktEvent, bytes: Buffer): string {
	const { messageId, clickedAt, clickText, clickLink, clickPayload } = event;
	if (messageId === undefined || clickedAt === undefined) return bytesKey(bytes);
	return dedupKey(event.event, messageId, clickedAt, clickText, clickLink, clickPayload);
}

const bytesKey = (bytes: Buffer) => dedupKey('bytes', createHash('sha256').update(bytes).digest('hex'));

/** Whether an event is a submitted flow, under either of its two types. */
export const isFlow = ({ kind }: InteraktEvent): boolean => kind === 'flowReply';

/**
 * The keys of an event. One message ID serves all of a message's statuses, so an event is its name and the
 * ID, of a click its time and button as well (contract §13). What has no message ID is known by its bytes, which are the
 * same when it is delivered again.
 */
export function dedupKeysOf(event: InteraktEvent, bytes: Buffer): DedupKeys {
	const { messageId, event: name } = event;
	const stage = rowOf(event)?.stage;
	const isStaged = messageId !== undefined && stage !== undefined;
	const own = isStaged ? [stageKey(stage, messageId)] : [];
	const laterStages = isStaged
		? stages.filter((later) => later > stage).map((later) => stageKey(later, messageId))
		: [];
	if (isFlow(event)) {
		const { matchAny, record } = flowKeys(event, bytes);
		return { matchAny, record: [...record, ...own], laterStages };
	}
	if (name === 'messageClicked') {
		const click = clickKey(event, bytes);
		return { matchAny: [click], record: [click, ...own], laterStages };
	}
	// Of anything else the stage says it all.
	if (isStaged) return same(own, laterStages);
	const isKnownById = messageId !== undefined && name === 'messageReceived';
	return same([isKnownById ? dedupKey(name, messageId) : bytesKey(bytes)], []);
}

/** How many keys a process keeps of one trigger: a few minutes at a hundred events a second. */
export const mostInMemory = 20_000;

/**
 * How many of them n8n stores with the workflow: those of 5,000 events a day for three days, the usual Drop Older Than.
 * n8n writes all of them with every new event, 120 KB.
 */
export const mostStored = 15_000;

/** How many of the texts that were stored are known again without reading them key by key. */
const mostSeen = 50;

/** The keys of the events that a trigger has taken, the latest of each process's events. Bounded: the oldest give way. */
export class DedupMemory {
	private readonly keys = new Set<string>();

	/** The latest keys, one after another, the oldest first: what is stored. */
	private latest = '';

	/** What was lately written to or read from n8n's store, which gives older texts while many calls come at once. */
	private readonly seen: unknown[] = [];

	/** The submitted flows that wait for their second arrival. */
	readonly heldFlows = new HeldFlows();

	has(key: string): boolean {
		return this.keys.has(key);
	}

	hasAny(keys: readonly string[]): boolean {
		return keys.some((key) => this.keys.has(key));
	}

	add(keys: readonly string[]): void {
		for (const key of keys) {
			if (this.keys.has(key)) continue;
			this.keys.add(key);
			this.latest += key;
		}
		this.latest = this.latest.slice(-mostStored * keyLength);
		dropOldest(this.keys, mostInMemory);
	}

	/** Adds what was stored with the workflow, whatever stands there; nothing when it is what this has stored itself. */
	addStored(stored: unknown): void {
		if (this.seen.includes(stored)) return;
		this.add(storedKeys(stored));
		this.see(stored);
	}

	/** The latest keys as n8n is to store them: one after another in one text, which takes the least space in JSON. */
	toStored(): string {
		this.see(this.latest);
		return this.latest;
	}

	private see(text: unknown): void {
		this.seen.push(text);
		if (this.seen.length > mostSeen) this.seen.shift();
	}
}

/** By trigger, as many as a process keeps; only those that run here have any. */
const memories = new LruCache<DedupMemory>(500);

/** What this process remembers of a trigger. Survives the workflow's deactivation, not the process. */
export const dedupMemoryOf = (workflowId: string | undefined, nodeId: string): DedupMemory =>
	memories.use(`${workflowId} ${nodeId}`, () => new DedupMemory());

/** The keys that were stored with a workflow, from whatever stands there. */
export function storedKeys(stored: unknown): string[] {
	if (typeof stored !== 'string' || stored.length % keyLength !== 0) return [];
	const count = Math.min(mostStored, stored.length / keyLength);
	const from = stored.length - count * keyLength;
	return Array.from({ length: count }, (_, index) =>
		stored.slice(from + index * keyLength, from + (index + 1) * keyLength),
	);
}
