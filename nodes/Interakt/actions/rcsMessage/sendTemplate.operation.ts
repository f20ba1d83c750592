import { campaignIdField, whiteSpaceField } from '../../fields/additional';
import { bodyValuesField } from '../../fields/bodyValues';
import { tracking } from '../../fields/message';
import { phoneField } from '../../fields/person';
import { rcsMessageFields, rcsRequest, rcsTemplateCardsField } from '../../fields/rcs';
import { collection } from '../../input/parameters';
import { whiteSpaceChoice } from '../../input/whiteSpace';
import { templateContent } from '../../templates/byHand';
import { showAsField } from '../../fields/showAsFields';
import { readTemplateName, templateNameFields } from '../../templates/locator';
import { valueReader } from '../../fields/showAs';
import type { RequestOperation } from '../operation';

/** Sends an RCS template, which has the members of a WhatsApp one. Source: P. */
export const sendTemplate: RequestOperation = {
	option: {
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send an RCS template',
		description: 'Send an RCS template that was set up in Interakt, with an SMS fallback',
	},
	fields: [
		phoneField,
		...templateNameFields,
		bodyValuesField,
		...rcsMessageFields(campaignIdField, rcsTemplateCardsField, showAsField, whiteSpaceField),
	],
	request(parameters) {
		const { findings } = parameters;
		const fields = collection(parameters, 'additionalFields');
		const { name, languageCode } = readTemplateName(parameters);
		const values = valueReader(parameters, {
			whiteSpace: whiteSpaceChoice(fields.whiteSpace, findings),
			showAs: fields.showAs,
			language: languageCode,
		});
		const reading = {
			values,
			findings,
			parameters,
			channel: 'rcs' as const,
		};
		const content = templateContent(parameters.value('bodyValues'), fields, reading);
		values.close();
		const template = { name, languageCode, ...content };
		return rcsRequest(parameters, 'Template', { template }, fields, tracking(parameters, fields));
	},
};
