import type { INodeProperties } from 'n8n-workflow';

/** The SMS in reserve. Read by `smsFallback`. */
export const smsFallbackField: INodeProperties = {
	displayName: 'SMS Fallback',
	name: 'smsFallback',
	type: 'fixedCollection',
	placeholder: 'Add SMS',
	default: {},
	description: 'SMS that Interakt sends when WhatsApp does not reach the customer',
	options: [
		{
			displayName: 'SMS',
			name: 'values',
			values: [
				{
					displayName: 'DLT Template ID',
					name: 'dltTemplateId',
					type: 'string',
					default: '',
					description: 'ID of the SMS template as registered with the DLT platform',
				},
				{
					displayName: 'Message',
					name: 'message',
					type: 'string',
					default: '',
					description: 'Text of the SMS, as registered',
				},
				{
					displayName: 'Principal Entity ID',
					name: 'peId',
					type: 'string',
					default: '',
					description: 'Your entity ID on the DLT platform',
				},
				{
					displayName: 'Provider Name',
					name: 'providerName',
					type: 'string',
					default: 'default',
					description: 'SMS provider as named by Interakt',
				},
				{
					displayName: 'Sender ID',
					name: 'senderId',
					type: 'string',
					default: '',
					placeholder: 'e.g. MYSHOP',
				},
				{
					displayName: 'Variables',
					name: 'variables',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Variable',
					default: {},
					options: [
						{
							displayName: 'Variable',
							name: 'values',
							values: [
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. 123456',
								},
							],
						},
					],
				},
			],
		},
	],
};
