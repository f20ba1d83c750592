import type { INodeProperties } from 'n8n-workflow';

/** Traits as rows or as JSON. Read by `readTraits`. */
export const traitFields: INodeProperties[] = [
	{
		displayName: 'Specify Traits',
		name: 'traitsInput',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
			},
			{
				name: 'Using JSON',
				value: 'json',
			},
		],
		default: 'fields',
		description: 'How to give the traits',
	},
	{
		displayName: 'Traits',
		name: 'traits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Trait',
		default: {},
		description: 'Attributes to store, such as name, email or city. Empty values are left out.',
		options: [
			{
				displayName: 'Trait',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. city',
						description: 'Name of the trait as it appears in Interakt',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{
								name: 'As Given',
								value: 'auto',
								description:
									'Text stays text; numbers, booleans, dates and lists from an expression stay what they are',
							},
							{
								name: 'Boolean',
								value: 'boolean',
							},
							{
								name: 'Date',
								value: 'date',
								description: 'Any date form; a time without a zone is in the time zone of the workflow',
							},
							{
								name: 'List',
								value: 'list',
								description: 'Several values, separated by commas or as a list',
							},
							{
								name: 'Number',
								value: 'number',
							},
							{
								name: 'Text',
								value: 'string',
							},
						],
						default: 'auto',
						description: 'What the value is, so that Interakt offers the right filters for it',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Pune',
						description: 'Value of the trait',
					},
				],
			},
		],
		displayOptions: { show: { traitsInput: ['fields'] } },
	},
	{
		displayName: 'Traits (JSON)',
		name: 'traitsJson',
		type: 'json',
		default: '{}',
		description: 'Attributes to store, as one JSON object of names and values',
		displayOptions: { show: { traitsInput: ['json'] } },
	},
];
