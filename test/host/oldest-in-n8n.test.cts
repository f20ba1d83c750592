import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { examples, runExample } from '../demo/examples.cts';
import { createCredential, CREDENTIAL_TYPES } from './credentials.cts';
import { INSTALL_AND_BOOT_MS, startWithPackage, type Running } from './running.cts';

test(
	'x',
	async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-examples-'));
		let t = Date.now();
		const lap = (what: string) => {
			process.stderr.write(`${what}: ${Date.now() - t}\n`);
			t = Date.now();
		};
		const running: Running = await startWithPackage(folder, {}, 'oldest');
		lap('start');
		try {
			const { interakt, n8n } = running;
			const credentials = await Promise.all(
				CREDENTIAL_TYPES.map((type) => createCredential(n8n.api, type, interakt)),
			);
			for (const example of await examples(interakt, credentials, folder)) {
				example.prepare?.();
				const timeout = new Promise<never>((_, reject) =>
					setTimeout(() => reject(new Error('too long')), 90_000),
				);
				const ran = await Promise.race([runExample(n8n.api, example), timeout]).catch((e: Error) => ({
					deviations: [e.message],
				}));
				lap(example.workflow.name);
				process.stderr.write(JSON.stringify(ran.deviations, null, 1) + '\n');
			}
		} finally {
			process.stderr.write(running.n8n.log().slice(-6000));
			await running.stop();
			await rm(folder, { recursive: true, force: true });
		}
	},
	INSTALL_AND_BOOT_MS,
);
