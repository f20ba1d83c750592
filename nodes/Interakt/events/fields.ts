import type { INodeProperties } from 'n8n-workflow';

import { choices } from './choices';
import { usualMegabytes } from './media';

/** Choices by the first words of their types, each with what to tick. */
const groups: ReadonlyArray<{ readonly name: string; readonly types: string; readonly has: RegExp }> = [
	{ name: 'received', types: '<code>message_received</code>', has: /^messageReceived/ },
	{
		name: 'api',
		types:
			'<code>message_api_sent</code>, <code>message_api_delivered</code>, <code>message_api_read</code>, <code>message_api_failed</code>, <code>message_api_clicked</code>, <code>message_api_flow_response</code>: those that you chose',
		has: /^apiMessage/,
	},
	{
		name: 'campaign',
		types:
			'<code>message_campaign_sent</code>, <code>message_campaign_delivered</code>, <code>message_campaign_read</code>, <code>message_campaign_failed</code>, <code>message_campaign_clicked</code>, <code>message_campaign_flow_response</code>: those that you chose',
		has: /^campaignMessage/,
	},
	{ name: 'agent', types: 'everything that begins with <code>agent_message</code>', has: /^agentMessage$/ },
	{ name: 'workflow', types: '<code>workflow_response_update</code>', has: /^workflowResponse$/ },
	{
		name: 'account',
		types:
			'<code>account_alerts</code>, <code>account_update</code>, <code>account_review_update</code>, <code>business_capability_update</code>, <code>phone_number_quality_update</code>: those that you chose',
		has: /^(account|businessCapability|phoneNumberQuality)/,
	},
	{
		name: 'template',
		types:
			'<code>message_template_status_update</code>, <code>template_performance_metrics</code>: those that you chose',
		has: /^template/,
	},
	{ name: 'rcs', types: 'the events of RCS messages', has: /^rcs/ },
	{ name: 'any', types: 'everything that you want to hear of', has: /^(any|unknown)$/ },
];

/** Says what to tick in Interakt for what was chosen. */
const ticks: INodeProperties[] = groups.map(({ name, types, has }) => ({
	displayName: `Tick in Interakt: ${types}`,
	name: `${name}TicksNotice`,
	type: 'notice',
	default: '',
	displayOptions: {
		show: { events: choices.map(({ value }) => value).filter((value) => has.test(value)) },
	},
}));

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'Interakt cannot be connected from here. Copy the <b>Production URL</b> from <b>Webhook URLs</b> above, and in Interakt under <b>Settings > Developer Setting</b> paste it as webhook URL, set a secret, and tick the events below. Interakt keeps <b>one URL for an account</b>: let one workflow receive all events and call the others. Then activate this workflow and press <b>Test</b> in Interakt: it succeeds and starts nothing.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: choices.map(({ name, value, description }) => ({ name, value, description })),
		default: ['messageReceived'],
		description: 'The events that start this workflow',
	},
	...ticks,
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			'Whether to take only calls that are signed with the Webhook Secret of the credential. Without it, anybody who knows the URL can start this workflow.',
	},
	{
		displayName: 'Separate Outputs',
		name: 'separateOutputs',
		type: 'boolean',
		default: false,
		description:
			'Whether messages, statuses, clicks and answers, account events, and all others each have an output of their own',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Download Media',
				name: 'downloadMedia',
				type: 'boolean',
				default: false,
				description:
					'Whether to put the file of a message beside the item. If it cannot be downloaded, the item goes out without it and says why.',
			},
			{
				displayName: 'Drop Late Statuses',
				name: 'dropLate',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave out a status that arrives after a newer one of the same message, e.g. sent after read. Otherwise isLatest is false in its item.',
			},
			{
				displayName: 'Drop Older Than (Minutes)',
				name: 'maximumAge',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Leave out events that happened longer ago than this, by their own time, so that an old call that somebody has recorded starts nothing. 0 takes all.',
			},
			{
				displayName: 'Include Raw Body',
				name: 'includeBody',
				type: 'boolean',
				default: false,
				description: 'Whether to add what Interakt sent, as it sent it, as body',
			},
			{
				displayName: 'Largest File (MB)',
				name: 'largestMedia',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: usualMegabytes,
				description: 'Larger files are not downloaded',
				displayOptions: { show: { downloadMedia: [true] } },
			},
			{
				displayName: 'Put File in Field',
				name: 'binaryProperty',
				type: 'string',
				default: 'data',
				placeholder: 'e.g. data',
				description: 'Name of the binary field of the item that gets the file',
				displayOptions: { show: { downloadMedia: [true] } },
			},
			{
				displayName: 'Unsigned Workflow Responses',
				name: 'unsignedWorkflows',
				type: 'boolean',
				default: false,
				description:
					'Whether to take answers to an Interakt workflow without a signature, because its HTTP step does not sign. Anybody who knows the URL can make up such answers then.',
			},
			{
				displayName: 'Wrong Signature',
				name: 'wrongSignature',
				type: 'options',
				options: [
					{
						name: 'Answer 401',
						value: 'refuse',
						description: 'Refuse the call, so that it shows in Interakt that the secret is wrong',
					},
					{
						name: 'Answer 200 and Drop',
						value: 'drop',
						description: 'Start nothing, but keep the webhook on',
					},
				],
				default: 'refuse',
				description:
					'What to do with a call whose signature is wrong; it never starts the workflow. Interakt turns a webhook off after five refused calls within ten minutes, until somebody turns it on again: answer 200 while the secret is being changed.',
			},
		],
	},
];
