/** Sending and receiving at the same time, for long: what n8n's process holds must not grow. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { createCredential, WEBHOOK_SECRET } from '../../host/credentials.cts';
import { atRate, quantile } from '../../host/load.cts';
import { MANY_WEBHOOKS } from '../../host/manyWebhooks.cts';
import { freePorts } from '../../host/ports.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from '../../host/triggers.cts';
import { chain, ordersWorkflow } from '../../host/workflows.cts';
import { post } from '../../simulator/webhooks/post.cts';
import { receivedText } from '../../simulator/webhooks/received.cts';
import { SIGNATURE_HEADER, signature } from '../../simulator/webhooks/signature.cts';
import { atMost, exactly, figure, type Proof } from '../case.cts';
import type { Gauge } from '../gauge.cts';

/** In each round so many messages go out in one execution, and so many come in a second. */
const SENT = 100;
const RECEIVED_PER_SECOND = 10;

/** n8n rests before it is looked at, so that what is still under way does not count. */
const REST_MS = 500;

/** Of all rounds, how many do not count: n8n and the nodes fill their caches in them. */
const WARM_UP = 1 / 3;

const HEAP = 'heap at the end, in MB';
const DELAY = 'p99 of the delay of the event loop at the end, in ms';

const median = (values: readonly number[]) => quantile(values, 0.5);

const least = (values: readonly number[]) => Math.min(...values);

/** A figure of the first and of the last third of the values. */
function thirds(
	values: readonly number[],
	figureOf: (values: readonly number[]) => number,
): [first: number, last: number] {
	const third = Math.ceil(values.length / 3);
	return [figureOf(values.slice(0, third)), figureOf(values.slice(-third))];
}

export const soak: Proof = {
	name: 'soak',
	title: 'Sending and receiving for long: what the process of n8n holds does not grow',
	alone: true,
	async prove({ setUp, seed, size, say }) {
		const [port] = (await freePorts(1)) as [number];
		const interakt = await setUp.simulator({ statuses: false, seed });
		const n8n = await setUp.n8n({
			environment: {
				...MANY_WEBHOOKS,
				PROOF_GAUGE_PORT: String(port),
				NODE_OPTIONS: `--require ${join(__dirname, '..', 'gauge.cts')}`,
			},
		});
		const gauge = async () => (await (await fetch(`http://127.0.0.1:${port}`)).json()) as Gauge;
		const { api } = n8n;
		const credential = await createCredential(api, 'interaktApi', interakt, {
			plan: 'other',
			requestsPerMinute: 1_000_000,
		});
		const path = randomUUID();
		const sending = await api.createWorkflow(
			ordersWorkflow(credential, path, { sendOnceKey: '={{ $json.key }}' }),
		);
		await api.activate(sending);
		const trigger = interaktTriggerNode('Interakt Trigger', credential, { events: ['messageReceived'] });
		const receiving = await api.createWorkflow(chain('Receives', [trigger, noOperationNode('Done')]));
		await api.activate(receiving);
		const url = productionUrl(n8n, trigger);
		await registered(url);
		const phones = Array.from({ length: SENT }, (_, index) => String(9_999_900_000 + index));
		for (const phoneNumber of phones) interakt.state.customerWrites({ phoneNumber, countryCode: '+91' });

		let [sent, received] = [0, 0];
		const receive = async () => {
			const bytes = Buffer.from(JSON.stringify(receivedText('Hello', { id: `soak-${received++}` })));
			const headers = {
				'Content-Type': 'application/json',
				[SIGNATURE_HEADER]: signature(bytes, WEBHOOK_SECRET),
			};
			await post(url, bytes, headers, 30_000);
		};
		const seconds = size(3, 28);
		const rounds = size(8, 60);
		const gauges: Gauge[] = [];
		for (let round = 0; round < rounds; round++) {
			await api.call(path, { orders: phones.map((phone) => ({ phone, key: `soak ${sent++}` })) });
			await atRate(RECEIVED_PER_SECOND, RECEIVED_PER_SECOND * seconds, receive);
			while (interakt.state.messages.length < sent) await delay(20);
			await delay(REST_MS);
			gauges.push(await gauge());
		}
		const counted = gauges.slice(Math.ceil(rounds * WARM_UP));
		const [heapFirst, heapLast] = thirds(
			counted.map(({ heap }) => heap),
			median,
		);
		// What leaks stays open; what n8n is just doing, such as its own housekeeping, does not.
		const [handlesFirst, handlesLast] = thirds(
			counted.map(({ handles }) => handles),
			least,
		);
		const [delayFirst, delayLast] = thirds(
			counted.map((each) => each.delay),
			median,
		);
		const [heap, late] = [Math.round(heapLast), Math.round(delayLast)];
		const ended = async (id: string) => {
			const ends = await api.endedExecutions(id);
			return ends.success ?? 0;
		};
		say(
			gauges
				.map(({ heap, handles, delay: late }) => [heap, handles, late].map(Math.round).join('/'))
				.join(' '),
		);
		return [
			figure('messages sent', sent),
			figure('messages received', received),
			exactly(sent, 'messages that Interakt has', interakt.state.messages.length),
			exactly(received, 'executions that the received messages started', await ended(receiving)),
			exactly(rounds, 'executions that have sent', await ended(sending)),
			figure('heap after the warm-up and a garbage collection, in MB', Math.round(heapFirst)),
			size(figure(HEAP, heap), atMost(Math.round(heapFirst * 1.05 + 5), HEAP, heap)),
			figure('fewest open handles after the warm-up', handlesFirst),
			atMost(Math.round(handlesFirst * 1.1 + 5), 'fewest open handles at the end', handlesLast),
			figure('p99 of the delay of the event loop after the warm-up, in ms', Math.round(delayFirst)),
			size(figure(DELAY, late), atMost(Math.round(delayFirst * 2 + 20), DELAY, late)),
		];
	},
};
