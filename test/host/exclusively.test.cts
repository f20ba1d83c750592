import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { exclusively } from './exclusively.cts';

let folder: string;
let lock: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-lock-'));
	lock = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** More than the system hands out: no process has it. */
const NO_PROCESS = 2 ** 30;

test('one waits until the other is done', async () => {
	const order: string[] = [];
	const waitedFor: number[] = [];
	let finish = () => {};
	const first = exclusively(
		lock,
		() => {},
		async () => {
			order.push('first begins');
			await new Promise<void>((resolve) => (finish = resolve));
			order.push('first ends');
		},
	);
	while (order.length === 0) await new Promise(setImmediate);
	const wait = (pid: number) => {
		waitedFor.push(pid);
		finish();
	};
	await exclusively(lock, wait, async () => order.push('second'));
	await first;

	expect(order).toEqual(['first begins', 'first ends', 'second']);
	expect(waitedFor).toContain(process.pid);
});

test('the lock of a process that has ended is taken over', async () => {
	await writeFile(lock, String(NO_PROCESS));
	await expect(
		exclusively(
			lock,
			() => {},
			async () => 'done',
		),
	).resolves.toBe('done');
});

test('work that throws leaves no lock', async () => {
	const failing = exclusively(
		lock,
		() => {},
		async () => Promise.reject(new Error('no')),
	);
	await expect(failing).rejects.toThrow('no');
	expect(await readdir(folder)).toEqual([]);
});
