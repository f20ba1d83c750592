/**
 * `pnpm mutate`: changes the code of a room or of one of its files, a little thing at a time, and sees which changes its
 * unit tests do not notice. By hand, and not in `.ci/run`: a room takes minutes with Node 24, and several times as long
 * with Node 20, where each file of tests makes every promise after it slower.
 *
 *     ROOM=delivery npx -y pnpm@10 mutate
 *     ROOM=delivery/classify npx -y pnpm@10 mutate
 *
 * The longest tests are left out: what only they notice counts as not noticed. What was found is kept in `reports/`, so
 * that a later run tries only what has changed. Changes of what is made once, when a file is loaded, are left out: each
 * takes all tests.
 */
import { createRequire } from 'node:module';

const room = process.env.ROOM ?? 'delivery';
const require = createRequire(import.meta.url);

/** Tests of thousands of cases or of virtual hours, which would take minutes for each change. */
const long =
	'/(adversarial|keysUnderFaults|limitUnderFaults|phonesOfAllCountries|phoneTable|retryQuota|sharedKeys|sharedPlan|whateverComes|wholeList)\\.test\\.cts$';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: [`nodes/Interakt/${room}.ts`, `nodes/Interakt/${room}/**/*.ts`],
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: {
		config: {
			...require('./jest.config.js'),
			testMatch: [`<rootDir>/test/unit/${room}.test.cts`, `<rootDir>/test/unit/${room}/**/*.test.cts`],
			testPathIgnorePatterns: [long],
		},
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	concurrency: 2,
	// Each file of tests leaves something behind in its process, which grows slower with it.
	maxTestRunnerReuse: 60,
	// A mutant that only makes a busy machine slower must not look like one that was noticed.
	timeoutMS: 15_000,
	dryRunTimeoutMinutes: 20,
	ignorePatterns: ['dist', 'reports', '.github'],
	incremental: true,
	incrementalFile: `reports/mutation-${room.replaceAll('/', '-')}.json`,
	reporters: ['clear-text', 'progress-append-only'],
	clearTextReporter: { allowColor: false, logTests: false },
	thresholds: { high: 92, low: 80, break: 0 },
	tempDirName: '.stryker-tmp',
};
