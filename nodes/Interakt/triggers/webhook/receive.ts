import type { IDataObject } from 'n8n-workflow';

import { readBody, type Unreadable } from './body';
import { hasStage, dedupKeysOf, type SeenEvents } from './dedup';
import type { InteraktEvent } from './event';
import { isChosen } from './eventTypes';
import { eventOf } from './parse';
import type { Proof } from './signature';

/** What a person set in the trigger. */
export interface Settings {
	/** Whether answers of an Interakt workflow may come without a signature. */
	readonly unsignedWorkflows: boolean;
	/** Values of Trigger On. */
	readonly chosen: ReadonlySet<string>;
	/** Milliseconds; events that happened longer ago are dropped. */
	readonly oldest: number | undefined;
	/** Whether to drop a status that comes after a newer one of its message. */
	readonly dropLate: boolean;
}

/** One call as it came. */
export interface Delivery {
	readonly bytes: Buffer;
	readonly proof: Proof;
}

export type Dropped = Unreadable | 'noEvent' | 'notChosen' | 'tooOld' | 'repeated' | 'late';

/** What is to be done with a call. */
export type Received =
	| { readonly kind: 'forged' }
	| { readonly kind: 'dropped'; readonly why: Dropped }
	/** The dashboard's button. */
	| { readonly kind: 'test'; readonly event: InteraktEvent; readonly body: IDataObject }
	| {
			readonly kind: 'event';
			/** A status also says whether it is newer than what was seen of its message. */
			readonly event: InteraktEvent & { readonly isLatest?: boolean };
			readonly body: IDataObject;
	  };

/** Whether nothing proves that the call comes from Interakt. The body is read before only where that decides. */
function isUnauthenticated({ bytes, proof }: Delivery, { unsignedWorkflows }: Settings): boolean {
	if (proof === 'genuine') return false;
	if (proof === 'wrong' || !unsignedWorkflows) return true;
	const body = readBody(bytes);
	return typeof body === 'string' || eventOf(body)?.event !== 'workflowResponse';
}

const isTooOld = ({ time }: InteraktEvent, oldest: number | undefined, now: number): boolean =>
	oldest !== undefined && time !== undefined && now - Date.parse(time) > oldest;

/**
 * The way of one call: raw bytes → signature → event → chosen? → seen before? → what is to be done. Never
 * throws, whatever comes. An event that is to be passed on has left its marks when this returns, so of two
 * calls at the same time only one passes.
 *
 * @param now Milliseconds since the epoch.
 */
export function receive(delivery: Delivery, settings: Settings, seen: SeenEvents, now: number): Received {
	if (isUnauthenticated(delivery, settings)) return { kind: 'forged' };
	const body = readBody(delivery.bytes);
	if (typeof body === 'string') return { kind: 'dropped', why: body };
	const event = eventOf(body);
	if (event === undefined) return { kind: 'dropped', why: 'noEvent' };
	if (event.event === 'test') return { kind: 'test', event, body };
	if (!isChosen(event, settings.chosen)) return { kind: 'dropped', why: 'notChosen' };
	if (isTooOld(event, settings.oldest, now)) return { kind: 'dropped', why: 'tooOld' };
	const { matchAny: known, record: left, laterStages: newer } = dedupKeysOf(event, delivery.bytes);
	if (seen.hasAny(known)) return { kind: 'dropped', why: 'repeated' };
	const isLatest = !seen.hasAny(newer);
	seen.add(left);
	if (!hasStage(event)) return { kind: 'event', event, body };
	if (!isLatest && settings.dropLate) return { kind: 'dropped', why: 'late' };
	return { kind: 'event', event: { ...event, isLatest }, body };
}
