/** A simulated Interakt in a process of its own, so that it takes no CPU time from what is measured. */
import { startSimulator } from '../simulator/simulator.cts';
import { addContacts } from './contacts.cts';
import type { InteraktOptions, ToInterakt, FromInterakt } from './interakt.cts';
import { received } from './received.cts';

const tell = (message: FromInterakt) => process.send?.(message);

async function main({ contacts = 0, ...options }: InteraktOptions): Promise<void> {
	const { state, close: _, ...simulator } = await startSimulator(options);
	addContacts(state, contacts);
	process.on('message', (message: ToInterakt) => {
		tell({ received: received(state, message.wanted) });
	});
	// Without the one that started it, it has no reason to stay.
	process.on('disconnect', () => process.exit());
	const { url, legacyUrl, secretKey, legacy } = simulator;
	tell({ account: { url, legacyUrl, secretKey, legacy } });
}

void main(JSON.parse(process.argv[2] ?? '{}') as InteraktOptions);
