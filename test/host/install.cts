import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { environmentForPackageManager, runCommand } from './command.cts';
import { exclusively } from './exclusively.cts';
import { progress, toStandardError, type Report } from './progress.cts';

/** An installed n8n and the Node.js that it runs on. */
export interface Host {
	/** The folder that holds its node_modules. */
	folder: string;
	/** The Node.js binary. n8n 2.41 wants Node.js 24, whatever runs us. */
	node: string;
	/** n8n's own command file, to be run with `node`. */
	n8n: string;
}

const DESCRIPTION = join(__dirname, 'n8n');
const DESCRIPTION_FILES = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];

/** Written last: a folder without it is half an install. */
const MARKER = 'installed';

/** Where installs are kept: outside the checkout, so that a fresh clone finds the last one's. */
const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-interakt');

/** One folder for each state of the description, so that a changed version never meets an old install. */
async function hostFolder() {
	const hash = createHash('sha256');
	for (const file of DESCRIPTION_FILES) hash.update(await readFile(join(DESCRIPTION, file)));
	return join(cacheFolder(), `host-${hash.digest('hex').slice(0, 16)}`);
}

const hostIn = (folder: string): Host => ({
	folder,
	node: join(folder, 'node_modules', 'node', 'bin', 'node'),
	n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
});

/** The folder of the package that carries Node.js for this machine, headers included. */
const nodeDistribution = (folder: string) =>
	join(folder, 'node_modules', 'node', 'node_modules', `node-${process.platform}-${process.arch}`);

/** What of pnpm's output tells how far it is; the warnings of a compiler, for one, do not. */
const TELLING =
	/Progress: .*|\w+ (?:pre)?install: +(?:CC|CXX|SOLINK_MODULE)\(.*|\w+ (?:pre)?install: (?:added|Done).*/g;

/** Runs pnpm in the folder, with its progress as notes. */
async function pnpm(
	folder: string,
	step: string,
	parameters: string[],
	env: NodeJS.ProcessEnv,
	report: Report,
) {
	const lines = progress(step, report);
	try {
		await runCommand('npx', ['-y', 'pnpm@10', ...parameters, '--reporter=append-only'], {
			cwd: folder,
			env,
			onOutput: (text) => lines.note(text.match(TELLING)?.at(-1) ?? ''),
		});
		lines.done();
	} finally {
		lines.stop();
	}
}

/**
 * Installs in three steps, because install scripts run with the Node.js on PATH: isolated-vm brings binaries for
 * Node.js 24 only, and on an older one it would compile, and fail. So the files come first, then the npm package `node`
 * fetches its binary, and only then, with that binary first on PATH, the native modules get their turn. sqlite3 falls
 * back to compiling when its ready-made binary cannot be downloaded: the headers of the same Node.js are there for it.
 */
async function installInto(folder: string, report: Report) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const file of DESCRIPTION_FILES) await cp(join(DESCRIPTION, file), join(folder, file));

	const env = { ...environmentForPackageManager(), CI: 'true' };
	await pnpm(folder, 'n8n: packages', ['install', '--frozen-lockfile', '--ignore-scripts'], env, report);
	await pnpm(folder, 'n8n: Node.js 24', ['rebuild', 'node'], env, report);

	const { node } = hostIn(folder);
	const distribution = nodeDistribution(folder);
	const native = {
		...env,
		PATH: [join(node, '..'), process.env.PATH ?? ''].join(delimiter),
		...(existsSync(join(distribution, 'include')) ? { npm_config_nodedir: distribution } : {}),
	};
	await pnpm(folder, 'n8n: native modules', ['rebuild', 'isolated-vm', 'sqlite3'], native, report);

	await runCommand(node, [hostIn(folder).n8n, '--version'], { cwd: folder, env: native });
	await writeFile(join(folder, MARKER), '');
}

/** Resolves with an n8n that is ready to run, installing it first when the cache has none. Takes about two minutes. */
export async function installHost(report: Report = toStandardError): Promise<Host> {
	const folder = await hostFolder();
	const isInstalled = () => existsSync(join(folder, MARKER));
	if (!isInstalled()) {
		await mkdir(cacheFolder(), { recursive: true });
		const told = new Set<number>();
		const onWait = (pid: number) => {
			if (!told.has(pid)) report(`n8n: process ${pid} is installing it already, waiting for that …`);
			told.add(pid);
		};
		await exclusively(`${folder}.lock`, onWait, async () => {
			if (!isInstalled()) await installInto(folder, report);
		});
	}
	return hostIn(folder);
}

if (require.main === module) {
	installHost().then(
		({ folder }) => toStandardError(`n8n: ready in ${folder}`),
		(cause: Error) => {
			toStandardError(cause.message);
			process.exitCode = 1;
		},
	);
}
