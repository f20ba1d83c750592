/**
 * The nodes as tools in a real n8n: what a model reads of them, what it is told, and what it cannot do, with a model
 * that follows a script, on AI Agent 2.2 and 3.1, and for a client over MCP.
 */
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import { agentReply } from '../demo/agentReply.cts';
import { runExample } from '../demo/examples.cts';
import { resources } from '../../nodes/Interakt/actions';
import type { FaultEffect } from '../simulator/faults.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { itemsOf, type Credential, type Execution, type WorkflowFile } from './api.cts';
import { createCredential } from './credentials.cts';
import { McpClient } from './mcpClient.cts';
import type { N8n } from './n8n.cts';
import { pickedTemplate, templateVariables } from './picking.cts';
import { modelCredential, modelNode, startModel, type ScriptedModel, type Turn } from './scriptedModel.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { codeNode, manualTrigger, node, using } from './workflows.cts';

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;
let credential: Credential;
let model: ScriptedModel;
let openAi: Credential;
/** What the model says, turn by turn. */
let script: Turn[] = [];

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	n8n = await setUp.n8n();
	model = setUp.add(await startModel((_, turn) => script[turn] ?? 'Done.'), ({ close }) => close());
	openAi = await modelCredential(n8n.api, model);
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(async () => {
	interakt.reset();
	credential = await createCredential(n8n.api, 'interaktApi', interakt);
	for (const phoneNumber of people) interakt.state.customerWrites({ countryCode: '+91', phoneNumber });
	model.answers.length = 0;
});

const people = Array.from({ length: 30 }, (_, index) => `99999000${String(index + 10)}`);
const [asha = ''] = people;
const sent = () => interakt.state.messages.map(({ recipient }) => recipient.slice(3));

/** Refusals of Interakt, each with the reason that it has. */
const refusals: ReadonlyArray<readonly [reason: string, status: number, message: string]> = [
	['outsideWindow', 400, 'Customer has not messaged within last 24 hours'],
	['unknownCustomer', 400, 'Customer is not available for the organization'],
	['walletEmpty', 402, 'Insufficient wallet balance'],
	['planLacksFeature', 403, 'Not included'],
	['invalidKey', 401, 'Unauthorized'],
	['templateNotFound', 400, 'No approved template found'],
	['templatePaused', 400, 'The template was paused'],
	['variableMismatch', 400, 'Number of variables does not match'],
	['categoryChanged', 400, 'Template category mismatch'],
	['invalidPhone', 400, 'phoneNumber is not valid'],
	['userIdTaken', 400, 'userId already belongs to another user'],
	['whiteSpace', 400, 'Variables cannot contain a newline'],
	['tooLarge', 413, 'Request size is larger than 32KB'],
	['notFound', 404, 'Not found.'],
	['refused', 400, 'Something else'],
	['serverUnavailable', 503, 'Try later'],
];

const fromModel = (key: string) => `={{ $fromAI('${key}', \`\`, 'string') }}`;

const toolNode = (name: string, parameters: INodeParameters, settings: Partial<INode> = {}): INode => ({
	...node(name, 'n8n-nodes-interakt.interaktTool', 1, parameters),
	credentials: using(credential),
	...settings,
});

const sendText: INodeParameters = {
	resource: 'message',
	operation: 'sendText',
	phoneNumber: fromModel('Phone_Number'),
	message: fromModel('Text'),
};

const text = (words: string, phone = asha) => ({
	tool: 'Send_Text',
	input: { Phone_Number: phone, Text: words },
});

/** A workflow in which an agent has tools. */
function agentWorkflow(version: number, tools: INode[], chat = asha): WorkflowFile {
	const agent = node('Agent', '@n8n/n8n-nodes-langchain.agent', version, {
		promptType: 'define',
		text: 'Go',
		options: { maxIterations: 40 },
	});
	const nodes = [
		manualTrigger('Start'),
		codeNode('Chat', [{ phoneNumber: chat }]),
		agent,
		modelNode('Model', openAi),
		...tools,
	];
	return {
		name: `Agent ${version}`,
		nodes,
		connections: {
			Start: { main: [[{ node: 'Chat', type: 'main', index: 0 }]] },
			Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			...Object.fromEntries(
				tools.map(({ name }) => [
					name,
					{ ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] },
				]),
			),
		},
		settings: { executionOrder: 'v1' },
	};
}

/** What an agent's model is told. */
async function talk(
	version: number,
	tools: INode[],
	turns: Turn[],
): Promise<{ run: Execution; told: string[] }> {
	script = turns;
	const run = await n8n.api.run(await n8n.api.createWorkflow(agentWorkflow(version, tools)), 'Start');
	expect(run).toMatchObject({ status: 'success', failure: undefined });
	expect(itemsOf(run, 'Agent')).toEqual([{ output: 'Done.' }]);
	return { run, told: [...model.answers] };
}

describe.each([2.2, 3.1])('AI Agent %s', (version) => {
	const say = async (tools: INode[], ...turns: Turn[]) => (await talk(version, tools, turns)).told;

	test('sends, and the model is told so in a few words', async () => {
		const [told = ''] = await say([toolNode('Send Text', sendText)], [text('Hello')]);

		expect(sent()).toEqual([asha]);
		expect(JSON.parse(told)).toEqual([
			{
				status: 'accepted',
				message: 'Accepted by Interakt, not delivered yet',
				phoneNumber: `+91${asha}`,
				messageId: expect.any(String),
			},
		]);
	});

	test.each<[string, FaultEffect]>([
		['a connection that is cut after sending', { kind: 'resetAfter' }],
		['HTTP 500', { kind: 'status', status: 500 }],
		['HTML', { kind: 'html' }],
	])('%s: the model is told not to send it again, and with a key it is sent once', async (_, effect) => {
		interakt.misbehave({ match: { path: '/message/', times: 1 }, effect });
		const tool = toolNode('Send Text', { ...sendText, additionalFields: { sendOnceKey: '1042' } });
		const told = await say([tool], [text('Hello')], [text('Hello')]);
		interakt.misbehave();

		expect(told).toHaveLength(2);
		expect(told[0]).toMatch(/"error":"It may have been sent, so do NOT send it again/);
		for (const answer of told) expect(answer).toMatch(/"status":"unknown"[^]*Do not call this tool again/);
		expect(interakt.state.requests.filter(({ path }) => path === '/message/')).toHaveLength(1);
	});

	test('of every refusal the model is told what happened, why, and what to do', async () => {
		interakt.misbehave(
			...refusals.map(([, status, message], index) => ({
				match: { path: '/message/', recipient: `+91${people[index]}` },
				effect: { kind: 'status' as const, status, message },
			})),
		);
		const told = await say(
			[toolNode('Send Text', sendText)],
			[...refusals.map((_, index) => text('Hello', people[index])), text('Hello', '12'), text('')],
		);
		interakt.misbehave();

		const reasons = [...refusals.map(([reason]) => reason), 'invalidInput', 'invalidInput'];
		expect(told).toHaveLength(reasons.length);
		told.forEach((answer, index) => {
			expect(JSON.parse(answer)).toEqual([
				{
					error: expect.stringMatching(/^[A-Z].{10,}/),
					details: expect.objectContaining({
						status: expect.stringMatching(/^(rejected|unknown)$/),
						reason: reasons[index],
						description: expect.stringMatching(/^.{15,}\.$/),
					}),
				},
			]);
		});
		expect(sent()).toEqual([]);
	});

	test('30 numbers in one turn, and in several: only the chat is answered, and three times at most', async () => {
		const guarded = toolNode('Send Text', {
			...sendText,
			guardRails: { allowedRecipients: "={{ $('Chat').item.json.phoneNumber }}", maxMessages: 3 },
		});
		const told = await say(
			[guarded],
			people.map((phone) => text('Offer', phone)),
			Array.from({ length: 4 }, () => text('Hello')),
		);

		expect(told).toHaveLength(34);
		expect(sent()).toEqual([asha, asha, asha]);
		const reasons = told.map((answer) => /"reason":"(\w+)"/.exec(answer)?.[1] ?? 'accepted');
		expect(reasons.slice(0, 30)).toEqual(['accepted', ...people.slice(1).map(() => 'notAllowed')]);
		expect(reasons.slice(30).sort()).toEqual(['accepted', 'accepted', 'limitReached', 'limitReached']);
		for (const answer of told) expect(answer).not.toMatch(/^"*$/);
	});

	test('5 calls at 2 requests a minute are answered soon, and what was not sent stays so', async () => {
		credential = await createCredential(n8n.api, 'interaktApi', interakt, {
			plan: 'other',
			requestsPerMinute: 2,
			baseUrl: interakt.url.replace(/(?=\/v1)/, `/account-${version * 10}`),
		});
		const began = Date.now();
		const told = await say(
			[toolNode('Send Text', sendText)],
			people.slice(0, 5).map((phone) => text('Hello', phone)),
		);

		expect(Date.now() - began).toBeLessThan(60_000);
		expect(told.filter((answer) => answer.includes('"accepted"'))).toHaveLength(2);
		const late = told.filter((answer) => answer.includes('rateLimited'));
		expect(late).toHaveLength(3);
		for (const answer of late) expect(answer).toMatch(/Wait \d+ seconds\. It was not sent/);
		expect(sent()).toHaveLength(2);
	});

	test('the model reads which template it sends, and parameters of names of their own', async () => {
		const { fields } = await templateVariables(n8n.api, credential, 'order_update|en');
		const values = Object.fromEntries(
			fields.filter(({ readOnly }) => readOnly !== true).map(({ id }) => [id, fromModel(id)]),
		);
		await say([
			toolNode('Send Template', {
				resource: 'message',
				operation: 'sendTemplate',
				phoneNumber: fromModel('Phone_Number'),
				template: pickedTemplate('order_update|en'),
				templateValues: {
					mappingMode: 'defineBelow',
					value: values,
					matchingColumns: [],
					schema: fields as unknown as INodeParameters[],
				},
			}),
		]);

		expect(model.tools()).toMatchObject([
			{
				name: 'Send_Template',
				description:
					'Send the WhatsApp template order_update in en “Hi {{1}}, your order {{2}} is on its way.”, which reaches a customer at any time',
			},
		]);
		expect(Object.keys(model.tools()[0]?.parameters.properties ?? {})).toEqual([
			'Phone_Number',
			'body1',
			'body2',
		]);
	});
});

/** The required fields of an operation, left to the model as the editor does it. */
function filledByModel(fields: readonly INodeProperties[]): INodeParameters {
	const required = fields.filter(({ required, displayOptions, type }) => {
		const [by] = displayOptions?.show?.assignBy ?? displayOptions?.show?.identifyBy ?? ['phoneNumber'];
		return required === true && by === 'phoneNumber' && ['string', 'resourceLocator'].includes(type);
	});
	return Object.fromEntries(
		required.map(({ name, displayName, type }) => {
			const value = fromModel(displayName.replace(/[^a-zA-Z0-9-]/g, '_'));
			return [name, type === 'string' ? value : { __rl: true, mode: 'name', value }];
		}),
	);
}

describe('a client over MCP', () => {
	let client: McpClient;

	/** Publishes a server of the tools. */
	async function serve(tools: INode[]): Promise<void> {
		const path = randomUUID();
		const server: INode = {
			...node('MCP', '@n8n/n8n-nodes-langchain.mcpTrigger', 2, { authentication: 'none', path }),
			webhookId: path,
		};
		const id = await n8n.api.createWorkflow({
			name: 'MCP',
			nodes: [server, ...tools],
			connections: Object.fromEntries(
				tools.map(({ name }) => [name, { ai_tool: [[{ node: 'MCP', type: 'ai_tool' as const, index: 0 }]] }]),
			),
			settings: { executionOrder: 'v1' },
		});
		await n8n.api.activate(id);
		client = new McpClient(`${n8n.url}/mcp/${path}`);
		await client.start();
	}

	test('sends; a refusal is one for the client too, with what to do', async () => {
		const guardRails = { allowedRecipients: asha };
		await serve([toolNode('Send Text', { ...sendText, guardRails })]);
		const [to, other] = [text('Hello'), text('Hello', people[1])];
		const [done, refused] = [
			await client.call(to.tool, to.input),
			await client.call(other.tool, other.input),
		];

		expect(done.isError).toBeUndefined();
		expect(done.content[0]?.text).toContain('"status":"accepted"');
		expect(refused.isError).toBe(true);
		expect(refused.content[0]?.text).toMatch(
			/not among the Allowed Recipients[^]*tell the person who runs this[^]*status: rejected, reason: notAllowed/,
		);
		expect(sent()).toEqual([asha]);
	});

	test('is told not to send again what may have been sent', async () => {
		interakt.misbehave({ match: { path: '/message/', times: 1 }, effect: { kind: 'resetAfter' } });
		await serve([toolNode('Send Text', sendText)]);
		const { tool, input } = text('Hello');
		const { isError, content } = await client.call(tool, input);
		interakt.misbehave();

		expect(isError).toBe(true);
		expect(content[0]?.text).toMatch(/It may have been sent, so do NOT send it again[^]*status: unknown/);
	});

	test('is answered within 25 seconds at the limit of the plan', async () => {
		credential = await createCredential(n8n.api, 'interaktApi', interakt, {
			plan: 'other',
			requestsPerMinute: 2,
			baseUrl: interakt.url.replace(/(?=\/v1)/, '/account-7'),
		});
		await serve([toolNode('Send Text', sendText)]);
		const began = Date.now();
		const calls = people.slice(0, 5).map((phone) => text('Hello', phone));
		const results = await Promise.all(calls.map(async ({ tool, input }) => await client.call(tool, input)));

		expect(Date.now() - began).toBeLessThan(25_000);
		const late = results.filter(({ isError }) => isError === true);
		expect(late).toHaveLength(3);
		for (const { content } of late) expect(content[0]?.text).toMatch(/Wait \d+ seconds[^]*rateLimited/);
		expect(sent()).toHaveLength(2);
	});

	test('reads all operations as a list of at most 6,000 characters', async () => {
		const tools = resources.flatMap(({ value: resource, operations }) =>
			operations.map(({ option: { value: operation, action }, fields }) =>
				toolNode(action, { ...filledByModel(fields), resource, operation }),
			),
		);
		await serve(tools);
		const shown = await client.tools();

		expect(shown).toHaveLength(tools.length);
		for (const { description } of shown) expect(description).toMatch(/^[A-Z][a-z]+ .{20,}/);
		expect(new Set(shown.map(({ description }) => description)).size).toBe(shown.length);
		// Without what n8n writes around every schema alike, some 120 characters a tool.
		const read = shown.map(({ name, description, inputSchema: { properties, required } }) => ({
			name,
			description,
			properties,
			required,
		}));
		expect(JSON.stringify(read).length).toBeLessThanOrEqual(6_000);
	});
});

test.each([2.2, 3.1])(
	'the example answers each customer as it is said to, on AI Agent %s',
	async (version) => {
		const account = await createCredential(n8n.api, 'interaktApi', interakt);
		const { deviations, executions } = await runExample(
			n8n.api,
			await agentReply(interakt, [account], version),
		);

		expect(deviations).toEqual([]);
		expect(executions.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'success'));
	},
);
