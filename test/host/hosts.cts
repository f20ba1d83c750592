import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A version of n8n that tests run. */
interface HostVersion {
	/** Of n8n; the folder of this name in `hosts/` describes the install: n8n, its Node.js, and all that they need. */
	version: string;
	/** Settings that only this version knows, or wants. */
	environment: Record<string, string>;
}

export type HostName = 'newest' | 'oldest';

export const HOSTS: Record<HostName, HostVersion> = {
	/** What the demo, the bench and the browser run, and every host test that names no other. */
	newest: {
		version: '2.41.1',
		// It fetches a list of servers at every start.
		environment: { N8N_DISABLED_MODULES: 'mcp-registry' },
	},
	/** The last of n8n's line 1.x, which many still run. */
	oldest: {
		version: '1.123.81',
		// Stores an execution in one go: otherwise its end can be read before what came of it.
		environment: { DB_SQLITE_POOL_SIZE: '2' },
	},
};

export const HOST_NAMES = Object.keys(HOSTS) as HostName[];

const DESCRIPTIONS = join(__dirname, 'hosts');

/** The folder that describes a host's install. */
export const descriptionOf = (name: HostName): string => join(DESCRIPTIONS, HOSTS[name].version);

/** The versions that are described, whether tests run them or not. */
export const describedVersions = (): string[] => readdirSync(DESCRIPTIONS);
