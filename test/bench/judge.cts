import type { BenchCase, Goal, Round } from './case.cts';
import { median } from './statistics.cts';

/** A goal held against what was measured. */
export interface Judged {
	figure: string;
	bound: Goal['bound'];
	limit: number;
	/** Run by run. */
	values: number[];
	/** What counts: the median, or the worst where every run has to meet the goal. */
	value: number;
	met: boolean;
}

/** The value that a goal is judged by. */
function decisive({ everyRun = false, bound }: Goal, values: readonly number[]): number {
	if (!everyRun) return median(values);
	return bound === 'at most' ? Math.max(...values) : Math.min(...values);
}

/** Holds the goals of a case against its rounds. */
export const judge = ({ goals }: Pick<BenchCase, 'goals'>, rounds: readonly Round[]): Judged[] =>
	goals.map((goal) => {
		const { figure, bound, limit } = goal;
		const values = rounds.map((round) => goal.of(round));
		const value = decisive(goal, values);
		return {
			figure,
			bound,
			limit,
			values,
			value,
			met: bound === 'at most' ? value <= limit : value >= limit,
		};
	});
