/**
 * Questions in a real n8n: an execution asks a person and waits, the person taps in the simulated Interakt, the trigger
 * of another workflow recognises the answer, and the execution goes on with it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { list } from '../contract/row.cts';
import type { Simulator } from '../simulator/simulator.cts';
import { template } from '../simulator/templates.cts';
import { buttonReply, listReply } from '../simulator/webhooks/received.cts';
import { post } from '../simulator/webhooks/post.cts';
import { signature, SIGNATURE_HEADER } from '../simulator/webhooks/signature.cts';
import { clicked } from '../simulator/webhooks/statuses.cts';
import type { JsonObject } from '../simulator/state.cts';
import { itemsOf, type Credential, type Execution } from './api.cts';
import { createCredential, WEBHOOK_SECRET } from './credentials.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from './triggers.cts';
import { chain, interaktNode, node, splitBody, webhookTrigger } from './workflows.cts';

const MANY = 40;
const POLL_MS = 100;

const setUp = new HostSetUp();
let interakt: Simulator;
let n8n: N8n;
let credential: Credential;
/** The workflow whose trigger gets all webhooks, and where. */
let listening: { id: string; url: string };

beforeAll(async () => {
	interakt = await setUp.simulator({ statuses: false });
	n8n = await setUp.n8n();
	const unlimited = { plan: 'other', requestsPerMinute: 1_000_000 };
	credential = await createCredential(n8n.api, 'interaktApi', interakt, unlimited);
	const trigger = interaktTriggerNode('Interakt Trigger', credential, { events: ['messageReceived'] });
	const id = await n8n.api.createWorkflow(chain('Receives', [trigger, noOperationNode('Done')]));
	await n8n.api.activate(id);
	listening = { id, url: productionUrl(n8n, trigger) };
	await registered(listening.url);
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

const quickReplies = (...texts: string[]) => texts.map((text) => ({ type: 'QUICK_REPLY', text }));
const link = { type: 'URL', text: 'Look', url: 'https://example.com/orders' };
/** All that are asked by: the node reads the list of them once a minute. */
const templates = [
	template('order_confirm', { body: 'Shall we ship?', buttons: [link, ...quickReplies('Yes', 'No')] }),
	template('order_question', {
		body: 'When shall we come?',
		body_text: [],
		buttons: [link, ...quickReplies('Today', 'Tomorrow')],
	}),
];

beforeEach(() => {
	interakt.reset();
	for (const each of templates) interakt.state.putTemplate(each);
});

const ASHA = '9999900001';
const BELA = '9999900003';
const writes = (phoneNumber: string) => interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });

const question: INodeParameters = {
	resource: 'message',
	operation: 'sendAndWait',
	phoneNumber: '={{ $json.phone }}',
	message: 'Shall we ship?',
};

interface Asking {
	id: string;
	path: string;
}

const item = () => splitBody('Item', 'items');

/** A published workflow that asks whoever is in its call. */
async function asking(
	parameters: INodeParameters = question,
	nodes = (ask: INode) =>
		chain('Asks', [webhookTrigger('Start', 'x'), item(), ask, noOperationNode('After')]),
): Promise<Asking> {
	const path = randomUUID();
	const workflow = nodes(interaktNode('Ask', credential, parameters));
	for (const each of workflow.nodes) {
		if (each.name === 'Start') each.parameters.path = path;
	}
	const id = await n8n.api.createWorkflow(workflow);
	await n8n.api.activate(id);
	return { id, path };
}

const start = async ({ path }: Asking, ...phones: string[]) =>
	await n8n.api.call(path, { items: phones.map((phone) => ({ phone })) });

/** Waits until something is there. */
async function until<Found>(find: () => Promise<Found | undefined> | Found | undefined): Promise<Found> {
	for (;;) {
		const found = await find();
		if (found !== undefined) return found;
		await delay(POLL_MS);
	}
}

const statuses = async ({ id }: Asking) =>
	(await n8n.api.executionSummaries(id)).map(({ status }) => String(status));

/** Waits until so many executions wait. */
const waiting = async (asked: Asking, count = 1) =>
	await until(async () =>
		(await statuses(asked)).filter((status) => status === 'waiting').length === count ? true : undefined,
	);

/** The IDs of the choices in the body of a message, if it has any. */
const idsIn = (body: unknown): string[] | undefined =>
	JSON.stringify(body ?? {}).match(/n8n1\.[\w.-]+/g) ?? undefined;

/** The IDs of the choices, as the last message to a person carries them. */
function idsOf(phone: string, index = -1): string[] {
	const body = interakt.state.messages.filter(({ recipient }) => recipient.endsWith(phone)).at(index)?.body;
	return idsIn(body) ?? [];
}

const from = (phoneNumber: string) => ({ customer: { phoneNumber, countryCode: '+91' } });

/** A call of Interakt; gives its status and how long it took. */
async function arrives(body: JsonObject): Promise<{ status: number; ms: number }> {
	const bytes = Buffer.from(JSON.stringify(body));
	const began = Date.now();
	const headers = {
		'Content-Type': 'application/json',
		[SIGNATURE_HEADER]: signature(bytes, WEBHOOK_SECRET),
	};
	const answer = await post(listening.url, bytes, headers, 30_000);
	return { status: answer.kind === 'answered' ? answer.status : 0, ms: Date.now() - began };
}

const taps = async (phone: string, id = '', title = 'Approve') =>
	await arrives(buttonReply({ id, title }, from(phone)));

/** The only execution of a workflow, once it has ended. */
async function ended(asked: Asking): Promise<Execution> {
	const [summary] = await until(async () => {
		const all = await n8n.api.executionSummaries(asked.id);
		return all.length > 0 ? all : undefined;
	});
	return await n8n.api.finished(summary?.id ?? '');
}

const after = (execution: Execution): IDataObject[] => itemsOf(execution, 'After');
const receivedCount = async () => (await n8n.api.executionSummaries(listening.id)).length;

test('an approval goes on with the answer that was tapped, and starts nothing else', async () => {
	const before = await receivedCount();
	for (const [choice, approved] of [
		[0, true],
		[1, false],
	] as const) {
		writes(ASHA);
		const asked = await asking();
		await start(asked, ASHA);
		await waiting(asked);

		expect((await taps(ASHA, idsOf(ASHA)[choice])).status).toBe(200);

		const title = approved ? 'Approve' : 'Decline';
		expect(after(await ended(asked))).toEqual([
			{
				status: 'answered',
				reason: '',
				message: `Answered: ${title}`,
				phoneNumber: `+91${ASHA}`,
				messageId: interakt.state.messages.at(-1)?.id,
				answered: true,
				approved,
				answer: { id: String(choice + 1), title, text: title },
				answeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			},
		]);
	}
	expect(await receivedCount()).toBe(before);
});

test('more than three choices are a list', async () => {
	writes(ASHA);
	const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
	const choices = list(...days.map((title) => ({ title })));
	const asked = await asking({ ...question, responseType: 'choice', choices });
	await start(asked, ASHA);
	await waiting(asked);
	await arrives(listReply({ id: idsOf(ASHA)[3] ?? '', title: 'Thursday' }, from(ASHA)));

	const [output] = after(await ended(asked));
	expect(output).toMatchObject({ answered: true, answer: { id: '4', title: 'Thursday', text: 'Thursday' } });
	expect(output).not.toHaveProperty('approved');
});

test('outside the window a template asks, and its quick reply answers by either webhook', async () => {
	interakt.state.add({ phone_number: ASHA, country_code: '+91' });
	const windowTemplate = { values: { name: 'order_confirm', languageCode: 'en' } };
	const asked = await asking({ ...question, additionalFields: { windowTemplate } });
	await start(asked, ASHA);
	await waiting(asked);
	const [, no = ''] = idsOf(ASHA);
	await arrives(clicked({ type: 'QR', text: 'No', payload: no }, from(ASHA)));
	await taps(ASHA, no, 'No');

	expect(after(await ended(asked))).toMatchObject([{ answered: true, approved: false }]);
});

test('an approved template asks by its own quick replies, wherever they stand among its buttons', async () => {
	interakt.state.add({ phone_number: ASHA, country_code: '+91' });
	const asked = await asking({
		...question,
		askBy: 'template',
		template: { __rl: true, mode: 'list', value: 'order_question|en' },
		responseType: 'choice',
	});
	await start(asked, ASHA);
	await waiting(asked);
	const [, tomorrow = ''] = idsOf(ASHA);
	await arrives(clicked({ type: 'QR', text: 'Tomorrow', payload: tomorrow }, from(ASHA)));

	expect(after(await ended(asked))).toMatchObject([
		{ answered: true, answer: { id: '2', title: 'Tomorrow', text: 'Tomorrow' } },
	]);
});

test("a forged, altered, another person's and a repeated tap resume nothing", async () => {
	writes(ASHA);
	const asked = await asking();
	await start(asked, ASHA);
	await waiting(asked);
	const [yes = '', no = ''] = idsOf(ASHA);
	const parts = yes.split('.');
	const altered = (index: number, part: string) =>
		parts.map((one, place) => (place === index ? part : one)).join('.');
	const forged = [altered(1, '1'), altered(2, 'AAAAAAAA'), altered(4, '1'), altered(5, 'AAAAAAAAAAA')];
	for (const id of forged) expect((await taps(ASHA, id)).status).toBe(200);
	expect((await taps('9999900002', yes)).status).toBe(200);
	expect(await statuses(asked)).toEqual(['waiting']);

	await taps(ASHA, no);
	await taps(ASHA, yes);
	expect(after(await ended(asked))).toMatchObject([{ approved: false }]);
	expect(await statuses(asked)).toEqual(['success']);
});

test('in a loop, the button of the first round does not answer the second', async () => {
	writes(ASHA);
	const again: INode = node('Again', 'n8n-nodes-base.if', 1, {
		conditions: { number: [{ value1: '={{ $runIndex }}', operation: 'smaller', value2: 1 }] },
	});
	const phone: INode = node('Phone', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ phone: ASHA }),
	});
	const asked = await asking(question, (ask) => {
		const workflow = chain('Asks twice', [
			webhookTrigger('Start', 'x'),
			phone,
			ask,
			again,
			noOperationNode('After'),
		]);
		const main = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
		workflow.connections.Again = { main: [main('Phone'), main('After')] };
		return workflow;
	});
	await start(asked);
	await waiting(asked);
	const [first = ''] = idsOf(ASHA);
	await taps(ASHA, first);
	await until(() => (interakt.state.messages.length === 2 ? true : undefined));
	await waiting(asked);

	await taps(ASHA, first);
	expect(await statuses(asked)).toEqual(['waiting']);
	await taps(ASHA, idsOf(ASHA)[1]);
	expect(after(await ended(asked))).toMatchObject([{ approved: false }]);
});

test('a tap while the message is still being sent arrives, and of four at once one has an effect', async () => {
	writes(ASHA);
	const asked = await asking();
	interakt.misbehave({ effect: { kind: 'latency', ms: [2_000, 2_000] } });
	await start(asked, ASHA);
	const [yes = '', no = ''] = await until(() => idsIn(interakt.state.requests.at(-1)?.body));
	const all = await Promise.all([yes, yes, yes, no].map((id) => taps(ASHA, id)));

	expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
	expect(after(await ended(asked))).toHaveLength(1);
	expect(await statuses(asked)).toEqual(['success']);
});

test('of two taps while the message is still being sent the first counts, however long the second comes after it', async () => {
	const people = Array.from({ length: 6 }, (_, index) => String(9_999_920_000 + index));
	people.forEach(writes);
	const asked = await asking();
	const sentTo = (phone: string) =>
		interakt.state.requests
			.map(({ body }) => body)
			.find((body) => JSON.stringify(body ?? {}).includes(phone));
	interakt.misbehave({ effect: { kind: 'latency', ms: [2_000, 2_000] } });
	await Promise.all(
		people.map(async (phone, index) => {
			await start(asked, phone);
			const [yes, no] = await until(() => idsIn(sentTo(phone)));
			await taps(phone, no);
			await delay(index * 190);
			await taps(phone, yes);
		}),
	);

	await n8n.api.endedExecutions(asked.id);
	const outputs = (await n8n.api.executions(asked.id)).flatMap(after);
	expect(outputs.map(({ approved }) => approved)).toEqual(people.map(() => false));
});

test('an answer arrives after n8n was killed while it waited', async () => {
	writes(ASHA);
	const asked = await asking();
	await start(asked, ASHA);
	await waiting(asked);
	await n8n.killAndStart();
	await registered(listening.url);
	await taps(ASHA, idsOf(ASHA)[0]);

	expect(after(await ended(asked))).toMatchObject([{ answered: true, approved: true }]);
});

test('at the deadline the workflow goes on without an answer, and a later tap changes nothing', async () => {
	const minute = { ...question, waitAmount: 1, waitUnit: 'minutes' };
	const inTime = async () => {
		writes(BELA);
		const asked = await asking(minute);
		await start(asked, BELA);
		const sentAt = await until(() => (idsOf(BELA).length > 0 ? Date.now() : undefined));
		// As late as a busy machine allows.
		await delay(sentAt + 50_000 - Date.now());
		await taps(BELA, idsOf(BELA)[0]);
		return asked;
	};
	const answered = inTime();
	writes(ASHA);
	const asked = await asking(minute);
	await start(asked, ASHA);
	await waiting(asked);
	const [yes] = idsOf(ASHA);
	const execution = await ended(asked);

	const messageId = interakt.state.messages.find(({ recipient }) => recipient.endsWith(ASHA))?.id;
	const unanswered = {
		status: 'unanswered',
		reason: 'notAnswered',
		message: 'Nobody answered by the deadline',
		phoneNumber: `+91${ASHA}`,
		messageId,
		answered: false,
		approved: false,
	};
	expect(after(execution)).toEqual([unanswered]);
	expect((await taps(ASHA, yes)).status).toBe(200);
	expect(after(await ended(asked))).toEqual([unanswered]);
	expect(after(await ended(await answered))).toMatchObject([{ answered: true, approved: true }]);
});

test('a reminder keeps the buttons before it valid if wanted, and only what is answered leaves No Answer', async () => {
	const reminding = async (phone: string, keepEarlierButtons: boolean) => {
		writes(phone);
		const again: INode = node('Again', 'n8n-nodes-base.if', 1, {
			conditions: { number: [{ value1: '={{ $runIndex }}', operation: 'smaller', value2: 1 }] },
		});
		const parameters: INodeParameters = {
			...question,
			// What is not answered says who was asked.
			phoneNumber: '={{ $json.phoneNumber ?? $json.phone }}',
			waitAmount: 1,
			waitUnit: 'minutes',
			whenUnanswered: 'noAnswerBranch',
			additionalFields: { keepEarlierButtons },
		};
		const asked = await asking(parameters, (ask) => {
			const workflow = chain('Reminds', [
				webhookTrigger('Start', 'x'),
				item(),
				ask,
				noOperationNode('Silence'),
				again,
				noOperationNode('After'),
			]);
			const main = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
			workflow.connections.Ask = { main: [main('Silence'), main('After')] };
			workflow.connections.Again = { main: [main('Ask')] };
			return workflow;
		});
		await start(asked, phone);
		await waiting(asked);
		const [first = ''] = idsOf(phone);
		await until(() => (idsOf(phone, 1).length > 0 ? true : undefined));
		await waiting(asked);
		await taps(phone, first);
		return asked;
	};
	const [kept, closed] = await Promise.all([reminding(ASHA, true), reminding(BELA, false)]);

	const execution = await ended(kept);
	expect(itemsOf(execution, 'Silence')).toMatchObject([{ status: 'unanswered', answered: false }]);
	expect(after(execution)).toMatchObject([{ answered: true, approved: true }]);

	expect(await statuses(closed)).toEqual(['waiting']);
	await taps(BELA, idsOf(BELA)[1]);
	expect(after(await ended(closed))).toMatchObject([{ answered: true, approved: false }]);
});

test('several items are refused with the way to do it, and what was not sent does not wait', async () => {
	const asked = await asking();
	await start(asked, ASHA, '9999900002');
	expect((await ended(asked)).failure).toMatch(/got 2 items.*Execute Sub-workflow/s);

	interakt.state.add({ phone_number: ASHA, country_code: '+91' });
	const closed = await asking();
	await start(closed, ASHA);
	expect((await ended(closed)).failure).toMatch(/24 hours/);
	expect(interakt.state.messages).toEqual([]);
});

test(`${MANY} people are asked at once, and each answer goes on in its own execution`, async () => {
	const people = Array.from({ length: MANY }, (_, index) => String(9_999_910_000 + index));
	people.forEach(writes);
	const asked = await asking();
	await start(asked, people[0] ?? '');
	for (const phone of people.slice(1)) await start(asked, phone);
	await until(async () => (interakt.state.messages.length === MANY ? true : undefined));
	const wanted = new Map(people.map((phone, index) => [phone, index % 3 === 0 ? 1 : 0]));
	// In an order that has nothing to do with that of the questions.
	const order = [...people].sort(
		(one, other) => ((Number(one) * 7919) % 101) - ((Number(other) * 7919) % 101),
	);
	const calls = await Promise.all(order.map((phone) => taps(phone, idsOf(phone)[wanted.get(phone) ?? 0])));

	expect(calls.map(({ status }) => status)).toEqual(people.map(() => 200));
	const times = calls.map(({ ms }) => ms).sort((one, other) => one - other);
	console.info(`Interakt was answered in ${times.at(Math.ceil(MANY * 0.99) - 1)} ms (p99 of ${MANY})`);
	await n8n.api.endedExecutions(asked.id);
	const outputs = (await n8n.api.executions(asked.id)).flatMap(after);
	expect(outputs).toHaveLength(MANY);
	for (const { phoneNumber, approved } of outputs) {
		expect([phoneNumber, approved]).toEqual([phoneNumber, wanted.get(String(phoneNumber).slice(3)) === 0]);
	}
});
