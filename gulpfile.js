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

const copyStaticFiles = () =>
	src(['**/*.{png,svg}', '**/__schema__/**/*.json', '!dist/**', '!node_modules/**'], {
		encoding: false,
	}).pipe(dest('dist'));

exports.build = series(clean, compile, copyStaticFiles);
exports.default = exports.build;
