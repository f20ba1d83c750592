/**
 * Plays the model's part: a stand-in for n8n's agent asks n8n-core for its connected tools, which wraps the node
 * (`createNodeAsTool`), and calls them with what a model would give.
 */
import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	deepCopy,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { additionalData, builtNode, interaktNode, loadOnce, newAccount } from './editor.cts';
import { expectNoSecret } from './setting.cts';
import { nodeTypes } from './surroundings.cts';

/**
 * The tool that n8n makes of a node that is `usableAsTool`, as the host does when it loads node types
 * (`convertNodeToAiTool`, which is not in n8n-core).
 */
export async function toolTwin(): Promise<INodeType> {
	const node = await builtNode();
	const { usableAsTool, ...original } = node.description;
	if (!usableAsTool) throw new Error('The node cannot be used as a tool');
	const description: INodeTypeDescription = {
		...deepCopy(original),
		name: `${original.name}Tool`,
		displayName: `${original.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	// n8n adds a description of its own to a node that has none.
	expect(description.properties.map(({ name }) => name)).toContain('toolDescription');
	return Object.assign(Object.create(node) as INodeType, { description });
}

/** A tool as a model is shown it. */
interface Tool {
	readonly name: string;
	readonly description: string;
	readonly schema: { readonly shape: Record<string, { readonly description?: string }> };
	invoke(given: IDataObject): Promise<string>;
}

/** What a model was shown, and what each of its calls gave back: the answer, or why there was none. */
export interface Conversation {
	readonly name: string;
	readonly description: string;
	readonly parameters: Record<string, string | undefined>;
	readonly answers: string[];
}

/** What a conversation can have besides. */
interface Circumstances {
	readonly credential?: ICredentialDataDecryptedObject;
	/** Whether all calls are made at once, as in one turn of a model. */
	readonly parallel?: boolean;
	/** Settings of the tool node. */
	readonly settings?: Partial<INode>;
}

/** An agent that calls its one tool with what it was told. */
function agent(
	calls: readonly IDataObject[],
	parallel: boolean,
	heard: (conversation: Conversation) => void,
): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			if (tool === undefined) throw new Error('No tool is connected');
			const answers: string[] = [];
			const answer = async (call: IDataObject) =>
				await tool.invoke(call).catch((cause: unknown) => (cause instanceof Error ? cause.message : ''));
			if (parallel) answers.push(...(await Promise.all(calls.map(answer))));
			else for (const call of calls) answers.push(await answer(call));
			const { name, description, schema } = tool;
			const parameters = Object.fromEntries(
				Object.entries(schema.shape).map(([key, type]) => [key, type.description]),
			);
			heard({ name, description, parameters, answers });
			return [[{ json: {} }]];
		},
	};
}

/** Connects the node to an agent as a tool, and lets a model call it. */
export async function converse(
	simulator: Simulator,
	parameters: INodeParameters,
	calls: IDataObject[],
	{ credential = newAccount(simulator), parallel = false, settings = {} }: Circumstances = {},
): Promise<Conversation> {
	const tool: INode = {
		...interaktNode(parameters, 'interaktTool'),
		name: 'WhatsApp in Interakt',
		...settings,
	};
	const asking: INode = {
		id: '2',
		name: 'Agent',
		type: 'agent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const twin = await toolTwin();
	let conversation: Conversation | undefined;
	const agentType = agent(calls, parallel, (heard) => (conversation = heard));
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [asking, tool],
		connections: {
			[tool.name]: { ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypes((type) => (type === 'agent' ? agentType : twin)),
		settings: { executionOrder: 'v1', timezone: 'Asia/Kolkata' },
	});
	const runData = createRunExecutionData({
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: asking, data: { main: [[{ json: {} }]] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	});
	const data = additionalData(await loadOnce(), credential, [asking, tool]);
	const { data: ran } = await new WorkflowExecute(data, 'manual', runData).processRunExecutionData(workflow);
	expect(ran.resultData.error).toBeUndefined();
	if (conversation === undefined) throw new Error('The agent did not run');
	expectNoSecret(simulator.secretKey, conversation.answers, conversation.parameters);
	return conversation;
}

/** A value that the model gives. */
export const fromModel = (key: string, description = '', type = 'string') =>
	`={{ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** The key under which n8n's editor lets the model give a field, from the name of the field. */
export const editorKey = (displayName: string) => displayName.replace(/[^a-zA-Z0-9-]/g, '_').slice(0, 63);
