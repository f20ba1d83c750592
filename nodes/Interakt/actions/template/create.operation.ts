import { type IDataObject, updateDisplayOptions } from 'n8n-workflow';

import { choice, requiredChoice } from '../../input/choice';
import { readLanguage } from '../../input/language';
import { limits } from '../../input/limits';
import type { Parameters } from '../../input/parameters';
import { identifier, optional } from '../../input/text';
import { camelCased } from '../../shared/strings';
import { buttonsField } from '../../templates/byHandFields';
import {
	buttonType,
	cardDefinitions,
	categories,
	header,
	samples,
	templateButtons,
	templateText,
} from '../../templates/create';
import { bodyFields, cardsField, headerFields } from '../../templates/createFields';
import { dataOf } from '../../transport/reply';
import type { RequestOperation } from '../operation';
import { serverWords } from '../run/output';

/** Creates a template and hands it to Meta for review. Source: S4 §4.1 to §4.3, contract §1.5. */
export const create: RequestOperation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a template',
		description: 'Create a message template, which Meta then reviews before it can be sent',
	},
	fields: [
		{
			displayName: 'Name',
			name: 'displayName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Welcome Offer',
			description: 'Name of the template in Interakt',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: 'English' },
			description: 'Language of the template',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchLanguages', searchable: true },
				},
				{
					displayName: 'By English Name',
					name: 'name',
					type: 'string',
					placeholder: 'e.g. English',
				},
			],
		},
		{
			displayName: 'Category',
			name: 'category',
			type: 'options',
			options: [
				{
					name: 'Authentication',
					value: 'Authentication',
				},
				{
					name: 'Marketing',
					value: 'Marketing',
				},
				{
					name: 'Utility',
					value: 'Utility',
				},
			],
			default: 'Utility',
			description: 'What the template is for, which decides its price; Meta may change it',
		},
		{
			displayName: 'Kind',
			name: 'templateKind',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Carousel',
					value: 'carousel',
					description: 'A text with cards to swipe through',
				},
				{
					name: 'Message',
					value: 'message',
					description: 'A text with an optional header, footer and buttons',
				},
			],
			default: 'message',
		},
		...updateDisplayOptions({ show: { templateKind: ['message'] } }, headerFields),
		...bodyFields,
		{
			displayName: 'Footer',
			name: 'footer',
			type: 'string',
			default: '',
			placeholder: 'e.g. Team Interakt',
			description: `Small text below the body, at most ${limits.footer} characters`,
			displayOptions: { show: { templateKind: ['message'] } },
		},
		...updateDisplayOptions({ show: { templateKind: ['message'] } }, [buttonsField]),
		...updateDisplayOptions({ show: { templateKind: ['carousel'] } }, [cardsField]),
	],
	request(parameters) {
		const { findings } = parameters;
		const body = templateText(parameters.value('body'), 'Body', findings, {
			required: true,
			max: limits.body,
		});
		const bodySamples = samples(body, parameters.value('bodySamples'), 'Body', parameters);
		const definition = {
			display_name: identifier(parameters.value('displayName'), 'Name', findings, {
				required: true,
				max: limits.templateName,
			}),
			language: readLanguage(parameters.value('language'), findings),
			category: requiredChoice(parameters.value('category'), 'Category', categories, findings) ?? '',
			body,
			...(bodySamples.length > 0 && { body_text: bodySamples }),
		};
		const kind = choice(parameters.value('templateKind'), 'Kind', ['message', 'carousel'], findings);
		const others =
			kind === 'carousel'
				? { carousel_cards: cardDefinitions(parameters.value('cards'), parameters) }
				: messageParts(parameters);
		return {
			method: 'POST',
			path: '/track/templates/',
			effect: 'send',
			body: { ...definition, ...others },
		};
	},
	output(reply) {
		const { id, name, ...made } = dataOf(reply);
		return {
			templateId: id,
			templateName: name,
			...camelCased(made),
			...serverWords(reply),
		};
	},
};

/** What a template has around its body when it is no carousel. */
function messageParts(parameters: Parameters): IDataObject {
	const { findings } = parameters;
	const buttons = templateButtons(parameters.value('buttons'), '', limits.templateButtons, parameters);
	return {
		...header(parameters),
		...optional(
			'footer',
			templateText(parameters.value('footer'), 'Footer', findings, { max: limits.footer }),
		),
		...buttonType(buttons),
		...(buttons.length > 0 && { buttons }),
	};
}
