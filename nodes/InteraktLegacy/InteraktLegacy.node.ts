import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { resourceField } from '../Interakt/actions/operation';
import { run } from '../Interakt/actions/run/run';
import { resources } from './actions';
import { interaktLegacyApiTest, legacyApi } from './legacyApi';

export class InteraktLegacy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Interakt Members & Leads',
		name: 'interaktLegacy',
		icon: { light: 'file:../../icons/interakt.svg', dark: 'file:../../icons/interakt.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ "Create or Update " + ({ lead: "Lead", member: "Member" }[$parameter["resource"]] || "") }}',
		description: 'Keep members and leads up to date in the older interakt.co product',
		defaults: { name: 'Interakt Members & Leads' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'interaktLegacyApi', required: true, testedBy: 'interaktLegacyApiTest' }],
		properties: [resourceField(resources, 'member'), ...resources.flatMap(({ description }) => description)],
	};

	methods = { credentialTest: { interaktLegacyApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this, resources, legacyApi)];
	}
}
