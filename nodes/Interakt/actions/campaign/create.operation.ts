import { additionalFieldsOf, ifMaybeSentField, sendOnceKeyField } from '../../fields/additional';
import { identifier } from '../../input/text';
import { readTemplateName, templateFields } from '../../templates/locator';
import type { RequestOperation } from '../operation';
import { camelCased } from '../../shared/strings';
import { dataOf } from '../../transport/reply';
import { serverWords } from '../run/output';

/** Creates a campaign, under whose ID Interakt counts the messages that carry it. Source: S4 §5.1. */
export const create: RequestOperation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a campaign',
		description: 'Create a campaign; give its ID to messages to see their results together in Interakt',
	},
	fields: [
		{
			displayName: 'Name',
			name: 'campaignName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Diwali Sale',
			description: 'Name of the campaign in Interakt',
		},
		...templateFields,
		additionalFieldsOf(ifMaybeSentField, sendOnceKeyField),
	],
	request(parameters) {
		const { name, languageCode } = readTemplateName(parameters);
		const campaign = identifier(parameters.value('campaignName'), 'Name', parameters.findings, {
			required: true,
		});
		return {
			method: 'POST',
			path: '/create-campaign/',
			effect: 'send',
			body: {
				campaign_name: campaign,
				campaign_type: 'PublicAPI',
				template_name: name,
				language_code: languageCode,
			},
		};
	},
	output(reply) {
		const { campaignId, ...made } = dataOf(reply);
		return { campaignId, ...camelCased(made), ...serverWords(reply) };
	},
};
