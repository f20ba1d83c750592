/** Messages without a limit: what the node itself costs. */
import { figure, of, type BenchCase, type Round } from '../case.cts';
import { messenger } from '../messages.cts';
import { ours, plain } from '../workload.cts';
import { nothingLostOrTwice } from './limited.cts';

const task = { count: 5000, latency: 0.1 };

const ratio = (round: Round, name: 'seconds' | 'cpuSeconds' | 'peakMegabytes') =>
	figure(of(round, 'ours')[name]) / figure(of(round, 'HTTP Request')[name]);

export const templates: BenchCase = {
	name: 'templates',
	title: '5,000 template messages with three expressions, no limit, 100 ms',
	contestants: [
		messenger('ours', ours, task, { fresh: true }),
		messenger('HTTP Request', plain, task, { fresh: true }),
	],
	goals: [
		{
			figure: 'time ÷ HTTP Request',
			bound: 'at most',
			limit: 0.5,
			of: (round) => ratio(round, 'seconds'),
		},
		{
			figure: 'CPU ÷ HTTP Request',
			bound: 'at most',
			limit: 0.5,
			of: (round) => ratio(round, 'cpuSeconds'),
		},
		{
			figure: 'peak memory ÷ HTTP Request',
			bound: 'at most',
			limit: 0.85,
			of: (round) => ratio(round, 'peakMegabytes'),
		},
		...nothingLostOrTwice,
	],
};
