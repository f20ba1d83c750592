/**
 * An Interakt that runs on this machine: it validates every request by the contract document and by the rules
 * that a schema cannot say, keeps what it was given, sends webhooks, and misbehaves on demand.
 */
import type { AddressInfo } from 'node:net';

import fastifyMultipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';

import type { Strictness } from '../contract/refusals.cts';
import { refused } from './answer.cts';
import { addControlRoutes } from './control.cts';
import { Faults, seeded, type FaultRule } from './faults.cts';
import { createLimiter, type Limiter, type LimitOptions } from './limits.cts';
import { answerRequest, notFound, type Server } from './pipeline.cts';
import type { Route, RouteOptions } from './route.cts';
import { eventRoutes } from './routes/events.cts';
import { legacyRoutes } from './routes/legacy.cts';
import { messageRoutes } from './routes/messages.cts';
import { otherRoutes } from './routes/others.cts';
import { templateRoutes } from './routes/templates.cts';
import { userRoutes } from './routes/users.cts';
import { State, type Message, type RecordedRequest } from './state.cts';
import { addWebhookRoutes } from './webhooks/control.cts';
import { Lifecycle } from './webhooks/lifecycle.cts';
import type { Wait } from './webhooks/post.cts';
import { personOfReceived } from './webhooks/received.cts';
import { Webhooks, type Delivery } from './webhooks/webhooks.cts';

/** A token that is plainly no real one. */
const fakeToken = 'simulator-token-for-tests-only';

export interface SimulatorOptions extends Partial<RouteOptions> {
	/**
	 * Refuses everything that the contract document describes. Otherwise only what a source says is refused: what the
	 * document marks as a guess is taken.
	 */
	strict?: boolean;
	/** A free port unless told. */
	port?: number;
	/** The decoded token; the dashboard would show the base64 of `token:`. */
	token?: string;
	/** The Starter plan has no API access and gets 403 (S0). */
	starterPlan?: boolean;
	/** Unlimited unless told. */
	limit?: LimitOptions;
	/** Milliseconds before every answer; a pair is a range, drawn at random. */
	latency?: number | readonly [number, number];
	/** For whatever is drawn at random. */
	seed?: number;
	/** Milliseconds since the epoch. */
	clock?: () => number;
	/** Sends the statuses of every message that it takes to the registered webhook: sent, delivered, read. */
	statuses?: boolean;
	/** What counts the time that the answer to a webhook may take; the machine's timer unless told. */
	wait?: Wait;
	/** Called after each call of the webhook. */
	onDelivery?: (delivery: Delivery) => void;
	/** Called when a request has been answered, or its connection cut. */
	onRequest?: (request: RecordedRequest) => void;
}

export interface Simulator {
	/** Base URL of the public API, e.g. `http://127.0.0.1:4010/v1/public`. */
	url: string;
	/** Base URL of the older Members & Leads API. */
	legacyUrl: string;
	/** The key as the dashboard shows it. */
	secretKey: string;
	legacy: { appId: string; apiKey: string };
	state: State;
	webhooks: Webhooks;
	/** What becomes of the messages that it takes, with the option `statuses`. */
	lifecycle: Lifecycle;
	/** Replaces the rules of what goes wrong; none ends all faults. */
	misbehave(...rules: FaultRule[]): void;
	/** Replaces the limit; nothing means unlimited. */
	limitTo(limit?: LimitOptions): void;
	/** Forgets everything that it was given, all faults, the limit and the webhook. */
	reset(): void;
	close(): Promise<void>;
}

const apiRoutes: Route[] = [
	...userRoutes,
	...eventRoutes,
	...messageRoutes,
	...templateRoutes,
	...otherRoutes,
];

/** Starts a simulator on 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const token = options.token ?? fakeToken;
	const random = seeded(options.seed ?? 1);
	const faults = new Faults(random);
	let limiter: Limiter | undefined = options.limit && createLimiter(options.limit);
	let limit = options.limit;
	const state = new State();
	const secretKey = Buffer.from(`${token}:`).toString('base64');
	const legacy = { appId: 'simulator-app-id', apiKey: 'simulator-api-key' };
	const clock = options.clock ?? (() => Date.now());
	const webhooks = new Webhooks({
		clock,
		...(options.wait && { wait: options.wait }),
		...(options.onDelivery && { onDelivery: options.onDelivery }),
		onEvent(body) {
			const person = personOfReceived(body);
			if (person) state.customerWrites(person, clock());
		},
	});
	const lifecycle = new Lifecycle(webhooks, state);
	const strictness: Strictness = options.strict ? 'strict' : 'lenient';
	const common = {
		strictness,
		state,
		faults,
		clock,
		latency: options.latency ?? 0,
		onRequest: options.onRequest,
		onMessage(message: Message) {
			if (options.statuses) lifecycle.follow(message);
		},
		options: {
			sessionMessages: options.sessionMessages ?? true,
			contactOrder: options.contactOrder ?? 'createdDescending',
			templateLimitIgnored: options.templateLimitIgnored ?? false,
			templateOffsetIgnored: options.templateOffsetIgnored ?? false,
			templatesPerPage: options.templatesPerPage ?? 100,
		},
	};
	const api: Server = {
		...common,
		readsLeniently: !options.strict,
		base: '/v1/public',
		authorization: `Basic ${secretKey}`,
		forbidden: options.starterPlan ?? false,
		unfit: (findings) => refused(400, findings.join('; ')),
		take: (now) => {
			const wait = limiter?.take(now) ?? 0;
			return { wait, retryAfter: limit?.retryAfter ?? false };
		},
	};
	const older: Server = {
		...common,
		readsLeniently: false,
		base: '/api/v1',
		authorization: `Basic ${Buffer.from(`${legacy.appId}:${legacy.apiKey}`).toString('base64')}`,
		forbidden: false,
		// Without an e-mail address a call is silently ignored (S1); some clients saw "ERROR" with a 200.
		unfit: (findings) =>
			findings.includes('the request needs email')
				? undefined
				: { status: 200, headers: { 'content-type': 'text/plain' }, body: `ERROR: ${findings.join('; ')}` },
		take: () => ({ wait: 0, retryAfter: false }),
	};

	const app = fastify({
		bodyLimit: 64 * 1024 * 1024,
		forceCloseConnections: true,
		// An address of one's own makes an account of one's own, where a program keeps something by account.
		rewriteUrl: ({ url = '/' }) => url.replace(/^\/account-\d+(?=\/)/, ''),
	});
	await app.register(fastifyMultipart, { limits: { fileSize: 64 * 1024 * 1024 } });
	// Kept as text: the size of the body counts, and what is no JSON gets an answer of its own.
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body));
	register(app, api, apiRoutes);
	register(app, older, legacyRoutes);
	app.setNotFoundHandler(async (request, reply) => await notFound(api, request, reply));

	const simulator: Omit<Simulator, 'url' | 'legacyUrl'> = {
		secretKey,
		legacy,
		state,
		webhooks,
		lifecycle,
		misbehave: (...rules) => faults.set(rules),
		limitTo(next) {
			limit = next;
			limiter = next && createLimiter(next);
		},
		reset() {
			state.clear();
			faults.set([]);
			webhooks.reset();
			lifecycle.succeedFor();
			this.limitTo(options.limit);
		},
		close: async () => await app.close(),
	};
	addControlRoutes(app, simulator, clock);
	addWebhookRoutes(app, simulator);
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	return { ...simulator, url: `${origin}/v1/public`, legacyUrl: `${origin}/api/v1` };
}

function register(app: FastifyInstance, server: Server, routes: readonly Route[]): void {
	for (const route of routes) {
		app.route({
			method: route.method,
			url: server.base + route.path,
			handler: async (request, reply) => await answerRequest(server, route, request, reply),
		});
	}
}
