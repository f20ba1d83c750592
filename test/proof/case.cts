import type { HostSetUp } from '../host/setUp.cts';
import { seeded } from '../simulator/faults.cts';

/** Something that was counted, at the simulated Interakt unless it says otherwise, and what it has to be. */
export interface Claim {
	/** What was counted, e.g. `messages that went out twice`. */
	claim: string;
	counted: number;
	/** A figure without a bound is reported and judges nothing. */
	bound?: 'exactly' | 'at most' | 'at least';
	limit?: number;
}

/** What a proof runs with. */
export interface Circumstances {
	/** Starts n8n and all that stands beside it; the proof's own, ended after it. */
	setUp: HostSetUp;
	/** Draws numbers from 0 to 1, the same for the same seed. */
	random: () => number;
	/** Draws the faults of simulators. */
	seed: number;
	/**
	 * Gives the first of two things in a quick run, the other in a full one. Times and memory are judged in a full one only,
	 * which has the machine for itself.
	 */
	size: <Thing>(quick: Thing, full: Thing) => Thing;
	say: (line: string) => void;
}

export interface Proof {
	/** What `--only` takes. */
	name: string;
	/** What is shown to hold. */
	title: string;
	/** Whether it judges times or memory, so that nothing else may run beside it. */
	alone?: boolean;
	prove(circumstances: Circumstances): Promise<Claim[]>;
}

export interface ProofResult {
	name: string;
	title: string;
	seconds: number;
	claims: Claim[];
	/** Why it did not come to its end. */
	failure?: string;
}

export const exactly = (limit: number, claim: string, counted: number): Claim => ({
	claim,
	counted,
	bound: 'exactly',
	limit,
});
export const atMost = (limit: number, claim: string, counted: number): Claim => ({
	claim,
	counted,
	bound: 'at most',
	limit,
});
export const figure = (claim: string, counted: number): Claim => ({ claim, counted });

/** Whether what was counted is what it has to be. */
export function holds({ counted, bound, limit = NaN }: Claim): boolean {
	if (bound === undefined) return true;
	if (bound === 'exactly') return counted === limit;
	return bound === 'at most' ? counted <= limit : counted >= limit;
}

/** Each proof draws numbers of its own, so that it runs alone as it runs among the others. */
export function drawnFor(name: string, seed: number): () => number {
	let own = seed;
	for (const letter of name) own = Math.imul(own ^ letter.charCodeAt(0), 0x01000193);
	return seeded(own);
}

/** How many of the values are this one. */
export const count = <Value,>(values: Iterable<Value>, wanted: Value): number =>
	[...values].filter((value) => value === wanted).length;

/** How often each of the values is there. */
export function counts<Value>(values: Iterable<Value>): Map<Value, number> {
	const found = new Map<Value, number>();
	for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
	return found;
}
