/**
 * The second way to build: the same compiler and the same static files as `n8n-node build`, by gulp.
 * test/package/builds.test.cts holds the two outputs against each other.
 */
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc')]);

/** What ships. Globbing starts in these folders: from the top, gulp would walk all of node_modules as well. */
const FOLDERS = ['credentials', 'icons', 'nodes'];
const staticFiles = FOLDERS.flatMap((folder) => [
	`${folder}/**/*.{png,svg}`,
	`${folder}/**/__schema__/**/*.json`,
]);

const copyStaticFiles = () => src(staticFiles, { base: '.', encoding: false }).pipe(dest('dist'));

exports.build = series(clean, compile, copyStaticFiles);
exports.default = exports.build;
