/**
 * `pnpm mutate`: changes the code of a room or of one of its files, a little thing at a time, and sees which changes the
 * unit tests do not notice. By hand, and not in `.ci/run`: a room takes minutes.
 *
 *     ROOM=delivery npx -y pnpm@10 mutate
 *     ROOM=delivery FILE=classify npx -y pnpm@10 mutate
 *
 * The tests are run by Mocha with jest's globals (test/mutation/jestInterface.cts). The longest ones are left out: what
 * only they notice counts as not noticed. What was found is kept in `reports/`, so that a later run tries only what has
 * changed. Changes of what is made once, when a file is loaded, are left out, and what is made once on its first use is
 * not seen to change: modules are not loaded anew. Where most of a file is such, each of its changes can have a process
 * of its own, which takes some seconds:
 *
 *     ROOM=input FILE=numberingPlan FRESH=true npx -y pnpm@10 mutate
 */
const { ROOM: room = 'delivery', FILE: file = '**/*', FRESH: isFresh = '' } = process.env;

/**
 * Tests of thousands of cases or of virtual hours, which would take minutes for each change; `phoneTable`, which looks at
 * the file itself; and `poll`, whose tests go on where the one before ended and cannot be run again.
 */
const leftOut = [
	'adversarial',
	'keysUnderFaults',
	'limitUnderFaults',
	'longTexts',
	'phoneTable',
	'poll',
	'sharedKeys',
	'sharedPlan',
	'whateverComes',
	'wholeList',
];

/** Folders whose tests reach a room as well, such as those that make contacts of records. */
const alsoBy = { fields: ['delivery', '../records'], input: ['fields', 'templates', '../records'] };

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: [`nodes/Interakt/${room}/${file}.ts`],
	testRunner: 'mocha',
	plugins: ['@stryker-mutator/mocha-runner'],
	mochaOptions: {
		require: ['tsx/cjs', './test/mutation/jestInterface.cts'],
		spec: [room, ...(alsoBy[room] ?? [])].map((folder) => `test/unit/${folder}/**/*.test.cts`),
		ignore: leftOut.map((name) => `**/${name}.test.cts`),
	},
	...(isFresh
		? { coverageAnalysis: 'off', maxTestRunnerReuse: 1, force: true }
		: { coverageAnalysis: 'perTest', ignoreStatic: true }),
	concurrency: 2,
	// A mutant that only makes a busy machine slower must not look like one that was noticed.
	timeoutMS: 8_000,
	dryRunTimeoutMinutes: 20,
	ignorePatterns: ['dist', 'reports', '.github'],
	incremental: true,
	incrementalFile: `reports/mutation-${room.replaceAll('/', '-')}.json`,
	reporters: ['clear-text', 'progress-append-only'],
	clearTextReporter: { allowColor: false, logTests: false },
	thresholds: { high: 92, low: 80, break: 0 },
	tempDirName: '.stryker-tmp',
};
