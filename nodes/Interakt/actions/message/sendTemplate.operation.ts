import { personFields } from '../../fields/person';
import { bodyValuesField, templateAdditionalFields } from '../../fields/template';
import { messageRequest, tracking } from '../../payload/message';
import { collection, optional, text } from '../../payload/parameters';
import { readPerson } from '../../payload/person';
import { smsFallback, templateContent } from '../../payload/template';
import { whiteSpaceChoice } from '../../payload/whiteSpace';
import type { Operation } from '../operation';

/** Sends an approved template, inside or outside the 24-hour window. Source: S3, S4 §3, contract §1.4. */
export const sendTemplate: Operation = {
	option: {
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send a template message',
		description: 'Send an approved WhatsApp template, which reaches a customer at any time',
	},
	fields: [
		...personFields,
		{
			displayName: 'Template',
			name: 'template',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'name', value: '' },
			description: 'The template to send, by its code name',
			modes: [
				{
					displayName: 'By Code Name',
					name: 'name',
					type: 'string',
					placeholder: 'e.g. order_update',
					hint: 'In Interakt, open the template: the code name is the part of the address between /template/ and /view',
				},
			],
		},
		{
			displayName: 'Language Code',
			name: 'languageCode',
			type: 'string',
			required: true,
			default: 'en',
			placeholder: 'e.g. en',
			description: 'Language of the template, exactly as in Interakt: "en" is not "en_US"',
		},
		bodyValuesField,
		templateAdditionalFields,
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const name = text(parameters.value('template'), 'Template', findings, { required: true }).trim();
		const language = text(parameters.value('languageCode'), 'Language Code', findings, {
			required: true,
		}).trim();
		const reading = { whiteSpace: whiteSpaceChoice(fields.whiteSpace), findings };
		const template = templateContent(name, language, parameters.value('bodyValues'), fields, reading);
		const fallback = smsFallback(fields.smsFallback, findings);
		return messageRequest(
			readPerson(parameters),
			'Template',
			{ template },
			{
				...tracking(parameters, fields),
				...optional('template_category', text(fields.templateCategory, 'Only If Category Is', findings)),
				...(fallback && { fallback }),
			},
		);
	},
};
