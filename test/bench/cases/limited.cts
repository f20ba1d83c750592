/** Messages against a limit. */
import type { LimitShape } from '../../simulator/limits.cts';
import { figure, of, type BenchCase, type Goal } from '../case.cts';
import { messenger, script, waiting } from '../messages.cts';
import { optimum, type Task } from '../optimum.cts';
import { bare, batched, oneByOne, ours, plain } from '../workload.cts';

/** Nothing may be lost or come twice, in no run. */
export const nothingLostOrTwice: Goal[] = [
	{
		figure: 'lost',
		bound: 'at most',
		limit: 0,
		everyRun: true,
		of: (round) => figure(of(round, 'ours').received?.lost),
	},
	{
		figure: 'duplicates',
		bound: 'at most',
		limit: 0,
		everyRun: true,
		of: (round) => figure(of(round, 'ours').received?.duplicates),
	},
];

const withinOptimum = (task: Task, limit: number): Goal => ({
	figure: 'time ÷ optimum',
	bound: 'at most',
	limit,
	of: (round) => of(round, 'ours').seconds / optimum(task),
});

const contestants = (task: Task, perMinute: number) => [
	messenger('ours', ours, task),
	messenger('HTTP Request', plain, task),
	waiting(messenger('HTTP Request, batched', batched(perMinute), task)),
	waiting(messenger('one after another', oneByOne, task)),
];

const GROWTH: Task = { count: 200, latency: 0.3, limit: { perMinute: 300, shape: 'sliding' } };

/** What a Growth plan allows at once. */
export const burst: BenchCase = {
	name: 'burst',
	title: '200 messages, 300 a minute, 300 ms',
	optimum: optimum(GROWTH),
	contestants: [...contestants(GROWTH, 300), messenger('bare', bare, GROWTH), script(GROWTH)],
	goals: [withinOptimum(GROWTH, 1.25), ...nothingLostOrTwice],
};

const SHAPES: Array<{ shape: LimitShape; words: string; within: number; refusals: boolean }> = [
	{ shape: 'fixed', words: 'fixed window', within: 1.05, refusals: false },
	{ shape: 'sliding', words: 'sliding window', within: 1.05, refusals: false },
	{ shape: 'bucket', words: 'token bucket of 60', within: 1.15, refusals: true },
];

const noRefusals: Goal = {
	figure: '429',
	bound: 'at most',
	limit: 0,
	everyRun: true,
	of: (round) => figure(of(round, 'ours').received?.refused),
};

/** More than a minute's worth, under each way in which a server may count. */
export const windows: BenchCase[] = SHAPES.map(({ shape, words, within, refusals }) => {
	const task: Task = { count: 1000, latency: 0.3, limit: { perMinute: 600, shape } };
	return {
		name: `window-${shape}`,
		title: `1,000 messages, 600 a minute, 300 ms, ${words}`,
		optimum: optimum(task),
		contestants: contestants(task, 600),
		goals: [withinOptimum(task, within), ...nothingLostOrTwice, ...(refusals ? [] : [noRefusals])],
	};
});
