import type { INodeProperties } from 'n8n-workflow';

/** What a flow starts with. Read by `flow`. */
export const flowField: INodeProperties = {
	displayName: 'Flow',
	name: 'flow',
	type: 'fixedCollection',
	placeholder: 'Add Flow',
	default: {},
	description: 'For a template with a button that opens a WhatsApp flow',
	options: [
		{
			displayName: 'Flow',
			name: 'values',
			values: [
				{
					displayName: 'Token',
					name: 'token',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					placeholder: 'e.g. booking-1042',
					description: 'Comes back with the answers of the flow',
				},
				{
					displayName: 'Data',
					name: 'data',
					type: 'json',
					default: '{}',
					description: 'Values for the first screen of the flow',
				},
			],
		},
	],
};
