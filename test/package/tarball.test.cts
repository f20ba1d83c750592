import { readFile, stat, symlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType, Themed } from 'n8n-workflow';

import { pack, type Packed } from '../host/pack.cts';
import { BUILD_MS } from './built.cts';
import { requestedModules } from './requires.cts';
import { packageFolder } from './staged.cts';

const MAY_REQUIRE = ['n8n-workflow', 'luxon', 'crypto', 'node:crypto'];
const LARGEST_TARBALL = 212_000;

interface Manifest {
	name: string;
	dependencies?: unknown;
	optionalDependencies?: unknown;
	bundledDependencies?: unknown;
	bundleDependencies?: unknown;
	peerDependencies: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

let packed: Packed;
let manifest: Manifest;

const read = (file: string) => readFile(join(packed.unpacked, file), 'utf8');

/** The one class that a compiled node or credential file exports, made. */
function instance<T>(file: string): T {
	const exported = Object.values(
		jest.requireActual<Record<string, new () => T>>(join(packed.unpacked, file)),
	);
	expect(exported).toHaveLength(1);
	return new exported[0]!();
}

/** The files behind an icon, as paths inside the package. */
function iconFiles(icon: Themed<string> | undefined, from: string): string[] {
	const files = icon === undefined || typeof icon === 'string' ? [icon] : [icon.light, icon.dark];
	return files.map((file) => posix.join(posix.dirname(from), (file ?? 'nothing').replace(/^file:/, '')));
}

/** The values of the options that a node offers for one of its parameters, with what they are shown for. */
const choices = (properties: INodeProperties[], name: string) =>
	properties
		.filter((property) => property.name === name)
		.flatMap(({ options = [], displayOptions }) =>
			options.flatMap((option) =>
				'value' in option ? [{ value: String(option.value), displayOptions }] : [],
			),
		);

beforeAll(async () => {
	packed = await pack();
	manifest = JSON.parse(await read('package.json')) as Manifest;
	// Lets the unpacked nodes find n8n-workflow and luxon, which n8n provides where it runs.
	await symlink(join(packageFolder, 'node_modules'), join(packed.unpacked, 'node_modules'), 'dir');
}, BUILD_MS);

afterAll(() => packed?.remove());

describe('what the tarball holds', () => {
	test('only compiled files, their static files and the papers', () => {
		const unexpected = packed.files.filter(
			(file) =>
				!/^dist\/(nodes|credentials)\/.*\.(js|json)$/.test(file) &&
				!/^dist\/(icons|nodes)\/.*\.svg$/.test(file) &&
				!/^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md)$/.test(file),
		);
		expect(unexpected).toEqual([]);
	});

	test('no tests, no sources, no build information', () => {
		const unwanted = /\.ts$|\.cts$|\.map$|tsbuildinfo|(^|\/)tests?\/|\.test\./;
		expect(packed.files.filter((file) => unwanted.test(file))).toEqual([]);
	});

	test('a licence and all that package.json names', () => {
		expect(packed.files).toEqual(
			expect.arrayContaining(['LICENSE.md', ...manifest.n8n.nodes, ...manifest.n8n.credentials]),
		);
		expect(manifest.n8n.nodes.length).toBeGreaterThan(0);
		expect(manifest.n8n.credentials.length).toBeGreaterThan(0);
	});

	test('less than 212 KB', async () => {
		expect((await stat(packed.tarball)).size).toBeLessThan(LARGEST_TARBALL);
	});
});

describe('what the package needs', () => {
	test('no package at run time but the n8n that loads it', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('optionalDependencies');
		expect(manifest).not.toHaveProperty('bundledDependencies');
		expect(manifest).not.toHaveProperty('bundleDependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('no module but n8n-workflow, luxon, crypto and its own files', async () => {
		const compiled = packed.files.filter((file) => file.endsWith('.js'));
		const foreign: string[] = [];
		for (const file of compiled) {
			for (const name of requestedModules(await read(file))) {
				const own = name?.startsWith('.') ? posix.join(posix.dirname(file), name) : undefined;
				const isOwn =
					own !== undefined &&
					[own, `${own}.js`, `${own}/index.js`].some((candidate) => packed.files.includes(candidate));
				if (!isOwn && !MAY_REQUIRE.includes(name ?? ''))
					foreign.push(`${file}: ${name ?? 'a name made at run time'}`);
			}
		}
		expect(compiled.length).toBeGreaterThan(0);
		expect(foreign).toEqual([]);
	});
});

describe('what the nodes and credentials refer to', () => {
	test('every icon is there, in a light and a dark form', () => {
		const icons = [
			...manifest.n8n.nodes.map((file) => iconFiles(instance<INodeType>(file).description.icon, file)),
			...manifest.n8n.credentials.map((file) => iconFiles(instance<ICredentialType>(file).icon, file)),
		];
		for (const themes of icons) expect(themes).toHaveLength(2);
		expect(packed.files).toEqual(expect.arrayContaining(icons.flat()));
	});

	test('every node has a codex file that names it', async () => {
		for (const file of manifest.n8n.nodes) {
			const codex = JSON.parse(await read(file.replace(/\.js$/, '.json'))) as { node: string };
			expect(codex.node).toBe(`${manifest.name}.${instance<INodeType>(file).description.name}`);
		}
	});

	test('every operation and trigger has an output schema, and no schema is without one', async () => {
		const expected = manifest.n8n.nodes.flatMap((file) =>
			choices(instance<INodeType>(file).description.properties, 'operation').flatMap(
				({ value, displayOptions }) =>
					(displayOptions?.show?.resource ?? []).map(
						(resource) => `${posix.dirname(file)}/__schema__/v1.0.0/${String(resource)}/${value}.json`,
					),
			),
		);
		// A trigger has no operations: its preview stands under its version alone.
		expected.push('dist/nodes/Interakt/__schema__/v2.0.0.json');
		const schemas = packed.files.filter((file) => file.includes('/__schema__/'));
		expect(expected.length).toBeGreaterThan(0);
		expect(schemas).toEqual(expected.sort());
		for (const schema of schemas) expect(JSON.parse(await read(schema))).toHaveProperty('type', 'object');
	});
});
