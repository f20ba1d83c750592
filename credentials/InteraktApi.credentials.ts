import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authorization } from '../nodes/Interakt/transport/interaktApi';

export class InteraktApi implements ICredentialType {
	name = 'interaktApi';

	displayName = 'Interakt API';

	icon: Icon = { light: 'file:../icons/interakt.svg', dark: 'file:../icons/interakt.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-interakt/n8n-nodes-interakt/blob/main/docs/credentials.md';

	httpRequestNode: NonNullable<ICredentialType['httpRequestNode']> = {
		name: 'Interakt',
		docsUrl: 'https://www.interakt.shop/resource-center/',
		apiBaseUrlPlaceholder: 'https://api.interakt.ai/v1/public/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'In Interakt: Settings > Developer Setting > Secret Key. The rest of this form can stay as it is.',
			description:
				'Copy it from Interakt under Settings > Developer Setting and paste it as it is. It is already encoded; a pasted "Basic" in front or the decoded key works too.',
		},
		{
			displayName: 'Plan',
			name: 'plan',
			type: 'options',
			options: [
				{
					name: 'Growth (300 Requests per Minute)',
					value: 'growth',
				},
				{
					name: 'Advanced (600 Requests per Minute)',
					value: 'advanced',
				},
				{
					name: 'Enterprise or Other',
					value: 'other',
				},
			],
			default: 'growth',
			description:
				'Your Interakt plan, which decides how fast requests may be sent. The Starter plan has no API access.',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 300,
			description: 'The limit that Interakt has agreed with you',
			displayOptions: { show: { plan: ['other'] } },
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'string',
			default: '+91',
			placeholder: 'e.g. +91, IN or India',
			description:
				'The country of phone numbers that are written without one: its calling code, its ISO code or its English name. Default Country Code of a node overrides it.',
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
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only for the Interakt Trigger; leave it empty otherwise',
			description:
				'A long random text of your own. Enter the same text with the webhook in Interakt, under Settings > Developer Setting: it proves that calls come from there. It is not the Secret Key. While you change it, enter the old and the new one with a space between.',
		},
		{
			displayName: 'Processes Sharing the Limit',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'How many n8n workers send with this key, where that is known: the limit is divided by it. With 1, workers that share a key still adapt to one another, at the price of some repeated requests.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: 30,
			description:
				'How long to wait for an answer of Interakt. A message without an answer ends as unknown and is not sent again.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.interakt.ai/v1/public',
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
			default: 'api.interakt.ai',
			placeholder: 'e.g. api.interakt.ai, *.example.com',
			description:
				'The domains to which the key may be sent, with a comma between; *. stands for all below a domain',
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		},
	];

	// A function, because an expression would be evaluated again for every single request.
	authenticate: IAuthenticate = async (credentials, requestOptions) => ({
		...requestOptions,
		headers: { ...requestOptions.headers, Authorization: authorization(String(credentials.secretKey)) },
	});
}
