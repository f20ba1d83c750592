import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { conditionsField } from './fields/contactFilters';
import { simplifyField } from './fields/list';
import { interaktApiTest } from './methods/interaktApiTest';
import { pollContacts } from './polling/pollContacts';

export class InteraktContactTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Interakt Contact Trigger',
		name: 'interaktContactTrigger',
		icon: { light: 'file:../../icons/interakt.svg', dark: 'file:../../icons/interakt.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { created: "Contact Created", modified: "Contact Modified", createdOrModified: "Contact Created or Modified" }[$parameter["triggerOn"]] }}',
		description: 'Starts a workflow when a contact is created or changed in Interakt',
		defaults: { name: 'Interakt Contact Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'interaktApi', required: true, testedBy: 'interaktApiTest' }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'options',
				options: [
					{
						name: 'Contact Created',
						value: 'created',
						description: 'Each new contact, once',
					},
					{
						name: 'Contact Created or Modified',
						value: 'createdOrModified',
						description: 'Each new contact and each change of one; "event" says which',
					},
					{
						name: 'Contact Modified',
						value: 'modified',
						description: 'Each change of a contact after its creation',
					},
				],
				default: 'createdOrModified',
			},
			simplifyField,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [conditionsField],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Start From',
						name: 'startFrom',
						type: 'dateTime',
						default: '',
						description:
							'Also give what happened since this moment, oldest first, once the workflow is active. Without it, contacts are followed from the activation on. Another moment begins anew.',
					},
				],
			},
		],
	};

	methods = { credentialTest: { interaktApiTest } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollContacts(this);
	}
}
