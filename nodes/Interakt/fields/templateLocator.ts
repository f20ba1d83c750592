import type { INodeProperties } from 'n8n-workflow';

/** Which template is meant, and in which language. Read by `readTemplateName`. */
export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'name', value: '' },
		description: 'The template, by its code name',
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
];
