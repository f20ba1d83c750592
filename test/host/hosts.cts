import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A version of n8n that tests run. */
interface HostVersion {
	/** Of n8n; the folder of this name in `hosts/` describes the install: n8n, its Node.js, and all that they need. */
	version: string;
	/** Settings that other versions do not know. */
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
	oldest: { version: '1.123.81', environment: {} },
};

export const HOST_NAMES = Object.keys(HOSTS) as HostName[];

const DESCRIPTIONS = join(__dirname, 'hosts');

/** The folder that describes a host's install. */
export const descriptionOf = (name: HostName): string => join(DESCRIPTIONS, HOSTS[name].version);

/** The versions that are described, whether tests run them or not. */
export const describedVersions = (): string[] => readdirSync(DESCRIPTIONS);
