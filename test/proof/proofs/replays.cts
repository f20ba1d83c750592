/** Webhooks that come again, at another process of n8n and after all of them were killed and started again. */
import { MANY_WEBHOOKS } from '../../host/manyWebhooks.cts';
import { listening, WEBHOOK_SECRET_OF_TESTS } from '../../host/listening.cts';
import { atRate } from '../../host/load.cts';
import { registered } from '../../host/triggers.cts';
import { post } from '../../simulator/webhooks/post.cts';
import { receivedText } from '../../simulator/webhooks/received.cts';
import { SIGNATURE_HEADER, signature } from '../../simulator/webhooks/signature.cts';
import { exactly, figure, type Proof } from '../case.cts';

const PER_SECOND = 10;

/** When all of them were sent, so that an event has the same bytes each time. */
const SENT_AT = Date.now();

export const replays: Proof = {
	name: 'replays',
	title: 'Webhooks that come again at another process, and after a restart of all processes',
	async prove({ setUp, size, say }) {
		const { n8n, processors } = await setUp.queue({
			workers: 1,
			processors: 1,
			// Of the one worker.
			environment: { ...MANY_WEBHOOKS, N8N_CONCURRENCY_PRODUCTION_LIMIT: '20' },
		});
		const { workflowId, url } = await listening(n8n, { events: ['messageReceived'] });
		const [processor] = processors;
		if (!processor) throw new Error('There is no webhook processor');
		const atMain = url;
		const atProcessor = url.replace(n8n.url, processor.url);
		await registered(atProcessor);
		let refused = 0;
		const send = async (place: string, ids: readonly string[]) =>
			await atRate(PER_SECOND, ids.length, async (index) => {
				const id = ids[index] ?? '';
				const bytes = Buffer.from(JSON.stringify(receivedText('Hello', { id, at: SENT_AT })));
				const headers = {
					'Content-Type': 'application/json',
					[SIGNATURE_HEADER]: signature(bytes, WEBHOOK_SECRET_OF_TESTS),
				};
				const answer = await post(place, bytes, headers, 30_000);
				if (answer.kind !== 'answered' || answer.status !== 200) refused++;
			});
		const started = async () =>
			Object.values(await n8n.api.endedExecutions(workflowId)).reduce((sum, each) => sum + each, 0);
		const each = size(20, 500);
		const ids = (name: string) => Array.from({ length: each }, (_, index) => `${name}-${index}`);
		const [first, second] = [ids('first'), ids('second')];

		await send(atMain, first);
		await send(atProcessor, first);
		const afterFirst = await started();
		await send(atProcessor, second);
		await send(atMain, second);
		const afterSecond = await started();
		say('All processes are killed and started again');
		await Promise.all([n8n.killAndStart(), processor.killAndStart()]);
		for (const place of [atMain, atProcessor]) await registered(place);
		await send(atProcessor, [...first, ...second]);
		await send(atMain, [...first, ...second]);
		const inTheEnd = await started();
		return [
			figure('events', 2 * each),
			figure('repeats', 6 * each),
			exactly(each, 'executions by events at the main process, and again at a webhook processor', afterFirst),
			exactly(
				each,
				'executions by events at the webhook processor, and again at the main process',
				afterSecond - afterFirst,
			),
			exactly(
				0,
				'executions by repeats after all processes were killed and started again',
				inTheEnd - afterSecond,
			),
			exactly(0, 'calls that were not answered with 200', refused),
		];
	},
};
