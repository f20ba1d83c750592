/** The example workflows, ready to run beside a simulated Interakt, and what has to come of each. */
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { itemsOf, type Credential, type Execution, type N8nApi, type WorkflowFile } from '../host/api.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { agentReply } from './agentReply.cts';
import { readCsv } from './csv.cts';
import { deviations, type Row } from './expectations.cts';
import { listeningExamples } from './listening.cts';
import { CUSTOMER, operationDeviations, outcomesOf } from './operations.cts';
import { playedExamples } from './played.cts';
import { table } from './table.cts';
import { exampleWorkflow, TRIGGER } from './workflow.cts';

/** What a run came to. */
export interface Judged {
	/** What became of what was in it, as a table. */
	table: string;
	/** Everything that is not as expected. */
	deviations: string[];
}

export interface Example {
	workflow: WorkflowFile;
	/** Chooses what only this n8n has: credentials of other services. */
	choose?: (api: N8nApi) => Promise<WorkflowFile>;
	/** Does in Interakt what the workflow needs there, and says what. Before a run. */
	prepare?: () => string;
	/** Runs it in another way than once by hand, and says what was executed. */
	play?: (api: N8nApi, workflowId: string) => Promise<Execution[]>;
	judge: (executions: Execution[]) => Promise<Judged> | Judged;
	/** A file that the workflow writes. */
	resultsFile?: string;
}

export interface Ran extends Judged {
	workflowId: string;
	/** In their order. */
	executions: Execution[];
}

const contactsTable = (rows: Row[]) =>
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

/**
 * Contacts from a CSV file become Interakt contacts and get a template.
 *
 * @param folder A folder that n8n may read and write; the contacts are put there.
 */
async function contactsFromCsv(
	interakt: Simulator,
	credentials: Credential[],
	folder: string,
): Promise<Example> {
	const contactsFile = join(folder, 'contacts.csv');
	const resultsFile = join(folder, 'contacts-results.csv');
	await copyFile(join(__dirname, 'contacts.csv'), contactsFile);
	return {
		workflow: await exampleWorkflow('contacts-from-csv.json', credentials, { contactsFile, resultsFile }),
		resultsFile,
		async judge() {
			const contacts = readCsv(await readFile(contactsFile, 'utf8'));
			const results = readCsv(await readFile(resultsFile, 'utf8'));
			return {
				table: contactsTable(results),
				deviations: deviations(contacts, results, interakt.state),
			};
		},
	};
}

/** Every operation of the package's nodes, once, for one customer. */
async function everyOperation(interakt: Simulator, credentials: Credential[]): Promise<Example> {
	let before = 0;
	return {
		workflow: await exampleWorkflow('every-operation.json', credentials),
		prepare() {
			interakt.state.customerWrites(CUSTOMER);
			before = interakt.state.requests.length;
			return 'Asha writes to the shop: the 24-hour window is open';
		},
		judge: ([execution]) => ({
			table: table(
				['Operation', 'Outcome', 'What Came Back'],
				outcomesOf(execution as Execution).map(({ node, outcome, cameBack }) => [node, outcome, cameBack]),
			),
			deviations: operationDeviations(
				execution as Execution,
				interakt.state,
				interakt.state.requests.slice(before),
			),
		}),
	};
}

/** What has to become of each order, and how often Interakt must have got its message. */
const REFUSED_ORDERS: Record<string, { outcome: string; messages: number }> = {
	'1042': { outcome: 'sent', messages: 1 },
	'1043': { outcome: 'sent', messages: 1 },
	'1044': { outcome: 'wrong template', messages: 0 },
	'1045': { outcome: 'invalidInput', messages: 0 },
};

/** Messages that are refused, and what is done about each reason. */
async function refusedMessage(interakt: Simulator, credentials: Credential[]): Promise<Example> {
	return {
		workflow: await exampleWorkflow('refused-message.json', credentials),
		prepare() {
			const message = 'Customer is not available for the organization';
			interakt.misbehave({
				match: { path: '/message/', recipient: '+919999900002', times: 1 },
				effect: { kind: 'status', status: 400, message },
			});
			return 'Interakt does not know Ravi yet';
		},
		judge(executions) {
			interakt.misbehave();
			const ends = ['Sent', 'Choose Another Template', 'For a Person to Look At'];
			const rows = executions.flatMap((execution) => ends.flatMap((node) => itemsOf(execution, node)));
			const members = ['Order', 'Name', 'Outcome', 'What Happened', 'What to Do'];
			const expected = Object.entries(REFUSED_ORDERS);
			const deviations = expected.flatMap(([order, { outcome, messages }]) => {
				const found = rows.filter((row) => row.Order === order).map((row) => row.Outcome);
				const got = interakt.state.messages.filter(({ callbackData }) => callbackData === order).length;
				return [
					...(found.join() === outcome ? [] : [`order ${order} ended as ${found.join()}, not ${outcome}`]),
					...(got === messages ? [] : [`order ${order} has ${got} messages, not ${messages}`]),
				];
			});
			return {
				table: table(
					members,
					rows.map((row) => members.map((member) => String(row[member] ?? ''))),
				),
				deviations,
			};
		},
	};
}

/** All examples, in the order in which the demo runs them. */
export const examples = async (
	interakt: Simulator,
	credentials: Credential[],
	folder: string,
): Promise<Example[]> => [
	await contactsFromCsv(interakt, credentials, folder),
	await everyOperation(interakt, credentials),
	await refusedMessage(interakt, credentials),
	...(await listeningExamples(interakt, credentials)),
	await agentReply(interakt, credentials),
	...(await playedExamples(interakt, credentials, folder)),
];

/** Runs a workflow once by hand. Throws with what stopped it. */
async function runByHand(api: N8nApi, workflowId: string): Promise<Execution[]> {
	const execution = await api.run(workflowId, TRIGGER);
	if (execution.failure !== undefined) throw new Error(`The workflow stopped: ${execution.failure}`);
	return [execution];
}

/** Imports an example into n8n, runs it, and judges what came of it. */
export async function runExample(api: N8nApi, example: Example): Promise<Ran> {
	const { workflow, choose, play = runByHand, judge } = example;
	const workflowId = await api.createWorkflow((await choose?.(api)) ?? workflow);
	const executions = await play(api, workflowId);
	return { workflowId, executions, ...(await judge(executions)) };
}
