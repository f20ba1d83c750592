/**
 * Answers that are typed, questions that do not arrive, and what the trigger does besides, in a real n8n. It is told that
 * the world calls it with TLS and below a path, which a proxy takes away: at its public address nothing answers it.
 */
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { status, type StatusName } from '../simulator/webhooks/statuses.cts';
import { itemsOf } from './api.cts';
import { arrives, Asking, QUESTION, taps, until, type AskingWorkflow } from './asking.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { startTlsProxy } from './tlsProxy.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from './triggers.cts';
import { chain } from './workflows.cts';

const ASHA = '9999900001';
const LATE = 'This question is closed';
const FREE_TEXT: INodeParameters = { ...QUESTION, responseType: 'freeText' };
const customer = { phoneNumber: ASHA, countryCode: '+91' };

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;
let people: Asking;
/** A trigger that replies to late answers, and one that every answer starts too. */
let replying: { id: string; url: string };
let starting: { id: string; url: string };

async function listens(options: INodeParameters): Promise<{ id: string; url: string }> {
	const parameters = { events: ['messageReceived'], options };
	const trigger = interaktTriggerNode('Interakt Trigger', people.credential, parameters);
	const id = await n8n.api.createWorkflow(chain('Receives', [trigger, noOperationNode('Done')]));
	await n8n.api.activate(id);
	const url = productionUrl(n8n, trigger);
	await registered(url);
	return { id, url };
}

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	n8n = await setUp.n8n({
		environment: { N8N_PROTOCOL: 'https', N8N_PATH: '/n8n/', N8N_PROXY_HOPS: '1' },
	});
	people = await Asking.create(n8n.api, interakt);
	replying = await listens({ lateReply: LATE });
	starting = await listens({ answersAlsoStart: true });
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

beforeEach(() => interakt.reset());

/** Asks Asha; gives the workflow, which waits. */
async function asked(parameters: INodeParameters): Promise<AskingWorkflow> {
	const workflow = await people.asks(parameters);
	await people.start(workflow, ASHA);
	await people.waiting(workflow);
	return workflow;
}

/** A status of the last message. */
const reports = async (name: StatusName) => {
	const { id = '', callbackData = '' } = interakt.state.messages.at(-1) ?? {};
	return await arrives(replying.url, status(name, { id, customer, callbackData }));
};
const types = async (text: string, url = replying.url) =>
	await arrives(url, receivedText(text, { customer }));

const output = async (workflow: AskingWorkflow) => itemsOf(await people.ended(workflow), 'After');
const started = async ({ id }: { id: string }) => (await n8n.api.executionSummaries(id)).length;

test('a text answers the question in the execution that asked, and the next one starts the trigger', async () => {
	const workflow = await asked(FREE_TEXT);
	await reports('sent');
	expect((await types('Next week, please')).status).toBe(200);

	expect(await output(workflow)).toMatchObject([
		{ answered: true, answer: { id: '', title: '', text: 'Next week, please' } },
	]);
	await types('Thank you');
	const texts = async () =>
		(await n8n.api.executions(replying.id)).flatMap((each) => itemsOf(each, 'Done')).map(({ text }) => text);
	await until(async () => ((await texts()).length > 0 ? true : undefined));
	expect(await texts()).toEqual(['Thank you']);
});

test('asking again closes the older question with its own outcome', async () => {
	const older = await asked(FREE_TEXT);
	const newer = await asked(FREE_TEXT);
	await reports('sent');
	expect(await output(older)).toMatchObject([{ status: 'unanswered', reason: 'askedAgain' }]);
	await types('The newer one');
	expect(await output(newer)).toMatchObject([{ answer: { text: 'The newer one' } }]);
});

test('a question whose message fails ends at once', async () => {
	const workflow = await asked(QUESTION);
	await reports('failed');
	expect(await output(workflow)).toMatchObject([
		{ status: 'unanswered', reason: 'undelivered', answered: false, approved: false },
	]);
});

test('a text declines an approval that takes it, and a late tap gets one reply', async () => {
	const workflow = await asked({ ...QUESTION, additionalFields: { declineByText: true } });
	await reports('delivered');
	const [yes, no] = people.idsOf(ASHA);
	await types('Too expensive');
	expect(await output(workflow)).toMatchObject([{ approved: false, chatInput: 'Too expensive' }]);

	for (const id of [yes, no]) await taps(replying.url, ASHA, id);
	const replies = () => interakt.state.messages.filter(({ body }) => JSON.stringify(body).includes(LATE));
	await until(() => (replies().length > 0 ? true : undefined));
	await taps(replying.url, '9999900002', yes);
	expect(replies()).toMatchObject([{ recipient: `+91${ASHA}` }]);
});

test('with Answers Also Start, an answer goes on in its execution and starts the trigger too', async () => {
	const before = await started(starting);
	const workflow = await asked(QUESTION);
	await taps(starting.url, ASHA, people.idsOf(ASHA)[0]);
	expect(await output(workflow)).toMatchObject([{ approved: true }]);
	await until(async () => ((await started(starting)) === before + 1 ? true : undefined));
});

test('a tap and a text arrive that come through a proxy with TLS, below the path', async () => {
	const { url } = setUp.add(await startTlsProxy(n8n.url, '/n8n'), ({ close }) => close());
	const publicUrl = url + replying.url.slice(n8n.url.length);
	const tapped = await asked(QUESTION);
	expect((await taps(publicUrl, ASHA, people.idsOf(ASHA)[0])).status).toBe(200);
	expect(await output(tapped)).toMatchObject([{ approved: true }]);

	const typed = await asked(FREE_TEXT);
	expect((await types('By proxy', publicUrl)).status).toBe(200);
	expect(await output(typed)).toMatchObject([{ answer: { text: 'By proxy' } }]);
});

test('a text arrives after n8n was killed between question and answer', async () => {
	const workflow = await asked(FREE_TEXT);
	await reports('delivered');
	await n8n.killAndStart();
	await registered(replying.url);
	await types('After the restart');
	expect(await output(workflow)).toMatchObject([{ answer: { text: 'After the restart' } }]);
});
