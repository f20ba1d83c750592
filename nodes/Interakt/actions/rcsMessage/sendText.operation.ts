import { phoneField } from '../../fields/person';
import { rcsMessageFields, rcsRequest } from '../../fields/rcs';
import { collection } from '../../input/parameters';
import { shownText } from '../../input/text';
import type { RequestOperation } from '../operation';

/** Sends a text by RCS. Source: S4 §7.1. */
export const sendText: RequestOperation = {
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send an RCS text message',
		description: 'Send a text by RCS, the successor of SMS',
	},
	fields: [
		phoneField,
		{
			displayName: 'Text',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order is on its way',
		},
		...rcsMessageFields(),
	],
	request(parameters) {
		const plainText = shownText(parameters.value('message'), 'Text', parameters.findings, { required: true });
		const fields = collection(parameters, 'additionalFields');
		return rcsRequest(parameters, 'Text', { message: { plainText } }, fields);
	},
};
