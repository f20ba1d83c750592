/** Messages without a limit: what the node itself costs. */
import { figure, of, timeRatio, type BenchCase, type Round } from '../case.cts';
import { messenger, script } from '../messages.cts';
import { bare, ours, plain } from '../workload.cts';
import { nothingLostOrTwice } from './limited.cts';

const task = { count: 5000, latency: 0.1 };

const ratio = (round: Round, name: 'cpuSeconds' | 'peakMegabytes') =>
	figure(of(round, 'ours')[name]) / figure(of(round, 'HTTP Request')[name]);

export const templates: BenchCase = {
	name: 'templates',
	title: '5,000 template messages with three expressions, no limit, 100 ms',
	floor:
		'the script: what Node takes to send 5,000 requests at once and the server to answer them. The bare node: what n8n adds for any node',
	contestants: [
		messenger('ours', ours, task, { fresh: true }),
		messenger('HTTP Request', plain, task, { fresh: true }),
		messenger('bare', bare, task, { fresh: true }),
		script(task),
	],
	goals: [
		timeRatio('HTTP Request', 0.5),
		timeRatio('script', 1.1),
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
