/**
 * The example workflows that others call: shops, forms and apps by webhooks, customers by the chat, a person by hand.
 * Each is a row: what happens, in order, and what Interakt must hold of it afterwards.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Credential, type Execution, type N8nApi, type WorkflowFile } from '../host/api.cts';
import { type ScriptedModel, type Script, startModel, withModel } from '../host/scriptedModel.cts';
import { productionPath } from '../host/triggers.cts';
import type { Simulator } from '../simulator/simulator.cts';
import type { JsonObject } from '../simulator/state.cts';
import type { Template } from '../simulator/templates.cts';
import { type Answer, answerTo, TOKENS } from './answering.cts';
import type { Example } from './examples.cts';
import { arrive, customer, differing, listen, stopListening } from './listening.cts';
import { playedRows } from './playedRows.cts';
import { table } from './table.cts';
import { exampleWorkflow, TRIGGER } from './workflow.cts';

/** Something that happens while a workflow is published, or a run by hand. */
export type Step =
	| { readonly call: string; readonly body: IDataObject; readonly answer?: unknown }
	/** Keeps what was sent to a person last, for later steps and expectations. */
	| { readonly typed: string; readonly call: string; readonly answer: unknown }
	| { readonly received: JsonObject }
	| Answer
	| { readonly run: true };

export interface PlayedRow {
	readonly file: string;
	readonly prepare: string;
	readonly settings?: Readonly<Record<string, string>>;
	/** Contacts that are there before, by the last digits of their numbers, with their traits. */
	readonly before?: Readonly<Record<string, JsonObject>>;
	/** Who has written within the last 24 hours, by the last digits of their numbers. */
	readonly wrote?: readonly string[];
	/** Templates that the account has. */
	readonly templates?: readonly Template[];
	/** Parameters that a run has no time for, by the name of their node. */
	readonly shortened?: Readonly<Record<string, INodeParameters>>;
	/** What the workflow's model says. */
	readonly script?: Script;
	/** Whether Interakt sends its events to the workflow. */
	readonly listens?: boolean;
	readonly steps: readonly Step[];
	/** What Interakt holds afterwards, as `tracesOf` says it. */
	readonly wanted: readonly string[];
	/** The values of a member that nodes put out, over all executions, by node. */
	readonly output?: {
		readonly member: string;
		readonly wanted: Readonly<Record<string, readonly unknown[]>>;
	};
	/** The rows of a data table, by its name and columns. */
	readonly rows?: {
		readonly table: string;
		readonly columns: readonly string[];
		readonly wanted: readonly unknown[];
	};
}

/** What there is to read of a message, without what is made anew in each run. */
function wordsOf({
	body,
	type,
	channel,
	recipient,
	callbackData = '',
}: Simulator['state']['messages'][number]) {
	const { name, bodyValues, headerValues, buttonValues, carouselCards } = (body.template ?? {}) as JsonObject;
	const values = { bodyValues, buttonValues, carouselCards };
	const said =
		type === 'Template'
			? `${String(name)} ${headerValues ? 'with a file ' : ''}${JSON.stringify(values)}`
			: JSON.stringify((body.data as JsonObject)?.message);
	return `${recipient} ${channel} ${said} ${callbackData}`.trim().replace(TOKENS, 'token');
}

/** A line for each contact with traits whose number the row names, and for all else that has come to Interakt since. */
function tracesOf({ state }: Simulator, since: Since, numbers: readonly string[]): string[] {
	const contacts = state.contacts.filter(
		({ phone_number, traits }) => numbers.includes(phone_number) && Object.keys(traits).length > 0,
	);
	return [
		...contacts.map(
			({ country_code, phone_number, traits }) => `${country_code}${phone_number} ${JSON.stringify(traits)}`,
		),
		...state.events
			.slice(since.events)
			.map(
				({ event, recipient, traits }) => `${String(recipient)} ${String(event)} ${JSON.stringify(traits)}`,
			),
		...state.messages.slice(since.messages).map(wordsOf),
		...[...state.assignments].slice(since.assignments).map(([person, agent]) => `${person} to ${agent}`),
		...state.requests
			.slice(since.requests)
			.filter(({ path, processed }) => processed && path === '/leads')
			.map(({ body }) => JSON.stringify(body)),
	];
}

interface Since {
	readonly events: number;
	readonly messages: number;
	readonly assignments: number;
	readonly requests: number;
}

const now = ({ state }: Simulator): Since => ({
	events: state.events.length,
	messages: state.messages.length,
	assignments: state.assignments.size,
	requests: state.requests.length,
});

/** The values of a text that the simulated Interakt knows only afterwards, such as a code that was sent. */
const lastCode = ({ state }: Simulator): string => {
	const { template } = state.messages.at(-1)?.body ?? {};
	return String(((template as JsonObject | undefined)?.bodyValues as string[] | undefined)?.[0]);
};

/** The workflow with other values of some parameters. */
const shortened = (workflow: WorkflowFile, changes: PlayedRow['shortened'] = {}): WorkflowFile => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...changes[node.name] },
	})),
});

async function played(
	row: PlayedRow,
	interakt: Simulator,
	credentials: Credential[],
	settings: Readonly<Record<string, string>> = {},
): Promise<Example> {
	const { file, prepare, before = {}, steps, listens, wanted, output, rows } = row;
	const workflow = shortened(
		await exampleWorkflow(file, credentials, { ...row.settings, ...settings }),
		row.shortened,
	);
	let model: ScriptedModel | undefined;
	let since = now(interakt);
	let tableRows: IDataObject[] = [];
	const answers: string[] = [];
	/** The path of a webhook node, by its name. */
	const pathOf = (name: string) => {
		const node = workflow.nodes.find((each) => each.name === name);
		if (!node) throw new Error(`${file} has no node ${name}`);
		return productionPath(node).replace(/^\/webhook\//, '');
	};

	async function take(step: Step, api: N8nApi, workflowId: string, next?: Step): Promise<void> {
		if ('run' in step) {
			const { failure } = await api.run(workflowId, TRIGGER);
			if (failure !== undefined) throw new Error(`The workflow stopped: ${failure}`);
		} else if ('question' in step) {
			await arrive(interakt, [await answerTo(interakt, step)]);
		} else if ('received' in step) {
			await arrive(interakt, [step.received]);
			// What asks does not end before it is answered.
			if (!(next && 'question' in next)) await api.endedExecutions(workflowId);
		} else {
			// What is answered by what has been done before waits until that has been done.
			if (step.answer !== undefined) await api.endedExecutions(workflowId);
			const body = 'typed' in step ? { phone: step.typed, code: lastCode(interakt) } : step.body;
			const answer = await api.call(pathOf(step.call), body);
			if (step.answer !== undefined) answers.push(...differing(`${step.call} answered`, answer, step.answer));
		}
	}

	const example: Example = {
		workflow,
		async choose(api) {
			if (row.script === undefined) return workflow;
			model = await startModel(row.script);
			return await withModel(api, workflow, model);
		},
		prepare() {
			for (const [digits, traits] of Object.entries(before)) {
				interakt.state.add({ country_code: '+91', phone_number: `99999000${digits}`, traits });
			}
			for (const digits of row.wrote ?? []) interakt.state.customerWrites(customer(digits));
			for (const template of row.templates ?? []) interakt.state.putTemplate(template);
			since = now(interakt);
			return prepare;
		},
		async play(api, workflowId) {
			const published = steps.some((step) => 'call' in step);
			try {
				if (listens) await listen(api, workflowId, example, interakt);
				else if (published) await api.activate(workflowId);
				for (const [at, step] of steps.entries()) await take(step, api, workflowId, steps[at + 1]);
				if (rows) {
					await api.endedExecutions(workflowId);
					tableRows = await api.dataTableRows(rows.table);
				}
				if (listens) return await stopListening(api, workflowId, interakt);
				await api.endedExecutions(workflowId);
				if (published) await api.deactivate(workflowId);
				return (await api.executions(workflowId)).reverse();
			} finally {
				await model?.close();
			}
		},
		judge(executions: Execution[]) {
			const numbers = [
				...new Set(wanted.flatMap((line) => /^\+(?:91|1)(\d{10})/.exec(line)?.[1] ?? [])),
				...Object.keys(before).map((digits) => `99999000${digits}`),
			];
			// A code is new each time; what matters is that text and button have the same.
			const traces = tracesOf(interakt, since, numbers).map((line) => line.replace(/"\d{6}"/g, '"code"'));
			const put = (node: string) => executions.flatMap((execution) => itemsOf(execution, node));
			const found = rows && tableRows.map((each) => rows.columns.map((column) => each[column] ?? null));
			return {
				table: table(
					['What Interakt Has of It'],
					traces.map((line) => [line]),
				),
				deviations: [
					...answers,
					...differing('in Interakt', [...traces].sort(), [...wanted].sort()),
					...Object.entries(output?.wanted ?? {}).flatMap(([node, values]) =>
						differing(
							`${node} put out`,
							put(node).map((item) => item[output?.member ?? '']),
							values,
						),
					),
					...(rows ? differing(`the table ${rows.table}`, found, rows.wanted) : []),
				],
			};
		},
	};
	return example;
}

/**
 * All of them.
 *
 * @param folder A folder that n8n may read; the invoice is put there.
 */
export async function playedExamples(
	interakt: Simulator,
	credentials: Credential[],
	folder: string,
): Promise<Example[]> {
	const invoiceFile = join(folder, 'invoice.pdf');
	await writeFile(invoiceFile, '%PDF-1.4\n%%EOF\n');
	const all: Example[] = [];
	for (const row of playedRows) all.push(await played(row, interakt, credentials, { invoiceFile }));
	return all;
}
