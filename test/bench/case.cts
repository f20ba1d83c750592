import type { Stage } from './stage.cts';
import type { Received } from './received.cts';

/** What one run of one contestant came to. What was not measured is not there. */
export interface Measured {
	/** From the start of the node to its end, as n8n keeps it. */
	seconds: number;
	/** CPU time of n8n's processes while the node ran. */
	cpuSeconds?: number;
	/** Most memory of n8n's process during the execution. */
	peakMegabytes?: number;
	/** By how much that was more than at the start of the execution. */
	grownMegabytes?: number;
	/** Further figures of this case alone, by name. */
	more?: Record<string, number>;
	received?: Received;
}

export interface Contestant {
	name: ContestantName;
	/**
	 * Whether it does little but wait, for minutes. Such runs are made at the same time, before all others, and only
	 * their time and what Interakt received are kept.
	 */
	waits?: boolean;
	measure(stage: Stage): Promise<Measured>;
}

export type ContestantName =
	| 'ours'
	| 'bare'
	| 'script'
	| 'HTTP Request'
	| 'HTTP Request, batched'
	| 'one after another'
	| 'plain paging'
	| 'Webhook';

/** The runs of one round, by contestant. */
export type Round = Partial<Record<ContestantName, Measured>>;

export interface Goal {
	/** e.g. `time ÷ optimum`. */
	figure: string;
	bound: 'at most' | 'at least';
	limit: number;
	/** A goal that every run has to meet, e.g. nothing lost; otherwise the median of the runs counts. */
	everyRun?: boolean;
	of(round: Round): number;
}

export interface BenchCase {
	/** What `--only` takes. */
	name: string;
	title: string;
	/** What no node could undercut here, in words, e.g. `the script: what Node takes for the requests`. */
	floor: string;
	/** Seconds that nobody can undercut, where there is such a bound. */
	optimum?: number;
	/** Runs of each contestant, unless `--runs` says it: three, or fewer where one takes many minutes. */
	runs?: number;
	contestants: Contestant[];
	goals: Goal[];
}

/** What a contestant measured in a round. Throws when it has not run. */
export function of(round: Round, name: ContestantName): Measured {
	const measured = round[name];
	if (!measured) throw new Error(`${name} has not run`);
	return measured;
}

/** Goal: a ratio of the times of ours and of another contestant. */
export const timeRatio = (name: ContestantName, limit: number, words: string = name): Goal => ({
	figure: `time ÷ ${words}`,
	bound: 'at most',
	limit,
	of: (round) => of(round, 'ours').seconds / of(round, name).seconds,
});

/** Goal: a further figure of ours that every run has to meet. */
export const inEveryRun = (name: string, bound: Goal['bound'], limit: number): Goal => ({
	figure: name,
	bound,
	limit,
	everyRun: true,
	of: (round) => figure(of(round, 'ours').more?.[name]),
});

/** A figure that has to be there. */
export function figure<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new Error('A figure has not been measured');
	return value;
}
