/** A client of an MCP Server Trigger, over streamable HTTP: it lists its tools and calls them. */
import axios from 'axios';

import { registered } from './triggers.cts';

interface Answer<Result> {
	id?: number;
	result?: Result;
	error?: { message: string };
}

/** A tool as a client is shown it. */
export interface McpTool {
	name: string;
	description: string;
	inputSchema: { properties: object; required?: string[] };
}

/** What a call of a tool gives. */
export interface ToolResult {
	isError?: boolean;
	content: Array<{ type: string; text: string }>;
}

/** The answer to a request among what the server has sent, as JSON or as a stream of events. */
function read<Result>(body: string, id: number): Result {
	const texts = body.includes('data:')
		? body.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []))
		: [body];
	const answers = texts.map((text) => JSON.parse(text) as Answer<Result>);
	const answer = answers.find((one) => one.id === id);
	if (answer?.result === undefined) throw new Error(`The MCP server answered ${body}`);
	return answer.result;
}

export class McpClient {
	private session: string | undefined;
	private requests = 0;

	/** @param url Of the trigger. */
	constructor(private readonly url: string) {}

	/** Begins a session, as soon as n8n has registered the trigger: activation goes on after it has been answered. */
	async start(): Promise<void> {
		await registered(this.url);
		await this.request('initialize', {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'test', version: '1' },
		});
		await this.post({ jsonrpc: '2.0', method: 'notifications/initialized' });
	}

	async tools(): Promise<McpTool[]> {
		return (await this.request<{ tools: McpTool[] }>('tools/list', {})).tools;
	}

	async call(name: string, input: Record<string, unknown>): Promise<ToolResult> {
		return await this.request<ToolResult>('tools/call', { name, arguments: input });
	}

	private async request<Result>(method: string, params: object): Promise<Result> {
		const id = ++this.requests;
		return read<Result>(await this.post({ jsonrpc: '2.0', id, method, params }), id);
	}

	private async post(message: object): Promise<string> {
		const { status, data, headers } = await axios.post<string>(this.url, message, {
			headers: {
				Accept: 'application/json, text/event-stream',
				...(this.session !== undefined && { 'Mcp-Session-Id': this.session }),
			},
			responseType: 'text',
			transformResponse: (text: string) => text,
			proxy: false,
			validateStatus: () => true,
		});
		if (status >= 300) throw new Error(`The MCP server answered ${status}: ${data}`);
		this.session ??= headers['mcp-session-id'] as string | undefined;
		return data;
	}
}
