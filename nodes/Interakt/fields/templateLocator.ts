import type { INodeProperties } from 'n8n-workflow';

/** Holds for a template that was picked from the list; see `pickedValue`. */
export const picked = [{ _cnd: { includes: '|' } }];

/** Holds for a code name that was typed or comes from an expression. */
export const byHand = [{ _cnd: { regex: '^[^|]+$' } }];

/** Which template is meant, and in which language. Read by `readTemplateName`. */
export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The template to send: pick it from the list, or type its code name',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'e.g. order_update',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
			},
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
		displayOptions: { show: { template: byHand } },
	},
];
