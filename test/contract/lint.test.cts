import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { contractDocument } from './document.cts';

interface Finding {
	readonly linter: 'spectral' | 'redocly';
	readonly rule: string;
	readonly place: string;
	readonly message: string;
}

/** What the linters are right about in general and not here: Interakt's own paths end with a slash. */
const exceptions: Record<Finding['linter'], string> = {
	spectral: 'path-keys-no-trailing-slash',
	redocly: 'no-path-trailing-slash',
};

let found: Finding[];
beforeAll(async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [
		join(__dirname, 'lint.mjs'),
		join(__dirname, 'interakt.openapi.yaml'),
	]);
	found = JSON.parse(stdout);
});

test('two linters find nothing in the document but the trailing slashes', () => {
	expect(found.filter(({ linter, rule }) => exceptions[linter] !== rule)).toEqual([]);
});

test('both linters looked at every path', () => {
	const slashed = Object.keys(contractDocument.paths).filter((path) => path.endsWith('/'));

	expect(slashed).not.toEqual([]);
	for (const wanted of Object.keys(exceptions)) {
		expect(found.filter(({ linter }) => linter === wanted)).toHaveLength(slashed.length);
	}
});
