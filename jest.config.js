/**
 * One flat list of test files: `npx jest FILE` runs that file and no other, `npx jest test/unit` a folder.
 * Tests are CommonJS TypeScript (`.cts`); see docs/decisions/tests-are-cts.md for the reason. Their types are checked
 * by `pnpm lint`; here they are only taken out.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	roots: ['<rootDir>/credentials', '<rootDir>/nodes', '<rootDir>/test'],
	testMatch: ['<rootDir>/test/**/*.test.cts'],
	testEnvironment: 'node',
	moduleFileExtensions: ['js', 'cts', 'ts', 'json', 'node', 'mjs', 'cjs'],
	transform: {
		'^.+\\.c?ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
	// A test that waits for what never comes ends; no other does, however busy the machine is.
	testTimeout: 5 * 60_000,
	// A worker that holds a gigabyte needs a while to end; one that something keeps from ending is ended then.
	workerGracefulExitTimeout: 30_000,
};
