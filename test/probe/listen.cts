/** Takes webhooks and says what they are made of. Their values stay here. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { isGenuine, signatureHeaders } from '../../nodes/Interakt/triggers/webhook/signature';
import { validateWebhook } from '../contract/contract.cts';
import { webhooks, type Schema } from '../contract/document.cts';
import { unknownMembers } from './account.cts';
import { type Remover, shapeOf, withPlainNames } from './withoutValues.cts';

/** A webhook that arrived, without its values. */
export interface Heard {
	/** What it is about, e.g. `message_received`. */
	type: string;
	signature: 'genuine' | 'wrong' | 'none' | 'not checked: no secret was given';
	shape: ReadonlyMap<string, ReadonlySet<string>>;
	/** How it differs from the document. */
	differences: string[];
}

/** Larger bodies are cut off: no webhook has a thousandth of it. */
const mostBytes = 1024 * 1024;

const typeWord = /^[A-Za-z][A-Za-z_ ]{1,59}$/;

function member(body: unknown, name: string): unknown {
	return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

/** What a webhook is about, in Interakt's words; RCS says it by two members. */
function typeOf(body: unknown): string {
	const entity = member(body, 'entityType');
	const names =
		entity === undefined ? [member(body, 'type')] : [entity, member(member(body, 'entity'), 'eventType')];
	const words = names.filter((name) => typeof name === 'string' && typeWord.test(name));
	return words.join(' ') || '(no type)';
}

function schemaFor(body: unknown): Schema | undefined {
	const type = String(member(body, 'entityType') ?? member(body, 'type'));
	return webhooks.find(({ types }) => types.includes(type))?.post.requestBody.content['application/json']
		.schema;
}

/** What a call is made of. */
export function heardOf(
	bytes: Buffer,
	headers: Readonly<Record<string, unknown>>,
	secret: string | undefined,
	remover: Remover,
): Heard {
	const given = signatureHeaders.flatMap((name) => headers[name] ?? []);
	const signature =
		given.length === 0
			? 'none'
			: secret === undefined
				? 'not checked: no secret was given'
				: isGenuine(bytes, given, [secret])
					? 'genuine'
					: 'wrong';
	let body: unknown;
	try {
		body = JSON.parse(bytes.toString());
	} catch {
		return { type: '(not JSON)', signature, shape: new Map(), differences: ['the body is not JSON'] };
	}
	remover.learn(body);
	const shape = shapeOf(body);
	const type = typeOf(body);
	const schema = schemaFor(body);
	const differences = schema
		? [
				...validateWebhook(withPlainNames(body)),
				...unknownMembers(schema, shape).map((name) => `${name} is not in the document`),
			]
		: ['this type is not in the document'];
	return { type, signature, shape, differences };
}

export interface Listener {
	/** Where it listens on this machine. */
	url: string;
	heard: Heard[];
	close(): Promise<void>;
}

/** Listens on this machine only, and answers each call with 200 at once: five that are not turn the webhook off. */
export async function listen(
	port: number,
	secret: string | undefined,
	remover: Remover,
	tell: (heard: Heard) => void,
): Promise<Listener> {
	const heard: Heard[] = [];
	const server: Server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		let size = 0;
		request.on('data', (piece: Buffer) => {
			size += piece.length;
			if (size <= mostBytes) pieces.push(piece);
		});
		request.on('end', () => {
			response.writeHead(200).end('ok');
			if (request.method !== 'POST') return;
			const one = heardOf(Buffer.concat(pieces), request.headers, secret, remover);
			heard.push(one);
			tell(one);
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${address.port}/`,
		heard,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
