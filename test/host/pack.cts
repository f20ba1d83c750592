import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

import { builtPackage } from '../package/built.cts';
import { environmentForPackageManager, runCommand } from './command.cts';

/** The package as it would be published. */
export interface Packed {
	/** The tarball. */
	tarball: string;
	/** The folder it is unpacked in: what n8n finds under node_modules. */
	unpacked: string;
	/** The files in it, relative to `unpacked`, with forward slashes, sorted. */
	files: string[];
	remove: () => Promise<void>;
}

const filesUnder = async (folder: string) =>
	(await readdir(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();

/** Packs the package, built of the sources as they are now, and unpacks the tarball beside it. */
export async function pack(): Promise<Packed> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-packed-'));
	const remove = () => rm(folder, { recursive: true, force: true });
	try {
		// --ignore-scripts: what was built is what gets packed.
		await runCommand('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
			cwd: await builtPackage(),
			env: environmentForPackageManager(),
		});
		const [name] = await readdir(folder);
		if (name === undefined) throw new Error('npm pack left no tarball');
		const tarball = join(folder, name);
		await runCommand('tar', ['-xzf', tarball, '-C', folder], { cwd: folder });
		const unpacked = join(folder, 'package');
		return { tarball, unpacked, files: await filesUnder(unpacked), remove };
	} catch (cause) {
		await remove();
		throw cause;
	}
}
