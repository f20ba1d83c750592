/**
 * Questions (Send and Wait for Response) while a fifth of what Interakt does goes wrong, n8n is killed while they wait,
 * and people tap twice, both buttons, too late, or not what they were sent.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { itemsOf } from '../../host/api.cts';
import { createCredential, WEBHOOK_SECRET } from '../../host/credentials.cts';
import { MANY_WEBHOOKS } from '../../host/manyWebhooks.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from '../../host/triggers.cts';
import { chain, interaktNode, splitBody, webhookTrigger } from '../../host/workflows.cts';
import { shuffled } from '../../simulator/webhooks/disorder.cts';
import { post } from '../../simulator/webhooks/post.cts';
import { buttonReply } from '../../simulator/webhooks/received.cts';
import { SIGNATURE_HEADER, signature } from '../../simulator/webhooks/signature.cts';
import { counts, exactly, figure, type Proof } from '../case.cts';
import { faults, TIMEOUT } from './chaos.cts';

/** Minutes that a question waits which nobody answers in time, and any other. */
const SHORT = 1;
const LONG = 600;

/** So many people tap at the same time. */
const AT_ONCE = 10;

/** Milliseconds in which a tap that was answered has reached its execution, and longer on a busy machine. */
const SETTLED_MS = 3_000;

interface Ids {
	yes: string;
	no: string;
}

interface Tap {
	id: string;
	/** Whether another person taps it, who has got hold of the ID. */
	isStranger?: boolean;
}

/** What a person does; the taps of one list come at the same time, the lists one after the other. */
interface Habit {
	name: string;
	taps: (ids: Ids) => Tap[][];
	/** The numbers of the choices that may come out, counted from 1; nobody has answered where there are none. */
	answers: readonly string[];
}

const forged = (id: string): Tap[] => {
	const parts = id.split('.');
	const changed = (place: number, part: string) =>
		parts.map((one, at) => (at === place ? part : one)).join('.');
	return [
		{ id: changed(1, '1') },
		{ id: changed(4, parts[4] === '0' ? '1' : '0') },
		{ id: changed(5, 'AAAAAAAAAAA') },
	];
};

const HABITS: Habit[] = [
	{ name: 'approves', taps: ({ yes }) => [[{ id: yes }]], answers: ['1'] },
	{ name: 'declines', taps: ({ no }) => [[{ id: no }]], answers: ['2'] },
	{ name: 'taps twice at once', taps: ({ yes }) => [[{ id: yes }, { id: yes }]], answers: ['1'] },
	{ name: 'taps both at once', taps: ({ yes, no }) => [[{ id: yes }, { id: no }]], answers: ['1', '2'] },
	{ name: 'sends forged ones first', taps: ({ yes, no }) => [forged(yes), [{ id: no }]], answers: ['2'] },
	{
		name: 'has a stranger tap first',
		taps: ({ yes, no }) => [[{ id: yes, isStranger: true }], [{ id: no }]],
		answers: ['2'],
	},
	{ name: 'taps too late', taps: ({ yes }) => [[{ id: yes }]], answers: [] },
];

interface Person {
	phone: string;
	habit: Habit;
}

const isLate = ({ habit }: Person) => habit.answers.length === 0;

const STRANGER = '9999800000';

export const asking: Proof = {
	name: 'asking',
	title:
		'Questions while 20 % of the answers of Interakt go wrong, n8n is killed, and people tap as people do',
	async prove({ setUp, seed, size, say }) {
		const interakt = await setUp.simulator({ statuses: false, seed });
		const n8n = await setUp.n8n({ environment: MANY_WEBHOOKS });
		const { api } = n8n;
		const credential = await createCredential(api, 'interaktApi', interakt, {
			plan: 'other',
			requestsPerMinute: 1_000_000,
			timeout: TIMEOUT,
		});
		const trigger = interaktTriggerNode('Interakt Trigger', credential, { events: ['messageReceived'] });
		const receiving = await api.createWorkflow(chain('Receives', [trigger, noOperationNode('Done')]));
		await api.activate(receiving);
		const url = productionUrl(n8n, trigger);
		await registered(url);
		const path = randomUUID();
		const ask = interaktNode('Ask', credential, {
			resource: 'message',
			operation: 'sendAndWait',
			phoneNumber: '={{ $json.phone }}',
			message: 'Shall we ship?',
			waitAmount: '={{ $json.minutes }}',
			waitUnit: 'minutes',
			additionalFields: { includeInputFields: true },
		});
		const workflow = chain('Asks', [
			webhookTrigger('Start', path),
			splitBody('Item', 'items'),
			{ ...ask, onError: 'continueRegularOutput' },
			noOperationNode('After'),
		]);
		const id = await api.createWorkflow(workflow);
		await api.activate(id);
		const people = Array.from(
			{ length: size(70, 700) },
			(_, index): Person => ({
				phone: String(9_999_900_000 + index),
				habit: HABITS[index % HABITS.length] as Habit,
			}),
		);
		for (const { phone: phoneNumber } of people)
			interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });

		interakt.misbehave(...faults);
		for (const person of people)
			await api.call(path, { items: [{ phone: person.phone, minutes: isLate(person) ? SHORT : LONG }] });
		while ((await api.executionCount(id, ['new', 'running'])) > 0) await delay(200);
		interakt.misbehave();
		const asked = counts(interakt.state.messages.map(({ recipient }) => recipient));
		const idsOf = (phone: string): string[] => {
			const message = interakt.state.messages.find(({ recipient }) => recipient === `+91${phone}`);
			return [...(JSON.stringify(message?.body ?? {}).match(/n8n1\.[\w.-]+/g) ?? [])];
		};
		say(`${people.length} questions, of which ${asked.size} have arrived`);

		let [calls, unanswered, strays] = [0, 0, 0];
		const tap = async (phone: string, { id: choice, isStranger = false }: Tap) => {
			calls++;
			if (isStranger || !idsOf(phone).includes(choice)) strays++;
			const from = { phoneNumber: isStranger ? STRANGER : phone, countryCode: '+91' };
			const bytes = Buffer.from(
				JSON.stringify(buttonReply({ id: choice, title: 'Tapped' }, { customer: from })),
			);
			const headers = {
				'Content-Type': 'application/json',
				[SIGNATURE_HEADER]: signature(bytes, WEBHOOK_SECRET),
			};
			const answer = await post(url, bytes, headers, 30_000);
			if (answer.kind !== 'answered' || answer.status !== 200) unanswered++;
		};
		const act = async ({ phone, habit }: Person) => {
			const [yes, no] = idsOf(phone);
			if (yes === undefined || no === undefined) return;
			for (const together of habit.taps({ yes, no }))
				await Promise.all(together.map(async (each) => await tap(phone, each)));
		};
		const actAll = async (given: readonly Person[]) => {
			for (let first = 0; first < given.length; first += AT_ONCE)
				await Promise.all(given.slice(first, first + AT_ONCE).map(act));
		};
		const waitingCount = async () => await api.executionCount(id, ['waiting']);
		const latePhones = new Set(people.filter(isLate).map(({ phone }) => `+91${phone}`));
		/** Whether the time of a question has just come or will soon; it counts from a little before the message arrived. */
		const isAnyDue = () =>
			interakt.state.messages.some(
				({ recipient, at }) =>
					latePhones.has(recipient) && Math.abs(at + SHORT * 60_000 - Date.now()) < 3 * SETTLED_MS,
			);
		/**
		 * Until what was tapped, and what nobody answered in time, has gone its way: an execution that is just going on when
		 * n8n is killed ends as crashed, as any that runs does.
		 */
		const settled = async () => {
			for (let [before, waiting] = [-1, await waitingCount()]; waiting !== before; ) {
				await api.endedExecutions(receiving);
				while (isAnyDue()) await delay(200);
				await delay(SETTLED_MS);
				while ((await api.executionCount(id, ['new', 'running'])) > 0) await delay(200);
				[before, waiting] = [waiting, await waitingCount()];
			}
		};
		const inTime = shuffled(
			people.filter((person) => !isLate(person)),
			seed,
		);
		const half = Math.ceil(inTime.length / 2);
		const isOpen = ({ phone }: Person) => idsOf(phone).length > 0;
		await settled();
		await n8n.killAndStart();
		await registered(url);
		await actAll(inTime.slice(0, half));
		await settled();
		const waiting = await waitingCount();
		say('half of them have tapped; n8n is killed');
		await n8n.killAndStart();
		await registered(url);
		await actAll(inTime.slice(half));
		const late = people.filter((person) => isLate(person) && isOpen(person));
		say(`all have tapped but ${late.length} that are late`);
		while ((await api.executionCount(id, ['new', 'running', 'waiting'])) > 0) await delay(500);
		await actAll(late);
		await api.endedExecutions(id);

		const executions = await api.executions(id);
		const outputs = executions.map((execution) => itemsOf(execution, 'After'));
		const ofPerson = new Map<string, IDataObject[]>(people.map(({ phone }) => [phone, []]));
		for (const output of outputs.flat()) ofPerson.get(String(output.phone))?.push(output);
		const said = (phone: string) => ofPerson.get(phone)?.[0] ?? {};
		const number = (is: (person: Person) => boolean) => people.filter(is).length;
		const answerOf = (phone: string) => {
			const { answer } = said(phone);
			return typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : undefined;
		};
		const isAnswered = ({ phone }: Person) => said(phone).status === 'answered';
		const startedByTaps = await api.endedExecutions(receiving);
		say(`${waiting} waited when n8n was killed; ${calls} taps`);
		return [
			exactly(
				people.length,
				'questions with one execution that ended well',
				executions.filter(({ status }) => status === 'success').length,
			),
			exactly(
				people.length,
				'questions that came out once',
				number(({ phone }) => ofPerson.get(phone)?.length === 1),
			),
			exactly(0, 'people who were asked twice', [...asked.values()].filter((times) => times > 1).length),
			figure('questions that came out with an answer', number(isAnswered)),
			exactly(
				0,
				'answers that the person did not give',
				number(
					(person) => isAnswered(person) && !person.habit.answers.includes(answerOf(person.phone) ?? ''),
				),
			),
			exactly(
				0,
				'questions without an answer although the person tapped in time',
				number((person) => said(person.phone).status === 'unanswered' && !isLate(person)),
			),
			figure(
				'questions that nobody answered in time',
				number(({ phone }) => said(phone).status === 'unanswered'),
			),
			figure(
				'questions that came out as unknown, because nobody knows whether they arrived',
				number(({ phone }) => said(phone).status === 'unknown'),
			),
			exactly(
				0,
				'questions that are said not to have been sent, and arrived',
				number(({ phone }) => said(phone).status === 'rejected' && asked.has(`+91${phone}`)),
			),
			figure('taps', calls),
			exactly(0, 'taps for which Interakt was not answered with 200', unanswered),
			exactly(
				strays,
				'executions that taps started: those of forged choices and of strangers, which are messages like any other',
				Object.values(startedByTaps).reduce((sum, each) => sum + each, 0),
			),
		];
	},
};
