/** Keys and secrets are in nothing that a real n8n has stored or printed, whatever became of the requests. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultEffect } from '../simulator/faults.cts';
import { post } from '../simulator/webhooks/post.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { createCredential } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from './triggers.cts';
import { chain, codeNode, interaktNode, manualTrigger } from './workflows.cts';

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;

beforeAll(async () => {
	interakt = await setUp.simulator();
	n8n = await setUp.n8n({ environment: { N8N_LOG_LEVEL: 'debug' } });
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const planted = { secretKey: 'planted-secret-key-4711', webhookSecret: 'planted webhook secret 4712' };
/** What the secrets may look like: as they are, in a header, and in JSON or a URL. */
const forms = Object.values(planted).flatMap((secret) => [
	secret,
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	Buffer.from(`${secret}:`).toString('base64').replace(/=+$/, ''),
	encodeURIComponent(secret),
]);

/** Everything that n8n has written, but for the installed package. */
async function stored(): Promise<Buffer> {
	const folder = join(n8n.folder, '.n8n');
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const own = files.filter((file) => file.isFile() && !file.parentPath.startsWith(join(folder, 'nodes')));
	return Buffer.concat(await Promise.all(own.map((file) => readFile(join(file.parentPath, file.name)))));
}

test('whatever became of the requests', async () => {
	const send = async (name: string, changes: IDataObject, parameters: INodeParameters = {}) => {
		const credential = await createCredential(n8n.api, 'interaktApi', interakt, { ...planted, ...changes });
		const node = interaktNode('Send', credential, {
			resource: 'message',
			operation: 'sendText',
			phoneNumber: '99999 99999',
			message: `stored text of ${name}`,
			...parameters,
		});
		const workflow = chain(name, [manualTrigger('Start'), codeNode('Items', [{}]), node]);
		return await n8n.api.run(await n8n.api.createWorkflow(workflow), 'Start');
	};
	const { secretKey } = interakt;
	const faults: Array<[string, FaultEffect]> = [
		['a fault of the server', { kind: 'status', status: 500 }],
		['a connection that is cut', { kind: 'resetAfter' }],
		['a page in place of an answer', { kind: 'html' }],
	];
	for (const [name, effect] of faults) {
		interakt.misbehave({ effect });
		expect(await send(name, { secretKey })).toMatchObject({ status: 'error' });
	}
	interakt.misbehave();
	expect(await send('a refused key', {})).toMatchObject({ status: 'error' });
	expect(await send('nobody listens', { baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'error' });

	const trigger = interaktTriggerNode(
		'Interakt Trigger',
		await createCredential(n8n.api, 'interaktApi', interakt, planted),
		{},
	);
	const listening = await n8n.api.createWorkflow(chain('Listens', [trigger, noOperationNode('Done')]));
	await n8n.api.activate(listening);
	const url = productionUrl(n8n, trigger);
	await registered(url);
	await post(url, Buffer.from('{"type":"message_received"}'), { 'Interakt-Signature': 'sha256=00' }, 5_000);

	const everything = Buffer.concat([await stored(), Buffer.from(n8n.log())]);
	// So that looking there means something.
	expect(everything.includes('stored text of a refused key')).toBe(true);
	expect(everything.includes('a call was refused')).toBe(true);
	const secrets = [...forms, secretKey];
	expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
}, 300_000);
