/**
 * Prints what a Jest run counted: in the first line "passed failed", then a line for each that failed.
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
		return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };
	}
}

const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites, testResults } = read();
const told = numFailedTests + numRuntimeErrorTestSuites;
const untold = told === 0 && (status !== '0' || passed === 0) ? 1 : 0;
console.log(`${passed} ${told + untold}`);
for (const { assertionResults, name, status: outcome } of testResults) {
	const failed = assertionResults.filter((each) => each.status === 'failed');
	for (const { fullName } of failed) console.log(`✕ ${fullName}`);
	if (outcome === 'failed' && failed.length === 0) console.log(`✕ ${name.split('/').at(-1)} did not run`);
}
if (untold) console.log(`✕ the run ended with ${status}, and does not say what failed`);
