import { cpus } from 'node:os';

import type { BenchCase, ContestantName, Measured, Round } from './case.cts';
import { judge, type Judged } from './judge.cts';

/** What the bench came to, as its file holds it. */
export interface Results {
	/** ISO 8601. */
	at: string;
	/** When the last of several files was measured, in ISO 8601. */
	until?: string;
	machine: { processor: string; cores: number };
	n8n: string;
	cases: CaseResults[];
}

export interface CaseResults {
	name: string;
	title: string;
	/** What no node could undercut here, in words. */
	floor: string;
	/** Seconds that nobody can undercut, where there is such a bound. */
	optimum?: number;
	contestants: ContestantResults[];
	goals: Judged[];
}

export interface ContestantResults {
	name: ContestantName;
	runs: Measured[];
}

/** The rounds of a case with its goals held against them. */
export function caseResults(each: BenchCase, rounds: readonly Round[]): CaseResults {
	const { name, title, floor, optimum, contestants } = each;
	return {
		name,
		title,
		floor,
		...(optimum !== undefined && { optimum }),
		contestants: contestants.map((contestant) => ({
			name: contestant.name,
			runs: rounds.flatMap((round) => round[contestant.name] ?? []),
		})),
		goals: judge(each, rounds),
	};
}

/** Where and with what the bench ran. */
export const circumstances = (n8n: string): Omit<Results, 'cases'> => ({
	at: new Date().toISOString(),
	machine: { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
	n8n,
});

/** What falls short, one line a goal. */
export const shortfalls = ({ cases }: Pick<Results, 'cases'>): string[] =>
	cases.flatMap(({ name, goals }) =>
		goals
			.filter(({ met }) => !met)
			.map(
				({ figure, value, bound, limit }) =>
					`${name}: ${figure} is ${shown(value)}, ${bound} ${shown(limit)}`,
			),
	);

/** A number with about three digits that count. */
export function shown(value: number): string {
	if (Number.isNaN(value)) return '–';
	const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: Math.max(digits, value < 1 ? 3 : digits),
	});
}
