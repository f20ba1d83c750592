/** Processes that share the limit of one plan and know nothing of each other, in virtual time. */
import { RateLimiter } from '../../../nodes/Interakt/delivery/rateLimiter';
import { seeded } from '../../simulator/faults.cts';
import { createLimiter, type LimitOptions } from '../../simulator/limits.cts';
import { VirtualClock } from '../virtualClock.cts';

/** Milliseconds of virtual time after its start at which a process begins, and how many messages it has. */
export interface Work {
	from: number;
	messages: number;
	/** Milliseconds after the start at which it ends, however many messages it has left. */
	until?: number;
}

export interface SharedPlan {
	/** What the plan allows in a minute: what the server allows, and what each process takes for its own. */
	limit: LimitOptions;
	processes: readonly Work[];
	seed: number;
	/** Calls a minute that another program makes with the key, at even distances. */
	others?: number;
	/** Milliseconds after which no process sends any more. */
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

/** All calls that the server saw, in their order. */
export async function share({ limit, processes, seed, others = 0, until = Infinity }: SharedPlan): Promise<Call[]> {
	const clock = new VirtualClock();
	const start = clock.time;
	const random = seeded(seed);
	const server = createLimiter(limit);
	const calls: Call[] = [];
	const arrive = (process: number) => {
		const wait = server.take(clock.time);
		calls.push({ process, at: clock.time - start, refused: wait > 0 });
		return { limited: wait > 0, retryAfterMs: limit.retryAfter ? Math.ceil(wait / 1000) * 1000 : undefined };
	};
	/** Half of a call's time, around 150 ms. */
	const travel = () => 100 + random() * 100;
	const running = (end = until) => clock.time - start < end;

	const send = async ({ from, messages, until: end }: Work, process: number) => {
		const rateLimiter = new RateLimiter(limit.perMinute, random);
		let [waiting, inFlight] = [messages, 0];
		const call = async () => {
			rateLimiter.acquire(clock.time);
			waiting--;
			inFlight++;
			await clock.sleep(travel());
			const end = arrive(process);
			await clock.sleep(travel());
			rateLimiter.release(clock.time, end);
			if (end.limited) waiting++;
			inFlight--;
		};
		await clock.sleep(from);
		while ((waiting > 0 || inFlight > 0) && running(end)) {
			const wait = waiting > 0 && inFlight < concurrency ? rateLimiter.wait(clock.time) : 10;
			// A timer is a little late.
			if (wait > 0) await clock.sleep(Math.min(wait, pollMs) + random() * 2);
			else void call();
		}
	};
	const program = async () => {
		const working = () => running() && calls.length < 1e6;
		for (; others > 0 && working(); await clock.sleep(minute / others)) arrive(-1);
	};
	const work = processes.map(send);
	void program();
	await clock.run(Promise.all(work));
	return calls;
}
