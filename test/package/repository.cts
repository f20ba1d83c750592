/** The address of the repository: it stands in `package.json`, and everything else repeats it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageFolder } from './staged.cts';

interface Manifest {
	name: string;
	homepage: string;
	author: { name: string; email: string };
	bugs: { url: string };
	repository: { url: string };
}

export const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;

/** Whose repository it is, e.g. `acme` of `https://github.com/acme/n8n-nodes-interakt`. */
export const owner = /github\.com\/([^/]+)\//.exec(manifest.repository.url)?.[1] ?? '';

/** An address of the repository, whoever owns it, or of its owner. */
const mention = /(?<=github\.com\/)[\w-]+(?=\/n8n-nodes-interakt\b)|[\w-]+(?=@users\.noreply\.github\.com)/g;

/** Files under version control, and new ones, but for these tests, which name another owner to try the rule. */
const files = () =>
	execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: packageFolder })
		.toString()
		.split('\n')
		.filter((file) => !file.startsWith('test/package/'))
		.filter((file) => /\.(md|json|ts|cts|mjs|yml|yaml)$/.test(file) && existsSync(join(packageFolder, file)));

/** Every file that names the repository, with the owners that it names. */
export const mentions = (): Array<{ file: string; text: string; owners: string[] }> =>
	files()
		.map((file) => ({ file, text: readFileSync(join(packageFolder, file), 'utf8') }))
		.map(({ file, text }) => ({ file, text, owners: text.match(mention) ?? [] }))
		.filter(({ owners }) => owners.length > 0);

/** A text with this repository in place of any other. */
export const withOwner = (text: string): string => text.replace(mention, owner);
