/** What goes wrong. */
export type FaultEffect =
	/** Waits; a pair is a range, drawn at random. */
	| { kind: 'latency'; ms: number | readonly [number, number] }
	/** Answers with a status of its own, as JSON or as an HTML page; nothing is processed unless told. */
	| {
			kind: 'status';
			status: number;
			retryAfter?: number | string;
			html?: boolean;
			/** The request is processed first, so that the answer hides a success. */
			processed?: boolean;
			message?: string | string[];
	  }
	/** 200 with an HTML page; nothing is processed unless told. */
	| { kind: 'html'; processed?: boolean }
	/** 200 with `result: false`; nothing is processed. */
	| { kind: 'refuse'; message?: string }
	/** 200 with this text as its body; nothing is processed unless told. */
	| { kind: 'text'; body: string; processed?: boolean }
	/** The request is processed, and half of the answer's text comes. */
	| { kind: 'cutShort' }
	/** The request is processed, and its answer comes in ten pieces over so many milliseconds. */
	| { kind: 'trickle'; ms: number }
	/** The connection is cut before the request was processed. */
	| { kind: 'resetBefore' }
	/** The connection is cut after the request was processed. */
	| { kind: 'resetAfter' }
	/** Processes the request and never answers. */
	| { kind: 'hang' };

export interface FaultMatch {
	method?: string;
	/** Below the base URL, e.g. `/message/`. */
	path?: string;
	/** `+919999999999`, or the user ID. */
	recipient?: string;
	/** Only the n-th request that matches, counted from 1. */
	nth?: number;
	/** Only the first n requests that match. */
	times?: number;
	/** By chance, from 0 to 1. */
	probability?: number;
}

export interface FaultRule {
	match?: FaultMatch;
	effect: FaultEffect;
}

/** Every kind of effect, so that a misspelt one is found. */
export const faultKinds: ReadonlyArray<FaultEffect['kind']> = [
	'latency',
	'status',
	'html',
	'refuse',
	'text',
	'cutShort',
	'trickle',
	'resetBefore',
	'resetAfter',
	'hang',
];

interface Subject {
	method: string;
	path: string;
	recipient?: string | undefined;
}

/** A small generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Decides which faults a request meets. */
export class Faults {
	private rules: Array<FaultRule & { seen: number }> = [];

	constructor(private readonly random: () => number) {}

	/** Replaces the rules; counting starts anew. */
	set(rules: readonly FaultRule[]): void {
		this.rules = rules.map((rule) => ({ ...rule, seen: 0 }));
	}

	/** All effects that apply to a request, in the order of the rules. */
	effects(subject: Subject): FaultEffect[] {
		return this.rules.filter((rule) => this.applies(rule, subject)).map(({ effect }) => effect);
	}

	/** Milliseconds of a latency. */
	wait(ms: number | readonly [number, number]): number {
		return typeof ms === 'number' ? ms : ms[0] + this.random() * (ms[1] - ms[0]);
	}

	private applies(rule: FaultRule & { seen: number }, { method, path, recipient }: Subject): boolean {
		const { match = {} } = rule;
		if (match.method !== undefined && match.method !== method) return false;
		if (match.path !== undefined && match.path !== path) return false;
		if (match.recipient !== undefined && match.recipient !== recipient) return false;
		rule.seen++;
		if (match.nth !== undefined && rule.seen !== match.nth) return false;
		if (match.times !== undefined && rule.seen > match.times) return false;
		return match.probability === undefined || this.random() < match.probability;
	}
}
