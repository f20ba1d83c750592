import { sessionFallbacks } from '../../fields/fallback';
import { messageFields, messageRequest, tracking, windowTemplateField } from '../../fields/message';
import { personFields, readPerson } from '../../fields/person';
import { limits } from '../../input/limits';
import { collection } from '../../input/parameters';
import { shownText } from '../../input/text';
import type { Operation } from '../operation';

/** Sends a text within the 24-hour window. Source: P; outside the window the API refuses it (`outsideWindow`). */
export const sendText: Operation = {
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send a text message',
		description:
			'Send a WhatsApp text to a customer who wrote within the last 24 hours; otherwise use Send Template',
	},
	fields: [
		...personFields,
		{
			displayName: 'Text',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order is on its way',
			description: `The text, at most ${limits.text} characters. *Bold*, _italic_ and line breaks work as in WhatsApp.`,
		},
		...messageFields(windowTemplateField),
	],
	request(parameters) {
		const message = shownText(parameters.value('message'), 'Text', parameters.findings, {
			required: true,
			max: limits.text,
		});
		const additional = tracking(parameters, collection(parameters, 'additionalFields'));
		return messageRequest(readPerson(parameters), 'Text', { data: { message } }, additional);
	},
	fallbacks: sessionFallbacks,
};
