import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { environmentForPackageManager, runCommand } from './command.cts';
import { exclusively } from './exclusively.cts';
import { descriptionOf, HOST_NAMES, HOSTS, type HostName } from './hosts.cts';
import { progress, toStandardError, type Report } from './progress.cts';

/** An installed n8n and the Node.js that it runs on. */
export interface Host {
	/** The folder that holds its node_modules. */
	folder: string;
	/** The Node.js binary. Each n8n has the one that it wants, whatever runs us. */
	node: string;
	/** n8n's own command file, to be run with `node`. */
	n8n: string;
	/** Settings that this version has beside those of all. */
	environment: Record<string, string>;
}

const DESCRIPTION_FILES = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];

/** Written last: a folder without it is half an install. */
const MARKER = 'installed';

/** Where installs are kept: outside the checkout, so that a fresh clone finds the last one's. */
const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-interakt');

/** One folder for each state of a description, so that a changed version never meets an old install. */
async function hostFolder(name: HostName) {
	const hash = createHash('sha256');
	for (const file of DESCRIPTION_FILES) hash.update(await readFile(join(descriptionOf(name), file)));
	return join(cacheFolder(), `host-${hash.digest('hex').slice(0, 16)}`);
}

const hostIn = (folder: string, name: HostName): Host => ({
	folder,
	node: join(folder, 'node_modules', 'node', 'bin', 'node'),
	n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	environment: HOSTS[name].environment,
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
 * some versions only, and on another one it would compile, and fail. So the files come first, then the npm package `node`
 * fetches its binary, and only then, with that binary first on PATH, the native modules get their turn. sqlite3 falls
 * back to compiling when its ready-made binary cannot be downloaded: the headers of the same Node.js are there for it.
 */
async function installInto(folder: string, name: HostName, report: Report) {
	const called = `n8n ${HOSTS[name].version}`;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const file of DESCRIPTION_FILES) {
		await cp(join(descriptionOf(name), file), join(folder, file));
	}

	const env = { ...environmentForPackageManager(), CI: 'true' };
	await pnpm(
		folder,
		`${called}: packages`,
		['install', '--frozen-lockfile', '--ignore-scripts'],
		env,
		report,
	);
	await pnpm(folder, `${called}: Node.js`, ['rebuild', 'node'], env, report);

	const { node, n8n } = hostIn(folder, name);
	const distribution = nodeDistribution(folder);
	const native = {
		...env,
		PATH: [join(node, '..'), process.env.PATH ?? ''].join(delimiter),
		...(existsSync(join(distribution, 'include')) ? { npm_config_nodedir: distribution } : {}),
	};
	await pnpm(folder, `${called}: native modules`, ['rebuild', 'isolated-vm', 'sqlite3'], native, report);

	await runCommand(node, [n8n, '--version'], { cwd: folder, env: native });
	await writeFile(join(folder, MARKER), '');
}

/**
 * Resolves with an n8n that is ready to run, installing it first when the cache has none. Takes about two minutes.
 *
 * @param name Which one; the newest unless told.
 */
export async function installHost(
	report: Report = toStandardError,
	name: HostName = 'newest',
): Promise<Host> {
	const folder = await hostFolder(name);
	const isInstalled = () => existsSync(join(folder, MARKER));
	if (!isInstalled()) {
		await mkdir(cacheFolder(), { recursive: true });
		const told = new Set<number>();
		const onWait = (pid: number) => {
			if (!told.has(pid)) {
				report(`n8n ${HOSTS[name].version}: process ${pid} is installing it already, waiting for that …`);
			}
			told.add(pid);
		};
		await exclusively(`${folder}.lock`, onWait, async () => {
			if (!isInstalled()) await installInto(folder, name, report);
		});
	}
	return hostIn(folder, name);
}

/** Installs the hosts that are named on the command line; all of them when none is. */
async function main(named: string[]): Promise<void> {
	const unknown = named.filter((name) => !(name in HOSTS));
	if (unknown.length > 0) throw new Error(`There is no host ${unknown.join(', ')}: ${HOST_NAMES.join(', ')}`);
	for (const name of HOST_NAMES) {
		if (named.length > 0 && !named.includes(name)) continue;
		const { folder } = await installHost(toStandardError, name);
		toStandardError(`n8n ${HOSTS[name].version}: ready in ${folder}`);
	}
}

if (require.main === module) {
	main(process.argv.slice(2)).catch((cause: Error) => {
		toStandardError(cause.message);
		process.exitCode = 1;
	});
}
