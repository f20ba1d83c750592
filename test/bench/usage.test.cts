import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { cpuSeconds, forgetPeak, peakMegabytes, readingAt } from './usage.cts';

/** What was started, each with whatever it has started itself: all of it ends with its input. */
const started: ChildProcess[] = [];

afterEach(async () => {
	for (const child of started.splice(0)) {
		if (child.exitCode !== null || child.signalCode !== null) continue;
		const exit = once(child, 'exit');
		child.kill('SIGKILL');
		await exit;
	}
});

/** Says that what was to be done is done, and stays until its input ends, at the latest with us. */
const STAY = `console.log('done'); process.stdin.resume();`;

/** Works until it has cost this process 0.6 seconds of CPU time, however long that takes. */
const WORK = 'while (process.cpuUsage().user < 600_000);';

/** Starts a process with a script, and waits until it says that it is done. */
async function after(script: string): Promise<number> {
	const child = spawn(process.execPath, ['--expose-gc', '-e', script], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	started.push(child);
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`It ended with ${String(code)} instead of being done`);
	});
	await Promise.race([once(child.stdout, 'data'), ended]);
	// What it comes to later is our doing.
	ended.catch(() => undefined);
	return child.pid ?? 0;
}

test('the work of a child that has ended counts', async () => {
	const idle = await after(STAY);
	const parent = await after(
		`require('child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(WORK)}]); ${STAY}`,
	);

	expect(cpuSeconds(parent)).toBeGreaterThan(cpuSeconds(idle) + 0.3);
});

test('the work of a child that still runs counts', async () => {
	const parent = await after(
		`require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(WORK + STAY)}], {
			stdio: ['pipe', 'inherit', 'inherit'],
		}); process.stdin.resume();`,
	);

	expect(cpuSeconds(parent)).toBeGreaterThanOrEqual(0.5);
});

test('the peak is the most that was held, and can begin anew', async () => {
	// The memory goes back to the machine a while after nobody holds it any more.
	const held = await after(`let memory = Buffer.alloc(200e6, 1); memory = undefined;
		const given = () => { gc(); if (process.memoryUsage.rss() < 150e6) { ${STAY} } else setTimeout(given, 10); };
		given();`);

	expect(peakMegabytes(held)).toBeGreaterThan(190);
	forgetPeak(held);
	expect(peakMegabytes(held)).toBeLessThan(190);
});

describe('between two readings', () => {
	const readings = [
		{ at: 100, cpuSeconds: 1 },
		{ at: 200, cpuSeconds: 2 },
	];
	test.each([
		[100, 1],
		[150, 1.5],
		[200, 2],
		[50, 1],
		[900, 2],
	])('at %d it is %d', (at, seconds) => expect(readingAt(readings, at)).toBe(seconds));
});
