import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import axios from 'axios';

const EVERY_MS = 50;

/** A connection each: n8n closes idle ones late when it is busy, and the next request would meet that. */
const httpAgent = new Agent({ keepAlive: false });

const answers = async (url: string): Promise<boolean> =>
	await axios.get(url, { httpAgent, proxy: false }).then(
		() => true,
		() => false,
	);

/** How long n8n takes to answer others while it works. */
export interface HealthWatch {
	/** Ends the watch; gives the milliseconds of the longest answer. */
	stop(): Promise<number>;
}

/**
 * Asks n8n for its health again and again, as a load balancer does, one question after the other. What it does not answer
 * takes until it answers the next one.
 */
export function watchHealth(url: string): HealthWatch {
	let [watching, longest] = [true, 0];
	const ask = async () => {
		while (watching) {
			const start = performance.now();
			while (watching && !(await answers(`${url}/healthz`))) await delay(EVERY_MS);
			longest = Math.max(longest, performance.now() - start);
			await delay(EVERY_MS);
		}
	};
	const asking = ask();
	return {
		async stop() {
			watching = false;
			await asking;
			return longest;
		},
	};
}
