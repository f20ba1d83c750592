/** What a trigger writes into n8n's log about calls that start nothing: each with its reason, one line a second. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { LruCache } from '../../shared/lruCache';
import type { Proof } from './signature';

/** Why a call, or one event of it, starts nothing although it is genuine. */
export const droppedReasons = {
	empty: 'has an empty body',
	tooLarge: 'has a body of more than 16 MB',
	tooDeep: 'has JSON of more than 64 levels',
	notJson: 'has a body that is no JSON object',
	noEvent: 'is no event of Interakt',
	notChosen: 'is not chosen in Trigger On and its filters',
	tooOld: 'is older than Drop Older Than allows',
	repeated: 'has been there before',
	late: 'comes after a newer status of its message (Drop Late Statuses)',
} as const;

export type Dropped = keyof typeof droppedReasons;

/** What to do about a call that nothing proves to be Interakt's. */
export const refusedReasons: Readonly<Record<Exclude<Proof, 'genuine'>, string>> = {
	missing:
		'This call has no signature. In Interakt, enter the Webhook Secret of the credential with the webhook, under Settings > Developer Setting',
	wrong: 'The signature does not belong to this body and the Webhook Secret',
};

/** Milliseconds for which a line keeps further ones out. */
const minLineIntervalMs = 1_000;

/** By trigger: when its last line was written, and how many were kept out since. */
const lastLines = new LruCache<{ readonly at: number; kept: number }>(500);

/**
 * Writes a line about a call into n8n's log, unless one of this trigger was written less than a second ago: who sends
 * many calls must not fill the log. The next line says how many were kept out.
 *
 * @param line Goes on after "Interakt Trigger: ", without a full stop.
 * @param now Milliseconds since the epoch.
 */
export function logCall(
	context: IWebhookFunctions,
	level: 'info' | 'warn' | 'error',
	line: string,
	now: number,
): void {
	const { id, name } = context.getNode();
	const workflow = context.getWorkflow();
	const key = `${workflow.id} ${id}`;
	const last = lastLines.get(key);
	if (last !== undefined && now - last.at < minLineIntervalMs) {
		last.kept++;
		return;
	}
	lastLines.set(key, { at: now, kept: 0 });
	const before =
		last === undefined || last.kept === 0 ? '' : ` (${last.kept} more lines since the one before)`;
	context.logger[level](`Interakt Trigger: ${line}${before}`, { workflowId: workflow.id, nodeName: name });
}

/** What came of a call, as far as the log says it. */
interface CameOf {
	readonly kind: 'unauthenticated' | 'dropped' | 'test' | 'event';
	readonly why?: Dropped;
	readonly type?: string;
}

/** Why one event starts nothing, by its type where it has one; a type is no longer than any that Interakt has. */
const reasonOf = ({ why, type }: CameOf): string[] => {
	if (why === undefined) return [];
	return [`${type === undefined ? 'it' : JSON.stringify(type.slice(0, 100))} ${droppedReasons[why]}`];
};

/**
 * Says in the log why a call, or events of it, started nothing.
 *
 * @param refused Why nothing proves that the call is Interakt's, if it is refused.
 */
export function logOutcome(
	context: IWebhookFunctions,
	all: readonly CameOf[],
	refused: string,
	now: number,
): void {
	const kinds = all.map(({ kind }) => kind);
	const reasons = [...new Set(all.flatMap(reasonOf))];
	if (kinds.includes('unauthenticated')) {
		logCall(context, 'warn', `a call was refused. ${refused}`, now);
	} else if (reasons.length > 0) {
		logCall(context, 'info', `a call of Interakt was dropped: ${reasons.slice(0, 5).join('; ')}`, now);
	} else if (kinds.includes('test')) {
		logCall(context, 'info', 'the test of Interakt has arrived; it starts nothing', now);
	}
}
