import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const packageFolder = join(__dirname, '..', '..');

/** What the two builds and the packing read. */
export const SOURCES = [
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'README.md',
	'LICENSE.md',
	'CHANGELOG.md',
	'credentials',
	'icons',
	'nodes',
];

/**
 * A copy of the package's sources in a temporary folder, with the installed modules of the checkout.
 *
 * Building happens there, so that it neither disturbs nor is disturbed by whoever uses the checkout's `dist` at the
 * same time.
 */
export async function stagedSources(): Promise<{ folder: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-'));
	for (const source of SOURCES) {
		const from = join(packageFolder, source);
		if (existsSync(from)) await cp(from, join(folder, source), { recursive: true });
	}
	await symlink(join(packageFolder, 'node_modules'), join(folder, 'node_modules'), 'dir');
	return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
