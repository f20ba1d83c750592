/** Questions whose answer could not arrive: n8n says so before anything is sent, or, where it cannot know, beside the question. */
import { setTimeout as delay } from 'node:timers/promises';

import type { Simulator } from '../simulator/simulator.cts';
import { Asking, taps } from './asking.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';

const ASHA = '9999900001';
const LONG_MS = 5 * 60_000;
/** Longer than n8n takes to publish a workflow anew. */
const REPUBLISHED_MS = 6_000;

const setUp = new HostSetUp();
let interakt: Simulator;

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	await setUp.origin();
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => interakt.reset());

/** Does something with an n8n that is ended afterwards. */
async function inN8n(environment: NodeJS.ProcessEnv, work: (n8n: N8n, asking: Asking) => Promise<void>) {
	const n8n = await setUp.n8n({ environment });
	try {
		await work(n8n, await Asking.create(n8n.api, interakt));
	} finally {
		await n8n.stop();
	}
}

/** What a question comes to that is refused. */
async function refusal(asking: Asking): Promise<string | undefined> {
	const asked = await asking.asks();
	await asking.start(asked, ASHA);
	const { failure } = await asking.ended(asked);
	expect(interakt.state.messages).toEqual([]);
	return failure;
}

test(
	'without a trigger n8n cannot know of one and says so; once it has stopped to listen, a question is refused',
	async () => {
		await inN8n({}, async (n8n, asking) => {
			const first = await asking.asks();
			await asking.start(first, ASHA);
			await asking.waiting(first);
			expect(n8n.log()).toMatch(/cannot know whether an Interakt Trigger of this account is published/);

			const receiving = await asking.receives(n8n.url);
			const second = await asking.asks();
			await asking.start(second, ASHA);
			await asking.waiting(second);
			await taps(n8n.url + receiving.path, ASHA, asking.idsOf(ASHA)[0]);
			expect((await asking.ended(second)).status).toBe('success');

			interakt.reset();
			await n8n.api.deactivate(receiving.id);
			await delay(REPUBLISHED_MS);
			expect(await refusal(asking)).toMatch(
				/No Interakt Trigger of this account is published.*Nothing was sent/,
			);

			await n8n.api.activate(receiving.id);
			const third = await asking.asks();
			await asking.start(third, ASHA);
			await asking.waiting(third);
		});
	},
	LONG_MS,
);

const PROTECTED = { N8N_SSRF_PROTECTION_ENABLED: 'true' };

test(
	'where n8n is kept from calling itself, a question is refused and the setting is named',
	async () => {
		// Interakt is on this machine too, so its way is allowed by name.
		const environment = { ...PROTECTED, N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost' };
		await inN8n(environment, async (n8n, asking) => {
			await asking.receives(n8n.url);
			expect(await refusal(asking)).toMatch(/N8N_SSRF_ALLOWED_IP_RANGES=127\.0\.0\.1\/32/);
		});
	},
	LONG_MS,
);

test(
	'where n8n may call itself, an answer arrives in spite of the protection',
	async () => {
		await inN8n({ ...PROTECTED, N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32' }, async (n8n, asking) => {
			const { path } = await asking.receives(n8n.url);
			const asked = await asking.asks();
			await asking.start(asked, ASHA);
			await asking.waiting(asked);
			await taps(n8n.url + path, ASHA, asking.idsOf(ASHA)[0]);
			expect((await asking.ended(asked)).status).toBe('success');
			expect(await asking.answers(asked)).toMatchObject([{ answered: true, approved: true }]);
			// The trigger has heard that its answer was taken, and did not try again.
			expect(n8n.log()).not.toMatch(/came too late|has finished already/);
		});
	},
	LONG_MS,
);
