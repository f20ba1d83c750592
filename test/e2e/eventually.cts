import { setTimeout as delay } from 'node:timers/promises';

const AGAIN_MS = 200;
const LIMIT_MS = 30_000;

/** Tries something until it no longer throws, for what happens a moment later; after a while its failure counts. */
export async function eventually<T>(send: () => Promise<T>): Promise<T> {
	const limit = Date.now() + LIMIT_MS;
	for (;;) {
		try {
			return await send();
		} catch (cause) {
			if (Date.now() > limit) throw cause;
			await delay(AGAIN_MS);
		}
	}
}
