import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import type { FaultEffect } from './faults.cts';
import type { JsonObject } from './state.cts';

/** What the server answers: JSON, or a page. */
export interface Answer {
	status: number;
	body: JsonObject | string;
	headers?: Record<string, string>;
}

export const ok = (status: number, body: JsonObject): Answer => ({ status, body: { result: true, ...body } });

/** A refusal in the API's words: one text, as in every answer of Interakt that is known. */
export const refused = (status: number, message: string): Answer => ({
	status,
	body: { result: false, message },
});

/** Refusals that the API begins with the same words (seen in public integrations). */
export const correct = (what: string): Answer => refused(400, `Please correct the following error - ${what}`);

/** The page that a web server gives for an address that no route has, e.g. a POST without its trailing slash. */
export const page = (status: number, title: string): Answer => ({
	status,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: `<!doctype html>\n<html lang="en">\n<head>\n  <title>${title}</title>\n</head>\n<body>\n  <h1>${title}</h1>\n</body>\n</html>\n`,
});

export const notFoundPage = (): Answer => page(404, 'Not Found');

/** An answer as it leaves. */
export type Sendable = Omit<Answer, 'body'> & { body: Answer['body'] | Readable };

/** The answer as it comes, cut short or in pieces where it is to. */
export function damaged(answer: Answer, effects: readonly FaultEffect[]): Sendable {
	const trickle = effects.find((effect) => effect.kind === 'trickle');
	const isCut = effects.some(({ kind }) => kind === 'cutShort');
	if (!trickle && !isCut) return answer;
	const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
	const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers };
	const half = text.slice(0, Math.floor(text.length / 2));
	return { ...answer, headers, body: trickle ? Readable.from(inPieces(text, trickle.ms)) : half };
}

/** A text in ten pieces, spread over so many milliseconds. */
async function* inPieces(text: string, ms: number): AsyncGenerator<string> {
	const length = Math.ceil(text.length / 10);
	for (let start = 0; start < text.length; start += length) {
		await delay(ms / 10);
		yield text.slice(start, start + length);
	}
}
