import { accountExamples } from './account.cts';
import type { WebhookExample } from './example.cts';
import { rcsExamples } from './rcs.cts';
import { receivedExamples } from './received.cts';
import { statusExamples } from './statuses.cts';

/** A webhook of every kind that the sources show. */
export const webhookExamples: readonly WebhookExample[] = [
	...receivedExamples,
	...statusExamples,
	...accountExamples,
	...rcsExamples,
];
