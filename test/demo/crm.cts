/** A CRM that runs on this machine, as far as the example needs one. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { post } from '../simulator/webhooks/post.cts';

export interface CrmContact {
	name?: string;
	email?: string;
}

export interface Crm {
	/** Base URL of its API. */
	url: string;
	/** By phone number. */
	contacts: Map<string, CrmContact>;
	/** The phone number of each write by the API, whether it changed anything or not. */
	writes: string[];
	/** A person changes a contact in the CRM: what is given takes the place of what was there. */
	change(phone: string, changes: CrmContact): Promise<void>;
	/** Who is told of changes, whoever made them. */
	tell(url: string): void;
	close(): Promise<void>;
}

export async function startCrm(): Promise<Crm> {
	const contacts = new Map<string, CrmContact>();
	const writes: string[] = [];
	let told: string | undefined;

	async function change(phone: string, changes: CrmContact): Promise<void> {
		const before = contacts.get(phone) ?? {};
		const after = { ...before, ...changes };
		if (contacts.has(phone) && JSON.stringify(before) === JSON.stringify(after)) return;
		contacts.set(phone, after);
		if (told === undefined) return;
		const body = Buffer.from(JSON.stringify({ phone, ...changes }));
		await post(told, body, { 'Content-Type': 'application/json' }, 30_000);
	}

	const server = createServer((request, response) => {
		const phone = decodeURIComponent((request.url ?? '').replace('/api/contacts/', ''));
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			const headers = { 'Content-Type': 'application/json' };
			if (request.method === 'PATCH') {
				writes.push(phone);
				void change(phone, JSON.parse(Buffer.concat(pieces).toString()) as CrmContact);
			}
			const contact = contacts.get(phone);
			response.writeHead(contact ? 200 : 404, headers).end(JSON.stringify(contact ?? {}));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/api`,
		contacts,
		writes,
		change,
		tell(url) {
			told = url;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
