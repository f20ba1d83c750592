/** A simulated Interakt in a process of its own, so that it takes no CPU time from what is measured. */
import { startSimulator } from '../simulator/simulator.cts';
import { addContacts } from './contacts.cts';
import type { InteraktOptions, ToInterakt, FromInterakt } from './interakt.cts';
import { received } from './received.cts';
import { sendByScript } from './script.cts';

const sendToParent = (message: FromInterakt) => process.send?.(message);

/** Messages to warm up with: what runs for the first time in a process is slower, and Interakt has been running for long. */
const WARM_UP = 200;
const TIMES = 5;

/** Lets this process answer for another account, so that its first answers take no longer than its later ones. */
async function warmUp(): Promise<void> {
	const other = await startSimulator({ strict: true });
	for (let time = 0; time < TIMES; time++) await sendByScript(other, WARM_UP);
	await other.close();
}

async function main({ contacts = 0, ...options }: InteraktOptions): Promise<void> {
	await warmUp();
	const { state, close: _, ...simulator } = await startSimulator({ ...options, strict: true });
	addContacts(state, contacts);
	process.on('message', (message: ToInterakt) => {
		sendToParent({ received: received(state, message.wanted) });
	});
	// Without the one that started it, it has no reason to stay.
	process.on('disconnect', () => process.exit());
	const { url, legacyUrl, secretKey, legacy } = simulator;
	sendToParent({ account: { url, legacyUrl, secretKey, legacy } });
}

void main(JSON.parse(process.argv[2] ?? '{}') as InteraktOptions);
