import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsOf, countryFieldBy } from '../../fields/additional';
import { phoneField, readPhone } from '../../fields/person';
import { choice } from '../../input/choice';
import { readEmailAddress } from '../../input/email';
import { collection, isAdded, type Parameters } from '../../input/parameters';
import { identifier, optional } from '../../input/text';
import { serverWords } from '../run/output';
import type { InteraktRequest } from '../../transport/request';
import type { RequestOperation } from '../operation';

const byFields: INodeProperties[] = [
	{
		displayName: 'Assign By',
		name: 'assignBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'IDs',
				value: 'ids',
				description: 'Your own ID of the customer and the ID of the agent',
			},
			{
				name: 'Phone Number and Agent Email',
				value: 'phoneNumber',
			},
		],
		default: 'phoneNumber',
		description: 'How to say whose chat goes to whom',
	},
];

const ways = { phoneNumber: 'Phone Number and Agent Email', ids: 'IDs' };

/** The wanted state already holds (contract §1.11). */
const alreadyAssigned = /already assigned to (the )?same agent/i;

/** By phone and agent e-mail. Source: P. */
function byPhone(parameters: Parameters): InteraktRequest {
	const { findings } = parameters;
	const { countryCode, phoneNumber } = readPhone(parameters);
	const full = countryCode.slice(1) + phoneNumber;
	const email = readEmailAddress(parameters.value('agentEmail'), 'Agent Email', findings);
	const fields = collection(parameters, 'additionalFields');
	// The channel narrows which chat is meant, so one that gives nothing is refused.
	const channel = isAdded(fields, 'channelId')
		? identifier(fields.channelId, 'WhatsApp Channel ID', findings, { required: true })
		: '';
	return {
		method: 'POST',
		path: '/assignment/',
		effect: 'upsert',
		recipient: `+${full}`,
		alreadyDone: alreadyAssigned,
		body: { user_phone_number: full, agent_email: email, ...optional('wc_id', channel) },
	};
}

/** By the two IDs. Source: S4 §8.1. */
function byIds(parameters: Parameters): InteraktRequest {
	const { findings } = parameters;
	const userId = identifier(parameters.value('userId'), 'User ID', findings, { required: true });
	const agentId = identifier(parameters.value('agentId'), 'Agent ID', findings, { required: true });
	return {
		method: 'POST',
		path: '/chat/assign/',
		effect: 'upsert',
		recipient: userId,
		alreadyDone: alreadyAssigned,
		body: { userId, agentId },
	};
}

/** Assigns a customer's chat to an agent; repeating it changes nothing. Source: S4 §8.1, P. */
export const assign: RequestOperation = {
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign a chat',
		description: 'Assign the chat with a customer to an agent of your team',
	},
	fields: [
		...byFields,
		{ ...phoneField, displayOptions: { show: { assignBy: ['phoneNumber'] } } },
		{
			displayName: 'Agent Email',
			name: 'agentEmail',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. asha@example.com',
			description: 'Email with which the agent logs in to Interakt',
			displayOptions: { show: { assignBy: ['phoneNumber'] } },
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. customer-4711',
			description: 'Your own ID of the customer',
			displayOptions: { show: { assignBy: ['ids'] } },
		},
		{
			displayName: 'Agent ID',
			name: 'agentId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. agent-123',
			description: 'ID of the agent in Interakt',
			displayOptions: { show: { assignBy: ['ids'] } },
		},
		additionalFieldsOf(countryFieldBy('assignBy'), {
			displayName: 'WhatsApp Channel ID',
			name: 'channelId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4fdff884-c388-4c1e-aea6-1890222dbc2e',
			description: 'Which WhatsApp number of yours the chat is with, if there are several; sent as wc_id',
			displayOptions: { show: { '/assignBy': ['phoneNumber'] } },
		}),
	],
	request(parameters) {
		const by = choice(parameters.value('assignBy'), 'Assign By', ways, parameters.findings);
		return by === 'ids' ? byIds(parameters) : byPhone(parameters);
	},
	output(reply, { body = {} }) {
		const { user_phone_number: number, userId } = body;
		return {
			...(number === undefined ? { userId } : { phoneNumber: `+${String(number)}` }),
			alreadyAssigned: reply.status === 400,
			...serverWords(reply),
		};
	},
};
