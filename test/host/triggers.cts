/** Workflows that webhooks start. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { INode, INodeParameters } from 'n8n-workflow';

import { post } from '../simulator/webhooks/post.cts';
import type { Credential } from './api.cts';
import type { N8n } from './n8n.cts';
import { node, using } from './workflows.cts';

/** n8n knows a webhook by an ID that the editor gives to the node. */
const listening = (made: INode): INode => ({ ...made, webhookId: randomUUID() });

/** The package's trigger for webhooks. */
export const interaktTriggerNode = (
	name: string,
	credential: Credential,
	parameters: INodeParameters,
): INode => ({
	...listening(node(name, 'n8n-nodes-interakt.interaktTrigger', 2, parameters)),
	credentials: using(credential),
});

/** n8n's own trigger for any webhook, answering at once. */
export const webhookNode = (name: string): INode => {
	const made = listening(
		node(name, 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', responseMode: 'onReceived' }),
	);
	return { ...made, parameters: { ...made.parameters, path: made.webhookId ?? '' } };
};

/** The node that does nothing. */
export const noOperationNode = (name: string): INode => node(name, 'n8n-nodes-base.noOp', 1, {});

/** A node that posts a value of each item to an address. */
export const reportNode = (name: string, url: string, value: string): INode =>
	node(name, 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		contentType: 'raw',
		rawContentType: 'text/plain',
		body: value,
		options: {},
	});

/** The path of the package's trigger below its ID, as its description has it. */
const PATHS: Record<string, string> = { 'n8n-nodes-interakt.interaktTrigger': '/webhook' };

/** Where the webhooks of a node are received while its workflow is active, below n8n's own address. */
export const productionPath = ({ type, webhookId, parameters }: INode): string =>
	type in PATHS ? `/webhook/${webhookId}${PATHS[type]}` : `/webhook/${String(parameters.path)}`;

/** What the panel shows as production URL. */
export const productionUrl = (n8n: Pick<N8n, 'url'>, trigger: INode): string =>
	n8n.url + productionPath(trigger);

const POLL_MS = 100;

/** Waits until n8n knows the webhook: activation goes on after it has been answered. */
export async function registered(url: string): Promise<void> {
	for (;;) {
		const answer = await post(url, Buffer.from('{}'), { 'Content-Type': 'application/json' }, 5_000);
		if (answer.kind === 'answered' && answer.status !== 404) return;
		await delay(POLL_MS);
	}
}
