/** Processes that share the limit of one plan and know nothing of each other, in virtual time. */
import { type CallEnd, RateLimiter } from '../../../nodes/Interakt/delivery/rateLimiter';
import { seeded } from '../../simulator/faults.cts';
import { createLimiter, type LimitOptions } from '../../simulator/limits.cts';
import { VirtualClock } from '../virtualClock.cts';

/** What a process has to send; times are milliseconds after the start. */
export interface Work {
	from: number;
	messages: number;
	/** When it ends, however many messages it has left. */
	until?: number;
	/** When it has nothing to send for a while, and when it goes on. */
	rest?: readonly [number, number];
}

export interface SharedPlan {
	/** How the server counts; each process takes the requests a minute for its own. */
	limit: LimitOptions;
	processes: readonly Work[];
	seed: number;
	/** Calls a minute that another program makes with the key, at even distances, whatever the answer. */
	others?: number;
	/** Milliseconds after the start at which everything ends. */
	until?: number;
}

/** A call, as the server saw it. */
export interface Call {
	/** Index of the process; -1 for another program. */
	process: number;
	/** Milliseconds after the start. */
	at: number;
	refused: boolean;
}

const minute = 60_000;

/** Messages of one process that are on their way at once. */
const concurrency = 200;

/** Longest sleep between two looks at the rate limiter, as in `retry.ts`. */
const pollMs = 500;

/** Milliseconds until a look whether there is something to send. */
const idleMs = 10;

/** All calls that the server saw, in their order. */
export async function share(plan: SharedPlan): Promise<Call[]> {
	const { limit, processes, others = 0, until = Infinity } = plan;
	const clock = new VirtualClock();
	const start = clock.time;
	const random = seeded(plan.seed);
	const server = createLimiter(limit);
	const calls: Call[] = [];
	const elapsed = () => clock.time - start;
	/** Half of the time that a call takes: 150 ms, more or less. */
	const travel = () => 100 + random() * 100;

	const arrive = (process: number): CallEnd => {
		const wait = server.take(clock.time);
		calls.push({ process, at: elapsed(), refused: wait > 0 });
		return {
			limited: wait > 0,
			retryAfterMs: limit.retryAfter ? Math.ceil(wait / 1000) * 1000 : undefined,
		};
	};
	const run = async (
		{ from, messages, until: end = until, rest: [idle, again] = [end, end] }: Work,
		process: number,
	) => {
		const rateLimiter = new RateLimiter(limit.perMinute, random);
		let [waiting, inFlight] = [messages, 0];
		const call = async () => {
			rateLimiter.acquire(clock.time);
			waiting--;
			inFlight++;
			await clock.sleep(travel());
			const callEnd = arrive(process);
			await clock.sleep(travel());
			rateLimiter.release(clock.time, callEnd);
			if (callEnd.limited) waiting++;
			inFlight--;
		};
		await clock.sleep(from);
		while ((waiting > 0 || inFlight > 0) && elapsed() < end) {
			const resting = elapsed() >= idle && elapsed() < again;
			const ready = waiting > 0 && inFlight < concurrency && !resting;
			const wait = ready ? rateLimiter.wait(clock.time) : idleMs;
			// Timers are a little late.
			if (wait > 0) await clock.sleep(Math.min(wait, pollMs) + random() * 2);
			else void call();
		}
	};
	const runOthers = async () => {
		for (; others > 0 && elapsed() < until; await clock.sleep(minute / others)) arrive(-1);
	};
	await clock.run(Promise.all([...processes.map(run), runOthers()]));
	return calls;
}
