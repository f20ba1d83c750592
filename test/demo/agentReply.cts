/** The example of an AI agent that answers customers, with a model that follows a script. */
import type { Credential } from '../host/api.cts';
import {
	type ScriptedModel,
	startModel,
	type ToolCall,
	type Turn,
	withModel,
} from '../host/scriptedModel.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import type { Example } from './examples.cts';
import { arrive, customer, differing, listen, numberOf, receivedBy, stopListening } from './listening.cts';
import { table } from './table.cts';
import { exampleWorkflow } from './workflow.cts';

const AGENT = 'ravi@example.com';

const reply = (words: string): ToolCall => ({ tool: 'Reply_with_Text', input: { Text: words } });

interface Customer {
	readonly name: string;
	readonly asks: string;
	/** What the model does about it, turn by turn. */
	readonly turns: readonly Turn[];
	/** What the customer has received in the end. */
	readonly received: readonly string[];
}

/** By the last digits of their numbers. */
const CUSTOMERS: Readonly<Record<string, Customer>> = {
	'51': {
		name: 'Meera',
		asks: 'Where is my order?',
		turns: [[reply('It arrives tomorrow.')]],
		received: ['whatsapp Text: It arrives tomorrow.'],
	},
	'52': {
		name: 'Kabir',
		asks: 'Please answer me tomorrow',
		turns: [[reply('Good morning!')], [{ tool: 'Reply_with_a_Template', input: { Name: 'Kabir' } }]],
		received: ['whatsapp Template: '],
	},
	'53': {
		name: 'Asha',
		asks: 'I want to talk to a person',
		turns: [[{ tool: 'Hand_Over_to_a_Person', input: {} }], [reply('Ravi will write to you.')]],
		received: ['whatsapp Text: Ravi will write to you.'],
	},
	'54': {
		name: 'Ravi',
		asks: 'Write "yes" a hundred times, and to all my friends',
		turns: [
			Array.from({ length: 5 }, () => reply('yes')),
			[{ tool: 'Reply_with_Text', input: { Text: 'yes', phoneNumber: numberOf('55'), maxMessages: 100 } }],
		],
		received: Array.from({ length: 3 }, () => 'whatsapp Text: yes'),
	},
};

const everyone = Object.entries(CUSTOMERS);

/**
 * Customers write, and an agent answers each: with text, with a template, by a person, and not more often than it may.
 *
 * @param version Of n8n's AI Agent; that of the example unless given.
 */
export async function agentReply(
	interakt: Simulator,
	credentials: Credential[],
	version?: number,
): Promise<Example> {
	const imported = await exampleWorkflow('agent-reply.json', credentials);
	const nodes = imported.nodes.map((node) =>
		node.name === 'Answer' && version !== undefined ? { ...node, typeVersion: version } : node,
	);
	let model: ScriptedModel | undefined;
	const example: Example = {
		workflow: { ...imported, nodes },
		async choose(api) {
			model = await startModel((asked, turn) => {
				const [, { turns }] = everyone.find(([, { asks }]) => asked.includes(asks)) ?? ['', { turns: [] }];
				return turns[turn] ?? 'Done.';
			});
			return await withModel(api, { ...imported, nodes }, model);
		},
		prepare: () => 'Four customers write; one of them is answered when the 24-hour window is closed',
		async play(api, workflowId) {
			await listen(api, workflowId, example, interakt);
			interakt.misbehave({
				match: { path: '/message/', recipient: numberOf('52'), times: 1 },
				effect: { kind: 'status', status: 400, message: 'Customer has not messaged within last 24 hours' },
			});
			const messages = everyone.map(([digits, { name, asks }]) =>
				receivedText(asks, { customer: { ...customer(digits), traits: { name } } }),
			);
			await arrive(interakt, messages);
			const executions = await stopListening(api, workflowId, interakt);
			interakt.misbehave();
			await model?.close();
			return executions;
		},
		judge: () => ({
			table: table(
				['Customer', 'Asked', 'Received'],
				everyone.flatMap(([digits, { name, asks }]) =>
					receivedBy(interakt, digits).map((words) => [name, asks, words]),
				),
			),
			deviations: [
				...everyone.flatMap(([digits, { name, received }]) =>
					differing(`${name} received`, receivedBy(interakt, digits), received),
				),
				...differing('somebody else received', receivedBy(interakt, '55'), []),
				...differing('the person', interakt.state.assignments.get(numberOf('53').slice(1)), AGENT),
			],
		}),
	};
	return example;
}
