/** Tests are CommonJS TypeScript (`.cts`); see docs/decisions/tests-are-cts.md for the reason. */
const room = (name, more = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch: [`<rootDir>/test/${name}/**/*.test.cts`],
	testEnvironment: 'node',
	moduleFileExtensions: ['js', 'cts', 'ts', 'json', 'node', 'mjs', 'cjs'],
	transform: { '^.+\\.c?ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	...more,
});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		room('unit'),
		room('contract'),
		room('simulator'),
		room('engine'),
		room('package'),
		room('demo'),
		room('bench'),
		room('host'),
		room('e2e'),
	],
	testTimeout: 60_000,
};
