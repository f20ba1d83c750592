import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { InteraktTrigger } from '../../../nodes/Interakt/InteraktTrigger.node.ts';
import { choices } from '../../../nodes/Interakt/triggers/webhook/choices.ts';
import { evaluated, nodes } from '../parameters.cts';

/** What stands below a node on the canvas. */
const subtitleOf = async (description: INodeTypeDescription, parameters: INodeParameters) =>
	await evaluated(description, String(description.subtitle), parameters);

const rows = nodes.flatMap(({ description, resources }) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ option }) => ({ description, resource, operation: option.value })),
	),
);

test.each(rows)('$resource $operation reads in words', async ({ description, resource, operation }) => {
	const words = String(await subtitleOf(description, { resource, operation }));

	expect(words).toMatch(/^(?:[A-Z][a-z]+|or)(?: (?:[A-Z][a-z]+|or|\(RCS\)))+$/);
	expect(words.toLowerCase()).toContain(
		resource === 'rcsMessage' ? 'rcs' : resource === 'message' ? 'send' : resource,
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
		'Send Template (RCS): diwali_offer',
	],
])('%j is "%s"', async (parameters, words) => {
	expect(await subtitleOf(nodes[0]!.description, parameters as INodeParameters)).toBe(words);
});

test.each(choices.map(({ value, name }) => [value, name] as const))(
	'a trigger on %s says so in lower case',
	async (value, name) => {
		const words = name.toLowerCase().replace('rcs', 'RCS');

		expect(await subtitleOf(new InteraktTrigger().description, { events: [value] })).toBe(`On ${words}`);
	},
);

test('a trigger on several says all of them', async () => {
	const parameters = { events: ['messageReceived', 'formSubmitted'] };

	expect(await subtitleOf(new InteraktTrigger().description, parameters)).toBe(
		'On message received, form submitted',
	);
});
