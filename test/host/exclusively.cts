import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 1_000;

const isAlive = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

/** Writes the lock and says whether it was ours to take. */
const take = async (lock: string) => {
	try {
		await writeFile(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw cause;
	}
};

/** The process that holds the lock; undefined when the lock is gone or still being written. */
const holder = async (lock: string) => {
	const text = await readFile(lock, 'utf8').catch(() => '');
	return /^\d+$/.test(text) ? Number(text) : undefined;
};

/**
 * Runs `work` while no other process does so for the same lock file: the demo and the host tests may be started at
 * the same time and want the same folder. A lock left behind by a process that has ended is taken over.
 */
export async function exclusively<T>(
	lock: string,
	onWait: (pid: number) => void,
	work: () => Promise<T>,
): Promise<T> {
	while (!(await take(lock))) {
		const pid = await holder(lock);
		if (pid !== undefined && !isAlive(pid)) {
			await rm(lock, { force: true });
		} else {
			if (pid !== undefined) onWait(pid);
			await delay(LOOK_AGAIN_MS);
		}
	}
	try {
		return await work();
	} finally {
		await rm(lock, { force: true });
	}
}
