import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { dayMonthOrderField } from './fields/additional';
import { contactFiltersField } from './fields/contacts';
import { simplifyField } from './fields/list';
import { interaktApiTest } from './methods/credentialTest';
import { pollContacts } from './triggers/contacts/poll';

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
		triggerPanel: {
			header: 'Look at the latest contacts',
			executionsHelp: {
				inactive:
					'<b>While you build your workflow</b>, press "Fetch Test Event": the latest ten contacts that fit are shown here. That changes nothing about what comes later. <br /><br /><b>When you are done</b>, publish the workflow. n8n then asks Interakt at the Poll Times, and what is new or has changed starts the workflow; these runs are listed under Executions.',
				active:
					'<b>While you build your workflow</b>, press "Fetch Test Event": the latest ten contacts that fit are shown here. That changes nothing about what comes later. <br /><br /><b>What is new or has changed</b> starts the workflow by itself, at the Poll Times; these runs are listed under Executions.',
			},
			activationHint: {
				inactive: 'Publish the workflow, and n8n asks Interakt at the Poll Times.',
				active: 'What is new or has changed also starts the workflow by itself.',
			},
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'interaktApi', required: true, testedBy: 'interaktApiTest' }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Contact Created',
						value: 'created',
						description: 'Each new contact, once',
					},
					{
						name: 'Contact Created or Modified',
						value: 'createdOrModified',
						description: 'Each new contact and each later change; the event of the output says which',
					},
					{
						name: 'Contact Modified',
						value: 'modified',
						description: 'Each change of a contact after its creation',
					},
				],
				default: 'createdOrModified',
			},
			contactFiltersField,
			simplifyField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					dayMonthOrderField,
					{
						displayName: 'Start From',
						name: 'startFrom',
						type: 'dateTime',
						noDataExpression: true,
						default: '',
						description:
							'When the workflow is published, begin with what has happened since this moment, oldest first, instead of with what happens from then on. Another moment begins anew. A time without a zone is in the Time Zone of the credential, else of the workflow; a date alone means 00:00 UTC.',
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
