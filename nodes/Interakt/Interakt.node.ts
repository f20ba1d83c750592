import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { resources } from './actions';
import { run } from './actions/run/run';
import { interaktApiTest } from './methods/credentialTest';
import { contactTraits, searchLanguages, searchTemplates, templateVariables } from './methods/lists';
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
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'interaktApi', required: true, testedBy: 'interaktApiTest' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Campaign',
						value: 'campaign',
					},
					{
						name: 'Chat',
						value: 'chat',
					},
					{
						name: 'Contact',
						value: 'contact',
					},
					{
						name: 'Event',
						value: 'event',
					},
					{
						name: 'File',
						value: 'file',
					},
					{
						name: 'Message',
						value: 'message',
					},
					{
						name: 'RCS Message',
						value: 'rcsMessage',
					},
					{
						name: 'Template',
						value: 'template',
					},
				],
				default: 'message',
			},
			...resources.flatMap(({ description }) => description),
		],
	};

	methods = {
		credentialTest: { interaktApiTest },
		listSearch: { searchLanguages, searchTemplates },
		resourceMapping: { contactTraits, templateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this, resources, interaktApi)];
	}
}
