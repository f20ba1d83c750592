/**
 * Questions in queue mode, asked by a worker: the tap comes to the main process or to a webhook processor. All of it below
 * a path and with a public address that nothing listens at, so that n8n has only itself to resume by.
 */
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { status } from '../simulator/webhooks/statuses.cts';
import {
	arrives,
	Asking,
	peopleOf,
	QUESTION,
	showTimes,
	taps,
	until,
	type AskingWorkflow,
	type Receiving,
} from './asking.cts';
import type { Queue } from './queue.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { startTlsProxy } from './tlsProxy.cts';

const ASHA = '9999900001';
const customer = { phoneNumber: ASHA, countryCode: '+91' };
const COUNT = 50;
const LONG_MS = 5 * 60_000;

const setUp = new HostSetUp();
let interakt: Simulator;
let queue: Queue;
let asking: Asking;
let receiving: Receiving;
/** Of the trigger, at the main process and at the webhook processor. */
let atMain: string;
let atProcessor: string;

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	queue = await setUp.queue({
		workers: 1,
		processors: 1,
		environment: {
			// Nothing listens on port 1, and n8n itself does not know the path: a proxy takes it away.
			WEBHOOK_URL: 'https://127.0.0.1:1/automation/',
			N8N_ENDPOINT_WEBHOOK_WAIT: 'on-hold',
		},
	});
	asking = await Asking.create(queue.n8n.api, interakt);
	receiving = await asking.receives(queue.n8n.url);
	atMain = queue.n8n.url + receiving.path;
	atProcessor = `${queue.processors[0]?.url}${receiving.path}`;
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => interakt.reset());

/** Has a worker ask. */
async function asked(parameters?: INodeParameters): Promise<AskingWorkflow> {
	const workflow = await asking.asks(parameters);
	await asking.start(workflow, ASHA);
	await asking.waiting(workflow);
	return workflow;
}

/** What a workflow goes on with. */
async function answer(workflow: AskingWorkflow) {
	expect(await asking.ended(workflow)).toMatchObject({ status: 'success', failure: undefined });
	return await asking.answers(workflow);
}

test(
	'a tap at the main process and one at a webhook processor go on in the execution of the worker',
	async () => {
		for (const url of [atMain, atProcessor]) {
			const workflow = await asked();
			expect((await taps(url, ASHA, asking.idsOf(ASHA)[0])).status).toBe(200);
			expect(await answer(workflow)).toMatchObject([{ answered: true, approved: true }]);
		}
		expect(queue.workers[0]?.log()).toMatch(/cannot know whether an Interakt Trigger/);
	},
	LONG_MS,
);

test(
	'so does a tap that comes through a proxy with TLS, below the path of the public address',
	async () => {
		const proxy = setUp.add(await startTlsProxy(queue.n8n.url, '/automation'), ({ close }) => close());
		const workflow = await asked();
		const [, decline] = asking.idsOf(ASHA);
		expect((await taps(proxy.url + receiving.path, ASHA, decline)).status).toBe(200);
		expect(await answer(workflow)).toMatchObject([{ answered: true, approved: false }]);
	},
	LONG_MS,
);

/** What n8n has stored with the workflow of the trigger. */
async function stored(): Promise<string> {
	const url = `/rest/workflows/${receiving.id}`;
	const { data } = await queue.n8n.api.request<{ data: { staticData: unknown } }>({ method: 'get', url });
	return JSON.stringify(data.staticData);
}

test(
	'a typed answer goes on too, when one process has heard of the question and the other gets the text',
	async () => {
		for (const [heardAt, typedAt] of [
			[atMain, atProcessor],
			[atProcessor, atMain],
		] as const) {
			const workflow = await asked({ ...QUESTION, responseType: 'freeText' });
			const { id = '', callbackData = '' } = interakt.state.messages.at(-1) ?? {};
			await arrives(heardAt, status('sent', { id, customer, callbackData }));
			// n8n stores it after Interakt has got its answer.
			await until(async () => ((await stored()).includes(callbackData) ? true : undefined));

			expect((await arrives(typedAt, receivedText('Next week', { customer }))).status).toBe(200);
			expect(await answer(workflow)).toMatchObject([{ answered: true, answer: { text: 'Next week' } }]);

			const before = (await queue.n8n.api.executionSummaries(receiving.id)).length;
			await arrives(heardAt, receivedText('Thank you', { customer }));
			await until(async () =>
				(await queue.n8n.api.executionSummaries(receiving.id)).length === before + 1 ? true : undefined,
			);
		}
	},
	LONG_MS,
);

test(
	`${COUNT} people answer in the same moment by the webhook processor, each in the own execution`,
	async () => {
		const { calls, ended, given, wanted } = await asking.allAnswer(peopleOf(COUNT), atProcessor, 1_000_000);
		showTimes(calls, 'by a webhook processor in the same moment');

		expect(calls.map(({ status }) => status)).toEqual(wanted.map(() => 200));
		expect(ended).toEqual({ success: COUNT });
		expect(given).toEqual(wanted);
	},
	LONG_MS,
);

test(
	'when the workflow was deactivated, a tap goes on all the same',
	async () => {
		const workflow = await asked();
		await queue.n8n.api.deactivate(workflow.id);
		expect((await taps(atMain, ASHA, asking.idsOf(ASHA)[0])).status).toBe(200);
		expect(await answer(workflow)).toMatchObject([{ answered: true, approved: true }]);
	},
	LONG_MS,
);

test(
	'when the workflow was deactivated and the execution deleted, a tap resumes nothing and Interakt is answered',
	async () => {
		const workflow = await asked();
		const [approve] = asking.idsOf(ASHA);
		await queue.n8n.api.deactivate(workflow.id);
		await queue.n8n.api.deleteExecutions(workflow.id);
		expect((await taps(atMain, ASHA, approve)).status).toBe(200);
		expect(await queue.n8n.api.executionSummaries(workflow.id)).toEqual([]);
	},
	LONG_MS,
);
