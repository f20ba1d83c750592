import { sleep } from 'n8n-workflow';

import type { Api } from '../transport/api';
import type { Client } from '../transport/client';
import { type Reply, type Response, retryAfter } from '../transport/reply';
import type { InteraktRequest } from '../transport/request';
import { classifyResponse, refusedLater } from './classify';
import { Closing, maxClosedMs } from './closing';
import type { BeforeSend, Failure, NotAccepted, Outcome, Send } from './outcome';
import { notStarted, notTriedAgain } from './outcome';
import type { Progress } from './progress';
import { type Stop, unstoppable } from './queue';
import { type CallEnd, maxPauseMs, type RateLimiter, rateLimiterFor } from './rateLimiter';
import { reasons } from './reasons';
import { type RetryQuota, retryQuotaFor } from './retryQuota';

/** Milliseconds of the first wait, doubled with each further one up to the cap. */
const first = 250;
const cap = 10_000;

/**
 * How long to wait before the next try: anything between nothing and a bound that doubles ("full jitter"), so
 * that many who failed together do not come back together.
 *
 * @param failures How many tries failed so far, at least 1.
 * @param random Gives numbers from 0 to 1.
 * @returns Milliseconds.
 */
export function backOffMs(failures: number, random: () => number): number {
	return Math.round(random() * Math.min(cap, first * 2 ** (failures - 1)));
}

/** What a request is sent with; clock and chance are given, so that tests have their own. */
export interface SendOptions {
	readonly call: (request: InteraktRequest) => Promise<Response>;
	readonly api: Api;
	/** Why the credential cannot be used, so that nothing leaves. */
	readonly wrong?: Failure | undefined;
	readonly rateLimiter: RateLimiter;
	readonly retryQuota: RetryQuota;
	readonly stop: Stop;
	/** Milliseconds since the epoch after which no request waits for the limit or for a further try. */
	readonly deadline: number;
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** Gives numbers from 0 to 1. */
	readonly random: () => number;
}

/** Longest sleep between two checks whether the run is to stop, in milliseconds. */
const stopPollMs = 500;

/** Requests after which those that have started get time to leave. */
const yieldEvery = 10;

/** Longest wait that a 5xx can ask for, in milliseconds. */
const maxRetryAfterMs = 60_000;

/** Tries of a request that meets the limit again and again; without `Retry-After` about a quarter of an hour. */
const maxTriesAtLimit = 100;

/** Tries of a request that meets passing failures. */
const maxTriesOnFailure = 5;

/** What Interakt says when the limit is used up, for a request that was not even tried. */
const limitReached: Response = { reply: { status: 429, headers: {}, body: undefined } };

const isLimited = (response: Response | undefined): response is { reply: Reply & { status: 429 } } =>
	response !== undefined && 'reply' in response && response.reply.status === 429;

/** A refusal by the limit that says how long to wait. */
function withWait(outcome: Outcome, retryAfterMs: number): Outcome {
	if (outcome.status === 'accepted' || outcome.failure.reason !== 'rateLimited') return outcome;
	return { ...outcome, failure: { retryAfterMs, ...outcome.failure } };
}

/** What the rate limiter learns from a response. */
function callEnd(response: Response | undefined, now: number): CallEnd {
	return isLimited(response)
		? { limited: true, retryAfterMs: retryAfter(response.reply, now) }
		: { limited: false };
}

/** Whether it may be tried again: see `ReasonRow.repeat`. What may have been done is repeated only where that changes nothing. */
function maySucceedLater({ effect }: InteraktRequest, { failure }: NotAccepted): boolean {
	const { repeat } = reasons[failure.reason];
	return repeat === 'always' || (repeat === 'harmless' && (effect === 'read' || effect === 'upsert'));
}

/** Whether the server has done its work: it took the request, or said why it does not. */
const isAnswered = (outcome: Outcome): boolean =>
	outcome.status === 'accepted' || reasons[outcome.failure.reason].repeat === undefined;

/**
 * Makes requests at the rate of the credential. One that meets the limit all the same waits for its next turn:
 * with a 429 the server says that it did not act. Passing failures are met with tries that wait ever longer,
 * where a repeat cannot act twice; everything else is left at one try.
 */
export function createSend(means: SendOptions): Send {
	const { wrong } = means;
	if (wrong) return async () => ({ status: 'rejected', failure: wrong });
	const { call: send, api, rateLimiter, retryQuota, stop, deadline, now, sleep, random } = means;
	const closing = new Closing();
	let started = 0;
	let poll: Promise<void> | undefined;

	/** The next moment to see whether the run is to stop: one for all that wait, however many they are. */
	const nextPoll = async () => await (poll ??= sleep(stopPollMs).finally(() => (poll = undefined)));
	/** Waits, unless the run is to stop first. */
	const sleepUntil = async (until: number) => {
		for (let wait = until - now(); wait > 0 && !stop.reached; wait = until - now()) {
			await sleep(Math.min(wait, stopPollMs));
		}
	};
	/** Waits for a turn and takes it; `late` when that would take longer than anybody waits. */
	const acquireTurn = async (): Promise<'taken' | 'late' | 'stopped'> => {
		const place = rateLimiter.turns.enter();
		try {
			for (;;) {
				if (stop.reached) return 'stopped';
				const wait = rateLimiter.wait(now());
				if (wait > 0 && now() + wait > deadline) return 'late';
				if (wait > 0 && closing.endAt(now(), maxClosedMs)) return 'late';
				if (!place.isFirst()) await Promise.race([place.called, nextPoll()]);
				else if (wait > 0) await sleep(Math.min(wait, stopPollMs));
				else break;
			}
			rateLimiter.acquire(now());
			// n8n prepares request after request without a pause; the first ones are to be on their way meanwhile.
			if (++started % yieldEvery === 0) await sleep(0);
			return 'taken';
		} finally {
			place.leave();
		}
	};
	const callAndRelease = async (request: InteraktRequest): Promise<Response> => {
		let response: Response | undefined;
		try {
			response = await send(request);
			return response;
		} finally {
			// What threw has ended too: otherwise it would take up its place for ever.
			rateLimiter.release(now(), callEnd(response, now()));
		}
	};

	return async (request, beforeSend) => {
		const toOutcome = (response: Response) => classifyResponse(request, response, api, now());
		let check: BeforeSend | undefined = beforeSend;
		let response: Response | undefined;
		let unsure: NotAccepted | undefined; // The last try that may have been done.
		for (let atLimit = 0, failures = 0; ; ) {
			const got = await acquireTurn();
			if (got !== 'taken' && unsure) return unsure;
			if (got === 'late') {
				const ended = closing.endAt(now(), maxClosedMs) ?? toOutcome(response ?? limitReached);
				return withWait(ended, rateLimiter.wait(now()));
			}
			if (got === 'stopped')
				return response === undefined || isLimited(response) ? notStarted : toOutcome(response);
			const refused = await check?.();
			if (refused) {
				rateLimiter.refund();
				return refused;
			}
			check = undefined;
			response = await callAndRelease(request);
			const last = toOutcome(response);
			closing.note(last, now());
			if (last.status === 'unknown') unsure = last;
			const outcome = last.status === 'rejected' && unsure ? refusedLater(last) : last;
			if (isLimited(response)) {
				if (++atLimit >= maxTriesAtLimit || closing.endAt(now(), maxPauseMs)) return outcome;
			} else if (outcome.status !== 'accepted' && maySucceedLater(request, outcome)) {
				if (++failures >= maxTriesOnFailure) return outcome;
				const asked = 'reply' in response ? (retryAfter(response.reply, now()) ?? 0) : 0;
				const until = now() + Math.max(Math.min(asked, maxRetryAfterMs), backOffMs(failures, random));
				if (until > deadline) return outcome;
				if (!retryQuota.take(now())) return notTriedAgain(outcome);
				await sleepUntil(until);
			} else {
				if (isAnswered(outcome)) retryQuota.giveBack();
				return outcome;
			}
		}
	};
}

/** What all requests of a credential share. */
const commonOptions = (client: Client, api: Api): Omit<SendOptions, 'stop' | 'deadline'> => ({
	call: (request) => client.call(request),
	api,
	wrong: client.account.wrong,
	rateLimiter: rateLimiterFor(client.key, client.account.requestsPerMinute),
	retryQuota: retryQuotaFor(client.key),
	now: () => Date.now(),
	sleep,
	random: () => Math.random(),
});

/**
 * Sends for a run, which waits for its turns as long as it takes and reports its progress meanwhile.
 *
 * @param maxRunMs Most milliseconds that all requests of the run together wait; as long as it takes unless given.
 */
export function sendForRun(
	client: Client,
	api: Api,
	stop: Stop,
	progress: Progress,
	maxRunMs = Infinity,
): Send {
	const means = commonOptions(client, api);
	const sleepAndReport = async (milliseconds: number) => {
		progress.report(means.now(), means.rateLimiter);
		await sleep(milliseconds);
	};
	return createSend({ ...means, stop, deadline: means.now() + maxRunMs, sleep: sleepAndReport });
}

/**
 * Sends for somebody who does not wait long, as the editor and a poll.
 *
 * @param maxWaitMs Most milliseconds from now on in which its requests wait.
 */
export const sendPromptly = (client: Client, api: Api, maxWaitMs = 5_000): Send =>
	createSend({ ...commonOptions(client, api), stop: unstoppable, deadline: Date.now() + maxWaitMs });
