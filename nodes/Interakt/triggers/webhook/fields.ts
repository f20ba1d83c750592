import type { INodeProperties } from 'n8n-workflow';

import { choices } from './choices';
import { usualMegabytes } from './media';

/** The collection Options of the panel; what is not set is not there. */
export interface Options {
	/** Addresses; whatever an expression gives. */
	readonly alsoForwardTo?: unknown;
	readonly wrongSignature?: 'refuse' | 'drop';
	readonly unsignedWorkflows?: boolean;
	/** In minutes. */
	readonly maximumAge?: number;
	readonly dropLate?: boolean;
	readonly includeBody?: boolean;
	readonly defaultCountryCode?: string;
	readonly downloadMedia?: boolean;
	readonly binaryProperty?: string;
	/** In megabytes. */
	readonly largestMedia?: number;
}

/** Says what to tick in Interakt, each thing once, for what was chosen. */
const ticks: INodeProperties[] = [...new Set(choices.map(({ tick }) => tick))].map((tick) => {
	const values = choices.filter((choice) => choice.tick === tick).map(({ value }) => value);
	return {
		displayName: `Tick in Interakt: ${tick}`,
		name: `${values[0]}TickNotice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { events: values } },
	};
});

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			// n8n's notices keep no markup but lists and links.
			'Interakt cannot be connected from here. Do this once:<ul><li>Make up a long Webhook Secret for the credential below.</li><li>Publish this workflow and copy the Production URL above.</li><li>In Interakt, open Settings > Developer Setting.</li><li>Paste the URL and enter the same secret there.</li><li>Tick the events that are named below.</li><li>Press Test there: it succeeds and starts nothing.</li></ul>Interakt keeps one URL for an account: let one workflow receive all events and call the others.',
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
				displayName: 'Also Forward To',
				name: 'alsoForwardTo',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Address' },
				default: [],
				placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
				description:
					'Other addresses that get each genuine call of Interakt too, with its bytes and signature as they came, whatever is chosen above: another workflow’s Interakt Trigger, the Test URL while you build, another system. Each is tried three times, after Interakt has its answer. What has been forwarded is not forwarded again.',
			},
			{
				displayName: 'Default Country Code',
				name: 'defaultCountryCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. +91, IN or India',
				description:
					'The country of phone numbers that Interakt sends without one. If left empty, the country of the credential.',
			},
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
