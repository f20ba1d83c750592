import type { INodeProperties } from 'n8n-workflow';

import { byName } from '../../shared/strings';
import { choices, filterNames, filters } from './choices';
import { usualMegabytes } from './media';

/** The collection Options of the panel; what is not set is not there. */
export interface Options {
	/** Addresses; whatever an expression gives. */
	readonly alsoForwardTo?: unknown;
	readonly answersAlsoStart?: boolean;
	readonly lateReply?: string;
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

/** Minutes of Drop Older Than: three days, so that what comes late passes and old recordings do not. */
export const usualMaximumAge = 3 * 24 * 60;

/** The filters of what is chosen in Trigger On, each shown where it narrows something. */
const filterFields: INodeProperties[] = filterNames.map((name) => {
	const { label, description, names, narrows } = filters[name];
	const options = Object.entries(names).map(([value, option]) => ({ name: option, value }));
	return {
		displayName: label,
		name,
		type: 'multiOptions',
		options: options.sort(byName),
		default: [],
		description,
		displayOptions: { show: { events: [...narrows] }, hide: { events: ['any'] } },
	};
});

/** Says what to tick in Interakt for each thing that is chosen. */
const ticks: INodeProperties[] = choices.map(({ value, name, ticks: types }) => ({
	displayName: `Tick in Interakt for ${name}: ${types.join(', ')}`,
	name: `${value}TickNotice`,
	type: 'notice',
	default: '',
	displayOptions: { show: { events: [value] } },
}));

/** One line of the steps; n8n's notices keep no markup but lists and links. */
const steps = [
	'Secret: make up a long random text, and enter it as Webhook Secret in the credential below.',
	'Events: choose in Trigger On what starts this workflow. Below it stands what to tick in Interakt.',
	'Publish this workflow.',
	'URL: copy the Production URL above. In Interakt, open Settings > Developer Setting, paste the URL, enter the same secret, and tick the events.',
	'Press Test in Interakt: it succeeds and starts nothing.',
];

export const triggerFields: INodeProperties[] = [
	{
		displayName: `Interakt cannot be connected from here. Do this once:<ul>${steps
			.map((step, index) => `<li>${index + 1}. ${step}</li>`)
			.join(
				'',
			)}</ul>Interakt keeps one URL for an account: Also Forward To, an option below, passes events on to other workflows.`,
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: choices.map(({ name, value, description }) => ({
			name,
			value,
			description,
			// What n8n offers among its triggers; left to itself it would write "rcs".
			action: `On ${name.toLowerCase().replace('rcs', 'RCS')}`,
		})),
		default: ['messageReceived'],
		description: 'The events that start this workflow',
	},
	...filterFields,
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
				displayName: 'Answers Also Start',
				name: 'answersAlsoStart',
				type: 'boolean',
				default: false,
				description:
					'Whether an answer to a question of Send and Wait for Response also starts this workflow, if it is chosen in Trigger On. Otherwise it only goes on in the workflow that asked.',
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
				default: usualMaximumAge,
				description:
					'Leave out events that happened longer ago than this, by their own time, so that a call that somebody has recorded starts nothing when it is sent again. Three days unless set, so that late events pass; 0 takes all.',
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
				displayName: 'Reply to Late Answers',
				name: 'lateReply',
				type: 'string',
				default: '',
				placeholder: 'e.g. This question is closed',
				description:
					'Text that is sent once to a person who taps an answer to a question of Send and Wait for Response that is over. If left empty, nothing is sent.',
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
