/** A receiver of webhooks, for tests: it keeps what comes, byte for byte, and answers as it is told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { JsonObject } from './state.cts';

export interface ReceivedCall {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** The bytes as they came. */
	bytes: Buffer;
}

export interface Receiver {
	url: string;
	calls: ReceivedCall[];
	/** The calls as JSON. */
	bodies(): JsonObject[];
	/** How calls are answered from now on; never when it does nothing. */
	answerWith(answer: (response: ServerResponse, call: ReceivedCall) => void): void;
	close(): Promise<void>;
}

const ok = (response: ServerResponse) => void response.writeHead(200).end('ok');

export async function startReceiver(): Promise<Receiver> {
	const calls: ReceivedCall[] = [];
	let answer: (response: ServerResponse, call: ReceivedCall) => void = ok;
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const call = { method, path: url, headers, bytes: Buffer.concat(pieces) };
			calls.push(call);
			answer(response, call);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/interakt`,
		calls,
		bodies: () => calls.map(({ bytes }) => JSON.parse(bytes.toString()) as JsonObject),
		answerWith(next) {
			answer = next;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers with a status. */
export const withStatus =
	(status: number) =>
	(response: ServerResponse): void =>
		void response.writeHead(status).end();
