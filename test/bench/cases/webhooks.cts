/** Webhooks: how fast calls are answered, compared with n8n's own Webhook node. */
import type { INode } from 'n8n-workflow';

import type { Credential } from '../../host/api.cts';
import { createCredential } from '../../host/credentials.cts';
import { figures, sendLoad } from '../../host/load.cts';
import { MANY_WEBHOOKS } from '../../host/manyWebhooks.cts';
import type { N8n } from '../../host/n8n.cts';
import {
	interaktTriggerNode,
	noOperationNode,
	productionUrl,
	registered,
	webhookNode,
} from '../../host/triggers.cts';
import { chain } from '../../host/workflows.cts';
import { receivedText } from '../../simulator/webhooks/received.cts';
import { ANSWER_LIMIT_MS } from '../../simulator/webhooks/webhooks.cts';
import { figure, of, type BenchCase, type Contestant, type Goal } from '../case.cts';
import { withInterakt } from '../messages.cts';

const SECRET = 'a secret for the bench only';
const WARM_UP_SECONDS = 3;

interface Load {
	perSecond: number;
	seconds: number;
	/** n8n's settings. */
	environment: NodeJS.ProcessEnv;
}

/** An active workflow of a trigger and a node that does nothing. */
async function listening(n8n: N8n, trigger: INode) {
	const workflowId = await n8n.api.createWorkflow(chain('Webhooks', [trigger, noOperationNode('Done')]));
	await n8n.api.activate(workflowId);
	const url = productionUrl(n8n, trigger);
	await registered(url);
	const executions = async () => (await n8n.api.endedExecutions(workflowId)).success ?? 0;
	return { url, executions };
}

const contestant = (
	name: Contestant['name'],
	triggerOf: (credential: Credential) => INode,
	{ perSecond, seconds, environment }: Load,
): Contestant => ({
	name,
	async measure(stage) {
		const n8n = await stage.freshN8n(environment);
		return await withInterakt({}, async (interakt) => {
			const credential = await createCredential(n8n.api, 'interaktApi', interakt, { webhookSecret: SECRET });
			const { url, executions } = await listening(n8n, triggerOf(credential));
			const body = (index: number) => receivedText(`Message ${index}`);
			const load = (length: number) => sendLoad({ url, secret: SECRET, perSecond, seconds: length, body });
			await load(WARM_UP_SECONDS);
			const before = await executions();
			const { sent, fine, median, max } = figures(await load(seconds));
			return {
				seconds: median / 1000,
				more: {
					'longest answer in ms': max,
					'not answered': sent - fine,
					'without an execution': sent - ((await executions()) - before),
				},
			};
		});
	},
});

/** A further figure of ours that every run has to meet. */
const most = (name: string, limit: number): Goal => ({
	figure: name,
	bound: 'at most',
	limit,
	everyRun: true,
	of: (round) => figure(of(round, 'ours').more?.[name]),
});

const webhooks = (name: string, words: string, load: Load): BenchCase => ({
	name,
	title: `${load.perSecond} webhooks a second for ${load.seconds} s, ${words}: median answer`,
	contestants: [
		contestant(
			'ours',
			(credential) => interaktTriggerNode('Start', credential, { events: ['messageReceived'] }),
			load,
		),
		contestant('Webhook', () => webhookNode('Start'), load),
	],
	goals: [
		{
			figure: 'time ÷ Webhook',
			bound: 'at most',
			limit: 1.1,
			of: (round) => of(round, 'ours').seconds / of(round, 'Webhook').seconds,
		},
		most('longest answer in ms', ANSWER_LIMIT_MS),
		most('not answered', 0),
		most('without an execution', 0),
	],
});

/** At a rate that n8n bears as it comes, and at one for which it has to be told how to spare itself. */
export const webhookLoads: BenchCase[] = [
	webhooks('webhooks', 'n8n as it comes', { perSecond: 10, seconds: 30, environment: {} }),
	webhooks('webhooks-many', 'n8n set for many', { perSecond: 100, seconds: 60, environment: MANY_WEBHOOKS }),
];
