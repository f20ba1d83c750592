/** A reverse proxy with TLS before n8n, as a public address has one, with a certificate that is made for it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { trust } from '../simulator/webhooks/post.cts';
import { runCommand } from './command.cts';
import { programAt } from './programs.cts';

export interface TlsProxy {
	url: string;
	close: () => void;
}

/** A key and a certificate that it has signed itself, for this machine and a day. */
async function certificate(): Promise<{ key: string; cert: string }> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-tls-'));
	try {
		const made = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1';
		const of = '-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem';
		await runCommand(programAt('openssl', 'openssl'), `${made} ${of}`.split(' '), { cwd: folder });
		const [key, cert] = await Promise.all(
			['key.pem', 'cert.pem'].map(async (file) => await readFile(join(folder, file), 'utf8')),
		);
		return { key: key ?? '', cert: cert ?? '' };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Starts a proxy whose certificate the senders of webhooks trust from then on, and n8n does not.
 *
 * @param to Where n8n listens.
 * @param path Of the public address: taken away before n8n is called.
 */
export async function startTlsProxy(to: string, path: string): Promise<TlsProxy> {
	const made = await certificate();
	trust(made.cert);
	const server = createServer(made, (incoming, outgoing) => {
		const { url = '', method, headers } = incoming;
		if (!url.startsWith(`${path}/`)) return void outgoing.writeHead(404).end();
		const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': headers.host };
		const options = { method, headers: { ...headers, ...forwarded } };
		const onward = request(to + url.slice(path.length), options, (answered) => {
			outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
			answered.pipe(outgoing);
		});
		onward.on('error', () => outgoing.writeHead(502).end());
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `https://127.0.0.1:${port}${path}`, close: () => server.close() };
}
