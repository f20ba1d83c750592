import { createServer, type AddressInfo, type Server } from 'node:net';

const listening = (server: Server) =>
	new Promise<number>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
	});

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/** As many different ports of this machine as asked for, free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	// All are taken before the first is given back: otherwise one port could come twice.
	const ports = await Promise.all(servers.map(listening));
	await Promise.all(servers.map(closed));
	return ports;
}
