import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { Credential, WorkflowFile } from '../host/api.cts';

export const EXAMPLE = join(__dirname, '..', '..', 'examples', 'contacts-from-csv.json');

/** The name of the example's trigger. */
export const TRIGGER = 'When clicking ‘Execute workflow’';

export interface ExampleSettings {
	contactsFile: string;
	resultsFile: string;
}

interface Assignment {
	name: string;
	value: unknown;
}

/** What a person does by hand after importing the example: choose the credential and fill in the Settings. */
export async function exampleWorkflow(
	credential: Credential,
	settings: ExampleSettings,
): Promise<WorkflowFile> {
	const workflow = JSON.parse(await readFile(EXAMPLE, 'utf8')) as WorkflowFile;
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => withSettings(withCredential(node, credential), settings)),
	};
}

const withCredential = (node: INode, { id, name, type }: Credential): INode =>
	node.type === 'n8n-nodes-interakt.interakt' ? { ...node, credentials: { [type]: { id, name } } } : node;

function withSettings(node: INode, settings: ExampleSettings): INode {
	if (node.name !== 'Settings') return node;
	const { assignments } = node.parameters.assignments as { assignments: Assignment[] };
	const filledIn = assignments.map((assignment) => ({
		...assignment,
		value: settings[assignment.name as keyof ExampleSettings] ?? assignment.value,
	}));
	return {
		...node,
		parameters: { ...node.parameters, assignments: { assignments: filledIn } },
	} as INode;
}
