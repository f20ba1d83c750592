import { type INode, type INodeParameters, type INodeTypeDescription, Workflow } from 'n8n-workflow';

import { InteraktTrigger } from '../../../nodes/Interakt/InteraktTrigger.node.ts';
import { nodes } from '../parameters.cts';

/** What stands below a node on the canvas: n8n's own evaluator resolves the expression. */
async function subtitleOf(description: INodeTypeDescription, parameters: INodeParameters): Promise<unknown> {
	const node: INode = {
		id: '1',
		name: 'Interakt',
		type: 'n8n-nodes-interakt.interakt',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const properties = description.properties.filter(({ name }) => name in parameters);
	const type = { description: { ...description, properties } };
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate?.();
	try {
		return workflow.expression.getSimpleParameterValue(node, String(description.subtitle), 'internal', {});
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}

const rows = nodes.flatMap(({ description, resources }) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ option }) => ({ description, resource, operation: option.value })),
	),
);

test.each(rows)('$resource $operation reads in words', async ({ description, resource, operation }) => {
	expect(await subtitleOf(description, { resource, operation })).toMatch(
		/^(?:[A-Z][A-Za-z]*|or|with)(?: (?:[A-Z][A-Za-z]*|or|with))+$/,
	);
});

test.each([
	[{ resource: 'contact', operation: 'upsert' }, 'Create or Update Contact'],
	[{ resource: 'contact', operation: 'getAll' }, 'Get Many Contacts'],
	[{ resource: 'message', operation: 'sendTemplate', template: '' }, 'Send Template'],
	[
		{
			resource: 'message',
			operation: 'sendTemplate',
			template: { __rl: true, mode: 'list', value: 'order_update|en' },
		},
		'Send Template: order_update',
	],
	[
		{ resource: 'rcsMessage', operation: 'sendTemplate', template: 'diwali_offer' },
		'Send RCS Template: diwali_offer',
	],
])('%j is "%s"', async (parameters, words) => {
	expect(await subtitleOf(nodes[0]!.description, parameters as INodeParameters)).toBe(words);
});

test.each([
	[['messageReceived'], 'On message received'],
	[['messageReceived', 'messageStatusChanged'], 'On message received, message status changed'],
	[['otherRcsEvent'], 'On other RCS event'],
])('a trigger on %j is "%s"', async (events, words) => {
	expect(await subtitleOf(new InteraktTrigger().description, { events })).toBe(words);
});
