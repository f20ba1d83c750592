/**
 * The review of an agent's tool by a person in the chat: AI Agent 3.1 with a model that follows a script asks before its
 * tool runs, and is told what the person has said.
 */
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { arrives, Asking, taps, until, type AskingWorkflow } from './asking.cts';
import { itemsOf, type Credential } from './api.cts';
import type { N8n } from './n8n.cts';
import { modelCredential, modelNode, startModel, type ScriptedModel } from './scriptedModel.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { noOperationNode } from './triggers.cts';
import { node, using, webhookTrigger } from './workflows.cts';

const MANAGER = '9999900001';
const CUSTOMER = '9999900002';
const manager = { phoneNumber: MANAGER, countryCode: '+91' };
const LONG_MS = 5 * 60_000;

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;
let asking: Asking;
let url: string;
let model: ScriptedModel;
let openAi: Credential;

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	n8n = await setUp.n8n();
	// n8n gives a tool that is reviewed two groups of parameters: its own, and those of the review.
	const call = {
		tool: 'Send_Text',
		input: { toolParameters: { Text: 'It is on its way' }, hitlParameters: {} },
	};
	model = setUp.add(await startModel((_, turn) => (turn === 0 ? [call] : 'Done.')), ({ close }) => close());
	openAi = await modelCredential(n8n.api, model);
	asking = await Asking.create(n8n.api, interakt);
	url = n8n.url + (await asking.receives(n8n.url)).path;
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => {
	interakt.reset();
	model.answers.length = 0;
	for (const phoneNumber of [MANAGER, CUSTOMER]) {
		interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });
	}
});

/** A published workflow whose agent may send one text, once the manager has approved it. */
async function reviewed(parameters: INodeParameters = {}): Promise<AskingWorkflow> {
	const tool = (name: string, type: string, own: INodeParameters): INode => ({
		...node(name, `n8n-nodes-interakt.${type}`, 1, { resource: 'message', ...own }),
		credentials: using(asking.credential),
	});
	const path = randomUUID();
	const nodes = [
		webhookTrigger('Start', path),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, { promptType: 'define', text: 'Go', options: {} }),
		modelNode('Model', openAi),
		tool('Review', 'interaktHitlTool', {
			operation: 'sendAndWait',
			phoneNumber: MANAGER,
			// As n8n proposes it.
			message: '=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}',
			...parameters,
		}),
		tool('Send Text', 'interaktTool', {
			operation: 'sendText',
			phoneNumber: CUSTOMER,
			message: "={{ $fromAI('Text', ``, 'string') }}",
		}),
		noOperationNode('After'),
	];
	const to = (name: string, type: 'main' | 'ai_tool' | 'ai_languageModel' = 'main') => ({
		[type]: [[{ node: name, type, index: 0 }]],
	});
	const id = await n8n.api.createWorkflow({
		name: 'An agent whose tool is reviewed',
		nodes,
		connections: {
			Start: to('Agent'),
			Agent: to('After'),
			Model: to('Agent', 'ai_languageModel'),
			Review: to('Agent', 'ai_tool'),
			'Send Text': to('Review', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	});
	await n8n.api.activate(id);
	return { id, path };
}

/** Has the agent ask, and waits until it does. */
async function asked(workflow: AskingWorkflow): Promise<string[]> {
	await n8n.api.call(workflow.path, {});
	await asking.waiting(workflow);
	return asking.idsOf(MANAGER);
}

const sentTo = (phone: string) =>
	interakt.state.messages.filter(({ recipient }) => recipient.endsWith(phone)).map(({ body }) => body);

/** What the agent says in the end, and what its model was told of the tool. */
async function said(workflow: AskingWorkflow): Promise<string> {
	const run = await asking.ended(workflow);
	expect(run).toMatchObject({ status: 'success', failure: undefined });
	expect(itemsOf(run, 'After')).toEqual([{ output: 'Done.' }]);
	return model.answers.join('\n');
}

test(
	'approved: the question shows the tool and what the model gives it, and the tool runs',
	async () => {
		const workflow = await reviewed();
		const [approve] = await asked(workflow);
		const question = JSON.stringify(sentTo(MANAGER));
		expect(question).toContain('Send_Text');
		expect(question).toContain('It is on its way');
		expect(sentTo(CUSTOMER)).toEqual([]);

		await taps(url, MANAGER, approve);
		expect(await said(workflow)).toContain('Accepted by Interakt');
		expect(JSON.stringify(sentTo(CUSTOMER))).toContain('It is on its way');
	},
	LONG_MS,
);

test(
	'refused: the tool does not run, and the model is told so',
	async () => {
		const workflow = await reviewed();
		const [, decline] = await asked(workflow);
		await taps(url, MANAGER, decline, 'Decline');

		expect(await said(workflow)).toMatch(/rejected the tool call to Send Text/);
		expect(sentTo(CUSTOMER)).toEqual([]);
	},
	LONG_MS,
);

test(
	'refused by typing: the tool does not run, and the model is told what was typed',
	async () => {
		const workflow = await reviewed({ additionalFields: { declineByText: true } });
		await asked(workflow);
		await arrives(url, receivedText('Offer a discount first', { customer: manager }));

		expect(await said(workflow)).toContain('Offer a discount first');
		expect(sentTo(CUSTOMER)).toEqual([]);
	},
	LONG_MS,
);

test(
	'no answer: the tool does not run, and the model is told so',
	async () => {
		const workflow = await reviewed({ waitAmount: 1, waitUnit: 'minutes' });
		await asked(workflow);
		await until(async () =>
			(await n8n.api.executionCount(workflow.id, ['waiting'])) === 0 ? true : undefined,
		);

		expect(await said(workflow)).toMatch(
			/call to Send Text.*Nobody answered by the deadline\. The call was not approved/,
		);
		expect(sentTo(CUSTOMER)).toEqual([]);
	},
	LONG_MS,
);
