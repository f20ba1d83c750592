import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { resources } from './actions';
import { resourceField } from './actions/operation';
import { ask, isAsking, takeAnswer } from './actions/run/ask';
import { run } from './actions/run/run';
import { interaktApiTest } from './methods/credentialTest';
import { contactTraits, searchLanguages, searchTemplates, templateVariables } from './methods/lists';
import { answerPath } from './questions/answer';
import { outputsExpression } from './questions/deadline';
import { interaktApi } from './transport/interaktApi';

export class Interakt implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Interakt',
		name: 'interakt',
		icon: { light: 'file:../../icons/interakt.svg', dark: 'file:../../icons/interakt.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ({ upsert: "Create or Update", getAll: "Get Many" }[$parameter["operation"]] || $parameter["operation"].charAt(0).toUpperCase() + $parameter["operation"].slice(1).replace(/[A-Z]/g, " $&")) + ({ message: "", rcsMessage: " (RCS)" }[$parameter["resource"]] ?? " " + $parameter["resource"].charAt(0).toUpperCase() + $parameter["resource"].slice(1)) + ($parameter["operation"] === "getAll" ? "s" : "") + ($parameter["operation"] === "sendTemplate" && $parameter["template"] ? ": " + String($parameter["template"].value || $parameter["template"]).split("|")[0] : "") }}',
		description:
			'Send WhatsApp and RCS messages, keep contacts and events up to date in Interakt, and start workflows with what customers answer',
		defaults: { name: 'Interakt' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression,
		credentials: [{ name: 'interaktApi', required: true, testedBy: 'interaktApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Without it n8n answers the literal text firstEntryJson in place of what the node gives it.
				responseData: '',
				path: answerPath,
				restartWebhook: true,
				isFullPath: true,
			},
		],
		properties: [resourceField(resources, 'message'), ...resources.flatMap(({ description }) => description)],
	};

	methods = {
		credentialTest: { interaktApiTest },
		listSearch: { searchLanguages, searchTemplates },
		resourceMapping: { contactTraits, templateVariables },
	};

	// The webhook belongs to an execution that waits: n8n itself opens and closes it.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [isAsking(this) ? await ask(this) : await run(this, resources, interaktApi)];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await takeAnswer(this);
	}
}
