import type { INodeProperties } from 'n8n-workflow';

/** How times without a zone are read, for the hints of date fields. */
export const zoneHint =
	'A time without a zone is in the time zone of the workflow; a date alone means 00:00 UTC';

/** Conditions on traits, the same wherever contacts are listed. Read by `readFilters`. */
export const conditionsField: INodeProperties = {
	displayName: 'Trait Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'Conditions on any trait; all of them have to hold',
	options: [
		{
			displayName: 'Condition',
			name: 'values',
			values: [
				{
					displayName: 'Trait',
					name: 'trait',
					type: 'string',
					default: '',
					placeholder: 'e.g. city',
					description: 'Name of the trait as it appears in Interakt',
				},
				{
					displayName: 'Operator',
					name: 'op',
					type: 'string',
					default: 'gt',
					placeholder: 'e.g. gt',
					description:
						'How to compare, in the words of the API: gt (greater or after) and lt (less or before) are documented',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pune',
					description: 'What to compare with; for created_at_utc and modified_at_utc any form of date',
				},
			],
		},
	],
};
