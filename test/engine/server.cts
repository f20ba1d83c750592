import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A call as it came over the wire. */
export interface Call {
	readonly method: string;
	/** Below the base URL, e.g. `/message/`. */
	readonly path: string;
	readonly query: Record<string, string>;
	readonly headers: IncomingHttpHeaders;
	readonly body: unknown;
	/** How many earlier calls were still without an answer when this one came. */
	readonly overlaps: number;
}

/** What a call is answered with; nothing closes the connection without an answer. */
export interface Answer {
	readonly status: number;
	/** Text is sent as an HTML page, anything else as JSON. */
	readonly body: unknown;
	readonly headers?: Record<string, string>;
	/** Milliseconds before the answer. */
	readonly after?: number;
}

export type Behaviour = (call: Call, index: number) => Answer | undefined;

export const accepting: Behaviour = () => ({ status: 202, body: { result: true, message: 'ok' } });

/** A server that answers as a test says: for what no well-meaning Interakt, and so not the simulator, would do. */
export interface ScriptedServer {
	readonly baseUrl: string;
	/** Every call so far, in the order of arrival. */
	readonly calls: readonly Call[];
	/** From now on answers like this, and forgets the calls. */
	answer(behaviour: Behaviour): void;
	close(): Promise<void>;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export async function startServer(): Promise<ScriptedServer> {
	let calls: Call[] = [];
	let behaviour = accepting;
	let unanswered = 0;
	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
			const call: Call = {
				method: request.method ?? '',
				path: pathname.replace(/^\/v1\/public/, ''),
				query: Object.fromEntries(searchParams),
				headers: request.headers,
				body: parsed(Buffer.concat(chunks).toString()),
				overlaps: unanswered++,
			};
			const answer = behaviour(call, calls.push(call) - 1);
			if (answer === undefined) {
				unanswered--;
				request.socket.resetAndDestroy();
				return;
			}
			if (answer.after) await delay(answer.after);
			unanswered--;
			const isPage = typeof answer.body === 'string';
			response
				.writeHead(answer.status, {
					'content-type': isPage ? 'text/html' : 'application/json',
					...answer.headers,
				})
				.end(isPage ? answer.body : JSON.stringify(answer.body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/v1/public`,
		get calls() {
			return calls;
		},
		answer(next) {
			behaviour = next;
			calls = [];
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
