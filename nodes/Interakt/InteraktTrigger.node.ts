import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { interaktApiTest } from './methods/credentialTest';
import { knownTriggers } from './questions/triggers';
import { beginListening, triggerOf } from './triggers/webhook/activation';
import { triggerFields } from './triggers/webhook/fields';
import { answerWebhook } from './triggers/webhook/handle';
import { outputsExpression } from './triggers/webhook/output';

export class InteraktTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Interakt Trigger',
		name: 'interaktTrigger',
		icon: { light: 'file:../../icons/interakt.svg', dark: 'file:../../icons/interakt.dark.svg' },
		group: ['trigger'],
		// For a webhook of version 1 n8n evaluates an expression on every call, to look for a setting of its own old nodes.
		version: 2,
		subtitle:
			'={{ "On " + [].concat($parameter["events"]).map((event) => ({ any: "any event", otherRcsEvent: "other RCS event", unknown: "event of unknown type" })[event] || String(event).replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase())).join(", ") }}',
		description:
			'Send WhatsApp and RCS messages and keep contacts up to date in Interakt, or start a workflow with what customers write, tap and answer',
		eventTriggerDescription: '',
		activationMessage:
			'Interakt events now start this workflow, if its Production URL is entered in Interakt.',
		triggerPanel: {
			header: 'Try it with an event from Interakt',
			executionsHelp: {
				inactive:
					'<b>While you build your workflow</b>, press "Execute step", enter the <b>Test URL</b> in Interakt under Settings > Developer Setting, and press Test there or write to your WhatsApp number. The event is shown here. <br /><br /><b>When you are done</b>, publish the workflow and enter the <b>Production URL</b> in Interakt instead: it keeps one URL for an account.',
				active:
					'<b>While you build your workflow</b>, press "Execute step" and send an event to the <b>Test URL</b>. It is shown here. <br /><br /><b>Events of the Production URL</b> start the workflow by themselves; they are listed under Executions. The Test button of Interakt is answered and starts nothing.',
			},
			activationHint: {
				inactive:
					'Publish the workflow, then enter the Production URL in Interakt under Settings > Developer Setting.',
				active:
					'Events also start the workflow by themselves, if its Production URL is entered in Interakt under Settings > Developer Setting.',
			},
		},
		defaults: { name: 'Interakt Trigger' },
		inputs: [],
		outputs: outputsExpression,
		credentials: [
			{
				name: 'interaktApi',
				required: true,
				testedBy: 'interaktApiTest',
				displayOptions: { show: { verifySignature: [true] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				ndvHideMethod: true,
				// For calls that start nothing; those that do are answered before n8n stores the run.
				responseMode: 'onReceived',
				responseData: 'noData',
			},
		],
		properties: [...triggerFields],
	};

	methods = { credentialTest: { interaktApiTest } };

	webhookMethods = {
		default: {
			// Interakt has no route that registers a webhook: a person pastes the URL.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await beginListening(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await beginListening(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				knownTriggers.end(triggerOf(this), Date.now());
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWebhook(this);
	}
}
