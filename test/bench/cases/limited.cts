/** Messages against a limit. */
import type { LimitShape } from '../../simulator/limits.cts';
import { figure, of, timeRatio, type BenchCase, type Goal } from '../case.cts';
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

const contestants = (task: Task, perMinute: number, times = 1) => [
	messenger('ours', ours, task, { times }),
	messenger('HTTP Request', plain, task),
	waiting(messenger('HTTP Request, batched', batched(perMinute), task)),
	waiting(messenger('one after another', oneByOne, task)),
];

/** A burst is over in half a second, of which a busy moment of the machine changes a tenth. */
const BURSTS = 7;

const GROWTH: Task = { count: 200, latency: 0.3, limit: { perMinute: 300, shape: 'sliding' } };

/** What a Growth plan allows at once. */
export const burst: BenchCase = {
	name: 'burst',
	title: '200 messages, 300 a minute, 300 ms',
	optimum: optimum(GROWTH),
	floor:
		'the script: what Node takes to send 200 requests at once and the server to answer them. The bare node: what n8n adds for any node',
	contestants: [
		...contestants(GROWTH, 300, BURSTS),
		messenger('bare', bare, GROWTH, { times: BURSTS }),
		script(GROWTH, { times: BURSTS }),
	],
	goals: [timeRatio('bare', 1.02, 'bare node'), timeRatio('script', 1.08), ...nothingLostOrTwice],
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
		floor: 'the optimum: the limit itself',
		optimum: optimum(task),
		contestants: contestants(task, 600),
		goals: [withinOptimum(task, within), ...nothingLostOrTwice, ...(refusals ? [] : [noRefusals])],
	};
});
