/**
 * `pnpm demo`: contacts from a file become Interakt contacts and get their WhatsApp messages, through a real n8n and
 * with an Interakt that runs on this machine.
 */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { installHost } from '../host/install.cts';
import { startN8n, type N8n } from '../host/n8n.cts';
import { pack } from '../host/pack.cts';
import { progress } from '../host/progress.cts';
import { startSimulator } from '../simulator/simulator.cts';
import { readCsv } from './csv.cts';
import { deviations, type Row } from './expectations.cts';
import { table } from './table.cts';
import { exampleWorkflow, TRIGGER } from './workflow.cts';

const HELP = `Contacts from a CSV file become Interakt contacts and get a WhatsApp message, through a real n8n.

  pnpm demo [options]

  --once   Stop after the table. The exit code says whether it is as expected.
  --help   Print this

Nothing leaves this machine: Interakt is the simulator of this repository. The first time, n8n is installed into the
cache folder of your user, which takes about two minutes and 2 GB.
`;

const CONTACTS = join(__dirname, 'contacts.csv');

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** What was started, to be ended in the opposite order. */
const started: Array<() => Promise<unknown>> = [];

async function endAll() {
	for (let end = started.pop(); end; end = started.pop()) await end();
}

/** Runs one step with its lines of progress. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
	const lines = progress(name, say);
	try {
		const result = await work();
		lines.done();
		return result;
	} finally {
		lines.stop();
	}
}

/** A folder that n8n may read and write, with the contacts in it. */
async function filesFolder() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-demo-'));
	started.push(() => rm(folder, { recursive: true, force: true }));
	await cp(CONTACTS, join(folder, 'contacts.csv'));
	return folder;
}

/** n8n with the package installed as a community node. */
async function n8nWithPackage(folder: string): Promise<N8n> {
	const host = await installHost(say);
	const packed = await step('Package: build and pack', pack);
	started.push(packed.remove);
	const n8n = await step('n8n: start', () =>
		startN8n({ host, packageFolder: packed.unpacked, filesFolder: folder }),
	);
	started.push(n8n.stop);
	return n8n;
}

const outcomes = (rows: Row[]) =>
	table(
		['Row', 'Name', 'Phone', 'Contact', 'Message', 'Reason'],
		rows.map((row) => [
			row['Contact ID'] ?? '',
			row.Name ?? '',
			row.Phone ?? '',
			row.Contact ?? '',
			row.Message ?? '',
			[row['What Happened'], row['What to Do']].filter(Boolean).join('. '),
		]),
	);

/** What a run of the demo came to. */
interface Ran {
	asExpected: boolean;
	/** Where to look at it, as lines. */
	whereToLook: string[];
}

/** Runs the example over the contacts and prints the table. */
async function run(): Promise<Ran> {
	const folder = await filesFolder();
	const n8n = await n8nWithPackage(folder);
	const interakt = await startSimulator();
	started.push(interakt.close);

	const credential = await n8n.api.createCredential('Interakt account (simulator)', 'interaktApi', {
		secretKey: interakt.secretKey,
		plan: 'growth',
		baseUrl: interakt.url,
	});
	const tested = await n8n.api.testCredential(credential);
	say(`Credential test: ${tested.status}, ${tested.message}`);

	const contactsFile = join(folder, 'contacts.csv');
	const resultsFile = join(folder, 'contacts-results.csv');
	const workflow = await exampleWorkflow(credential, { contactsFile, resultsFile });
	const workflowId = await n8n.api.createWorkflow(workflow);
	const execution = await step(`Workflow "${workflow.name}"`, () => n8n.api.run(workflowId, TRIGGER));
	if (execution.failure !== undefined) throw new Error(`The workflow stopped: ${execution.failure}`);

	const contacts = readCsv(await readFile(contactsFile, 'utf8'));
	const results = readCsv(await readFile(resultsFile, 'utf8'));
	say(`\n${outcomes(results)}\n`);
	say(`In Interakt: ${interakt.state.contacts.length} contacts, ${interakt.state.messages.length} messages`);

	const unexpected = deviations(contacts, results, interakt.state);
	if (tested.status !== 'OK') unexpected.push('the credential test did not succeed');
	for (const deviation of unexpected) say(`Not as expected: ${deviation}`);
	if (unexpected.length === 0) say('All as expected.');
	return {
		asExpected: unexpected.length === 0,
		whereToLook: [
			`Results file  ${resultsFile}`,
			`Editor        ${n8n.url}/workflow/${workflowId}`,
			`Log in with   ${n8n.owner.email}  ${n8n.owner.password}`,
		],
	};
}

/** Ctrl+C, or being told to end. */
const interruption = () =>
	new Promise<'interrupted'>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('interrupted'));
	});

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { once: { type: 'boolean' }, help: { type: 'boolean' } } });
	if (values.help) {
		say(HELP);
		return 0;
	}
	const interrupted = interruption();
	try {
		const ran = await Promise.race([run(), interrupted]);
		if (ran === 'interrupted') return 130;
		if (!values.once) {
			say(`\n${ran.whereToLook.join('\n')}\n\nCtrl+C ends n8n and the simulator.`);
			await interrupted;
		}
		return ran.asExpected ? 0 : 1;
	} finally {
		await endAll();
	}
}

main().then(
	// What was interrupted may still hold a timer or a child process: this ends them too.
	(exitCode) => process.exit(exitCode),
	(cause: Error) => {
		process.stderr.write(`${cause.message}\n`);
		process.exit(1);
	},
);
