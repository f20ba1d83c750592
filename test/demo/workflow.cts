import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { Credential, WorkflowFile } from '../host/api.cts';

/** The folder of the example workflows. */
export const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** The name of the trigger of every example that is run by hand. */
export const TRIGGER = 'When clicking ‘Execute workflow’';

/** The credential type that each of the package's nodes takes. */
const CREDENTIAL_TYPE: Record<string, string> = {
	'n8n-nodes-interakt.interakt': 'interaktApi',
	'n8n-nodes-interakt.interaktTool': 'interaktApi',
	'n8n-nodes-interakt.interaktHitlTool': 'interaktApi',
	'n8n-nodes-interakt.interaktTrigger': 'interaktApi',
	'n8n-nodes-interakt.interaktContactTrigger': 'interaktApi',
	'n8n-nodes-interakt.interaktLegacy': 'interaktLegacyApi',
};

/** Whether a node is one of the package's. */
export const isOurs = ({ type }: INode): boolean => type in CREDENTIAL_TYPE;

interface Assignment {
	name: string;
	value: unknown;
}

/**
 * An example with what a person chooses by hand after importing it: the credentials, and values in Settings.
 *
 * @param settings New values of the fields in the node Settings, by name.
 */
export async function exampleWorkflow(
	file: string,
	credentials: Credential[],
	settings: Record<string, string> = {},
): Promise<WorkflowFile> {
	const workflow = JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			withWebhook(withSettings(withCredential(node, credentials), settings)),
		),
	};
}

function withCredential(node: INode, credentials: Credential[]): INode {
	const credential = credentials.find(({ type }) => type === CREDENTIAL_TYPE[node.type]);
	if (!credential) return node;
	const { id, name, type } = credential;
	return { ...node, credentials: { [type]: { id, name } } };
}

/** Nodes that are called from outside. */
const CALLED = ['n8n-nodes-interakt.interaktTrigger', 'n8n-nodes-base.webhook'];

/** The address that the editor gives to a trigger when a workflow is imported. */
const withWebhook = (node: INode): INode =>
	CALLED.includes(node.type) ? { ...node, webhookId: randomUUID() } : node;

function withSettings(node: INode, settings: Record<string, string>): INode {
	if (node.name !== 'Settings') return node;
	const { assignments } = node.parameters.assignments as { assignments: Assignment[] };
	const filledIn = assignments.map((assignment) => ({
		...assignment,
		value: settings[assignment.name] ?? assignment.value,
	}));
	return {
		...node,
		parameters: { ...node.parameters, assignments: { assignments: filledIn } },
	} as INode;
}
