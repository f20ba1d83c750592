/** The tables of fields in the pages of `docs/resources/`, from the descriptions of the nodes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { type KnownNode, nodes } from '../unit/parameters.cts';
import { table } from './coverage.cts';
import { root } from './pages.cts';

const BEGIN = '<!-- fields, written by test/contract/writeCoverage.cts -->';
const END = '<!-- end of fields -->';

/** A resource with its node. */
export interface ResourcePage {
	/** From the root of the repository. */
	readonly file: string;
	readonly name: string;
	readonly tables: string;
}

const plain = (text: string) =>
	text
		.replace(/<[^>]*>/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** A cell in which braces and stars are no marks of Markdown. */
const cell = (text: string) =>
	plain(text)
		.replace(/\*/g, '\\*')
		.replace(/(^| )_|_(?= |$)/g, (mark) => mark.replace('_', '\\_'))
		.replace(/\{\{.*?\}\}/g, '`$&`');

const choicesOf = ({ options = [], type }: INodeProperties): string =>
	type === 'options' || type === 'multiOptions'
		? options.flatMap((option) => ('value' in option ? [option.name] : [])).join(', ')
		: '';

/** A field of a collection, and a field with rows, have their members below them. */
function linesOf(field: INodeProperties, place = ''): string[][] {
	const { displayName, description = '', required, type, options = [] } = field;
	const name = [place, displayName].filter(Boolean).join(' > ');
	const choices = choicesOf(field);
	const says = [plain(description).replace(/([^.?!])$/, '$1.'), choices && `One of: ${choices}.`]
		.filter(Boolean)
		.join(' ');
	const inner =
		type === 'collection'
			? options.flatMap((option) => ('type' in option ? linesOf(option, name) : []))
			: type === 'fixedCollection'
				? options.flatMap((option) =>
						'values' in option ? option.values.flatMap((member) => linesOf(member, name)) : [],
					)
				: [];
	const own = type === 'collection' ? [] : [[cell(name), required ? 'yes' : '', cell(says)]];
	return [...own, ...inner];
}

function fieldsOf({ description }: KnownNode, resource: string, operation: string): INodeProperties[] {
	return description.properties.filter(({ name, type, displayOptions }) => {
		const shown = displayOptions?.show ?? {};
		const { resource: resources = [], operation: operations = [] } = shown;
		return (
			type !== 'notice' &&
			!shown['@tool']?.includes(true) &&
			!['resource', 'operation', 'guardRails', 'toolDescription'].includes(name) &&
			resources.includes(resource) &&
			(operations.length === 0 || operations.includes(operation))
		);
	});
}

/** A page for each resource. */
export const resourcePages: readonly ResourcePage[] = nodes.flatMap((node) => {
	const { options = [] } = node.description.properties.find(({ name }) => name === 'resource') ?? {};
	return node.resources.map(({ value, operations }) => {
		const { name = value } = options.find((option) => 'value' in option && option.value === value) ?? {};
		const tables = operations.map(({ option }) => {
			const lines = fieldsOf(node, value, String(option.value)).flatMap((field) => linesOf(field));
			return `### ${option.name}\n\n${option.description}.\n\n${table(['Field', 'Required', 'What it is'], lines)}`;
		});
		return {
			file: `docs/resources/${name.toLowerCase().replace(/ /g, '-')}.md`,
			name,
			tables: tables.join('\n\n'),
		};
	});
});

/** The page with its tables as they should be. */
export function freshPage({ file, tables }: ResourcePage): string {
	const path = join(root, file);
	const text = readFileSync(path, 'utf8');
	const [before = '', rest = ''] = text.split(BEGIN);
	const [, after] = rest.split(END);
	if (after === undefined) throw new Error(`${file} has no place for the tables of its fields`);
	return `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`;
}
