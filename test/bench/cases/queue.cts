/** Messages that several workers send with one key, each by itself. */
import type { Execution } from '../../host/api.cts';
import type { Queue } from '../../host/queue.cts';
import { figure, of, type BenchCase, type Measured } from '../case.cts';
import { allFinished, assertSuccess, spanOf } from '../execution.cts';
import type { InteraktOptions } from '../interakt.cts';
import { credentialFor, serverOf, withInterakt } from '../messages.cts';
import { optimum, type Task } from '../optimum.cts';
import { keysOf, ours, sending, type Workload } from '../workload.cts';
import { nothingLostOrTwice } from './limited.cts';

const WORKERS = 3;
/** More than can be sent in ten minutes. */
const EACH = 4400;
const WARM_UP = 20;

const TASK = {
	count: WORKERS * EACH,
	latency: 0.3,
	limit: { perMinute: 1200, shape: 'sliding' },
} as const satisfies Task;

/** Starts workloads at the same time and waits for their ends. Throws when they did not go to a worker each. */
async function executeEach({ n8n, workers }: Queue, workloads: readonly Workload[]): Promise<Execution[]> {
	const { api } = n8n;
	const workflowIds: string[] = [];
	for (const { workflow } of workloads) workflowIds.push(await api.createWorkflow(workflow));
	for (const id of workflowIds) await api.activate(id);
	await Promise.all(workloads.map(({ path }) => api.call(path)));
	const ids = (await Promise.all(workflowIds.map((id) => allFinished(n8n, id)))).flat();
	const shares = workers.map(({ executions }) => executions().filter((taken) => ids.includes(taken)).length);
	if (shares.some((share) => share !== 1))
		throw new Error(`The workers took ${shares.join(', ')} executions`);
	return await Promise.all(ids.map((id) => api.finished(id)));
}

/** Every worker sends so many messages, with one key that they share. */
async function sendWithAll(queue: Queue, each: number, options: InteraktOptions): Promise<Measured> {
	return await withInterakt(options, async (interakt) => {
		const credential = await credentialFor(queue.n8n, interakt, options);
		const workloads = queue.workers.map((_, index) =>
			sending(ours, credential, interakt.url, each, index * each),
		);
		const executions = await executeEach(queue, workloads);
		executions.forEach(assertSuccess);
		const spans = workloads.map(({ timed }, index) => spanOf(executions[index] ?? { runs: {} }, timed));
		const from = Math.min(...spans.map(([start]) => start));
		const to = Math.max(...spans.map(([, end]) => end));
		const received = await interakt.received(keysOf(each * queue.workers.length));
		return { seconds: (to - from) / 1000, received };
	});
}

export const queue: BenchCase = {
	name: 'queue',
	title: '13,200 messages by three workers that share 1,200 a minute, 300 ms, sliding window',
	runs: 1,
	floor: 'the optimum: the limit itself',
	optimum: optimum(TASK),
	contestants: [
		{
			name: 'ours',
			async measure(stage) {
				const started = await stage.queue(WORKERS);
				// Slow enough that each worker gets an execution here, too.
				await sendWithAll(started, WARM_UP, { latency: 1000 });
				return await sendWithAll(started, EACH, serverOf(TASK));
			},
		},
	],
	goals: [
		{
			figure: 'sent in the first ten minutes ÷ what the limit allows',
			bound: 'at least',
			limit: 0.97,
			of: (round) => figure(of(round, 'ours').received?.inTenMinutes) / (10 * TASK.limit.perMinute),
		},
		{
			figure: 'refused after the first minute, of all calls',
			bound: 'at most',
			limit: 0.05,
			of: (round) => figure(of(round, 'ours').received?.refusedLater),
		},
		...nothingLostOrTwice,
	],
};
