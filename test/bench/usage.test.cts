import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { cpuSeconds, forgetPeak, peakMegabytes, readingAt } from './usage.cts';

/** A process that holds memory and, through a child, works; it says when it is done and then waits. */
async function busy(script: string) {
	const child = spawn(process.execPath, [
		'--expose-gc',
		'-e',
		`${script}; console.log('done'); setInterval(() => {}, 1000)`,
	]);
	await once(child.stdout, 'data');
	return { pid: child.pid ?? 0, end: () => child.kill('SIGKILL') };
}

test('the work of a child that has ended counts', async () => {
	const work = 'const end = Date.now() + 1000; while (Date.now() < end);';
	const idle = await busy('');
	const parent = await busy(
		`require('child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(work)}])`,
	);
	try {
		expect(cpuSeconds(parent.pid)).toBeGreaterThan(cpuSeconds(idle.pid) + 0.3);
	} finally {
		idle.end();
		parent.end();
	}
});

test('the work of a child that still runs counts', async () => {
	// It ends with its input, which ends with its parent.
	const child = 'const end = Date.now() + 1000; while (Date.now() < end); process.stdin.resume()';
	const parent = await busy(
		`require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}])`,
	);
	try {
		while (cpuSeconds(parent.pid) < 0.5) await new Promise((resolve) => setTimeout(resolve, 50));
	} finally {
		parent.end();
	}
});

test('the peak is the most that was held, and can begin anew', async () => {
	const held = await busy('let memory = Buffer.alloc(200e6, 1); memory = undefined; gc()');
	try {
		expect(peakMegabytes(held.pid)).toBeGreaterThan(190);
		forgetPeak(held.pid);
		expect(peakMegabytes(held.pid)).toBeLessThan(190);
	} finally {
		held.end();
	}
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
