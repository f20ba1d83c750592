import type { INodeProperties } from 'n8n-workflow';

import { dayMonthOrderField } from './shared';

const zoneHint = 'A time without a zone is in the time zone of the workflow; a date alone means 00:00 UTC';

const filters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: `Only contacts created after this moment. ${zoneHint}.`,
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: `Only contacts created before this moment. ${zoneHint}.`,
	},
	{
		displayName: 'Modified After',
		name: 'modifiedAfter',
		type: 'dateTime',
		default: '',
		description: `Only contacts changed after this moment. ${zoneHint}.`,
	},
	{
		displayName: 'Modified Before',
		name: 'modifiedBefore',
		type: 'dateTime',
		default: '',
		description: `Only contacts changed before this moment. ${zoneHint}.`,
	},
	{
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
	},
];

/** Which contacts are meant, the same wherever contacts are listed. Read by `readFilters`. */
export const contactFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: filters,
};

/** The same where no options stand beside them. */
export const contactQueryField: INodeProperties = {
	...contactFiltersField,
	options: [...filters, dayMonthOrderField].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};
