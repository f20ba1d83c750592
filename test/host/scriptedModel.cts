/** A language model that follows a script: a server on this machine that speaks as OpenAI's chat completions do. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INode } from 'n8n-workflow';

import type { Credential, N8nApi, WorkflowFile } from './api.cts';
import { node, using } from './workflows.cts';

/** A call of a tool, as a model writes it. */
export interface ToolCall {
	tool: string;
	input: Record<string, unknown>;
}

/** What a model says in one turn: the calls of tools, all at once, or the words that end the conversation. */
export type Turn = ToolCall[] | string;

/** What n8n sends of a conversation. */
interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content?: unknown;
	tool_call_id?: string;
}

/** A tool as n8n shows it to a model. */
export interface ShownTool {
	name: string;
	description: string;
	parameters: { properties?: Record<string, { description?: string; type?: string }> };
}

export interface ScriptedModel {
	/** For the credential of n8n's OpenAI nodes. */
	url: string;
	/** The tools that the model was shown last. */
	tools: () => ShownTool[];
	/** What the tools have answered, in the order of all conversations. */
	answers: string[];
	close: () => Promise<void>;
}

/** What a model does, by what it was asked and how many turns it has had in this conversation. */
export type Script = (asked: string, turn: number) => Turn;

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString();
}

/** The words of a message, however n8n writes them. */
const wordsOf = ({ content }: Message): string =>
	Array.isArray(content)
		? content.map((part: { text?: string }) => part.text ?? '').join('')
		: String(content ?? '');

/** The turn whose call a message answers: the ID of the call names it. An agent may write each call as a turn of its own. */
const turnOf = ({ tool_call_id: id }: Message): number | undefined =>
	id === undefined ? undefined : Number(id.split('_')[1]);

/** How many turns the model has had. */
const turnsIn = (messages: Message[]): number =>
	Math.max(0, ...messages.flatMap((message) => turnOf(message) ?? -1).map((turn) => turn + 1));

/** Starts a model. */
export async function startModel(script: Script): Promise<ScriptedModel> {
	const answers: string[] = [];
	let tools: ShownTool[] = [];
	let calls = 0;
	const server = createServer((request, response) => {
		void (async () => {
			const { messages, tools: shown = [] } = JSON.parse(await bodyOf(request)) as {
				messages: Message[];
				tools?: Array<{ function: ShownTool }>;
			};
			tools = shown.map((tool) => tool.function);
			const begin = messages.map(({ role }) => role).lastIndexOf('user');
			const since = messages.slice(begin + 1);
			const turn = turnsIn(since);
			answers.push(...since.filter((message) => turnOf(message) === turn - 1).map(wordsOf));
			const said = script(messages[begin] ? wordsOf(messages[begin]) : '', turn);
			const message =
				typeof said === 'string'
					? { role: 'assistant', content: said }
					: {
							role: 'assistant',
							content: '',
							tool_calls: said.map(({ tool, input }) => ({
								id: `call_${turn}_${++calls}`,
								type: 'function',
								function: { name: tool, arguments: JSON.stringify(input) },
							})),
						};
			response.writeHead(200, { 'Content-Type': 'application/json' }).end(
				JSON.stringify({
					id: `chatcmpl-${calls}`,
					object: 'chat.completion',
					created: 0,
					model: 'scripted',
					choices: [{ index: 0, message, finish_reason: typeof said === 'string' ? 'stop' : 'tool_calls' }],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	// Nobody has to wait for it who has forgotten it.
	server.unref();
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		tools: () => tools,
		answers,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The credential of n8n's OpenAI nodes for a model. */
export const modelCredential = async (api: N8nApi, { url }: ScriptedModel): Promise<Credential> =>
	await api.createCredential('A scripted model', 'openAiApi', { apiKey: 'none', url });

/** The type of n8n's node of a chat model. */
const CHAT_MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** A workflow whose chat models are a scripted one. */
export async function withModel(
	api: N8nApi,
	workflow: WorkflowFile,
	model: ScriptedModel,
): Promise<WorkflowFile> {
	const credentials = using(await modelCredential(api, model));
	const nodes = workflow.nodes.map((each) => (each.type === CHAT_MODEL ? { ...each, credentials } : each));
	return { ...workflow, nodes };
}

/** n8n's node of a chat model. */
export const modelNode = (name: string, credential: Credential): INode => ({
	...node(name, CHAT_MODEL, 1.2, {
		model: { __rl: true, mode: 'id', value: 'scripted' },
		options: { maxRetries: 0 },
	}),
	credentials: using(credential),
});
