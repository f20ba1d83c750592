/**
 * A steady load of webhooks: so many a second for so long, whether or not the ones before have been answered, because
 * customers do not wait for each other either.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { post, type Answered } from '../simulator/webhooks/post.cts';
import { SIGNATURE_HEADER, signature } from '../simulator/webhooks/signature.cts';

export interface Load {
	url: string;
	/** Signs the bodies; unsigned without. */
	secret?: string;
	perSecond: number;
	seconds: number;
	/** The body of the n-th webhook, counted from 0. */
	body: (index: number) => unknown;
	/** Milliseconds after which an answer is given up; 10,000 unless told, so that what is slow is seen. */
	limitMs?: number;
}

/** One webhook and its answer. */
export interface LoadAnswer {
	/** Milliseconds from the sending to the end of the answer. */
	ms: number;
	/** Milliseconds by which it was sent later than it was due: the sender's own slowness. */
	lateMs: number;
	answer: Answered;
}

async function sendOne(
	{ url, secret, body, limitMs = 10_000 }: Load,
	index: number,
	due: number,
): Promise<LoadAnswer> {
	const bytes = Buffer.from(JSON.stringify(body(index)));
	const headers = {
		'Content-Type': 'application/json',
		...(secret !== undefined && { [SIGNATURE_HEADER]: signature(bytes, secret) }),
	};
	const start = performance.now();
	const answer = await post(url, bytes, headers, limitMs);
	return { ms: performance.now() - start, lateMs: start - due, answer };
}

/**
 * Begins something so often, evenly, and resolves with all results in the order of the beginnings.
 *
 * @param work Gets the number of the call, counted from 0, and when it was due, by `performance.now()`.
 */
export async function atRate<Result>(
	perSecond: number,
	count: number,
	work: (index: number, due: number) => Promise<Result>,
): Promise<Result[]> {
	const start = performance.now();
	const results: Array<Promise<Result>> = [];
	for (let index = 0; index < count; index++) {
		const due = start + (index * 1000) / perSecond;
		const ahead = due - performance.now();
		if (ahead > 0) await delay(ahead);
		results.push(work(index, due));
	}
	return await Promise.all(results);
}

/** Sends the load and resolves with all answers, in the order of the sending. */
export const sendLoad = async (load: Load): Promise<LoadAnswer[]> =>
	await atRate(
		load.perSecond,
		load.perSecond * load.seconds,
		async (index, due) => await sendOne(load, index, due),
	);

/** A load in a few numbers; all times in milliseconds. */
export interface LoadFigures {
	sent: number;
	/** Answered with 200. */
	fine: number;
	/** How often each other outcome came, e.g. `{ "503": 2, timedOut: 1 }`. */
	others: Record<string, number>;
	median: number;
	p99: number;
	max: number;
	/** The most by which the sender was behind its own plan. */
	latestSend: number;
}

const outcome = ({ answer }: LoadAnswer) =>
	answer.kind === 'answered' ? String(answer.status) : answer.kind;

/** The smallest value that at least this share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export function figures(answers: readonly LoadAnswer[]): LoadFigures {
	const times = answers.map(({ ms }) => ms);
	const others: Record<string, number> = {};
	for (const name of answers.map(outcome)) if (name !== '200') others[name] = (others[name] ?? 0) + 1;
	return {
		sent: answers.length,
		fine: answers.filter((answer) => outcome(answer) === '200').length,
		others,
		median: quantile(times, 0.5),
		p99: quantile(times, 0.99),
		max: quantile(times, 1),
		latestSend: quantile(
			answers.map(({ lateMs }) => lateMs),
			1,
		),
	};
}
