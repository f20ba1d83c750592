import type { Outcome } from './outcome';

/** The entry beside a key for as long as nobody knows what became of it. No key begins like this. */
export const open = (key: string) => `\nopen ${key}`;

/** What the store said of a key that somebody wants to use. */
export type KeyState = 'free' | 'sent' | 'open';

/** A key whose request has ended: it was sent, nobody knows, or the key is free again. */
export interface Settled {
	readonly key: string;
	readonly as: 'sent' | 'unknown' | 'free';
	/** Whether it was written down before, and is only looked for again. */
	readonly written?: boolean;
}

/** What becomes of a key whose request has ended; one that threw has no outcome. */
export function asOf(outcome: Outcome | undefined): Settled['as'] {
	if (outcome?.status === 'accepted') return 'sent';
	return outcome === undefined || outcome.status === 'unknown' ? 'unknown' : 'free';
}

/** What the store would say of a key once it is written down. */
export const stateAfter = { sent: 'sent', unknown: 'open', free: 'free' } as const;

/** What has to be in the record for a key. */
export function keptOf({ key, as }: Settled): string[] {
	if (as === 'sent') return [key];
	return as === 'unknown' ? [key, open(key)] : [];
}

/** What must no longer be there. */
export function goneOf({ key, as }: Settled): string[] {
	if (as === 'sent') return [open(key)];
	return as === 'free' ? [key, open(key)] : [];
}
