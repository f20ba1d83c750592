/** What npm, n8n's reviewers and people who report something find around the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parsedYaml } from '../contract/parsedYaml.cts';
import { manifest, mentions, owner, withOwner } from './repository.cts';
import { packageFolder } from './staged.cts';

const read = (...path: string[]) => readFileSync(join(packageFolder, ...path), 'utf8');
const github = join(packageFolder, '.github');

describe('the address of the repository', () => {
	test('is the same in every file', () => {
		// After a change in package.json: node --require tsx/cjs test/package/writeRepository.cts
		const different = mentions().filter(({ owners }) => owners.some((each) => each !== owner));
		expect(different.map(({ file }) => file)).toEqual([]);
		expect(mentions().length).toBeGreaterThan(5);
	});

	test('is what the other metadata follow', () => {
		const address = `https://github.com/${owner}/${manifest.name}`;
		expect(manifest).toMatchObject({
			homepage: `${address}#readme`,
			bugs: { url: `${address}/issues` },
			repository: { url: `git+${address}.git` },
		});
	});

	test('is put in place of another one wherever it stands', () => {
		const other =
			'See https://github.com/acme/n8n-nodes-interakt/issues or write to acme@users.noreply.github.com';
		expect(withOwner(other)).toBe(other.replaceAll('acme', owner));
	});
});

test('nothing in package.json is a placeholder', () => {
	expect(read('package.json')).not.toMatch(/example\.|\.example|todo|your[- ]name|placeholder/i);
});

test('the changelog begins with this version, and the README installs it', () => {
	const { version } = JSON.parse(read('package.json')) as { version: string };
	expect(/^## (.*)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
	expect(read('README.md')).toContain(`"name":"n8n-nodes-interakt","version":"${version}"`);
});

describe('the forms for issues', () => {
	const folder = join(github, 'ISSUE_TEMPLATE');
	const forms = readdirSync(folder).filter((file) => file !== 'config.yml');

	test.each(forms)('%s is one that GitHub shows', (file) => {
		const form = parsedYaml(join(folder, file)) as {
			name: string;
			description: string;
			body: Array<{ type: string; id?: string; attributes: { label?: string; value?: string } }>;
		};
		expect(form.name).toMatch(/\S/);
		expect(form.description).toMatch(/\S/);
		const ids = form.body.flatMap(({ id }) => id ?? []);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { type, attributes } of form.body) {
			expect(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
			expect(type === 'markdown' ? attributes.value : attributes.label).toMatch(/\S/);
		}
	});

	test('have one for the report of a probe, by the name that the probe and docs/contract.md say', () => {
		const names = forms.map((file) => (parsedYaml(join(folder, file)) as { name: string }).name);
		expect(names).toContain('Report of a probe');
		expect(read('test', 'probe', 'cli.cts')).toContain('"Report of a probe"');
		expect(read('docs', 'contract.md')).toContain('_Report of a probe_');
	});
});

describe('the workflows of GitHub', () => {
	interface Workflow {
		jobs: Record<
			string,
			{ strategy?: { matrix: { node: number[] } }; steps: Array<{ run?: string; uses?: string }> }
		>;
	}
	const workflow = (name: string) => parsedYaml(join(github, 'workflows', name)) as Workflow;
	const commands = ({ jobs }: Workflow) =>
		Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run?.split('\n') ?? []));

	test.each(['ci.yml', 'publish.yml'])('%s calls only scripts that are there', (name) => {
		const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
		const called = commands(workflow(name)).flatMap(
			(line) => /pnpm@10 (?:run )?([\w:]+)/.exec(line)?.[1] ?? [],
		);
		expect(called).not.toEqual([]);
		expect(called.filter((script) => script !== 'install' && !scripts.includes(script))).toEqual([]);
	});

	test('try Node.js 20, 22 and 24, and everything with the versions of n8n of the host tests', () => {
		const { jobs } = workflow('ci.yml');
		expect(jobs.node?.strategy?.matrix.node).toEqual([20, 22, 24]);
		expect(commands({ jobs: { check: jobs.check! } })).toContain('bash .ci/run');
	});

	test("publish by n8n's own tool, which turns provenance on, and by no token", () => {
		const text = read('.github', 'workflows', 'publish.yml');
		expect(commands(workflow('publish.yml'))).toContain('npx -y pnpm@10 run release');
		expect(text).toContain('id-token: write');
		expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
	});
});

test('the checklist of verification names only files that are there', () => {
	const page = read('docs', 'verification.md');
	const named = [...page.matchAll(/`((?:test|docs|\.github|\.ci)\/[^`\s]+)`/g)].map(([, file]) => file!);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((file) => !existsSync(join(packageFolder, file)))).toEqual([]);
});
