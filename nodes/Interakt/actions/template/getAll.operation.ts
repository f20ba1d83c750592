import type { IDataObject } from 'n8n-workflow';

import { readAllPages } from '../../delivery/paging';
import { returnFields, simplifyField, wantedRows, wantsSimple } from '../../fields/list';
import { requiredChoice } from '../../input/choice';
import { readLanguageCode } from '../../input/language';
import { limits } from '../../input/limits';
import { collection, isAdded } from '../../input/parameters';
import { identifier } from '../../input/text';
import { templateOutput, templatePages } from '../../templates/list';
import type { ListOperation } from '../operation';

const statuses = ['APPROVED', 'PAUSED', 'PENDING', 'REJECTED'] as const;
const categories = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;

/** Lists templates. Source: S4 §4.4, contract §1.6. */
export const getAll: ListOperation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many templates',
		description: 'Get templates with their texts, variables, buttons and approval status',
	},
	fields: [
		...returnFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Approval Status',
					name: 'status',
					type: 'options',
					options: [
						{
							name: 'Approved',
							value: 'APPROVED',
						},
						{
							name: 'Paused',
							value: 'PAUSED',
						},
						{
							name: 'Pending',
							value: 'PENDING',
						},
						{
							name: 'Rejected',
							value: 'REJECTED',
						},
					],
					default: 'APPROVED',
					description: 'Only templates with this result of the review',
				},
				{
					displayName: 'Category',
					name: 'category',
					type: 'options',
					options: [
						{
							name: 'Authentication',
							value: 'AUTHENTICATION',
						},
						{
							name: 'Marketing',
							value: 'MARKETING',
						},
						{
							name: 'Utility',
							value: 'UTILITY',
						},
					],
					default: 'MARKETING',
					description: 'Only templates of this category',
				},
				{
					displayName: 'Language Code',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. en',
					description: 'Only templates in this language',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
					description: 'Only templates whose name contains this',
				},
			],
		},
		simplifyField,
	],
	list(parameters) {
		const { findings } = parameters;
		const limit = wantedRows(parameters);
		const filters = collection(parameters, 'filters');
		// A filter that was added and gives nothing is refused: without it every template would come out.
		const read = (name: string, reader: (value: unknown) => string | undefined) =>
			isAdded(filters, name) ? (reader(filters[name]) ?? '') : '';
		const pages = templatePages({
			status: read('status', (value) => requiredChoice(value, 'Approval Status', statuses, findings)),
			category: read('category', (value) => requiredChoice(value, 'Category', categories, findings)),
			language: read('language', (value) => readLanguageCode(value, findings)),
			name: read('name', (value) => identifier(value, 'Name', findings, { required: true })),
		});
		const show = wantsSimple(parameters) ? templateOutput : (template: IDataObject) => template;
		return {
			first: pages.page(0, Math.min(limit, limits.templatesPerPage)),
			async collect(send) {
				const templates = await readAllPages(pages, send, limit);
				return templates.status === 'accepted'
					? { status: 'accepted', result: templates.result.map(show) }
					: templates;
			},
		};
	},
};
