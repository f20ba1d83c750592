/**
 * Webhooks as they come: repeated, in disorder, unauthenticated, damaged, and while n8n is busy. What counts is how many
 * executions come of them, and of which messages.
 */
import type { ServerResponse } from 'node:http';

import { seeded } from '../simulator/faults.cts';
import { startReceiver, withStatus } from '../simulator/receiver.cts';
import type { JsonObject } from '../simulator/state.cts';
import { repeated, shuffled } from '../simulator/webhooks/disorder.cts';
import { post } from '../simulator/webhooks/post.cts';
import { receivedText } from '../simulator/webhooks/received.cts';
import { statuses } from '../simulator/webhooks/statuses.cts';
import type { Delivery } from '../simulator/webhooks/webhooks.cts';
import { itemsOf } from './api.cts';
import { listening, WEBHOOK_SECRET_OF_TESTS, type Listening } from './listening.cts';
import { MANY_WEBHOOKS } from './manyWebhooks.cts';
import type { N8n } from './n8n.cts';
import { HostSetUp, INSTALL_AND_BOOT_MS } from './setUp.cts';
import { reportNode } from './triggers.cts';
import { unauthenticatedCalls, type UnauthenticatedCall } from './unauthenticatedCalls.cts';

const LONG_MS = 10 * 60_000;

const setUp = new HostSetUp();
let n8n: N8n;

beforeAll(async () => {
	n8n = await setUp.n8n({ environment: MANY_WEBHOOKS });
}, INSTALL_AND_BOOT_MS);

afterAll(setUp.end);

/** The items that a workflow's trigger put out, over all executions. */
const triggered = async (workflowId: string) =>
	(await n8n.api.executions(workflowId)).flatMap((execution) => itemsOf(execution, 'Interakt Trigger'));

/** Whether Interakt had the answer that it wants. */
const wasFine = ({ answer }: Delivery) => answer.kind === 'answered' && answer.status === 200;

const isUnauthenticated = (call: UnauthenticatedCall | JsonObject): call is UnauthenticatedCall =>
	Buffer.isBuffer(call.bytes);

/** Does something with each value, with so many at the same time. */
async function atOnce<T>(
	count: number,
	values: readonly T[],
	work: (value: T) => Promise<void>,
): Promise<void> {
	const remaining = values.values();
	const worker = async () => {
		for (const value of remaining) await work(value);
	};
	await Promise.all(range(count).map(worker));
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('repeated and in disorder', () => {
	const received = range(1_000).map((index) => receivedText(`Message ${index}`, { id: `received-${index}` }));
	const changes = range(300).flatMap((index) =>
		statuses({ id: `sent-${index}`, callbackData: `order-${index}` }),
	);
	let messages: Listening;
	let changed: Listening;

	beforeAll(async () => {
		messages = await listening(n8n, { events: ['messageReceived'] });
		changed = await listening(n8n, {
			events: ['messageStatusChanged'],
			statuses: ['sent', 'delivered', 'read'],
			sentBy: ['api'],
		});
		const all = shuffled(repeated([...received, ...changes], 0.2, 11), 12);
		expect(all).toHaveLength(1.2 * (1_000 + 900));
		// Each workflow gets everything: what it did not choose must not start it either.
		const deliveries = [
			await messages.interakt.sendAll(all, { atOnce: 20 }),
			await changed.interakt.sendAll(all, { atOnce: 20 }),
		].flat();
		expect(deliveries.filter((delivery) => !wasFine(delivery))).toEqual([]);
	}, LONG_MS);

	test(
		'1,000 messages give exactly 1,000 executions, one for each',
		async () => {
			expect(await n8n.api.endedExecutions(messages.workflowId)).toEqual({ success: 1_000 });
			const items = await triggered(messages.workflowId);
			const ids = items.map(({ messageId }) => messageId);
			expect(items).toHaveLength(1_000);
			expect(new Set(ids)).toEqual(new Set(range(1_000).map((index) => `received-${index}`)));
		},
		LONG_MS,
	);

	test(
		'each change of a status gives exactly one execution',
		async () => {
			expect(await n8n.api.endedExecutions(changed.workflowId)).toEqual({ success: 900 });
			const items = await triggered(changed.workflowId);
			const seen = items.map(({ event, messageId }) => `${event} ${messageId}`);
			const events = ['messageSent', 'messageDelivered', 'messageRead'];
			const wanted = range(300).flatMap((index) => events.map((event) => `${event} sent-${index}`));
			expect([...seen].sort()).toEqual(wanted.sort());
		},
		LONG_MS,
	);
});

test(
	'10,000 unauthenticated, damaged and random calls start nothing and break nothing; 100 messages in between all arrive',
	async () => {
		const { workflowId, url, interakt } = await listening(n8n, { events: ['messageReceived'] });
		const genuine = range(100).map((index) => receivedText(`Message ${index}`, { id: `genuine-${index}` }));
		/** What was answered to those with and without the right signature. */
		const answers = { signed: new Set<unknown>(), unsigned: new Set<unknown>() };
		const send = async (call: UnauthenticatedCall | JsonObject) => {
			if (!isUnauthenticated(call)) return void (await interakt.send(call));
			const answer = await post(url, call.bytes, call.headers, 60_000);
			answers[call.isSigned ? 'signed' : 'unsigned'].add(
				answer.kind === 'answered' ? answer.status : `${call.kind}: ${answer.kind}`,
			);
		};
		const calls = shuffled<UnauthenticatedCall | JsonObject>(
			[...unauthenticatedCalls(10_000, WEBHOOK_SECRET_OF_TESTS, seeded(13)), ...genuine],
			14,
		);
		await atOnce(25, calls, send);
		// 422 and 500 are n8n's own answers to what is no JSON, or not compressed as it says.
		expect(answers).toEqual({ signed: new Set([200, 422]), unsigned: new Set([401, 422, 500]) });

		expect(await n8n.api.endedExecutions(workflowId)).toEqual({ success: 100 });
		const ids = (await triggered(workflowId)).map(({ messageId }) => messageId);
		expect(new Set(ids)).toEqual(new Set(range(100).map((index) => `genuine-${index}`)));
		expect(interakt.state()).toMatchObject({ enabled: true, delivered: 100, failures: 0 });
	},
	LONG_MS,
);

describe('while n8n has no time for more', () => {
	test(
		'every call is answered at once, and every message is executed in its turn',
		async () => {
			const environment = { ...MANY_WEBHOOKS, N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };
			const busy = await setUp.n8n({ environment });
			const slow = await startReceiver();
			try {
				// Nothing that a workflow asks is answered until all webhooks have been.
				const held: ServerResponse[] = [];
				slow.answerWith((response) => void held.push(response));
				const { workflowId, interakt } = await listening(
					busy,
					{ events: ['messageReceived'] },
					reportNode('Slow', slow.url, '={{ $json.messageId }}'),
				);
				const ids = range(20).map((index) => `message-${index}`);
				const deliveries = await interakt.sendAll(ids.map((id) => receivedText('Hi', { id })));
				expect(deliveries.filter((delivery) => !wasFine(delivery))).toEqual([]);

				slow.answerWith(withStatus(200));
				for (const response of held) response.writeHead(200).end();
				expect(await busy.api.endedExecutions(workflowId)).toEqual({ success: 20 });
				expect(slow.calls.map(({ bytes }) => bytes.toString()).sort()).toEqual([...ids].sort());
			} finally {
				await busy.stop();
				await slow.close();
			}
		},
		LONG_MS,
	);
});
