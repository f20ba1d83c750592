import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { operationOf, validateRequest } from '../contract/contract.cts';
import { isRefused, type Strictness } from '../contract/refusals.cts';
import { damaged, notFoundPage, page, refused, type Answer, type Sendable } from './answer.cts';
import type { FaultEffect, Faults } from './faults.cts';
import { readLeniently } from './lenient.cts';
import type { Route, RouteContext, RouteOptions } from './route.cts';
import { isObject } from './rules.cts';
import {
	recipientOf,
	type Json,
	type Message,
	type PersonBody,
	type RecordedRequest,
	type State,
} from './state.cts';

/** One of the two APIs of the simulator. */
export interface Server {
	/** Path in front of every route. */
	base: string;
	/** The header that is let in. */
	authorization: string;
	/** Whether the plan has no API access. */
	forbidden: boolean;
	/** How much of the contract a request is held against. */
	strictness: Strictness;
	/** Whether null, and an empty text for a person, mean that nothing is given. The older product refuses null (S1). */
	readsLeniently: boolean;
	/** What a request gets that breaks the contract; nothing lets it through. */
	unfit(findings: string[]): Answer | undefined;
	/** Counts a request against the limit; `wait` is 0 when it is let through. */
	take(now: number): { wait: number; retryAfter: boolean };
	state: State;
	faults: Faults;
	clock: () => number;
	latency: number | readonly [number, number];
	options: RouteOptions;
	onRequest: ((request: RecordedRequest) => void) | undefined;
	/** Called for each message that was taken. */
	onMessage: (message: Message) => void;
}

/** Request bodies above this are refused (S0). */
const mostBytes = 32 * 1024;

/** A JSON body, nothing when there is none, or why it is no JSON. */
function parsed(raw: unknown): { json?: Json } | { refusal: Answer } {
	if (typeof raw !== 'string' || raw === '') return {};
	try {
		return { json: JSON.parse(raw) as Json };
	} catch {
		return { refusal: refused(400, 'JSON parse error') };
	}
}

/** The answer that a fault gives in place of the route's, if it gives one. */
function faultAnswer(effect: FaultEffect): Answer | undefined {
	if (effect.kind === 'html') return page(200, 'Welcome');
	if (effect.kind === 'text')
		return { status: 200, headers: { 'content-type': 'text/plain' }, body: effect.body };
	if (effect.kind === 'refuse')
		return { status: 200, body: { result: false, message: effect.message ?? 'Not done' } };
	if (effect.kind !== 'status') return undefined;
	const { status, retryAfter, html, message } = effect;
	const words =
		message ?? (status === 429 ? 'Rate limit exceeded for this resource' : 'Internal server error');
	// A fault may say what Interakt is not known to say, such as a list of texts.
	const answer: Answer = html
		? page(status, String(status))
		: { status, body: { result: false, message: words } };
	return {
		...answer,
		headers: { ...answer.headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) },
	};
}

/** What stands before the route: key, plan, size, limit, contract. */
function gate(
	server: Server,
	request: FastifyRequest,
	{ path, query }: Pick<RecordedRequest, 'path' | 'query'>,
	body: Json | undefined,
	bytes: number,
): Answer | undefined {
	if (request.headers.authorization !== server.authorization)
		return refused(401, 'Invalid Authentication Credentials');
	if (server.forbidden) return refused(403, 'API not supported on your account');
	const { wait, retryAfter } = server.take(server.clock());
	if (wait > 0) {
		return {
			...refused(429, 'Rate limit exceeded for this resource'),
			...(retryAfter && { headers: { 'retry-after': String(Math.ceil(wait / 1000)) } }),
		};
	}
	if (bytes > mostBytes) return refused(400, 'Request size should not exceed 32KB');
	const findings = validateRequest(request.method, path, body, query, server.strictness);
	return findings.length > 0 ? server.unfit(findings) : undefined;
}

/** A file's name as browsers write it in a form: quotes and line breaks are escaped, nothing else (RFC 7578 §2). */
const nameOf = (written: string) =>
	written.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

async function fileOf(request: FastifyRequest): Promise<RouteContext['file']> {
	if (!request.isMultipart()) return undefined;
	const part = await request.file();
	if (!part || part.fieldname !== 'uploadFile') return undefined;
	const content = await part.toBuffer();
	const sha256 = createHash('sha256').update(content).digest('hex');
	return { fileName: nameOf(part.filename), mimeType: part.mimetype, size: content.length, sha256 };
}

/** Answers a request of a route: faults, gate, route, in this order, and remembers it. */
export async function answerRequest(
	server: Server,
	route: Route,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	const path = (request.url.split('?')[0] ?? '').slice(server.base.length);
	const file = await fileOf(request);
	const bytes = typeof request.body === 'string' ? Buffer.byteLength(request.body) : 0;
	const read = parsed(request.body);
	const given = file ? { uploadFile: file.fileName } : 'json' in read ? read.json : undefined;
	const readBody = server.readsLeniently && !file ? readLeniently(given) : given;
	const body = given ?? {};
	const query = { ...(request.query as Record<string, string>) };
	const recipient = isObject(readBody) ? recipientOf(readBody as PersonBody) : undefined;
	const record: RecordedRequest = {
		method: request.method,
		path,
		query,
		body,
		...(recipient !== undefined && { recipient }),
		at: server.clock(),
		processed: false,
	};
	server.state.requests.push(record);

	const effects = server.faults.effects({ method: request.method, path, recipient });
	const wait = effects.reduce(
		(sum, effect) => (effect.kind === 'latency' ? sum + server.faults.wait(effect.ms) : sum),
		server.faults.wait(server.latency),
	);
	if (wait > 0) await delay(wait);
	const has = (kind: FaultEffect['kind']) => effects.some((effect) => effect.kind === kind);
	if (has('resetBefore')) return cut(server, record, request, reply);

	const late = effects.filter((effect) => 'processed' in effect && effect.processed === true);
	const processed =
		// What is processed first is not kept from it by another fault.
		(late.length > 0 ? undefined : effects.map(faultAnswer).find((given) => given !== undefined)) ??
		('refusal' in read ? read.refusal : gate(server, request, record, readBody, bytes)) ??
		process(server, route, record, { body: isObject(readBody) ? readBody : {}, query, file, request });
	if (has('resetAfter') || has('hang')) {
		if (has('resetAfter')) return cut(server, record, request, reply);
		return reply.hijack();
	}
	const answer = late.map(faultAnswer)[0] ?? processed;
	record.status = answer.status;
	record.answeredAt = server.clock();
	server.onRequest?.(record);
	return await send(reply, damaged(answer, effects));
}

function process(
	server: Server,
	route: Route,
	record: RecordedRequest,
	given: Pick<RouteContext, 'body' | 'query' | 'file'> & { request: FastifyRequest },
): Answer {
	const { request, file, body, query } = given;
	const before = server.state.messages.length;
	const operationId = operationOf(request.method, record.path)?.operation.operationId ?? '';
	const answer = route.handle({
		state: server.state,
		body,
		query,
		params: request.params as Record<string, string>,
		...(file && { file }),
		now: server.clock(),
		options: server.options,
		refuses: (reason) => isRefused(operationId, reason, server.strictness),
	});
	record.processed = answer.status < 300;
	for (const message of server.state.messages.slice(before)) server.onMessage(message);
	return answer;
}

/** Cuts the connection without an answer. */
function cut(
	server: Server,
	record: RecordedRequest,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	server.onRequest?.(record);
	request.raw.socket.resetAndDestroy();
	return reply.hijack();
}

async function send(reply: FastifyReply, { status, body, headers }: Sendable): Promise<FastifyReply> {
	return await reply
		.code(status)
		.headers(headers ?? {})
		.send(body);
}

/** A page for an address that no route has, e.g. a POST without its trailing slash (contract §1, Transport). */
export async function notFound(
	server: Server,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const record: RecordedRequest = {
		method: request.method,
		path: (request.url.split('?')[0] ?? '').replace(server.base, ''),
		query: {},
		body: null,
		at: server.clock(),
		status: 404,
		processed: false,
	};
	server.state.requests.push(record);
	server.onRequest?.(record);
	return await send(reply, notFoundPage());
}
