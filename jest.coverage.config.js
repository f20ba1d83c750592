/**
 * How much of `nodes/` and `credentials/` the tests run, with the engine tests counted: these load the built package,
 * and run the sources in its place here. `pnpm coverage` ends with 1 below the thresholds.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...require('./jest.config.js'),
	moduleNameMapper: { '^/.*/dist/((?:nodes|credentials)/.+)\\.js$': '<rootDir>/$1.ts' },
	// The last runs for virtual hours what the tests of the rate limiter reach too.
	testPathIgnorePatterns: ['/test/host/', '/test/e2e/', '/sharedPlan\\.test\\.cts$'],
	collectCoverage: true,
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts'],
	coverageReporters: ['text-summary', 'json', ['text', { skipFull: true }]],
	coverageThreshold: { global: { lines: 97, branches: 95 } },
};
