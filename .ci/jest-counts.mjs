/**
 * Prints what a Jest run counted, as "passed failed".
 *
 * Usage: node jest-counts.mjs <report written by `jest --json --outputFile`> <exit status of the run>
 *
 * Besides failed tests, these count as one failed each: a test file that could not run, a run that executed no test,
 * and a run that ended badly without saying which test failed.
 */
import { readFileSync } from 'node:fs';

const [, , report, status] = process.argv;

function read() {
	try {
		return JSON.parse(readFileSync(report, 'utf8'));
	} catch {
		return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
	}
}

const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = read();
const told = numFailedTests + numRuntimeErrorTestSuites;
const untold = told === 0 && (status !== '0' || passed === 0) ? 1 : 0;
console.log(`${passed} ${told + untold}`);
