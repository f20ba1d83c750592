/**
 * n8n's community scan on the package before it is published, both legs: the sources of the repository, and the packed
 * tarball. `pnpm scan` runs both, `pnpm scan source` or `pnpm scan tarball` one.
 *
 * The scanner's own result leaves two ways to pass unseen, and both are closed here: it reports files with errors only,
 * so warnings are counted as well; and it calls a package fine when it found no file to look at.
 */
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { pack } from '../host/pack.cts';
import { packageFolder } from './staged.cts';

// The scanner's own copies, so that the counts come from the very rules and versions of its result.
const requireAsScanner = createRequire(
	import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const { ESLint } = requireAsScanner('eslint');
const glob = requireAsScanner('fast-glob');

/** What a leg must have seen to count; a leg without one of them has looked in the wrong place. */
const MUST_SEE = {
	source: [/^package\.json$/, /^nodes\/.*\.node\.ts$/, /^credentials\/.*\.credentials\.ts$/],
	tarball: [/^package\.json$/, /^dist\/nodes\/.*\.node\.js$/, /^dist\/credentials\/.*\.credentials\.js$/],
};

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Lints the files as the scanner does and counts what it found, warnings included. */
async function count(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = glob.sync(patterns, {
		cwd: folder,
		absolute: true,
		ignore: ['node_modules/**', '**/package-lock.json'],
	});
	const results = files.length === 0 ? [] : await eslint.lintFiles(files);
	const sum = (key) => results.reduce((total, result) => total + result[key], 0);
	return {
		files: results.map(({ filePath }) => relative(folder, filePath)),
		errors: sum('errorCount'),
		warnings: sum('warningCount'),
		details: await (await eslint.loadFormatter('stylish')).format(results),
	};
}

/** Scans one leg, prints its line and says whether it is clean. */
async function scan(leg, folder, patterns) {
	const result = await analyzePackage(folder, patterns);
	const { files, errors, warnings, details } = await count(folder, patterns);
	const unseen = MUST_SEE[leg].filter((pattern) => !files.some((file) => pattern.test(file)));

	if (details.trim() !== '') console.log(details);
	if (!result.passed && errors === 0) console.log(result.message);
	for (const pattern of unseen) console.log(`${leg}: no file matching ${pattern} was scanned`);
	console.log(
		`${leg}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')} (${plural(files.length, 'file')})`,
	);
	return result.passed && errors === 0 && warnings === 0 && unseen.length === 0;
}

const LEGS = {
	source: () => scan('source', packageFolder, SOURCE_FILE_PATTERNS),
	tarball: async () => {
		const packed = await pack();
		try {
			return await scan('tarball', packed.unpacked, ['**/*.js', 'package.json']);
		} finally {
			await packed.remove();
		}
	},
};

const asked = process.argv.slice(2);
const unknown = asked.filter((leg) => !(leg in LEGS));
if (unknown.length > 0) throw new Error(`Unknown leg ${unknown.join(', ')}: use source or tarball`);

for (const leg of asked.length > 0 ? asked : Object.keys(LEGS)) {
	if (!(await LEGS[leg]())) process.exitCode = 1;
}
