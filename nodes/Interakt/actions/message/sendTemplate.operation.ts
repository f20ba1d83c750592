import { personFields } from '../../fields/person';
import { bodyValuesField, templateAdditionalFields } from '../../fields/template';
import { templateFields } from '../../fields/templateLocator';
import { messageRequest, tracking } from '../../payload/message';
import { categories } from '../../payload/categories';
import { choice, collection } from '../../payload/parameters';
import { readPerson } from '../../payload/person';
import { smsFallback, templateContent } from '../../payload/template';
import { readTemplateName } from '../../payload/templateName';
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
	fields: [...personFields, ...templateFields, bodyValuesField, templateAdditionalFields],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const { name, languageCode } = readTemplateName(parameters);
		const reading = {
			whiteSpace: whiteSpaceChoice(fields.whiteSpace),
			findings,
			parameters,
			cardHeaders: true,
		};
		const template = templateContent(name, languageCode, parameters.value('bodyValues'), fields, reading);
		const category = choice(fields.templateCategory, 'Only If Category Is', categories, findings);
		const fallback = smsFallback(fields.smsFallback, findings);
		return messageRequest(
			readPerson(parameters),
			'Template',
			{ template },
			{
				...tracking(parameters, fields),
				...(category && { template_category: category }),
				...(fallback && { fallback }),
			},
		);
	},
};
