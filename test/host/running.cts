import { startSimulator, type Simulator } from '../simulator/simulator.cts';
import type { HostName } from './hosts.cts';
import { installHost } from './install.cts';
import { startN8n, type N8n } from './n8n.cts';
import { pack } from './pack.cts';
import { toStandardError } from './progress.cts';

/** How long it may take until everything runs: n8n may have to be installed first. */
export const INSTALL_AND_BOOT_MS = 15 * 60_000;

/** A real n8n with the packed package installed, beside a simulated Interakt. */
export interface Running {
	n8n: N8n;
	interakt: Simulator;
	stop: () => Promise<void>;
}

/**
 * Packs the package and starts n8n with it.
 *
 * @param filesFolder The folder whose files workflows may read and write; none by default.
 * @param environment Settings of n8n, by the names of its environment variables.
 * @param hostName Which n8n; the newest unless told.
 */
export async function startWithPackage(
	filesFolder?: string,
	environment: Record<string, string> = {},
	hostName?: HostName,
): Promise<Running> {
	const host = await installHost(toStandardError, hostName);
	const packed = await pack();
	const interakt = await startSimulator({ strict: true, statuses: true });
	const end = async () => {
		await interakt.close();
		await packed.remove();
	};
	try {
		const n8n = await startN8n({
			host,
			packageFolder: packed.unpacked,
			environment,
			...(filesFolder !== undefined && { filesFolder }),
		});
		const stop = async () => {
			await n8n.stop();
			await end();
		};
		return { n8n, interakt, stop };
	} catch (cause) {
		await end();
		throw cause;
	}
}
