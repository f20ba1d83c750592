/** n8n's own word for why something failed, where it has one. */
type N8nCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** One reason: how it is recognised, what people are told, and what it means for delivery. */
export interface ReasonRow {
	/** What happened. */
	readonly message: string;
	/** What to do next. */
	readonly description: string;
	/** What a language model is told to do next that has called the node as a tool: correct, use another tool, wait or stop. */
	readonly forModel: string;
	/** How an item with it ends; `rejected` unless said. */
	readonly endsAs?: 'unknown' | 'rejected or unknown' | 'skipped' | 'unanswered';
	/**
	 * Whether delivery tries the request again by itself; it does not unless said:
	 * - `harmless`: where a repeat changes nothing, or the server cannot have seen the request,
	 * - `always`: the server certainly did nothing.
	 */
	readonly repeat?: 'harmless' | 'always';
	/** Statuses, or a whole class of them, that mean it by themselves. */
	readonly http?: readonly string[];
	/** Statuses at which the server's words can mean it; the usual ones for what has rules, unless said. */
	readonly said?: readonly string[];
	/** How it is recognised by the server's words; see `recognise`. */
	readonly rules?: readonly Rule[];
	readonly cause?: N8nCause;
}

/** Terms that all have to be in the server's words, in any order. */
export type Rule = readonly RegExp[];
