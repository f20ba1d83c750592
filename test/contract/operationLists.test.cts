/** The lists of operations that people read name those of the nodes and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { nodes } from '../unit/parameters.cts';

const root = join(__dirname, '..', '..');

/** The cells of the rows of a text's tables, without the lines that separate heads from rows. */
const cells = (text: string): string[][] =>
	text
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, ...row]) => row);

/** Each resource as the editor calls it, with the names of its operations. */
const resources = nodes.flatMap(({ description, resources: all }) => {
	const { options = [] } = description.properties.find(({ name }) => name === 'resource') ?? {};
	return all.map(({ value, operations }) => {
		const { name = value } = options.find((option) => 'value' in option && option.value === value) ?? {};
		return [name, operations.map(({ option }) => option.name)] as const;
	});
});

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const sections = readFileSync(join(root, 'docs', 'operations.md'), 'utf8').split(/^## /m);

test.each(resources)('the README lists the operations of %s', (resource, operations) => {
	const [, listed = ''] = cells(readme).find(([name]) => name === resource) ?? [];

	expect(listed.split(', ').sort()).toEqual([...operations].sort());
});

test.each(resources)('docs/operations.md describes the operations of %s', (resource, operations) => {
	const own = sections.find((section) => section.startsWith(`${resource}\n`));
	const described = own
		? cells(own).flatMap(([first = '']) => first.split(', '))
		: cells(sections.join('\n')).flatMap(([first = '']) => first.split(`${resource}: `)[1] ?? []);

	expect(described).toEqual(expect.arrayContaining([...operations]));
});
