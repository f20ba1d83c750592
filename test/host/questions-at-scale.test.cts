/**
 * Two hundred people are asked at once, in two hundred executions, and answer in any order: each answer goes on in its
 * own execution. How long Interakt waits for its answer is printed, and not asserted: it depends on the machine.
 */
import type { Simulator } from '../simulator/simulator.cts';
import { Asking, peopleOf, showTimes, type AllAnswered } from './asking.cts';
import { MANY_WEBHOOKS } from './manyWebhooks.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';

const COUNT = 200;
const LONG_MS = 10 * 60_000;

let setUp: HostSetUp;
let interakt: Simulator;

beforeAll(async () => {
	setUp = new HostSetUp();
	interakt = await setUp.simulator({ statuses: false });
	await setUp.origin();
}, INSTALL_AND_BOOT_MS);

afterAll(async () => await setUp.end());

beforeEach(() => interakt.reset());

type Settings = Readonly<Record<string, string>>;

/** Has all of them asked, has them answer, and says what came of it. */
async function allAnswer(environment: Settings, perSecond: number): Promise<AllAnswered> {
	const n8n = await setUp.n8n({ environment });
	try {
		const asking = await Asking.create(n8n.api, interakt);
		const url = n8n.url + (await asking.receives(n8n.url)).path;
		return await asking.allAnswer(peopleOf(COUNT), url, perSecond);
	} finally {
		await n8n.stop();
	}
}

test.each([
	['at the rate that n8n takes without further settings', {}, 2],
	['in the same moment, where n8n makes its sandboxes only when needed', MANY_WEBHOOKS, 1_000_000],
] as const)(
	`${COUNT} people answer %s, each in the own execution`,
	async (how, environment, perSecond) => {
		const { calls, ended, given, wanted } = await allAnswer(environment, perSecond);
		showTimes(calls, how);

		expect(calls.map(({ status }) => status)).toEqual(wanted.map(() => 200));
		expect(ended).toEqual({ success: COUNT });
		expect(given).toEqual(wanted);
	},
	LONG_MS,
);
