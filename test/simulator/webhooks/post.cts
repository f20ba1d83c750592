/** One webhook on its way: a POST with a limit of time. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits some milliseconds, or until it is aborted, when it rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** The machine's timer. */
export const timer: Wait = (ms, signal) => delay(ms, undefined, { signal });

/** What came of it. */
export type Answered =
	| { kind: 'answered'; status: number; body: string }
	/** No answer in time. */
	| { kind: 'timedOut' }
	/** No connection, or it was cut. */
	| { kind: 'unreachable'; reason: string };

/** Answers are not read further than this. */
const MOST_CHARACTERS = 10_000;

// A connection for each call: one that is kept may be closed by the other side just when it is used again.
const agents = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };

/** Has all calls take a certificate, in PEM, for genuine, and no other from then on. */
export function trust(certificate: string): void {
	agents.https.options.ca = certificate;
}

function exchange(
	url: URL,
	body: Buffer,
	headers: Record<string, string>,
	signal: AbortSignal,
): Promise<Answered> {
	const secure = url.protocol === 'https:';
	const start = secure ? httpsRequest : httpRequest;
	return new Promise((resolve) => {
		const broken = ({ message }: Error) => resolve({ kind: 'unreachable', reason: message });
		const request = start(
			url,
			{
				method: 'POST',
				agent: secure ? agents.https : agents.http,
				signal,
				headers: { ...headers, 'Content-Length': String(body.length) },
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (piece: string) => {
					if (text.length < MOST_CHARACTERS) text += piece;
				});
				response.on('end', () => resolve({ kind: 'answered', status: response.statusCode ?? 0, body: text }));
				response.on('error', broken);
			},
		);
		request.on('error', broken);
		request.end(body);
	});
}

/**
 * Sends the bytes as they are. Never rejects.
 *
 * @param limitMs How long the answer may take.
 * @param wait What counts that time.
 */
export async function post(
	url: string,
	body: Buffer,
	headers: Record<string, string>,
	limitMs: number,
	wait: Wait = timer,
): Promise<Answered> {
	const ending = new AbortController();
	const timedOut = wait(limitMs, ending.signal).then(
		(): Answered => ({ kind: 'timedOut' }),
		// Aborted, because the answer came first.
		(): Answered => ({ kind: 'timedOut' }),
	);
	const answered = exchange(new URL(url), body, headers, ending.signal);
	const first = await Promise.race([answered, timedOut]);
	ending.abort();
	return first;
}
