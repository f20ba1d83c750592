/** Publishing, up to what a registry receives: to one on this machine. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { environmentForPackageManager, runCommand } from '../host/command.cts';
import { BUILD_MS, builtPackage } from './built.cts';
import { manifest } from './repository.cts';
import { packageFolder } from './staged.cts';

/** What npm puts to a registry. */
interface Published {
	name: string;
	versions: Record<string, { _id: string; n8n: unknown; dist: { integrity: string } }>;
	readme?: string;
	_attachments: Record<string, { length: number; data: string }>;
}

let registry: Server;
let folder: string;
const published: Published[] = [];

beforeAll(async () => {
	registry = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			response.setHeader('content-type', 'application/json');
			// The package is not there yet.
			if (request.method !== 'PUT') return void response.writeHead(404).end('{}');
			published.push(JSON.parse(Buffer.concat(pieces).toString()) as Published);
			response.writeHead(201).end('{"ok":true}');
		});
	});
	await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-release-'));
	await cp(await builtPackage(), folder, { recursive: true });
	const { port } = registry.address() as AddressInfo;
	const lines = [`registry=http://127.0.0.1:${port}/`, `//127.0.0.1:${port}/:_authToken=none`];
	await writeFile(join(folder, '.npmrc'), `${lines.join('\n')}\n`);
}, BUILD_MS);

afterAll(async () => {
	registry?.closeAllConnections();
	await new Promise((resolve) => registry.close(resolve));
	await rm(folder, { recursive: true, force: true });
});

beforeEach(() => published.splice(0));

const publish = async (environment: NodeJS.ProcessEnv = {}) => {
	const env = Object.fromEntries(
		Object.entries(environmentForPackageManager()).filter(
			([name]) => !/^npm_config_registry$/i.test(name) && !/^(GITHUB_|RELEASE_MODE|CI$)/.test(name),
		),
	);
	const tools = join(packageFolder, 'node_modules', '.bin');
	return await runCommand('npm', ['publish'], {
		cwd: folder,
		env: { ...env, PATH: `${tools}${delimiter}${process.env.PATH}`, ...environment },
	});
};

test(
	"by hand is refused: n8n's tool wants the release workflow",
	async () => {
		await expect(publish()).rejects.toThrow('run release');
		expect(published).toEqual([]);
	},
	BUILD_MS,
);

test(
	'as the release does it, the registry receives this version with all its files',
	async () => {
		await publish({ RELEASE_MODE: 'true' });

		const [sent, ...others] = published;
		expect(others).toEqual([]);
		const { version } = JSON.parse(JSON.stringify(manifest)) as { version: string };
		expect(sent).toMatchObject({
			name: 'n8n-nodes-interakt',
			versions: { [version]: { n8n: { strict: true } } },
		});
		const [[file, attachment] = []] = Object.entries(sent!._attachments);
		expect(file).toBe(`n8n-nodes-interakt-${version}.tgz`);
		expect(Buffer.from(attachment!.data, 'base64')).toHaveLength(attachment!.length);
		expect(attachment!.length).toBeGreaterThan(50_000);
	},
	BUILD_MS,
);

test(
	'with provenance npm asks GitHub to sign, and nothing is published without',
	async () => {
		const onGitHub = {
			RELEASE_MODE: 'true',
			NPM_CONFIG_PROVENANCE: 'true',
			GITHUB_ACTIONS: 'true',
			CI: 'true',
		};
		await expect(publish(onGitHub)).rejects.toThrow(/id-token|provenance/i);
		expect(published).toEqual([]);
	},
	BUILD_MS,
);
