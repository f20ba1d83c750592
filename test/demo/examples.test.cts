import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import { resources } from '../../nodes/Interakt/actions';
import type { Resource } from '../../nodes/Interakt/actions/operation';
import { resources as legacyResources } from '../../nodes/InteraktLegacy/actions';
import type { WorkflowFile } from '../host/api.cts';
import { nodes } from '../unit/parameters.cts';
import { OPERATIONS } from './operations.cts';
import { EXAMPLES, exampleWorkflow, isOurs, TRIGGER } from './workflow.cts';

const files = async () => (await readdir(EXAMPLES)).filter((file) => file.endsWith('.json'));
const read = async (file: string) => JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowFile;

/** Everything that an export says about the n8n it comes from, at any depth. */
function traces(value: unknown, place = ''): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		...(/^(credentials|pinData|staticData|meta|versionId|instanceId|webhookId|shared|ownedBy)$/.test(key)
			? [`${place}.${key}`]
			: []),
		...traces(inner, `${place}.${key}`),
	]);
}

/** Telephone numbers in a text that are not among the made-up ones: 99999 9999x and +1 415 555 01xx. */
const realNumbers = (text: string) =>
	(text.match(/\+\d[\d\s()-]{8,}\d/g) ?? []).filter(
		(number) => !/^(91?99999\d{5}|141555501\d\d)$/.test(number.replace(/\D/g, '')),
	);

test('every example can be imported by hand: it has a name, and nothing of the n8n it comes from', async () => {
	expect(await files()).toEqual([
		'agent-reply.json',
		'agent-with-review.json',
		'broadcast-with-results.json',
		'cart-reminder.json',
		'chat-by-keyword.json',
		'contacts-from-csv.json',
		'contacts-from-database.json',
		'crm-sync.json',
		'every-operation.json',
		'failed-message-other-channel.json',
		'invoice-from-file.json',
		'lead-form.json',
		'manager-approval.json',
		'older-product-leads.json',
		'one-time-code.json',
		'one-webhook-many-workflows.json',
		'order-confirmation.json',
		'order-placed.json',
		'order-status-in-chat.json',
		'product-carousel.json',
		'refused-message.json',
		'reply-bot.json',
		'shopify-order.json',
		'status-table.json',
		'woocommerce-order.json',
	]);
	for (const file of await files()) {
		const workflow = await read(file);
		expect(workflow.name).not.toBe('');
		expect(workflow).not.toHaveProperty('id');
		expect(traces(workflow)).toEqual([]);
	}
});

test('no example holds a key or a number of anyone', async () => {
	for (const file of await files()) {
		const text = await readFile(join(EXAMPLES, file), 'utf8');
		expect(text).not.toMatch(/secretKey|apiKey|appId|Basic |Bearer /i);
		expect(realNumbers(text)).toEqual([]);
	}
});

test('every example connects nodes that it has, by names and IDs that are not used twice', async () => {
	for (const file of await files()) {
		const { nodes, connections } = await read(file);
		const webhooks = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		const names = nodes.map(({ name }) => name);
		const ends = Object.values(connections).flatMap(({ main = [] }) => main.flatMap((to) => to ?? []));
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
		expect(names).toEqual(expect.arrayContaining(ends.map(({ node }) => node)));
		expect(
			[TRIGGER, 'Interakt Trigger', 'Interakt Contact Trigger'].some((name) => names.includes(name)) ||
				webhooks.length > 0,
		).toBe(true);
	}
});

test('every example says in sticky notes what to fill in, and names only fields that the nodes have', async () => {
	const fields = new Set(
		nodes
			.flatMap(({ description }) => description.properties)
			.flatMap(({ name, options = [] }) => [
				name,
				...options.flatMap((option) => ('value' in option ? [] : [option.name])),
			]),
	);
	for (const file of await files()) {
		const { nodes: all } = await read(file);
		const notes = all.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(JSON.stringify(notes)).toMatch(/credential/);
		const given = all
			.filter(({ type }) => /\.interakt(Tool|HitlTool|Legacy)?$/.test(type))
			.flatMap(({ parameters }) => [
				...Object.keys(parameters),
				...Object.keys((parameters.additionalFields ?? {}) as object),
			]);
		expect([file, given.filter((name) => !fields.has(name))]).toEqual([file, []]);
	}
});

describe('every operation, once', () => {
	const operationsOf = (type: string, of: readonly Resource[]) =>
		of.flatMap(({ value, operations }) => operations.map(({ option }) => `${type} ${value}.${option.value}`));
	const ours = async () => (await read('every-operation.json')).nodes.filter(isOurs);
	const operation = ({ parameters }: INode) => `${parameters.resource}.${parameters.operation}`;

	test('has each operation of both nodes but the one that waits for a person, and none twice', async () => {
		const all = [
			...operationsOf('n8n-nodes-interakt.interakt', resources),
			...operationsOf('n8n-nodes-interakt.interaktLegacy', legacyResources),
		];
		const found = (await ours()).map((node) => `${node.type} ${operation(node)}`);
		const waits = 'n8n-nodes-interakt.interakt message.sendAndWait';
		expect([...found, waits].sort()).toEqual(all.sort());
	});

	test('has nodes that go on when something is refused', async () => {
		for (const node of await ours())
			expect([node.name, node.onError]).toEqual([node.name, 'continueRegularOutput']);
	});

	test('is judged node by node', async () => {
		const judged = Object.entries(OPERATIONS).map(([name, expected]) => `${name}: ${expected.operation}`);
		expect(judged.sort()).toEqual((await ours()).map((node) => `${node.name}: ${operation(node)}`).sort());
	});
});

test('the demo fills in what a person would choose by hand, and nothing else', async () => {
	const credentials = ['interaktApi', 'interaktLegacyApi'].map((type) => ({
		id: `id of ${type}`,
		name: type,
		type,
		data: {},
	}));
	const settings = { contactsFile: '/files/in.csv', resultsFile: '/files/out.csv' };
	for (const file of await files()) {
		const example = await read(file);
		const workflow = await exampleWorkflow(file, credentials, settings);

		for (const node of workflow.nodes.filter(isOurs)) {
			const type = node.type.endsWith('Legacy') ? 'interaktLegacyApi' : 'interaktApi';
			expect(node.credentials).toEqual({ [type]: { id: `id of ${type}`, name: type } });
		}
		const others = (nodes: INode[]) =>
			nodes
				.filter((node) => !isOurs(node) && node.name !== 'Settings')
				.map(({ webhookId: _, ...node }) => node);
		expect(others(workflow.nodes)).toEqual(others(example.nodes));
		const parameters = (nodes: INode[]) => nodes.filter(isOurs).map((node) => node.parameters);
		expect(parameters(workflow.nodes)).toEqual(parameters(example.nodes));
	}
	const { nodes } = await exampleWorkflow('contacts-from-csv.json', credentials, settings);
	const filledIn = JSON.stringify(nodes.find(({ name }) => name === 'Settings'));
	expect(filledIn).toContain('/files/in.csv');
	expect(filledIn).toContain('/files/out.csv');
	expect(filledIn).toContain('welcome_message');
});
