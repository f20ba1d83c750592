/**
 * `pnpm demo`: contacts from a file become Interakt contacts and get their WhatsApp messages, and one customer gets
 * everything that the nodes can do, through a real n8n and with an Interakt that runs on this machine.
 */
import { parseArgs } from 'node:util';

import { createCredential, CREDENTIAL_TYPES } from '../host/credentials.cts';
import type { N8n } from '../host/n8n.cts';
import { inStep } from '../host/progress.cts';
import { HostSetUp } from '../host/setUp.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { examples, runExample, type Example } from './examples.cts';

const HELP = `The example workflows run in a real n8n: contacts from a CSV file become Interakt contacts and get a WhatsApp
message, every operation of the nodes is done once for one customer, refused messages are dealt with, a bot answers
customers, statuses arrive in a table, messages that fail go out on another channel, a CRM knows the same contacts, and
shops, forms and customers call the others.

  pnpm demo [options]

  --once   Stop after the tables. The exit code says whether they are as expected.
  --help   Print this

Nothing leaves this machine: Interakt is the simulator of this repository. The first time, n8n is installed into the
cache folder of your user, which takes some minutes and 2 GB.
`;

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** What a run of the demo came to. */
interface Ran {
	asExpected: boolean;
	/** Where to look at it, as lines. */
	whereToLook: string[];
}

/** Says what is not as expected, or that all is; returns which. */
function asExpected(deviations: string[]): boolean {
	for (const deviation of deviations) say(`Not as expected: ${deviation}`);
	if (deviations.length === 0) say('All as expected.');
	return deviations.length === 0;
}

/** Creates the credentials for the simulator and tests each, as the editor does when one is saved. */
async function testedCredentials({ api }: N8n, interakt: Simulator) {
	const tested = [];
	for (const type of CREDENTIAL_TYPES) {
		const credential = await createCredential(api, type, interakt);
		const { status, message } = await api.testCredential(credential);
		say(`Credential test, ${credential.name}: ${status}, ${message}`);
		tested.push({ credential, works: status === 'OK' });
	}
	return tested;
}

/** Runs one example and prints its table. */
async function show({ api, url }: N8n, { state }: Simulator, example: Example): Promise<Ran> {
	const { prepare, resultsFile, workflow } = example;
	say('');
	if (prepare) say(prepare());
	const ran = await inStep(`Workflow "${workflow.name}"`, say, () => runExample(api, example));
	say(`\n${ran.table}\n`);
	say(`In Interakt: ${state.contacts.length} contacts, ${state.messages.length} messages`);
	return {
		asExpected: asExpected(ran.deviations),
		whereToLook: [
			`Workflow      ${url}/workflow/${ran.workflowId}  ${workflow.name}`,
			...(resultsFile === undefined ? [] : [`Results file  ${resultsFile}`]),
		],
	};
}

/** Runs all examples, one after the other. */
async function run(setUp: HostSetUp): Promise<Ran> {
	const folder = await setUp.folder();
	const interakt = await setUp.simulator();
	const n8n = await setUp.n8n({ filesFolder: folder });

	const tested = await testedCredentials(n8n, interakt);
	const credentials = tested.map(({ credential }) => credential);
	const ran: Ran[] = [];
	for (const example of await examples(interakt, credentials, folder)) {
		ran.push(await show(n8n, interakt, example));
	}
	return {
		asExpected: tested.every(({ works }) => works) && ran.every((each) => each.asExpected),
		whereToLook: [
			...ran.flatMap((each) => each.whereToLook),
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
	const setUp = new HostSetUp(say);
	try {
		const ran = await Promise.race([run(setUp), interrupted]);
		if (ran === 'interrupted') return 130;
		if (!values.once) {
			say(`\n${ran.whereToLook.join('\n')}\n\nCtrl+C ends n8n and the simulator.`);
			await interrupted;
		}
		return ran.asExpected ? 0 : 1;
	} finally {
		await setUp.end();
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
