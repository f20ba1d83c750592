import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheFolder } from '../cacheFolder.cts';
import { environmentForPackageManager, runCommand } from '../host/command.cts';
import { exclusively } from '../host/exclusively.cts';
import { packageFolder, SOURCES, stagedSources } from './staged.cts';

/** How long a build may take on a machine that has much else to do; otherwise it is some seconds. */
export const BUILD_MS = 15 * 60_000;

/** What a build comes from: the sources, and the versions of the tools. */
const INPUTS = [...SOURCES, 'pnpm-lock.yaml'];

/** The files of a folder, or the file itself, in the order of their names. */
async function filesOf(path: string): Promise<string[]> {
	const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
	if (entries === undefined) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

/** The same for the same files with the same bytes. */
async function hashOfInputs(): Promise<string> {
	const lists = await Promise.all(INPUTS.map((input) => filesOf(join(packageFolder, input))));
	const files = lists.flat();
	const contents = await Promise.all(files.map((file) => readFile(file)));
	const hash = createHash('sha256');
	files.forEach((file, index) => {
		const content = contents[index] ?? '';
		hash.update(`${file.slice(packageFolder.length)}\0${content.length}\0`).update(content);
	});
	return hash.digest('hex').slice(0, 16);
}

/** Builds a copy of the sources and keeps what comes out, in place of earlier builds. */
async function buildInto(folder: string): Promise<void> {
	const sources = await stagedSources();
	try {
		await runCommand(join(sources.folder, 'node_modules', '.bin', 'n8n-node'), ['build'], {
			cwd: sources.folder,
			env: environmentForPackageManager(),
		});
		// The modules of the checkout are found from here without it.
		await rm(join(sources.folder, 'node_modules'));
		const earlier = (await readdir(cacheFolder)).filter((name) => /^build-[^.]*(\.unfinished)?$/.test(name));
		for (const name of earlier) await rm(join(cacheFolder, name), { recursive: true, force: true });
		await cp(sources.folder, `${folder}.unfinished`, { recursive: true });
		await rename(`${folder}.unfinished`, folder);
	} finally {
		await sources.remove();
	}
}

/**
 * The folder of the package as the official build makes it of the sources as they are now: `package.json`, `dist` and
 * the papers. It is built once for each state of the sources, which takes some seconds. The checkout's own `dist` is
 * never read: it may be older than the sources.
 */
export async function builtPackage(): Promise<string> {
	await mkdir(cacheFolder, { recursive: true });
	const folder = join(cacheFolder, `build-${await hashOfInputs()}`);
	if (!existsSync(folder)) {
		const wait = () => undefined;
		await exclusively(join(cacheFolder, 'build.lock'), wait, async () => {
			if (!existsSync(folder)) await buildInto(folder);
		});
	}
	return folder;
}
