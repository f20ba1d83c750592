/** Every page can be reached, every link and picture leads somewhere, and what the README counts is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InteraktApi } from '../../credentials/InteraktApi.credentials';
import { InteraktLegacyApi } from '../../credentials/InteraktLegacyApi.credentials';
import { InteraktContactTrigger } from '../../nodes/Interakt/InteraktContactTrigger.node.ts';
import { InteraktTrigger } from '../../nodes/Interakt/InteraktTrigger.node.ts';
import { HOSTS } from '../host/hosts.cts';
import { nodes } from '../unit/parameters.cts';
import { anchorsOf, cells, linksOf, pages, pictures, root, section, textOf, unevenRows } from './pages.cts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
	engines: { node: string };
	n8n: { nodes: string[] };
};

describe.each(pages)('%s', (page) => {
	test('has no link that leads nowhere', () => {
		const missing = linksOf(page).filter(({ file }) => file !== undefined && !existsSync(join(root, file)));
		expect(missing.map(({ target }) => target)).toEqual([]);
	});

	test('has no anchor that is not there', () => {
		const missing = linksOf(page).filter(
			({ file, anchor }) =>
				anchor !== undefined && file?.endsWith('.md') && !anchorsOf(file).includes(anchor),
		);
		expect(missing.map(({ target }) => target)).toEqual([]);
	});

	test('has tables whose rows all have the cells of the head', () => {
		expect(unevenRows(page)).toEqual([]);
	});

	test('names no file that is not there', () => {
		const named = [...textOf(page).matchAll(/`((?:test|docs|nodes|credentials|examples)\/[^`\s<*…]+)`/g)];
		const missing = named.filter(([, file = '']) => !existsSync(join(root, file)));
		expect(missing.map(([, file]) => file)).toEqual([]);
	});

	test('has a dark picture beside each light one, and words for both', () => {
		const text = textOf(page);
		const shown = [...text.matchAll(/<img\s+src="([^"]+)\.png"\s+alt="[^"]{10,}"/g)];
		const dark = [...text.matchAll(/<source[^>]*srcset="([^"]+)-dark\.png"[^>]*>/g)];
		expect(dark.map(([, name]) => name)).toEqual(shown.map(([, name]) => name));
		expect(text.match(/<img/g) ?? []).toHaveLength(shown.length);
	});
});

test('every page is reached from the README', () => {
	const reached = new Set(['README.md']);
	for (const page of reached) {
		for (const { file } of linksOf(page)) if (file && pages.includes(file)) reached.add(file);
	}
	expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

test('docs/README.md names every page of its folder', () => {
	const named = linksOf('docs/README.md').map(({ file }) => file);
	const own = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
	expect(own.filter((page) => !named.includes(page))).toEqual([]);
});

test('every picture is shown somewhere', () => {
	const shown = new Set(pages.flatMap((page) => linksOf(page).map(({ file }) => file)));
	expect(pictures().filter((picture) => !shown.has(picture))).toEqual([]);
});

describe('the README', () => {
	const readme = textOf('README.md');
	const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

	test('counts nodes and operations', () => {
		const operations = nodes.flatMap(({ resources }) => resources.flatMap((resource) => resource.operations));
		expect(readme).toContain(`There are ${numbers[manifest.n8n.nodes.length]} nodes.`);
		expect(readme).toContain(`have ${operations.length} operations`);
	});

	test('names the versions that the tests run', () => {
		expect(section('README.md', 'Install')).toContain(`**${HOSTS.oldest.version}** or newer`);
		expect(section('README.md', 'Install')).toContain(`with ${HOSTS.newest.version}`);
		const [, version] = /(\d+)/.exec(manifest.engines.node) ?? [];
		expect(readme).toContain(`Node.js ${version} or newer`);
	});

	test('lists the examples, each once', () => {
		const listed = cells(section('README.md', 'Examples')).flatMap(
			([first = '']) => /\(examples\/([a-z-]+\.json)\)/.exec(first)?.[1] ?? [],
		);
		expect([...listed].sort()).toEqual(
			readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.json')),
		);
	});

	test('names commands that there are', () => {
		const named = [...readme.matchAll(/npx -y pnpm@10 ([a-z0-9:]+)/g)].map(([, name = '']) => name);
		expect(named.length).toBeGreaterThan(8);
		expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
	});

	test('names the plans of the credential, with their limits', () => {
		const { options = [] } = new InteraktApi().properties.find(({ name }) => name === 'plan') ?? {};
		const limits = options.flatMap(({ name }) => /^(\w+) \((\d+) /.exec(name)?.slice(1, 3) ?? []);
		expect(limits).toEqual(['Growth', '300', 'Advanced', '600']);
		expect(readme).toContain('Growth 300 and Advanced 600 requests a minute');
	});
});

/** Everything that the editor calls by a name: fields, choices, groups and operations of nodes, triggers, credentials. */
const names = new Set<unknown>(
	[
		...nodes.map(({ description }) => description),
		...[new InteraktTrigger(), new InteraktContactTrigger()].map(({ description }) => description),
		new InteraktApi(),
		new InteraktLegacyApi(),
	].flatMap((described) => [described.displayName, ...namesIn(described.properties)]),
);

function namesIn(value: unknown): unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.flatMap(namesIn);
	const { displayName, name, ...others } = value as Record<string, unknown>;
	return [displayName ?? name, ...Object.values(others).flatMap(namesIn)];
}

/** What n8n and Interakt call things that these pages name. */
const namesOfOthers = ['On Error', 'Settings', 'Developer Setting', 'Production URL', 'Mapping Column Mode'];

test.each(['docs/moving.md', 'docs/templates.md', 'docs/troubleshooting.md'])(
	'%s names fields, choices and places that there are',
	(page) => {
		const named = [...textOf(page).matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, words = '']) =>
			words.split(' > '),
		);
		expect(named.length).toBeGreaterThan(5);
		expect(named.filter((words) => !names.has(words) && !namesOfOthers.includes(words))).toEqual([]);
	},
);
