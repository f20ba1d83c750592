/** Forged, broken, huge, deeply nested and repeated calls of the webhook, with genuine ones in between. */
import { atRate, quantile } from '../../host/load.cts';
import { MANY_WEBHOOKS } from '../../host/manyWebhooks.cts';
import { listening, WEBHOOK_SECRET_OF_TESTS } from '../../host/listening.cts';
import { itemsOf } from '../../host/api.cts';
import { unauthenticatedCalls } from '../../host/unauthenticatedCalls.cts';
import { shuffled } from '../../simulator/webhooks/disorder.cts';
import { post } from '../../simulator/webhooks/post.cts';
import { receivedText } from '../../simulator/webhooks/received.cts';
import { SIGNATURE_HEADER, signature } from '../../simulator/webhooks/signature.cts';
import { atMost, counts, exactly, figure, type Proof } from '../case.cts';

const PER_SECOND = 100;

const P99 = 'p99 of the answers to genuine calls, in ms';

interface Call {
	bytes: Buffer;
	headers: Record<string, string>;
	/** The message of a genuine call, also when it is repeated. */
	id?: string;
}

export const webhooks: Proof = {
	name: 'webhooks',
	title: `Bad calls of the webhook among genuine ones, ${PER_SECOND} a second`,
	alone: true,
	async prove({ setUp, random, seed, size, say }) {
		const n8n = await setUp.n8n({ environment: MANY_WEBHOOKS });
		const { workflowId, url } = await listening(n8n, { events: ['messageReceived'] });
		const ids = Array.from({ length: size(60, 500) }, (_, index) => `genuine-${index}`);
		const genuine = ids.map((id, index): Call => {
			const bytes = Buffer.from(JSON.stringify(receivedText(`Message ${index}`, { id })));
			const headers = {
				'Content-Type': 'application/json',
				[SIGNATURE_HEADER]: signature(bytes, WEBHOOK_SECRET_OF_TESTS),
			};
			return { bytes, headers, id };
		});
		const bad: Call[] = unauthenticatedCalls(size(1_000, 10_000), WEBHOOK_SECRET_OF_TESTS, random);
		// Each genuine call comes once more, with its bytes and its signature, among the others.
		const calls = shuffled<Call>([...bad, ...genuine, ...genuine], seed);
		const seen = new Set<string>();
		const answers = await atRate(PER_SECOND, calls.length, async (index) => {
			const { bytes, headers, id } = calls[index] as Call;
			const isFirst = id !== undefined && !seen.has(id);
			if (id !== undefined) seen.add(id);
			const start = performance.now();
			const answer = await post(url, bytes, headers, 30_000);
			return { isFirst, ms: performance.now() - start, answer };
		});
		const ofGenuine = answers.filter(({ isFirst }) => isFirst);
		const fine = ofGenuine.filter(({ answer }) => answer.kind === 'answered' && answer.status === 200);
		const times = ofGenuine.map(({ ms }) => ms);
		say(`${calls.length} calls sent; waiting for the executions`);
		const ended = await n8n.api.endedExecutions(workflowId);
		const items = (await n8n.api.executions(workflowId)).flatMap((each) => itemsOf(each, 'Interakt Trigger'));
		const started = counts(items.map(({ messageId }) => messageId));
		const p99 = Math.round(quantile(times, 0.99));
		return [
			exactly(
				ids.length,
				'executions, counted in n8n',
				Object.values(ended).reduce((sum, each) => sum + each, 0),
			),
			exactly(
				ids.length,
				'genuine messages with one execution',
				ids.filter((id) => started.get(id) === 1).length,
			),
			exactly(
				0,
				'executions of a message that nobody sent',
				[...started.keys()].filter((id) => !ids.includes(String(id))).length,
			),
			figure('bad calls', bad.length),
			figure('repeated genuine calls', genuine.length),
			exactly(ids.length, 'genuine calls answered with 200', fine.length),
			size(figure(P99, p99), atMost(1_000, P99, p99)),
		];
	},
};
