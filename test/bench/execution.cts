import { setTimeout as delay } from 'node:timers/promises';

import { isFinished, type Execution } from '../host/api.cts';
import type { N8n } from '../host/n8n.cts';
import { forgetPeak, meter, peakMegabytes } from './usage.cts';
import type { Workload } from './workload.cts';

/** What an execution took, in n8n's own words and seen from outside. */
export interface Spent {
	/** From the first start of the nodes that count to their last end. */
	seconds: number;
	/** CPU time of n8n and all that it has started, in the same time. */
	cpuSeconds: number;
	/** Most memory that n8n's own process held from the start of the execution to its end. */
	peakMegabytes: number;
	/** By how much that was more than what it held at that start. */
	grownMegabytes: number;
}

/** An execution that came to a good end, and what it took. */
export interface Executed {
	spent: Spent;
	execution: Execution;
}

/** Rarely enough to cost next to nothing: a look takes n8n a few milliseconds. */
const LOOK_MS = 500;

/**
 * Waits until a workflow has executed as often as wanted; returns the executions' IDs. An n8n that is too busy to say so
 * is asked again.
 *
 * @throws when n8n has ended.
 */
export async function allFinished({ api, pid }: N8n, workflowId: string, count = 1): Promise<string[]> {
	for (;;) {
		process.kill(pid, 0);
		const executions = await api.executionSummaries(workflowId).catch(() => []);
		if (executions.length >= count && executions.every(isFinished)) return executions.map(({ id }) => id);
		await delay(LOOK_MS);
	}
}

/** When the nodes that count began and ended, in milliseconds since the epoch. */
export function spanOf({ runs }: Pick<Execution, 'runs'>, nodes: readonly string[]): [number, number] {
	const all = nodes.flatMap((name) => runs[name] ?? []);
	if (all.length === 0) throw new Error(`None of the nodes has run: ${nodes.join(', ')}`);
	let [from, to] = [Infinity, -Infinity];
	for (const { startTime, executionTime } of all) {
		from = Math.min(from, startTime);
		to = Math.max(to, startTime + executionTime);
	}
	return [from, to];
}

/** Throws when an execution did not come to a good end. */
export function assertSuccess({ status, failure }: Execution): void {
	if (status !== 'success') throw new Error(`The workflow ended with ${String(status)}: ${failure ?? ''}`);
}

/** Runs a workflow as in production, published and started by its webhook, and measures it. */
export async function execute(n8n: N8n, { workflow, path, timed }: Workload): Promise<Executed> {
	const { api, pid } = n8n;
	const workflowId = await api.createWorkflow(workflow);
	await api.activate(workflowId);
	forgetPeak(pid);
	const before = peakMegabytes(pid);
	const watch = meter(pid);
	try {
		await api.call(path);
		const [id = ''] = await allFinished(n8n, workflowId);
		const peak = peakMegabytes(pid);
		watch.stop();
		const execution = await api.finished(id);
		assertSuccess(execution);
		const [from, to] = spanOf(execution, timed);
		const spent = {
			seconds: (to - from) / 1000,
			cpuSeconds: watch.between(from, to),
			peakMegabytes: peak,
			grownMegabytes: peak - before,
		};
		return { spent, execution };
	} finally {
		watch.stop();
	}
}
