import type { INode, INodeParameters } from 'n8n-workflow';

import { Webhooks } from '../simulator/webhooks/webhooks.cts';
import type { N8n } from './n8n.cts';
import { interaktTriggerNode, noOperationNode, productionUrl, registered } from './triggers.cts';
import { chain } from './workflows.cts';

/** The secret by which its calls are signed. */
export const WEBHOOK_SECRET_OF_TESTS = 'a secret for tests only';

/** An active workflow, and an Interakt whose webhook is entered for it. */
export interface Listening {
	workflowId: string;
	url: string;
	interakt: Webhooks;
}

/** Activates a workflow that an Interakt Trigger starts. */
export async function listening(
	{ api, url: n8nUrl }: N8n,
	parameters: INodeParameters,
	then: INode = noOperationNode('Done'),
): Promise<Listening> {
	const credential = await api.createCredential('Interakt', 'interaktApi', {
		secretKey: 'c2VjcmV0Og==',
		webhookSecret: WEBHOOK_SECRET_OF_TESTS,
	});
	const trigger = interaktTriggerNode('Interakt Trigger', credential, parameters);
	const workflowId = await api.createWorkflow(chain('Webhooks', [trigger, then]));
	await api.activate(workflowId);
	const url = productionUrl({ url: n8nUrl }, trigger);
	await registered(url);
	const interakt = new Webhooks({ clock: () => Date.now() });
	interakt.register({ url, secret: WEBHOOK_SECRET_OF_TESTS });
	return { workflowId, url, interakt };
}
