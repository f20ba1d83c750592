import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { phoneFields, readPhone } from '../../fields/person';
import type { Parameters } from '../../input/parameters';
import { text } from '../../input/text';
import { isObject } from '../../shared/isObject';
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

/** The wanted state already holds (contract §1.11). */
const alreadyAssigned = /already assigned to (the )?same agent/i;

/** By phone and agent e-mail. Source: P. */
function byPhone(parameters: Parameters): InteraktRequest {
	const { findings } = parameters;
	const { countryCode, phoneNumber } = readPhone(parameters);
	const full = countryCode.slice(1) + phoneNumber;
	const email = text(parameters.value('agentEmail'), 'Agent Email', findings, { required: true }).trim();
	if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email)) {
		findings.add('Agent Email', `"${email}" is not an email address`, 'Write it like asha@example.com.');
	}
	return {
		method: 'POST',
		path: '/assignment/',
		effect: 'upsert',
		recipient: `+${full}`,
		alreadyDone: alreadyAssigned,
		body: { user_phone_number: full, agent_email: email },
	};
}

/** By the two IDs. Source: S4 §8.1. */
function byIds(parameters: Parameters): InteraktRequest {
	const { findings } = parameters;
	const userId = text(parameters.value('userId'), 'User ID', findings, { required: true }).trim();
	const agentId = text(parameters.value('agentId'), 'Agent ID', findings, { required: true }).trim();
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
		...updateDisplayOptions({ show: { assignBy: ['phoneNumber'] } }, phoneFields),
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
	],
	request: (parameters) => (parameters.value('assignBy') === 'ids' ? byIds(parameters) : byPhone(parameters)),
	output({ status, body }, { recipient = '' }) {
		const { message = '' } = isObject(body) ? body : {};
		return { status: 'accepted', message, alreadyAssigned: status === 400, recipient };
	},
};
