import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { findOperation, resources } from '../../nodes/Interakt/actions';
import codex from '../../nodes/Interakt/Interakt.node.json';
import { Interakt } from '../../nodes/Interakt/Interakt.node';
import { fields, textsOf, type Field } from './texts.cts';

const nodeFolder = join(__dirname, '..', '..', 'nodes', 'Interakt');
const { description } = new Interakt();
const operations = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ name: `${value}.${operation.option.value}`, resource: value, operation })),
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

	test('have names of at most 30 characters', () => {
		expect(paths(fields.filter(({ field }) => field.displayName.length > 30))).toEqual([]);
	});

	test('use none of the words error, problem, failure and mistake', () => {
		const unwelcome = /\b(error|problem|failure|mistake)s?\b/i;
		const texts = [description.description, ...fields.flatMap(textsOf)];

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
	test.each(resources.map(({ value, operations }) => [value, operations] as const))(
		'of %s are in alphabetical order',
		(_, operations) => {
			const names = operations.map(({ option }) => option.name);

			expect(names).toEqual(sorted(names));
		},
	);

	test('are found by resource and value', () => {
		for (const { resource, operation } of operations) {
			expect(findOperation(resource, operation.option.value)).toBe(operation);
		}
		expect(findOperation('message', 'sendNothing')).toBeUndefined();
		expect(findOperation('nothing', 'sendText')).toBeUndefined();
	});

	test('say to a person and to a language model what they do', () => {
		for (const { operation } of operations) {
			expect(operation.option.action).toMatch(/^[A-Z][a-z]/);
			expect(operation.option.description).toMatch(/^[A-Z].{20,}[^.]$/);
		}
		const actions = operations.map(({ operation }) => operation.option.action);
		expect(new Set(actions).size).toBe(actions.length);
	});

	test.each(operations.map(({ name, resource, operation }) => [name, resource, operation.option.value]))(
		'%s has a description of its output',
		(_, resource, value) => {
			expect(existsSync(join(nodeFolder, '__schema__', 'v1.0.0', resource, `${value}.json`))).toBe(true);
		},
	);

	test('belong to the resources of the Resource list, in alphabetical order', () => {
		const resourceField = description.properties.find(({ name }) => name === 'resource');
		const options = (resourceField?.options ?? []).map((option) => ('value' in option ? option.value : ''));

		expect(options).toEqual(resources.map(({ value }) => value));
		expect(options).toEqual(sorted(options.map(String)));
	});
});

test('the codex belongs to the node and says where its documentation is', () => {
	expect(codex.node).toBe(`n8n-nodes-interakt.${description.name}`);
	expect(codex.alias).toContain('whatsapp');
	for (const { url } of [
		...codex.resources.primaryDocumentation,
		...codex.resources.credentialDocumentation,
	]) {
		expect(url).toMatch(/^https:\/\/github\.com\/n8n-nodes-interakt\//);
	}
});
