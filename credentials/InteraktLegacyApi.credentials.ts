import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { legacyAuthorization } from '../nodes/InteraktLegacy/legacyApi';

export class InteraktLegacyApi implements ICredentialType {
	name = 'interaktLegacyApi';

	displayName = 'Interakt Members & Leads API';

	icon: Icon = { light: 'file:../icons/interakt.svg', dark: 'file:../icons/interakt.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-interakt/n8n-nodes-interakt/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			required: true,
			default: '',
			description: 'From interakt.co under Project Settings > API',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'From the same page as the App ID',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Asia/Kolkata',
			description:
				'The zone of times that are written without one, by its IANA name. Leave it empty for the time zone of each workflow.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: 30,
			description: 'How long to wait for an answer of Interakt',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.interakt.co/api/v1',
			description: 'Address of the API. Leave it as it is unless Interakt gave you another one.',
		},
		// By the names of n8n's own fields, which it adds where they are missing, with every domain allowed.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			options: [
				{
					name: 'All',
					value: 'all',
					description: 'The HTTP Request node may send the key to any address',
				},
				{
					name: 'None',
					value: 'none',
					description: 'The HTTP Request node may not use this credential',
				},
				{
					name: 'Specific Domains',
					value: 'domains',
					description: 'The key goes to these domains only, also from the Interakt nodes',
				},
			],
			default: 'domains',
			description: 'Where the key may be sent',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: 'app.interakt.co',
			placeholder: 'e.g. app.interakt.co, *.example.com',
			description:
				'The domains to which the key may be sent, with a comma between; *. stands for all below a domain',
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		},
	];

	authenticate: IAuthenticate = async ({ appId, apiKey }, requestOptions) => ({
		...requestOptions,
		headers: { ...requestOptions.headers, Authorization: legacyAuthorization(appId, apiKey) },
	});
}
