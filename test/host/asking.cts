/** Workflows that ask, the trigger that takes the answers, and the people who tap, in a real n8n. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator.cts';
import type { JsonObject } from '../simulator/state.cts';
import { post } from '../simulator/webhooks/post.cts';
import { buttonReply } from '../simulator/webhooks/received.cts';
import { SIGNATURE_HEADER, signature } from '../simulator/webhooks/signature.cts';
import { itemsOf, type Credential, type Execution, type N8nApi, type WorkflowFile } from './api.cts';
import { createCredential, WEBHOOK_SECRET } from './credentials.cts';
import { atRate, quantile } from './load.cts';
import { interaktTriggerNode, noOperationNode, productionPath, registered } from './triggers.cts';
import { chain, interaktNode, splitBody, webhookTrigger } from './workflows.cts';

const POLL_MS = 100;
/** Milliseconds after which Interakt is taken not to have been answered at all. */
const ANSWER_LIMIT_MS = 60_000;

/** Waits until something is there. */
export async function until<Found>(
	find: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
	for (;;) {
		const found = await find();
		if (found !== undefined) return found;
		await delay(POLL_MS);
	}
}

/** The question of a workflow that asks whoever is in its item. */
export const QUESTION: INodeParameters = {
	resource: 'message',
	operation: 'sendAndWait',
	phoneNumber: '={{ $json.phone }}',
	message: 'Shall we ship?',
};

/** A published workflow that asks. */
export interface AskingWorkflow {
	id: string;
	/** Of the webhook that starts it. */
	path: string;
}

/** How Interakt was answered: with which status, and after how many milliseconds. */
export interface Answered {
	status: number;
	ms: number;
}

/** A trigger that takes answers. */
export interface Receiving {
	id: string;
	/** Below the address of n8n. */
	path: string;
}

/** What came of many who were asked and answered. */
export interface AllAnswered {
	/** How Interakt was answered. */
	calls: Answered[];
	/** How many executions have ended how. */
	ended: Awaited<ReturnType<N8nApi['endedExecutions']>>;
	/** Who was asked, and whether the execution went on as approved; sorted. */
	given: string[];
	/** The same as it should be: each answer in the execution that asked. */
	wanted: string[];
}

/** More questions at the same time are more than the database of an n8n on two cores takes in. */
const STARTED_AT_ONCE = 6;

/** Says how long Interakt waited for its answers. */
export function showTimes(calls: readonly Answered[], how: string): void {
	const times = calls.map(({ ms }) => ms);
	console.info(
		`${times.length} taps ${how}: Interakt was answered in ${quantile(times, 0.5)} ms (median), ${quantile(times, 0.99)} ms (p99), ${quantile(times, 1)} ms (longest)`,
	);
}

/** People with a number of ten digits, as many as wanted. */
export const peopleOf = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => String(9_999_910_000 + index));

/** The same in an order that has nothing to do with theirs. */
const inAnyOrder = (people: readonly string[]): string[] =>
	[...people].sort((one, other) => ((Number(one) * 7919) % 1009) - ((Number(other) * 7919) % 1009));

/** One account of one n8n. */
export class Asking {
	constructor(
		private readonly api: N8nApi,
		private readonly interakt: Simulator,
		readonly credential: Credential,
	) {}

	static async create(api: N8nApi, interakt: Simulator): Promise<Asking> {
		const unlimited = { plan: 'other', requestsPerMinute: 1_000_000 };
		return new Asking(api, interakt, await createCredential(api, 'interaktApi', interakt, unlimited));
	}

	/** Publishes a workflow with a trigger that takes the answers. */
	async receives(baseUrl: string): Promise<Receiving> {
		const trigger = interaktTriggerNode('Interakt Trigger', this.credential, { events: ['messageReceived'] });
		const id = await this.api.createWorkflow(chain('Receives', [trigger, noOperationNode('Done')]));
		await this.api.activate(id);
		const path = productionPath(trigger);
		await registered(baseUrl + path);
		return { id, path };
	}

	/** Publishes a workflow that asks. */
	async asks(
		parameters: INodeParameters = QUESTION,
		build = (start: INode[], ask: INode): WorkflowFile =>
			chain('Asks', [...start, ask, noOperationNode('After')]),
	): Promise<AskingWorkflow> {
		const path = randomUUID();
		const start = [webhookTrigger('Start', path), splitBody('Item', 'items')];
		const id = await this.api.createWorkflow(build(start, interaktNode('Ask', this.credential, parameters)));
		await this.api.activate(id);
		return { id, path };
	}

	/** Starts one execution that asks. The customer has just written, so the window is open. */
	async start({ path }: AskingWorkflow, phoneNumber: string): Promise<void> {
		this.interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });
		await this.api.call(path, { items: [{ phone: phoneNumber }] });
	}

	/** Waits until so many executions of a workflow wait. */
	async waiting({ id }: AskingWorkflow, count = 1): Promise<void> {
		await until(async () => ((await this.api.executionCount(id, ['waiting'])) === count ? true : undefined));
	}

	/** The IDs of the choices, as the last message to a person carries them. */
	idsOf(phone: string): string[] {
		const last = this.interakt.state.messages.filter(({ recipient }) => recipient.endsWith(phone)).at(-1);
		return [...(JSON.stringify(last?.body ?? {}).match(/n8n1\.[\w.-]+/g) ?? [])];
	}

	/** The only execution of a workflow, once it has ended. */
	async ended({ id }: AskingWorkflow): Promise<Execution> {
		const [summary] = await until(async () => {
			const all = await this.api.executionSummaries(id);
			return all.length > 0 ? all : undefined;
		});
		return await this.api.finished(summary?.id ?? '');
	}

	/**
	 * Has many people asked, and has them answer in another order, every third by the other button than the rest.
	 *
	 * @param url Of the trigger.
	 * @param perSecond How many of them answer in a second.
	 */
	async allAnswer(people: readonly string[], url: string, perSecond: number): Promise<AllAnswered> {
		const asked = await this.asks();
		const toAsk = people.values();
		const askSome = async () => {
			for (const phone of toAsk) await this.start(asked, phone);
		};
		await Promise.all(Array.from({ length: STARTED_AT_ONCE }, askSome));
		const { length } = people;
		await until(() => (this.interakt.state.messages.length === length ? true : undefined));
		await this.waiting(asked, length);
		const choices = new Map(people.map((phone, index) => [phone, index % 3 === 0 ? 1 : 0]));
		const order = inAnyOrder(people);
		const calls = await atRate(perSecond, length, async (index) => {
			const phone = order[index] ?? '';
			return await taps(url, phone, this.idsOf(phone)[choices.get(phone) ?? 0]);
		});
		const ended = await this.api.endedExecutions(asked.id);
		const outputs = await this.answers(asked);
		const approvals = (given: Array<readonly [string, unknown]>) => given.map(String).sort();
		return {
			calls,
			ended,
			given: approvals(outputs.map(({ phoneNumber, approved }) => [String(phoneNumber).slice(3), approved])),
			wanted: approvals([...choices].map(([phone, choice]) => [phone, choice === 0])),
		};
	}

	/** What went on behind the question, over all executions that have ended. */
	async answers({ id }: AskingWorkflow): Promise<IDataObject[]> {
		return (await this.api.executions(id)).flatMap((execution) => itemsOf(execution, 'After'));
	}
}

/** A call of Interakt, signed as its webhooks are. */
export async function arrives(url: string, body: JsonObject): Promise<Answered> {
	const bytes = Buffer.from(JSON.stringify(body));
	const headers = {
		'Content-Type': 'application/json',
		[SIGNATURE_HEADER]: signature(bytes, WEBHOOK_SECRET),
	};
	const began = performance.now();
	const answer = await post(url, bytes, headers, ANSWER_LIMIT_MS);
	return {
		status: answer.kind === 'answered' ? answer.status : 0,
		ms: Math.round(performance.now() - began),
	};
}

/** A person taps a button. */
export const taps = async (url: string, phoneNumber: string, id = '', title = 'Approve') =>
	await arrives(url, buttonReply({ id, title }, { customer: { phoneNumber, countryCode: '+91' } }));
