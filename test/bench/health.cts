import { setTimeout as delay } from 'node:timers/promises';

import axios from 'axios';

const EVERY_MS = 50;

/** How long n8n takes to answer others while it works. */
export interface HealthWatch {
	/** Ends the watch; gives the milliseconds of the longest answer. */
	stop(): Promise<number>;
}

/** Asks n8n for its health again and again, as a load balancer does, one question after the other. */
export function watchHealth(url: string): HealthWatch {
	let [watching, longest] = [true, 0];
	const ask = async () => {
		while (watching) {
			const start = performance.now();
			await axios.get(`${url}/healthz`, { proxy: false, validateStatus: () => true });
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
