import { phoneFields } from '../../fields/person';
import { campaignIdField, whiteSpaceField } from '../../fields/shared';
import { bodyValuesField } from '../../fields/bodyValues';
import { smsFallbackField } from '../../fields/smsFallback';
import { rcsTemplateCardsField } from '../../fields/rcs';
import { templateFields } from '../../fields/templateLocator';
import { tracking } from '../../payload/message';
import { collection } from '../../payload/parameters';
import { rcsRequest } from '../../payload/rcs';
import { templateContent } from '../../payload/template';
import { readTemplateName } from '../../payload/templateName';
import { whiteSpaceChoice } from '../../payload/whiteSpace';
import type { RequestOperation } from '../operation';

/** Sends an RCS template, which has the members of a WhatsApp one. Source: P. */
export const sendTemplate: RequestOperation = {
	option: {
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send an RCS template',
		description: 'Send an RCS template that was set up in Interakt, with an SMS in reserve',
	},
	fields: [
		...phoneFields,
		...templateFields,
		bodyValuesField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [campaignIdField, rcsTemplateCardsField, smsFallbackField, whiteSpaceField],
		},
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const { name, languageCode } = readTemplateName(parameters);
		const reading = {
			whiteSpace: whiteSpaceChoice(fields.whiteSpace),
			findings,
			parameters,
			cardHeaders: false,
		};
		const content = templateContent(parameters.value('bodyValues'), fields, reading);
		const template = { name, languageCode, ...content };
		return rcsRequest(parameters, 'Template', { template }, fields, tracking(parameters, fields));
	},
};
