import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { findOperation } from '../../../nodes/Interakt/actions/operation';
import codex from '../../../nodes/Interakt/Interakt.node.json';
import legacyCodex from '../../../nodes/InteraktLegacy/InteraktLegacy.node.json';
import { nodes } from '../parameters.cts';
import { fields, textsOf, type Field } from '../texts.cts';

const root = join(__dirname, '..', '..', '..', 'nodes');
/** `interaktLegacy` lives in `InteraktLegacy`. */
const folderOf = (node: string) => join(root, node.charAt(0).toUpperCase() + node.slice(1));
const allResources = nodes.flatMap(({ description, resources }) =>
	resources.map((resource) => ({ node: description.name, resource })),
);
const operations = nodes.flatMap(({ description, resources }) =>
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => ({
			node: description.name,
			resources,
			name: `${value}.${operation.option.value}`,
			resource: value,
			operation,
		})),
	),
);

const paths = (chosen: Field[]) => chosen.map(({ path }) => path);
const sorted = (names: string[]) => [...names].sort((one, other) => one.localeCompare(other, 'en'));

/** Fields into which a person writes, as against lists of choices and groups of fields. */
const isWritten = ({ field }: Field) => ['string', 'number', 'json', 'dateTime'].includes(field.type);
const isGroup = ({ field }: Field) => ['collection', 'fixedCollection'].includes(field.type);

describe('the fields of the editor', () => {
	test('all have a description or an example', () => {
		const silent = fields.filter(
			(entry) => isWritten(entry) && !entry.field.description && !entry.field.placeholder,
		);

		expect(paths(silent)).toEqual([]);
	});

	test('begin an example with "e.g."', () => {
		const wrong = fields.filter((entry) => {
			const { placeholder } = entry.field;
			return isWritten(entry) && placeholder !== undefined && !placeholder.startsWith('e.g. ');
		});

		expect(paths(wrong)).toEqual([]);
	});

	test('name what a group adds', () => {
		const wrong = fields.filter((entry) => isGroup(entry) && !entry.field.placeholder?.startsWith('Add '));

		expect(paths(wrong)).toEqual([]);
	});

	test('begin the description of a boolean with "Whether"', () => {
		const wrong = fields.filter(
			({ field }) => field.type === 'boolean' && !field.description?.startsWith('Whether '),
		);

		expect(paths(wrong)).toEqual([]);
	});

	test('have names of at most 30 characters, but for one', () => {
		const long = fields.filter(({ field }) => field.displayName.length > 30);

		// The one that is longer says in full what has happened: money hangs on it.
		expect(new Set(long.map(({ field }) => field.displayName))).toEqual(
			new Set(['If an Earlier Run May Have Sent It']),
		);
	});

	test('have what to do with an open key wherever they have a key', () => {
		const names = (name: string) =>
			fields.filter(({ field }) => field.name === name).map(({ path }) => path.split(' > ').slice(0, -1));

		expect(names('sendOnceKey').length).toBeGreaterThan(10);
		expect(names('ifMaybeSent')).toEqual(names('sendOnceKey'));
	});

	test('are shown without a regular expression, which n8n tests under a time limit', () => {
		const slow = fields.filter(({ field }) => JSON.stringify(field.displayOptions ?? {}).includes('"regex"'));

		expect(paths(slow)).toEqual([]);
	});

	test('use none of the words error, problem, failure and mistake', () => {
		const unwelcome = /\b(error|problem|failure|mistake)s?\b/i;
		const texts = [...nodes.map(({ description }) => description.description), ...fields.flatMap(textsOf)];

		expect(texts.filter((text) => unwelcome.test(text))).toEqual([]);
	});

	test('stand in alphabetical order inside a collection', () => {
		const wrong = fields.filter(({ field }) => {
			if (field.type !== 'collection') return false;
			const names = (field.options ?? []).map((option) =>
				'displayName' in option ? option.displayName : '',
			);
			return names.join() !== sorted(names).join();
		});

		expect(paths(wrong)).toEqual([]);
	});

	test('default to something that can be chosen', () => {
		const wrong = fields.filter(
			({ field, choices }) =>
				field.type === 'options' && !choices.some(({ value }) => value === field.default),
		);

		expect(paths(wrong)).toEqual([]);
	});
});

describe('the operations', () => {
	test.each(allResources.map(({ resource }) => [resource.value, resource.operations] as const))(
		'of %s are in alphabetical order',
		(_, operations) => {
			const names = operations.map(({ option }) => option.name);

			expect(names).toEqual(sorted(names));
		},
	);

	test('are found by resource and value', () => {
		for (const { resources, resource, operation } of operations) {
			expect(findOperation(resources, resource, operation.option.value)).toBe(operation);
		}
		const [{ resources } = { resources: [] }] = nodes;
		expect(findOperation(resources, 'message', 'sendNothing')).toBeUndefined();
		expect(findOperation(resources, 'nothing', 'sendText')).toBeUndefined();
	});

	test('say to a person and to a language model what they do', () => {
		for (const { operation } of operations) {
			expect(operation.option.action).toMatch(/^[A-Z][a-z]/);
			expect(operation.option.description).toMatch(/^[A-Z].{20,}[^.]$/);
		}
		const actions = operations.map(({ operation }) => operation.option.action);
		expect(new Set(actions).size).toBe(actions.length);
	});

	test.each(
		operations.map(({ name, node, resource, operation }) => [name, node, resource, operation] as const),
	)('%s has a preview of its output', (_, node, resource, { option }) => {
		const file = join(folderOf(node), '__schema__', 'v1.0.0', resource, `${option.value}.json`);

		expect(existsSync(file)).toBe(true);
	});

	test.each(nodes)(
		'of $description.name belong to its Resource list, in order',
		({ description, resources }) => {
			const resourceField = description.properties.find(({ name }) => name === 'resource');
			const options = (resourceField?.options ?? []).map((option) => ('value' in option ? option.value : ''));

			expect(options).toEqual(resources.map(({ value }) => value));
			// Messages come first, as n8n's node creator shows few actions without scrolling.
			const others = options.filter((option) => option !== 'message');
			expect(others).toEqual(sorted(others.map(String)));
			expect(options.slice(0, 1)).toEqual([resourceField?.default === 'message' ? 'message' : 'lead']);
		},
	);
});

test('each codex belongs to a node and says where its documentation is', () => {
	expect([codex, legacyCodex].map(({ node }) => node)).toEqual(
		nodes.map(({ description }) => `n8n-nodes-interakt.${description.name}`),
	);
	expect(codex.alias).toContain('whatsapp');
	expect(legacyCodex.alias).toContain('interakt.co');
	// Where n8n keeps all nodes that ask a person.
	expect(codex.subcategories).toEqual({ HITL: ['Human in the Loop'] });
	expect(codex.categories).toContain('HITL');
	for (const { resources } of [codex, legacyCodex]) {
		for (const { url } of [...resources.primaryDocumentation, ...resources.credentialDocumentation]) {
			expect(url).toMatch(/^https:\/\/github\.com\/n8n-nodes-interakt\//);
		}
	}
});
