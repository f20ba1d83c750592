/** The example workflows that start by themselves, what happens in Interakt for each, and what has to come of it. */
import { setTimeout as delay } from 'node:timers/promises';

import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { itemsOf, type Credential, type Execution, type N8nApi } from '../host/api.cts';
import { WEBHOOK_SECRET } from '../host/credentials.cts';
import { productionPath, registered } from '../host/triggers.cts';
import type { Simulator } from '../simulator/simulator.cts';
import type { JsonObject, Message } from '../simulator/state.cts';
import { repeated } from '../simulator/webhooks/disorder.cts';
import { buttonReply, receivedText } from '../simulator/webhooks/received.cts';
import { startCrm } from './crm.cts';
import type { Example, Judged } from './examples.cts';
import { table } from './table.cts';
import { exampleWorkflow, TRIGGER } from './workflow.cts';

/** The name of the trigger in each of these workflows. */
const INTERAKT_TRIGGER = 'Interakt Trigger';

/** A customer by the last digits of a made-up number. */
export const customer = (digits: string) => ({ countryCode: '+91', phoneNumber: `99999000${digits}` });
/** The same, as Interakt keeps a contact. */
const contactOf = (digits: string) => ({ country_code: '+91', phone_number: customer(digits).phoneNumber });
export const numberOf = (digits: string) => `+9199999000${digits}`;

/** What a customer has received: the kind and the words. */
export const receivedBy = ({ state }: Simulator, digits: string): string[] =>
	state.messages
		.filter(({ recipient }) => recipient === numberOf(digits))
		.map(({ channel, type, body }: Message) => `${channel} ${type}: ${wordsOf(body)}`);

function wordsOf({ data, message }: JsonObject): string {
	const text = JSON.stringify(data ?? message) ?? '';
	return /"(?:message|plainText|text)":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '';
}

export const differing = (what: string, found: unknown, wanted: unknown): string[] =>
	JSON.stringify(found) === JSON.stringify(wanted)
		? []
		: [`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];

/** Activates the workflow and enters it in Interakt as the webhook. */
export async function listen(
	api: N8nApi,
	workflowId: string,
	example: Example,
	interakt: Simulator,
): Promise<void> {
	await api.activate(workflowId);
	const trigger = example.workflow.nodes.find(({ name }) => name === INTERAKT_TRIGGER);
	if (!trigger) throw new Error(`${example.workflow.name} has no node ${INTERAKT_TRIGGER}`);
	const url = api.url + productionPath(trigger);
	await registered(url);
	interakt.webhooks.register({ url, secret: WEBHOOK_SECRET });
}

/**
 * Customers write and tap, one after the other. What a busy n8n does not answer within the three seconds that Interakt
 * waits is lost; it is sent again then, and a trigger that has it already knows it.
 */
export async function arrive({ webhooks }: Simulator, bodies: readonly JsonObject[]): Promise<void> {
	for (const body of bodies) {
		for (let tries = 0; tries < 5; tries++) {
			const { answer } = await webhooks.send(body);
			if (answer.kind !== 'timedOut') break;
			// After so many calls without an answer Interakt has turned the webhook off.
			webhooks.turnOn();
		}
	}
}

/** Ends the workflow's work: later examples are none of its business. */
export async function stopListening(
	api: N8nApi,
	workflowId: string,
	interakt: Simulator,
): Promise<Execution[]> {
	await interakt.lifecycle.flushed();
	await api.endedExecutions(workflowId);
	interakt.webhooks.reset();
	await api.deactivate(workflowId);
	return (await api.executions(workflowId)).reverse();
}

/** Customers write and tap buttons; one message arrives twice. */
async function replyBot(interakt: Simulator, credentials: Credential[]): Promise<Example> {
	const wanted: Record<string, string[]> = {
		'21': [
			'whatsapp InteractiveButton: Hello Meera! What can we do for you?',
			'whatsapp Text: Your order is on its way and arrives tomorrow. 📦',
		],
		'22': [
			'whatsapp InteractiveButton: Hello Kabir! What can we do for you?',
			'whatsapp Text: Ravi will write to you in a moment.',
		],
	};
	const names: Record<string, string> = { '21': 'Meera', '22': 'Kabir' };
	const example: Example = {
		workflow: await exampleWorkflow('reply-bot.json', credentials),
		prepare: () => 'Meera and Kabir write to the shop and tap a button; Interakt delivers some of it twice',
		async play(api, workflowId) {
			await listen(api, workflowId, example, interakt);
			const by = (digits: string) => ({ customer: { ...customer(digits), traits: { name: names[digits] } } });
			const taps = [
				buttonReply({ id: 'order', title: 'Where is my order?' }, by('21')),
				buttonReply({ id: 'agent', title: 'Talk to a person' }, by('22')),
			];
			const texts = ['21', '22'].map((digits) => receivedText('Hi!', by(digits)));
			await arrive(interakt, repeated(texts, 1));
			// A person taps after the buttons have come.
			await api.endedExecutions(workflowId);
			await arrive(interakt, repeated(taps, 0.5));
			return await stopListening(api, workflowId, interakt);
		},
		judge: () => ({
			table: table(
				['Customer', 'Received'],
				Object.keys(wanted).flatMap((digits) =>
					receivedBy(interakt, digits).map((words) => [names[digits] ?? '', words]),
				),
			),
			deviations: [
				...Object.entries(wanted).flatMap(([digits, messages]) =>
					differing(`${names[digits]} received`, receivedBy(interakt, digits), messages),
				),
				...differing(
					'the agent',
					interakt.state.assignments.get(numberOf('22').slice(1)),
					'ravi@example.com',
				),
			],
		}),
	};
	return example;
}

const ORDERS = ['2001', '2002', '2003'];

/** Messages go out, and one of them fails; each status comes as Interakt sends it. */
async function statusTable(interakt: Simulator, credentials: Credential[]): Promise<Example> {
	const wanted = [
		['2001', 'read'],
		['2002', 'failed'],
		['2003', 'read'],
	];
	let rows: IDataObject[] = [];
	const example: Example = {
		workflow: await exampleWorkflow('status-table.json', credentials),
		prepare: () => 'The customer of order 2002 is not on WhatsApp',
		async play(api, workflowId) {
			await listen(api, workflowId, example, interakt);
			interakt.lifecycle.failFor(numberOf('12'));
			const sending = await api.run(workflowId, TRIGGER);
			if (sending.failure !== undefined) throw new Error(`The workflow stopped: ${sending.failure}`);
			const executions = await stopListening(api, workflowId, interakt);
			rows = await api.dataTableRows('whatsapp_orders');
			return executions;
		},
		judge: () => ({
			table: table(
				['Order', 'Status', 'Changed At', 'Reason'],
				rows.map((row) =>
					['order_number', 'status', 'changed_at', 'reason'].map((name) => String(row[name] ?? '')),
				),
			),
			deviations: [
				...differing(
					'the rows of the table',
					rows.map((row) => [row.order_number, row.status]).sort(),
					wanted,
				),
				...ORDERS.flatMap((order) =>
					interakt.state.messages.some(({ callbackData }) => callbackData === order)
						? []
						: [`the message of order ${order} has not gone out`],
				),
				...(rows.every(({ status, reason }) => (status === 'failed') === Boolean(reason))
					? []
					: ['the reason of the failure is not in its row, and only there']),
			],
		}),
	};
	return example;
}

/** What becomes of messages that WhatsApp could not deliver. */
async function otherChannel(interakt: Simulator, credentials: Credential[]): Promise<Example> {
	const wanted: Record<string, string> = { '3001': 'sent as RCS', '3002': 'to be called' };
	const ends = ['Reached by RCS', 'For a Person to Call'];
	const example: Example = {
		workflow: await exampleWorkflow('failed-message-other-channel.json', credentials),
		prepare: () =>
			'Three orders have news; two customers are not on WhatsApp, and one of them has no RCS either',
		async play(api, workflowId) {
			await listen(api, workflowId, example, interakt);
			for (const digits of ['31', '32']) interakt.lifecycle.failFor(numberOf(digits));
			interakt.misbehave({
				match: { path: '/rcs/message/', recipient: numberOf('32') },
				effect: { kind: 'status', status: 400, message: 'phoneNumber is not reachable by RCS' },
			});
			for (const [digits, order] of [
				['31', '3001'],
				['32', '3002'],
				['33', '3003'],
			] as const) {
				await axios.post(
					`${interakt.url}/message/`,
					{
						...customer(digits),
						type: 'Template',
						callbackData: order,
						template: { name: 'order_update', languageCode: 'en', bodyValues: ['customer', order] },
					},
					{ headers: { Authorization: `Basic ${interakt.secretKey}` }, proxy: false },
				);
			}
			const executions = await stopListening(api, workflowId, interakt);
			interakt.misbehave();
			return executions;
		},
		judge(executions): Judged {
			const found = executions.flatMap((execution) => ends.flatMap((node) => itemsOf(execution, node)));
			const outcomes = Object.fromEntries(found.map((row) => [String(row.Order), row.Outcome]));
			const ordered = Object.keys(wanted).map((order) => [order, outcomes[order]]);
			return {
				table: table(
					['Order', 'Phone', 'Outcome', 'Why It Failed'],
					found.map((row) =>
						['Order', 'Phone', 'Outcome', 'Why It Failed'].map((name) => String(row[name] ?? '')),
					),
				),
				deviations: [
					...differing('the orders', ordered, Object.entries(wanted)),
					...differing('executions', executions.length, 2),
					...differing(
						'RCS messages',
						receivedBy(interakt, '31').filter((words) => words.startsWith('rcs')).length,
						1,
					),
				],
			};
		},
	};
	return example;
}

/** n8n polls once a minute at most; twelve schedules together are a poll every five seconds. */
const pollTimes = {
	item: Array.from({ length: 12 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 5} * * * * *`,
	})),
};

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await delay(100);
}

/** Digits of the persons of the CRM example. */
const crmPersons = { asha: '41', ravi: '42', meera: '43', kabir: '44' } as const;

/**
 * What each side has, beginning with contacts that were there before the workflow: one of them only in Interakt, one
 * with less on either side, one that then changes on both sides at once. Another comes into being in the CRM.
 */
async function crmSync(interakt: Simulator, credentials: Credential[]): Promise<Example> {
	const crm = await startCrm();
	const { asha, ravi, meera, kabir } = crmPersons;
	const imported = await exampleWorkflow('crm-sync.json', credentials, { crm: crm.url });
	const nodes = imported.nodes.map((node) =>
		node.name === 'Interakt Contact Trigger'
			? { ...node, parameters: { ...node.parameters, pollTimes } }
			: node,
	);
	const { state } = interakt;
	const known = (digits: string) => state.find(customer(digits))?.traits;
	/** How often Interakt was written to, from the start of the example. */
	let written = 0;
	const writes = () => state.requests.filter(({ path }) => path === '/track/users/').length;
	const polls = () => state.requests.filter(({ path }) => path === '/apis/users/').length;
	/** Waits until what is on its way would have gone on: two whole polls, and all that they have started. */
	const allFinished = async (api: N8nApi, workflowId: string) => {
		const before = polls();
		await until(() => polls() >= before + 6);
		await api.endedExecutions(workflowId);
	};
	const rows: string[][] = [];
	const remember = (what: string, ...persons: string[]) => {
		for (const digits of persons) {
			const { name, email } = known(digits) ?? {};
			const theirs = crm.contacts.get(numberOf(digits)) ?? {};
			rows.push(
				[what, numberOf(digits), name, email, theirs.name, theirs.email].map((value) => String(value ?? '')),
			);
		}
	};
	return {
		workflow: { ...imported, nodes },
		prepare() {
			state.add({ ...contactOf(asha), traits: { name: 'Asha', email: 'asha@example.com' } });
			state.add({ ...contactOf(meera), traits: { email: 'meera@example.com' } });
			state.add({ ...contactOf(kabir), traits: { name: 'Kabir', email: 'kabir@example.com' } });
			crm.contacts.set(numberOf(meera), { name: 'Meera' });
			crm.contacts.set(numberOf(kabir), { name: 'Kabir', email: 'kabir@example.com' });
			return 'Three contacts are in Interakt already, one becomes a contact of the CRM, and two change';
		},
		async play(api, workflowId) {
			await api.activate(workflowId);
			const told = nodes.find(({ name }) => name === 'CRM Has Changed a Contact');
			if (!told) throw new Error('crm-sync.json has no node CRM Has Changed a Contact');
			crm.tell(api.url + productionPath(told));
			await until(() => crm.contacts.has(numberOf(asha)));
			await allFinished(api, workflowId);
			written = writes();
			remember('Published', asha, meera);
			await crm.change(numberOf(ravi), { name: 'Ravi', email: 'ravi@example.com' });
			await until(() => known(ravi) !== undefined);
			await crm.change(numberOf(asha), { name: 'Asha Rao' });
			await until(() => known(asha)?.name === 'Asha Rao');
			await allFinished(api, workflowId);
			remember('Changed in the CRM', ravi, asha);
			const contact = state.find(customer(kabir));
			if (!contact) throw new Error('the contact that changes on both sides is not there');
			await crm.change(numberOf(kabir), { name: 'Kabir Khan' });
			await until(() => known(kabir)?.name === 'Kabir Khan');
			Object.assign(contact, {
				traits: { ...contact.traits, email: 'new@example.com' },
				modifiedAt: Date.now(),
			});
			await until(() => crm.contacts.get(numberOf(kabir))?.email === 'new@example.com');
			await allFinished(api, workflowId);
			remember('Changed on both sides', kabir);
			written = writes() - written;
			await api.deactivate(workflowId);
			await crm.close();
			return (await api.executions(workflowId)).reverse();
		},
		judge: () => ({
			table: table(
				['When', 'Phone', 'Name in Interakt', 'Email in Interakt', 'Name in the CRM', 'Email in the CRM'],
				rows,
			),
			deviations: [
				...differing(
					'the contacts',
					rows.map(([, , ...values]) => values),
					[
						['Asha', 'asha@example.com', 'Asha', 'asha@example.com'],
						['', 'meera@example.com', 'Meera', 'meera@example.com'],
						['Ravi', 'ravi@example.com', 'Ravi', 'ravi@example.com'],
						['Asha Rao', 'asha@example.com', 'Asha Rao', 'asha@example.com'],
						['Kabir Khan', 'new@example.com', 'Kabir Khan', 'new@example.com'],
					],
				),
				...differing(
					'writes to the CRM',
					// In any order: two of them came to be at the same time.
					crm.writes
						.filter((phone) => Object.values(crmPersons).some((digits) => phone === numberOf(digits)))
						.sort(),
					[asha, meera, kabir].map(numberOf).sort(),
				),
				...differing('writes to Interakt', written, 3),
			],
		}),
	};
}

/** All of them. */
export const listeningExamples = async (
	interakt: Simulator,
	credentials: Credential[],
): Promise<Example[]> => [
	await replyBot(interakt, credentials),
	await statusTable(interakt, credentials),
	await otherChannel(interakt, credentials),
	await crmSync(interakt, credentials),
];
