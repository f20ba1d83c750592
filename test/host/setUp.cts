/** The one way in which host tests, editor tests, demo and bench come to an n8n with the package. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.cts';
import { Endings } from './endings.cts';
import type { HostName } from './hosts.cts';
import { installHost, type Host } from './install.cts';
import { startN8n, type N8n, type N8nOptions } from './n8n.cts';
import { pack, type Packed } from './pack.cts';
import { inStep, toStandardError, type Report } from './progress.cts';
import { startQueue, type Queue, type QueueOptions } from './queue.cts';

/** How long it may take until everything runs: n8n may have to be installed first. */
export const INSTALL_AND_BOOT_MS = 15 * 60_000;

/** What an n8n with the package is started from. */
type Origin = Pick<N8nOptions, 'host' | 'packageFolder'>;

/**
 * A real n8n with the packed package and all that stands beside it. Each part is started when it is asked for, and
 * `end` ends all of them, also when one of them did not start.
 */
export class HostSetUp {
	private readonly endings = new Endings();
	private installing: Promise<Host> | undefined;
	private packing: Promise<Packed> | undefined;

	/**
	 * @param report Told of each step that takes a while; of an installation alone unless given.
	 * @param hostName Which n8n; the newest unless told.
	 */
	constructor(
		private readonly report?: Report,
		private readonly hostName?: HostName,
	) {}

	/** Ends what was started, the last first. */
	readonly end = this.endings.end;

	/** Remembers how something else that was started ends. */
	add<Started>(started: Started, end: (started: Started) => unknown): Started {
		return this.endings.add(started, end);
	}

	/** The installed n8n. */
	host(): Promise<Host> {
		return (this.installing ??= installHost(this.report ?? toStandardError, this.hostName));
	}

	/** The package as it would be published. */
	packed(): Promise<Packed> {
		return (this.packing ??= this.step('Package: build and pack', async () =>
			this.endings.add(await pack(), ({ remove }) => remove()),
		));
	}

	/** The installed n8n and the unpacked package. */
	async origin(): Promise<Origin> {
		return { host: await this.host(), packageFolder: (await this.packed()).unpacked };
	}

	/** Starts an n8n with the package installed as a community node. */
	async n8n(options: Omit<N8nOptions, keyof Origin> = {}): Promise<N8n> {
		const origin = await this.origin();
		const start = () => startN8n({ ...origin, ...options });
		return this.endings.add(await this.step('n8n: start', start), ({ stop }) => stop());
	}

	/** Starts an n8n in queue mode with the package. */
	async queue(options: Omit<QueueOptions, keyof Origin>): Promise<Queue> {
		const origin = await this.origin();
		const start = () => startQueue({ ...origin, ...options });
		return this.endings.add(await this.step('n8n in queue mode: start', start), ({ stop }) => stop());
	}

	/** Starts a simulated Interakt, strict, which sends the statuses of its messages unless told otherwise. */
	async simulator(options: Omit<SimulatorOptions, 'strict'> = {}): Promise<Simulator> {
		const simulator = await startSimulator({ statuses: true, ...options, strict: true });
		return this.endings.add(simulator, ({ close }) => close());
	}

	/** Makes an empty folder whose files workflows may read and write. */
	async folder(): Promise<string> {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-interakt-files-'));
		return this.endings.add(folder, () => rm(folder, { recursive: true, force: true }));
	}

	private async step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
		return this.report ? await inStep(name, this.report, work) : await work();
	}
}
