import { createHash } from 'crypto';

import { LruCache } from '../../shared/lruCache';
import type { InteraktEvent } from './event';

/** Sixty bits of a digest: among 20,000 marks two meet by chance once in 5,000,000,000 times. */
const dedupKey = (...parts: string[]): string =>
	createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 10);

/** Milliseconds within which the two arrivals of one submitted flow lie. */
const flowSpan = 60_000;

/**
 * How far a message has come, as far as events say it. A failed message had been sent; a delivered one has
 * not failed after all; a click or a flow response comes from a person who has read it.
 */
const stages: Readonly<Record<string, number>> = {
	messageSent: 1,
	messageFailed: 2,
	messageDelivered: 3,
	messageRead: 4,
	messageClicked: 5,
	flowResponse: 5,
};

const stageKey = (stage: number, messageId: string) => dedupKey('stage', String(stage), messageId);

/** The marks of a submitted flow: by its ID, and by person, answers and time, should the two IDs differ. */
function flowKeys(event: InteraktEvent): { matchAny: string[]; record: string[] } {
	const { messageId, phoneNumber, flowToken, flowAnswers, time } = event;
	const byId = messageId === undefined ? [] : [dedupKey('flow', messageId)];
	if (phoneNumber === undefined || time === undefined) return { matchAny: byId, record: byId };
	const span = Math.floor(Date.parse(time) / flowSpan);
	const content = JSON.stringify([phoneNumber, flowToken, flowAnswers]);
	const at = (place: number) => dedupKey('flow', content, String(place));
	return { matchAny: [...byId, at(span - 1), at(span), at(span + 1)], record: [...byId, at(span)] };
}

/** What an event leaves behind, and by what it is recognised when it comes again. */
export interface DedupKeys {
	/** It has been there if any of these is known. */
	readonly matchAny: readonly string[];
	/** To remember when it is new. */
	readonly record: readonly string[];
	/** It is not the newest of its message if any of these is known. */
	readonly laterStages: readonly string[];
}

/**
 * The marks of an event. One message ID serves all of a message's statuses, so an event is its name and the
 * ID, of a click its time as well (contract §13). What has no message ID is known by its bytes, which are the
 * same when it is delivered again.
 */
export function dedupKeysOf(event: InteraktEvent, bytes: Buffer): DedupKeys {
	const { messageId = '', event: name } = event;
	const stage = stages[name];
	const isFlow = event.kind === 'flowReply' && event.flowAnswers !== undefined;
	if (messageId === '' || (stage === undefined && name !== 'messageReceived')) {
		if (isFlow) return { ...flowKeys(event), laterStages: [] };
		const digest = [dedupKey('bytes', createHash('sha256').update(bytes).digest('hex'))];
		return { matchAny: digest, record: digest, laterStages: [] };
	}
	const own = stage === undefined ? [] : [stageKey(stage, messageId)];
	const laterStages =
		stage === undefined ? [] : [1, 2, 3, 4, 5].slice(stage).map((later) => stageKey(later, messageId));
	if (isFlow) {
		const { matchAny, record } = flowKeys(event);
		return { matchAny, record: [...record, ...own], laterStages };
	}
	// The stage says it all but for clicks, of which there may be several.
	if (stage !== undefined && name !== 'messageClicked') return { matchAny: own, record: own, laterStages };
	const identity = dedupKey(name, messageId, event.clickedAt ?? '');
	return { matchAny: [identity], record: [identity, ...own], laterStages };
}

/** Whether an event is about the status of a message. */
export const hasStage = ({ event }: InteraktEvent): boolean => event in stages;

/** How many marks a process keeps of one trigger: a few minutes at a hundred events a second. */
export const mostInMemory = 20_000;

/** How many of them n8n stores with the workflow. They are written with every new event, so they are few. */
export const mostStored = 500;

/**
 * The marks of the events that a trigger has seen, the latest of each process's events. Bounded: the oldest
 * give way.
 */
export class SeenEvents {
	private readonly marks = new Set<string>();

	/** The latest marks, the oldest first; the very same list for as long as this lives. */
	readonly latest: string[] = [];

	has(mark: string): boolean {
		return this.marks.has(mark);
	}

	hasAny(marks: readonly string[]): boolean {
		return marks.some((mark) => this.marks.has(mark));
	}

	add(marks: readonly string[]): void {
		for (const mark of marks) {
			if (this.marks.has(mark)) continue;
			this.marks.add(mark);
			this.latest.push(mark);
		}
		while (this.latest.length > mostStored) this.latest.shift();
		for (const oldest of this.marks) {
			if (this.marks.size <= mostInMemory) break;
			this.marks.delete(oldest);
		}
	}
}

/** By trigger, as many as a process keeps; only those that run here have any. */
const seenBy = new LruCache<SeenEvents>(500);

/** What this process has seen for a trigger. Survives the workflow's deactivation, not the process. */
export const seenOf = (workflowId: string, nodeId: string): SeenEvents =>
	seenBy.use(`${workflowId} ${nodeId}`, () => new SeenEvents());

/** The marks that were stored with a workflow, from whatever stands there. */
export const storedKeys = (stored: unknown): string[] =>
	Array.isArray(stored)
		? stored.filter((mark): mark is string => typeof mark === 'string').slice(-mostStored)
		: [];
