import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Where a program is: in one of the folders, or on PATH. Throws with the Debian package to install when it is in none
 * of them.
 */
export function programAt(name: string, debianPackage: string, folders: readonly string[] = []): string {
	const places = [...folders, ...(process.env.PATH ?? '').split(delimiter)];
	const path = places.map((folder) => join(folder, name)).find((place) => existsSync(place));
	if (path !== undefined) return path;
	throw new Error(`${name} is missing: install it (Debian: ${debianPackage})`);
}
