import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { environmentForPackageManager, runCommand } from '../host/command.cts';
import { BUILD_MS, builtPackage } from './built.cts';
import { stagedSources } from './staged.cts';

const ending = new AbortController();
afterAll(() => ending.abort());

/** Every file of a folder with its bytes, by relative path. */
async function contents(folder: string): Promise<Record<string, string>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const pairs = files.map(async (file) => [relative(folder, file), await readFile(file, 'base64')] as const);
	return Object.fromEntries(await Promise.all(pairs));
}

/** Builds a fresh copy of the sources with gulp and reads what came out. */
async function builtByGulp() {
	const { folder, remove } = await stagedSources();
	try {
		await runCommand(join(folder, 'node_modules', '.bin', 'gulp'), ['build'], {
			cwd: folder,
			env: environmentForPackageManager(),
			signal: ending.signal,
		});
		return await contents(join(folder, 'dist'));
	} finally {
		await remove();
	}
}

test(
	'the official build and the gulp build give the same files with the same bytes',
	async () => {
		const [official, gulp] = [await contents(join(await builtPackage(), 'dist')), await builtByGulp()];

		expect(Object.keys(official)).toContain(join('nodes', 'Interakt', 'Interakt.node.js'));
		expect(Object.keys(gulp).sort()).toEqual(Object.keys(official).sort());
		const different = Object.keys(official).filter((file) => gulp[file] !== official[file]);
		expect(different).toEqual([]);
	},
	BUILD_MS,
);
